package web

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"

	"shenzheng/archive/snapshot"
)

// searchable are the tables whose rows belong to an activity each, so that a
// search can narrow them.
var searchable = [...]string{"activities", "appearances", "posts", "tenures"}

// table answers GET /{table}.csv: every current row the filters leave,
// streamed from one read transaction.
func (s *Server) table(w http.ResponseWriter, r *http.Request) error {
	name, ok := strings.CutSuffix(r.PathValue("table"), ".csv")
	t, known := snapshot.TableNamed(name)
	if !ok || !known || t.Full() {
		return notFound("没有这个表", "there is no such table or page")
	}
	if t.Name == "changes" {
		return s.latestChanges(w, r, t)
	}
	f, err := parseFilter(r.URL.Query())
	if err != nil {
		return err
	}
	if err := applies(t, r.URL.Query()); err != nil {
		return err
	}
	narrow, err := s.narrow(r.Context(), f)
	if err != nil {
		return err
	}
	open(w)
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8; header=present")
	h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=\"shenzheng-%s.csv\"; filename*=UTF-8''%s", t.Name, url.PathEscape("深圳一周-"+t.Title.ZH+".csv")))
	h.Set("Cache-Control", "no-cache")
	h.Add("Vary", "Accept-Encoding")
	if r.Method == http.MethodHead {
		return nil
	}
	write := func(out io.Writer) error {
		return s.read(r.Context(), func(tx *sql.Tx) error {
			_, err := snapshot.WriteCSV(r.Context(), out, tx, t, narrow)
			return err
		})
	}
	if !r.ProtoAtLeast(1, 1) {
		return s.spool(w, r, write)
	}
	return stream(w, r, write)
}

// latestChanges answers what changed from the snapshot before the latest to the
// latest: changes are between snapshots, so no current rows exist.
func (s *Server) latestChanges(w http.ResponseWriter, r *http.Request, t snapshot.Table) error {
	if err := applies(t, r.URL.Query()); err != nil {
		return err
	}
	rel, err := s.releases.latest()
	if err != nil {
		return err
	}
	if rel != nil {
		if f, ok := rel.file(t.File()); ok {
			w.Header().Set("Cache-Control", shortly)
			return s.sendFile(w, r, rel, f, f.Name)
		}
	}
	open(w)
	w.Header().Set("Content-Type", fileType(t.File()))
	return s.send(w, r, http.StatusOK, []byte(strings.Join(t.Header(), ",")+"\r\n"))
}

// applies refuses a filter that means nothing for a table: unfiltered rows
// must not pass for filtered ones. The page of a list is passed over, since a
// table is complete always.
func applies(t snapshot.Table, q url.Values) error {
	for _, name := range filterParams {
		if q.Get(name) == "" || name == "page" || slices.Contains(t.Filters(), name) {
			continue
		}
		if name == "q" && slices.Contains(searchable[:], t.Name) {
			continue
		}
		return badRequest(fmt.Sprintf("表 %s 不能按 %s 筛选", t.Name, name), fmt.Sprintf("%s.csv cannot be filtered by %s", t.Name, name))
	}
	return nil
}

// narrow puts a filter in the tables' terms. A search becomes the list of the
// activities it finds.
func (s *Server) narrow(ctx context.Context, f filter) (snapshot.Filter, error) {
	out := snapshot.Filter{Column: f.Column, District: f.District, Official: f.Official, Office: f.Office, Kind: f.Kind, From: f.From, To: f.To}
	if f.Q == "" {
		return out, nil
	}
	l, err := s.catalog.now(ctx)
	if err != nil {
		return out, err
	}
	ids, err := json.Marshal(l.ids(filter{Q: f.Q}))
	if err != nil {
		return out, fmt.Errorf("list activity ids: %w", err)
	}
	out.Where, out.Args = "activities.activity_id IN (SELECT value FROM json_each(?))", []any{string(ids)}
	return out, nil
}

// stream sends rows as they come. An error on the way breaks the transfer off
// before its end is marked, so that the client sees it is not whole.
func stream(w http.ResponseWriter, r *http.Request, write func(io.Writer) error) error {
	paced := &pacer{w: w}
	allow(w, paceBytes)
	encoding := encodingFor(r)
	if encoding == "" {
		return write(paced)
	}
	w.Header().Set("Content-Encoding", encoding)
	p, err := packer(paced, encoding)
	if err != nil {
		return err
	}
	if err := write(p); err != nil {
		w.Header().Del("Content-Encoding")
		return err
	}
	return p.Close()
}

// paceBytes are sent before the deadline is moved on.
const paceBytes = 1 << 20

// pacer gives a slow reader time as long as it reads.
type pacer struct {
	w    http.ResponseWriter
	sent int
}

func (p *pacer) Write(b []byte) (int, error) {
	if p.sent += len(b); p.sent > paceBytes {
		allow(p.w, paceBytes)
		p.sent = 0
	}
	return p.w.Write(b)
}

// spool writes the answer to a file first: HTTP/1.0 ends a body of unknown
// length by closing, which looks the same whether it is whole or not.
func (s *Server) spool(w http.ResponseWriter, r *http.Request, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp("", "shenzheng-table-*.csv")
	if err != nil {
		return fmt.Errorf("make room for a table: %w", err)
	}
	defer func() {
		if rerr := os.Remove(f.Name()); err == nil {
			err = rerr
		}
	}()
	defer f.Close()
	out := bufio.NewWriter(f)
	if err := write(out); err != nil {
		return err
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("keep a table to send: %w", err)
	}
	size, err := f.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	allow(w, size)
	w.Header().Set("Content-Length", fmt.Sprint(size))
	_, err = io.Copy(w, f)
	return err
}
