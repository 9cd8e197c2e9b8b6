package web

import (
	"net/http"
)

// snapshotsPage is the list of snapshots, newest first.
type snapshotsPage struct {
	Releases []*release
	Latest   string
}

// snapshots answers the list with hashes and commands to copy.
func (s *Server) snapshots(w http.ResponseWriter, r *http.Request) error {
	body, err := s.allReleases()
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", shortly)
	return s.page(w, r, http.StatusOK, "snapshots.html", page{ZH: "快照", EN: "Snapshots", Body: body})
}

func (s *Server) allReleases() (*snapshotsPage, error) {
	ids, err := s.releases.list()
	if err != nil {
		return nil, err
	}
	body := &snapshotsPage{}
	for _, id := range ids {
		rel, err := s.releases.named(id)
		if err != nil {
			return nil, err
		}
		if rel != nil {
			body.Releases = append(body.Releases, rel)
		}
	}
	latest, err := s.releases.latest()
	if err != nil {
		return nil, err
	}
	if latest != nil {
		body.Latest = latest.ID
	}
	return body, nil
}

// snapshotPage is one snapshot.
type snapshotPage struct {
	Release  *release
	Latest   string
	Others   []string // to compare with
	Citation citation
}

// snapshot answers one snapshot's page.
func (s *Server) snapshot(w http.ResponseWriter, r *http.Request) error {
	rel, err := s.releaseNamed(r.PathValue("id"))
	if err != nil {
		return err
	}
	all, err := s.allReleases()
	if err != nil {
		return err
	}
	body := &snapshotPage{Release: rel, Latest: all.Latest, Citation: cite(rel.ID, s.absolute(r), s.cfg.Now().In(shanghai))}
	for _, other := range all.Releases {
		if other.ID != rel.ID {
			body.Others = append(body.Others, other.ID)
		}
	}
	return s.page(w, r, http.StatusOK, "snapshot.html", page{ZH: "快照 " + rel.ID, EN: "Snapshot " + rel.ID, Body: body})
}

// indexEntry is a snapshot in index.json.
type indexEntry struct {
	ID     string      `json:"id"`
	Date   string      `json:"date"`
	Latest bool        `json:"latest"`
	URL    string      `json:"url"`
	Files  []indexFile `json:"files"`
}

type indexFile struct {
	Name   string `json:"name"`
	URL    string `json:"url"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// snapshotIndex answers the list of snapshots for programs, newest first.
func (s *Server) snapshotIndex(w http.ResponseWriter, r *http.Request) error {
	all, err := s.allReleases()
	if err != nil {
		return err
	}
	base := s.absolute(r) + "/snapshots/"
	out := struct {
		Latest    string       `json:"latest"`
		Snapshots []indexEntry `json:"snapshots"`
	}{all.Latest, []indexEntry{}}
	for _, rel := range all.Releases {
		e := indexEntry{ID: rel.ID, Date: rel.Day, Latest: rel.ID == all.Latest, URL: base + rel.ID + "/"}
		for _, f := range rel.Files {
			e.Files = append(e.Files, indexFile{f.Name, base + rel.ID + "/" + f.Name, f.Size, f.SHA256})
		}
		out.Snapshots = append(out.Snapshots, e)
	}
	w.Header().Set("Cache-Control", shortly)
	return s.json(w, r, out)
}
