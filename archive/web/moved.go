package web

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// Addresses that lead to others: those people type, and those that moved.

// leads leads from one page to another.
func (s *Server) leads(to string, status int) handler {
	return func(w http.ResponseWriter, r *http.Request) error { return s.redirect(w, r, to, status) }
}

func (s *Server) snapshotMoved(w http.ResponseWriter, r *http.Request) error {
	rel, err := s.releaseNamed(r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.redirect(w, r, "/snapshots/"+rel.ID+"/", http.StatusMovedPermanently)
}

// redirect leads to an address of this site, query kept.
func (s *Server) redirect(w http.ResponseWriter, r *http.Request, path string, status int) error {
	to := s.base.EscapedPath() + path
	if q := r.URL.RawQuery; q != "" && !strings.Contains(path, "?") {
		to += "?" + q
	}
	http.Redirect(w, r, to, status)
	return nil
}

// plainHost is a Host header fit to be repeated in an address.
var plainHost = regexp.MustCompile(`^[A-Za-z0-9.\-]+(:[0-9]{1,5})?$|^\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?$`)

// absolute is scheme, host and prefix for addresses that leave this site: those
// of base_url, or of the request where none is configured.
func (s *Server) absolute(r *http.Request) string {
	if s.base.Host != "" {
		return s.base.String()
	}
	u := url.URL{Scheme: "http", Host: "localhost"}
	if plainHost.MatchString(r.Host) {
		u.Host = r.Host
	}
	if r.TLS != nil {
		u.Scheme = "https"
	}
	return u.String()
}
