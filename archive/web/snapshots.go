package web

import (
	"fmt"
	"net/http"
	"slices"

	"shenzheng/archive/snapshot"
)

// snapshotsPage is the list of snapshots, newest first.
type snapshotsPage struct {
	Infos  []snapshot.Info
	Latest string
}

// snapshots answers the list with hashes and commands to copy.
func (s *Server) snapshots(w http.ResponseWriter, r *http.Request) error {
	infos, err := snapshot.List(s.cfg.SnapshotsDir)
	if err != nil {
		return err
	}
	slices.Reverse(infos)
	w.Header().Set("Cache-Control", shortly)
	return s.page(w, r, http.StatusOK, "snapshots.html", page{ZH: "快照", EN: "Snapshots", Body: &snapshotsPage{infos, latestOf(infos)}})
}

func latestOf(infos []snapshot.Info) string {
	for _, info := range infos {
		if info.Latest {
			return info.ID
		}
	}
	return ""
}

// snapshotIndex answers the list for programs, oldest first, as index.json of
// the folder has it.
func (s *Server) snapshotIndex(w http.ResponseWriter, r *http.Request) error {
	infos, err := snapshot.List(s.cfg.SnapshotsDir)
	if err != nil {
		return err
	}
	if infos == nil {
		infos = []snapshot.Info{}
	}
	w.Header().Set("Cache-Control", shortly)
	return s.json(w, r, struct {
		Latest    string          `json:"latest"`
		Snapshots []snapshot.Info `json:"snapshots"`
	}{latestOf(infos), infos})
}

// snapshotPage is one snapshot.
type snapshotPage struct {
	Release     *release
	Info        snapshot.Info
	Differences *differences
	Citation    citation
}

// snapshot answers one snapshot's page.
func (s *Server) snapshot(w http.ResponseWriter, r *http.Request) error {
	rel, err := s.releaseNamed(r.PathValue("id"))
	if err != nil {
		return err
	}
	infos, err := snapshot.List(s.cfg.SnapshotsDir)
	if err != nil {
		return err
	}
	body := &snapshotPage{Release: rel, Citation: cite(rel.ID, s.absolute(r), s.cfg.Now().In(shanghai))}
	for _, info := range infos {
		if info.ID == rel.ID {
			body.Info = info
		}
	}
	if body.Differences, err = rel.differences(); err != nil {
		return fmt.Errorf("read differences of snapshot %s: %w", rel.ID, err)
	}
	return s.page(w, r, http.StatusOK, "snapshot.html", page{ZH: "快照 " + rel.ID, EN: "Snapshot " + rel.ID, Body: body})
}

// Rows is the number of rows of a file's table, -1 for what is no table.
func (p *snapshotPage) Rows(file string) int {
	name, ok := tableOf(file)
	if n, known := p.Info.Rows[name]; ok && known {
		return n
	}
	return -1
}
