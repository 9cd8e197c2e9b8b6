package web

import (
	"net/http"
	"net/url"
	"regexp"
)

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
