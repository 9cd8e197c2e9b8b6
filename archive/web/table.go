package web

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"strings"

	"shenzheng/archive/snapshot"
)

// searchable are the tables whose rows belong to an activity each, so that a
// search or a cell of coverage can narrow them.
var searchable = [...]string{"activities", "appearances", "posts", "tenures"}

// table answers GET /{table}.csv: every current row the filters leave, as a
// file that is written once for an edition of the rows.
func (s *Server) table(w http.ResponseWriter, r *http.Request) (err error) {
	name, ok := strings.CutSuffix(r.PathValue("table"), ".csv")
	t, known := snapshot.TableNamed(name)
	if !ok || !known || t.Full() {
		return notFound("没有这个页面或表", "there is no such table or page")
	}
	if t.Name == "changes" {
		return s.latestChanges(w, r, t)
	}
	v := tableView{Table: t}
	if v.f, err = parseFilter(r.URL.Query()); err == nil {
		err = applies(t, r.URL.Query())
	}
	if err != nil {
		return err
	}
	return s.sendTable(w, r, v)
}

// sendTable sends all rows that are left of a table as a file, written in one
// read transaction if none is kept of the rows as they are.
func (s *Server) sendTable(w http.ResponseWriter, r *http.Request, v tableView) error {
	t, ctx := v.Table, r.Context()
	b, err := s.written(ctx, v.key(), func(ctx context.Context, out io.Writer) error {
		if err := s.turn(ctx); err != nil {
			return err
		}
		defer s.turns.Release(1)
		return s.read(ctx, func(m *moment) { v.write(m, out) })
	})
	if err != nil {
		return err
	}
	open(w)
	h := w.Header()
	h.Set("Content-Type", snapshot.ContentType(t.File()))
	h.Set("Content-Disposition", attachment("shenzheng-"+t.Name+".csv", "深圳一周-"+t.Title.ZH+".csv"))
	h.Set("Cache-Control", "no-cache")
	if had(w, r, b.sum) {
		return nil
	}
	allow(w, b.size)
	http.ServeContent(w, r, "", b.written, io.NewSectionReader(b.file, 0, b.size))
	runtime.KeepAlive(b)
	return nil
}

// latestChanges answers what changed from the snapshot before the latest to the
// latest: changes are between snapshots, so no current rows exist.
func (s *Server) latestChanges(w http.ResponseWriter, r *http.Request, t snapshot.Table) error {
	if err := applies(t, r.URL.Query()); err != nil {
		return err
	}
	rel, err := s.latestRelease()
	if err != nil {
		return err
	}
	if rel != nil {
		if _, has := rel.Files[t.File()]; has {
			w.Header().Set("Cache-Control", shortly)
			return s.sendFile(w, r, rel, t.File())
		}
	}
	open(w)
	return s.send(w, r, http.StatusOK, snapshot.ContentType(t.File()), []byte(strings.Join(t.Header(), ",")+"\r\n"))
}

// applies refuses a filter that means nothing for a table: unfiltered rows
// must not pass for filtered ones. Page and picture of a list are passed over:
// a table is complete always.
func applies(t snapshot.Table, q url.Values) error {
	for _, p := range new(filter).params() {
		if q.Get(p.name) == "" || p.name == "rows" || p.name == "by" || slices.Contains(t.Filters(), p.name) {
			continue
		}
		if (p.name == "q" || p.name == "cell") && slices.Contains(searchable[:], t.Name) {
			continue
		}
		return badRequest(fmt.Sprintf("表 %s 不能按 %s 筛选", t.Name, p.name), fmt.Sprintf("%s.csv cannot be filtered by %s", t.Name, p.name))
	}
	return nil
}
