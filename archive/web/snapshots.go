package web

import (
	"net/http"
	"slices"
	"strings"

	"shenzheng/archive/snapshot"
)

// snapshotsPage is a page of the list, newest first.
type snapshotsPage struct {
	Snapshots []snapshot.Info
	paging
}

// snapshots answers the list, newest first, with commands to copy.
func (s *Server) snapshots(w http.ResponseWriter, r *http.Request) error {
	number, err := pageParam(r.URL.Query().Get("page"))
	if err != nil {
		return err
	}
	infos, err := snapshot.List(s.cfg.SnapshotsDir)
	if err != nil {
		return err
	}
	slices.Reverse(infos)
	body := &snapshotsPage{}
	if body.paging, err = pagingOf(len(infos), perPage, number); err != nil {
		return err
	}
	body.Snapshots = infos[(number-1)*perPage : min(number*perPage, len(infos))]
	w.Header().Set("Cache-Control", shortly)
	return s.page(w, r, http.StatusOK, "snapshots.html", page{ZH: "快照", EN: "Snapshots", Body: body})
}

// snapshotIndex answers the list for programs, oldest first, as index.json of
// the folder has it.
func (s *Server) snapshotIndex(w http.ResponseWriter, r *http.Request) error {
	infos, err := snapshot.List(s.cfg.SnapshotsDir)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", shortly)
	return s.json(w, r, snapshot.IndexOf(infos))
}

// snapshotPage is one snapshot.
type snapshotPage struct {
	Release     *release
	Info        snapshot.Info
	Differences map[[3]string]int // rows by table, change and cause
	Citation    *citation
}

// snapshot answers one snapshot's page.
func (s *Server) snapshot(w http.ResponseWriter, r *http.Request) error {
	rel, err := s.releaseNamed(r.PathValue("id"))
	if err != nil {
		return err
	}
	body := &snapshotPage{Release: rel, Citation: s.citeSnapshot(r, rel.ID)}
	if body.Info, err = snapshot.One(s.cfg.SnapshotsDir, rel.ID); err != nil {
		return err
	}
	err = s.read(r.Context(), func(m *moment) {
		body.Differences = remembered(m, &s.memo, "changes\x00"+rel.ID, func() map[[3]string]int { // a parser that changes all rows makes a line of each
			counted, err := snapshot.CountChanges(m.ctx, rel.dir)
			m.fail("read differences of snapshot "+rel.ID, err)
			return counted
		})
	})
	if err != nil {
		return err
	}
	return s.page(w, r, http.StatusOK, "snapshot.html", page{ZH: "快照 " + rel.ID, EN: "Snapshot " + rel.ID, Body: body})
}

// FileNote says what a file of a snapshot holds, in a line.
func (p *page) FileNote(name string) string {
	if table, ok := strings.CutSuffix(name, ".csv"); ok {
		if t, known := snapshot.TableNamed(table); known {
			return p.W(t.Title) + p.T("：", ": ") + p.W(t.Note)
		}
	}
	if strings.HasSuffix(name, ".zip") {
		return p.T("以上全部，一个文件夹", "all of these in one folder")
	}
	return p.W(words["file"][name])
}

// Rows is the number of rows of a file's table, -1 for what is no table.
func (p *snapshotPage) Rows(file string) int {
	name, ok := strings.CutSuffix(file, ".csv")
	if n, known := p.Info.Rows[name]; ok && known {
		return n
	}
	return -1
}
