package web

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"html"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/feeds"

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
	infos, err := snapshot.List(s.cfg.SnapshotsDir)
	if err != nil {
		return err
	}
	infos = infos[max(0, len(infos)-feedSnapshots):]
	slices.Reverse(infos)
	base := s.absolute(r)
	var entries []*feeds.AtomEntry
	for _, c := range columns {
		entries = append(entries, columnEntry(l, c, told[c.S("column_id")], base))
	}
	for _, info := range infos {
		entries = append(entries, snapshotEntry(l, info, base))
	}
	slices.SortStableFunc(entries, func(a, b *feeds.AtomEntry) int {
		return cmp.Or(cmp.Compare(b.Updated, a.Updated), cmp.Compare(b.Published, a.Published), cmp.Compare(a.Id, b.Id))
	})
	body, err := feeds.ToXML(atom(l, entries, base))
	if err != nil {
		return fmt.Errorf("write feed: %w", err)
	}
	open(w)
	h := w.Header()
	h.Add("Vary", "Accept-Language")
	h.Set("Cache-Control", "public, max-age=300")
	return s.send(w, r, http.StatusOK, "application/atom+xml; charset=utf-8", []byte(body))
}

func atom(l lang, entries []*feeds.AtomEntry, base string) *atomFeed {
	f := feeds.AtomFeed{Xmlns: "http://www.w3.org/2005/Atom", Title: l.T("深圳一周 · 新专栏与快照", "Shenzhen Week: new columns and snapshots"),
		Id: base + l.T("/feed.atom", "/feed.atom?lang=en"), Updated: instant(),
		Author: &feeds.AtomAuthor{AtomPerson: feeds.AtomPerson{Name: "shenzheng"}}, Entries: entries}
	if len(entries) > 0 {
		f.Updated = entries[0].Updated
	}
	return &atomFeed{AtomFeed: f, Links: []feeds.AtomLink{
		{Href: f.Id, Rel: "self", Type: "application/atom+xml"}, {Href: base + "/", Rel: "alternate", Type: "text/html"},
	}}
}

// atomFeed is a feed that also names its own address, for which the library's
// has no place: readers subscribe by it.
type atomFeed struct {
	XMLName xml.Name `xml:"feed"`
	feeds.AtomFeed
	Links []feeds.AtomLink `xml:"link"`
}

func (a *atomFeed) FeedXml() any { return a }

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

func columnEntry(l lang, c record, told, base string) *feeds.AtomEntry {
	at, title := base+"/columns/"+c.S("column_id"), c.S("title")
	summary := fmt.Sprintf(l.T("%s 个区段，%s 项活动，%s 位官员", "%s sections, %s activities, %s officials"),
		c.S("sections"), c.S("activities"), c.S("officials"))
	if c.S("state") == "edited" {
		summary += fmt.Sprintf(l.T("；已修改，第 %s 版", "; edited, revision %s"), c.S("revision"))
	}
	if l == "en" && c.S("week_start") != "" {
		title = "Week of " + c.S("week_start") + " – " + c.S("week_end") + " · " + title
	}
	e := entry(at, title, summary, instant(c.S("published_at"), c.S("captured_at")), instant(c.S("captured_at"), c.S("published_at")))
	if told != "" {
		e.Content = &feeds.AtomContent{Content: told, Type: "html"}
	}
	return e
}

func snapshotEntry(l lang, info snapshot.Info, base string) *feeds.AtomEntry {
	day := instant(info.Date + "T00:00:00Z")
	summary := fmt.Sprintf(l.T("%d 项活动，%d 位官员", "%d activities, %d officials"), info.Rows["activities"], info.Rows["officials"])
	return entry(base+"/snapshots/"+info.ID+"/", l.T("快照 ", "Snapshot ")+info.ID, summary, day, day)
}

func entry(at, title, summary string, published, updated string) *feeds.AtomEntry {
	return &feeds.AtomEntry{Id: at, Title: title, Links: []feeds.AtomLink{{Href: at, Rel: "alternate"}},
		Summary: &feeds.AtomSummary{Content: summary, Type: "html"}, Published: published, Updated: updated}
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
