package web

import (
	"cmp"
	"context"
	"database/sql"
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
	ctx := r.Context()
	l := s.langOf(r)
	var columns []record
	told := map[string]string{}
	err := s.read(ctx, func(tx *sql.Tx) (err error) {
		columns, err = query(ctx, tx, `SELECT column_id, title, week_start, week_end, published_at, captured_at, state, revision, sections, activities, officials
			FROM columns ORDER BY coalesce(nullif(published_at, ''), captured_at) DESC, column_id LIMIT ?`, feedColumns)
		if err != nil {
			return err
		}
		for _, c := range columns[:min(len(columns), feedTold)] {
			id := c.S("column_id")
			told[id], err = remembered(ctx, &s.memo, tx, "told\x00"+string(l)+id, func() (string, error) { return tell(ctx, tx, l, id) })
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read columns of the feed: %w", err)
	}
	infos, err := snapshot.List(s.cfg.SnapshotsDir)
	if err != nil {
		return err
	}
	slices.Reverse(infos)
	base := s.absolute(r)
	var items []*feeds.Item
	for _, c := range columns {
		items = append(items, columnItem(l, c, told[c.S("column_id")], base))
	}
	for _, info := range infos[:min(len(infos), feedSnapshots)] {
		items = append(items, releaseItem(l, info, base))
	}
	slices.SortStableFunc(items, func(a, b *feeds.Item) int {
		return cmp.Or(b.Updated.Compare(a.Updated), cmp.Compare(a.Id, b.Id))
	})
	body, err := atom(l, items, base)
	if err != nil {
		return err
	}
	open(w)
	h := w.Header()
	h.Add("Vary", "Accept-Language")
	h.Set("Content-Type", "application/atom+xml; charset=utf-8")
	h.Set("Cache-Control", "public, max-age=300")
	return s.send(w, r, http.StatusOK, []byte(body))
}

func atom(l lang, items []*feeds.Item, base string) (string, error) {
	f := &feeds.Feed{
		Title: l.T("深圳一周 · 新专栏与快照", "Shenzhen Week: new columns and snapshots"), Link: &feeds.Link{Href: base + "/", Rel: "alternate"}, Id: base + l.T("/feed.atom", "/feed.atom?lang=en"),
		Author: &feeds.Author{Name: "shenzheng"}, Items: items,
	}
	if len(items) > 0 {
		f.Updated = items[0].Updated
	} else {
		f.Updated = time.Unix(0, 0).UTC()
	}
	a := (&feeds.Atom{Feed: f}).AtomFeed()
	a.Id = f.Id
	for i, e := range a.Entries {
		e.Published = items[i].Created.Format(time.RFC3339)
	}
	body, err := feeds.ToXML(&atomFeed{AtomFeed: a, Links: []feeds.AtomLink{
		{Href: f.Id, Rel: "self", Type: "application/atom+xml"}, {Href: base + "/", Rel: "alternate", Type: "text/html"},
	}})
	if err != nil {
		return "", fmt.Errorf("write feed: %w", err)
	}
	return body, nil
}

// atomFeed is a feed that also names its own address, for which the library's
// has no place: readers subscribe by it.
type atomFeed struct {
	XMLName xml.Name `xml:"feed"`
	*feeds.AtomFeed
	Links []feeds.AtomLink `xml:"link"`
}

func (a *atomFeed) FeedXml() any { return a }

// tell says what a column's activities are in which an office of a district
// acts, one a line.
func tell(ctx context.Context, tx *sql.Tx, l lang, columnID string) (string, error) {
	all, err := activitiesOf(ctx, tx, snapshot.Filter{Column: columnID})
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, a := range all {
		if slices.ContainsFunc(a.Appearances, func(p record) bool { return p.S("role") == "actor" && p.S("office") != "other" }) {
			b.WriteString("<li>" + html.EscapeString(l.Say(a)) + "</li>")
		}
	}
	if b.Len() == 0 {
		return "", nil
	}
	return "<ul>" + b.String() + "</ul>", nil
}

func columnItem(l lang, c record, told, base string) *feeds.Item {
	at, title := base+"/columns/"+c.S("column_id"), c.S("title")
	summary := fmt.Sprintf(l.T("%s 个区段，%s 项活动，%s 位官员", "%s sections, %s activities, %s officials"), c.S("sections"), c.S("activities"), c.S("officials"))
	if c.S("state") == "edited" {
		summary += fmt.Sprintf(l.T("；已修改，第 %s 版", "; edited, revision %s"), c.S("revision"))
	}
	if l == "en" && c.S("week_start") != "" {
		title = "Week of " + c.S("week_start") + " – " + c.S("week_end") + " · " + title
	}
	return &feeds.Item{
		Title: title, Id: at, Link: &feeds.Link{Href: at, Rel: "alternate"}, Description: summary, Content: told,
		Created: instant(c.S("published_at"), c.S("captured_at")), Updated: instant(c.S("captured_at"), c.S("published_at")),
	}
}

func releaseItem(l lang, info snapshot.Info, base string) *feeds.Item {
	at := base + "/snapshots/" + info.ID + "/"
	day := instant(info.Date+"T00:00:00Z", "")
	return &feeds.Item{
		Title: l.T("快照 ", "Snapshot ") + info.ID, Id: at, Link: &feeds.Link{Href: at, Rel: "alternate"},
		Description: fmt.Sprintf(l.T("%d 项活动，%d 位官员", "%d activities, %d officials"), info.Rows["activities"], info.Rows["officials"]), Created: day, Updated: day,
	}
}

// instant reads the first that is one.
func instant(values ...string) time.Time {
	for _, v := range values {
		if t, err := time.Parse(time.RFC3339, strings.TrimSpace(v)); err == nil {
			return t.UTC()
		}
	}
	return time.Unix(0, 0).UTC()
}
