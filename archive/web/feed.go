package web

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"html"
	"net/http"
	"slices"
	"strings"
	"text/template"
	"time"

	"shenzheng/archive/snapshot"
)

const feedColumns, feedTold, feedSnapshots = 30, 10, 10

// feed answers new columns and snapshots as Atom. Its times are those of the
// data, so the same data give the same feed.
func (s *Server) feed(w http.ResponseWriter, r *http.Request) error {
	l := s.langOf(r)
	var columns []record
	told := map[string]string{}
	err := s.read(r.Context(), func(m *moment) {
		columns = m.query("read columns of the feed", `SELECT column_id, title, week_start, week_end, published_at, captured_at, state, revision, sections, activities, officials
			FROM columns ORDER BY coalesce(nullif(published_at, ''), captured_at) DESC, column_id LIMIT ?`, feedColumns)
		for _, c := range columns[:min(len(columns), feedTold)] {
			id := c.S("column_id")
			told[id] = remembered(m, &s.memo, "told\x00"+string(l)+id, func() string { return m.tell(l, id) })
		}
	})
	if err != nil {
		return err
	}
	infos, err := snapshot.Last(s.cfg.SnapshotsDir, feedSnapshots)
	if err != nil {
		return err
	}
	slices.Reverse(infos)
	base := s.absolute(r)
	var entries []entry
	for _, c := range columns {
		entries = append(entries, columnEntry(l, c, told[c.S("column_id")], base))
	}
	for _, info := range infos {
		entries = append(entries, snapshotEntry(l, info, base))
	}
	var out bytes.Buffer
	if err := atom.Execute(&out, feedOf(l, base, entries)); err != nil {
		return fmt.Errorf("write feed: %w", err)
	}
	open(w)
	h := w.Header()
	h.Add("Vary", "Accept-Language")
	h.Set("Content-Type", "application/atom+xml; charset=utf-8")
	h.Set("Cache-Control", "public, max-age=300")
	return s.send(w, r, http.StatusOK, out.Bytes())
}

// feedPage is what templates/feed.atom is filled with.
type feedPage struct {
	Title, ID, Base, Updated string
	Entries                  []entry
}

// feedOf puts the newest entries first.
func feedOf(l lang, base string, entries []entry) feedPage {
	slices.SortStableFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(b.Updated, a.Updated), cmp.Compare(b.Published, a.Published), cmp.Compare(a.At, b.At))
	})
	f := feedPage{l.T("深圳一周 · 新专栏与快照", "Shenzhen Week: new columns and snapshots"), base + l.T("/feed.atom", "/feed.atom?lang=en"), base, instant(), entries}
	if len(entries) > 0 {
		f.Updated = entries[0].Updated
	}
	return f
}

// entry is a column or a snapshot; Told is HTML, or empty.
type entry struct{ At, Title, Summary, Told, Published, Updated string }

var atom = template.Must(template.New("feed.atom").Funcs(template.FuncMap{"xml": func(text string) (string, error) {
	var b strings.Builder
	err := xml.EscapeText(&b, []byte(text))
	return b.String(), err
}}).ParseFS(templateFiles, "templates/feed.atom"))

// tell says what a column's activities are in which an office of a district
// acts, one a line.
func (m *moment) tell(l lang, columnID string) string {
	var b strings.Builder
	for _, a := range m.activities(snapshot.Filter{Column: columnID}) {
		if slices.ContainsFunc(a.Appearances, func(p record) bool { return p.S("role") == "actor" && p.S("office") != "other" }) {
			b.WriteString("<li>" + html.EscapeString(l.Say(a)) + "</li>")
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return "<ul>" + b.String() + "</ul>"
}

func columnEntry(l lang, c record, told, base string) entry {
	title := c.S("title")
	summary := fmt.Sprintf(l.T("%s 个区段，%s 项活动，%s 位官员", "%s sections, %s activities, %s officials"),
		c.S("sections"), c.S("activities"), c.S("officials"))
	if c.S("state") == "edited" {
		summary += fmt.Sprintf(l.T("；已修改，第 %s 版", "; edited, revision %s"), c.S("revision"))
	}
	if l == "en" && c.S("week_start") != "" {
		title = "Week of " + c.S("week_start") + " – " + c.S("week_end") + " · " + title
	}
	return entry{base + "/columns/" + c.S("column_id"), title, summary, told,
		instant(c.S("published_at"), c.S("captured_at")), instant(c.S("captured_at"), c.S("published_at"))}
}

func snapshotEntry(l lang, info snapshot.Info, base string) entry {
	day := instant(info.Date + "T00:00:00Z")
	summary := fmt.Sprintf(l.T("%d 项活动，%d 位官员", "%d activities, %d officials"), info.Rows["activities"], info.Rows["officials"])
	return entry{base + "/snapshots/" + info.ID + "/", l.T("快照 ", "Snapshot ") + info.ID, summary, "", day, day}
}

// instant is the first that is a time, in UTC, so that text order is time order.
func instant(values ...string) string {
	for _, v := range values {
		if t, err := time.Parse(time.RFC3339, v); err == nil {
			return t.UTC().Format(time.RFC3339)
		}
	}
	return "1970-01-01T00:00:00Z"
}
