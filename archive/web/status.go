package web

import (
	"net/http"
	"strings"
	"time"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
)

// statusPage is how the archive is doing: what was last done, what failed,
// what is missing, what was asked of the source.
type statusPage struct {
	archive.Status
	Operator  bool // who asks shows the token
	Next      map[string]time.Time
	Snapshots int
	Latest    string
}

// status answers the state of the archive.
func (s *Server) status(w http.ResponseWriter, r *http.Request) error {
	now, err := s.cfg.Archive.Status(r.Context())
	if err != nil {
		return err
	}
	body := &statusPage{Status: now, Operator: s.showsToken(r), Next: s.cfg.NextRuns()}
	w.Header().Add("Vary", "Authorization, Cookie")
	if body.Operator {
		w.Header().Set("Cache-Control", "private, no-store")
	} else {
		body.conceal()
	}
	if body.Snapshots, err = snapshot.Count(s.cfg.SnapshotsDir); err != nil {
		return err
	}
	if body.Latest, err = snapshot.Latest(s.cfg.SnapshotsDir); err != nil {
		return err
	}
	return s.answer(w, r, "status.html", page{ZH: "状态", EN: "Status", Body: body}, body.Status)
}

// conceal leaves out what is the operator's alone: what errors and advice say of
// the machine, its folders and files, and of the webhook. What they are about is
// told by the title that an alert begins with.
func (p *statusPage) conceal() {
	for i, alert := range p.Alerts {
		title, _, titled := strings.Cut(alert.Detail, ": ")
		p.Alerts[i].Detail = map[bool]string{true: title}[titled]
	}
	for i := range p.Jobs {
		p.Jobs[i].Detail = ""
	}
	for i := range p.Hosts {
		p.Hosts[i].LastDetail = ""
	}
	if p.MessageRefused != "" {
		p.MessageRefused = "shown with the token"
	}
}

// healthz says that the program answers.
func (s *Server) healthz(w http.ResponseWriter, r *http.Request) error {
	return s.plain(w, r, "ok\n")
}

// readyz says that the database answers and the program considers itself up.
func (s *Server) readyz(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-store")
	err := s.cfg.Archive.Reader().PingContext(r.Context())
	if err == nil {
		err = s.cfg.Ready(r.Context())
	}
	if err != nil {
		s.cfg.Log.Warn("not ready", "err", err)
		return problem{http.StatusServiceUnavailable, "尚未就绪", "not ready"}
	}
	return s.plain(w, r, "ready\n")
}

func (s *Server) metrics(w http.ResponseWriter, r *http.Request) error {
	s.cfg.Metrics.ServeHTTP(w, r)
	return nil
}

// robots lets everything be read but the endless ways to filter and the
// files that need the token.
func (s *Server) robots(w http.ResponseWriter, r *http.Request) error {
	p := s.base.EscapedPath()
	return s.plain(w, r, strings.Join([]string{
		"User-agent: *",
		"Disallow: " + p + "/activities?",
		"Disallow: " + p + "/officials?",
		"Disallow: " + p + "/tables/*?",
		"Disallow: " + p + "/activities.json",
		"Disallow: " + p + "/snapshots/*/full/",
		"Allow: " + p + "/",
		"",
	}, "\n"))
}

func (s *Server) plain(w http.ResponseWriter, r *http.Request, text string) error {
	return s.send(w, r, http.StatusOK, "text/plain; charset=utf-8", []byte(text))
}
