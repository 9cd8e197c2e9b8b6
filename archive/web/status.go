package web

import (
	"net/http"
	"time"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
)

// statusPage is how the archive is doing: what was last done, what failed,
// what is missing, what was asked of the source.
type statusPage struct {
	archive.Status
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
	infos, err := snapshot.List(s.cfg.SnapshotsDir)
	if err != nil {
		return err
	}
	body := &statusPage{Status: now, Snapshots: len(infos), Latest: snapshot.IndexOf(infos).Latest}
	if s.cfg.NextRuns != nil {
		body.Next = s.cfg.NextRuns()
	}
	if wantsJSON(r) {
		return s.json(w, r, body.Status)
	}
	w.Header().Add("Vary", "Accept")
	return s.page(w, r, http.StatusOK, "status.html", page{ZH: "状态", EN: "Status", Body: body})
}
