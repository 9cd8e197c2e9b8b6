package web

import (
	"cmp"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"

	"shenzheng/archive/snapshot"
)

// entity gives everything public that the tables hold of one thing, table by
// table, under the tables' own names.
func (s *Server) entity(w http.ResponseWriter, r *http.Request, c *citation, f snapshot.Filter, tables ...string) error {
	out := map[string]any{"cite_as": c.GBT}
	if err := s.read(r.Context(), func(m *moment) { m.addRows(out, f, tables...) }); err != nil {
		return err
	}
	w.Header().Add("Vary", "Accept")
	return s.json(w, r, out)
}

// addRows adds the rows of some tables that a filter leaves, by table.
func (m *moment) addRows(out map[string]any, f snapshot.Filter, tables ...string) {
	for _, t := range tables {
		out[t] = m.records(t, f)
	}
}

// citation is one thing in three styles, and the report it was read from where
// it is a part of one.
type citation struct{ GBT, APA, BibTeX, Original string }

var dataset = snapshot.Words{ZH: "深圳一周：深圳各区书记区长公开活动数据集", EN: "Shenzhen Week: public activities of Shenzhen's district leaders"}

// cited is what a citation says: which part of the data set it is, in both
// languages, or the version of the whole; the day it is of, YYYY-MM-DD; its path.
type cited struct{ key, zh, en, day, version, path string }

var notKey = regexp.MustCompile(`[^A-Za-z0-9]+`)

// cite cites something by its address, as read on the day of the request.
func (s *Server) cite(r *http.Request, c cited) *citation {
	l, today, at := s.langOf(r), s.cfg.Now().In(shanghai).Format(time.DateOnly), s.absolute(r)+c.path
	title, kind := snapshot.Words{ZH: dataset.ZH + "：" + c.zh, EN: dataset.EN + ": " + c.en}, "DB/OL"
	var day, version, versionEN, field string
	if c.version != "" {
		title, kind, version = dataset, "DS/OL", " "+l.T("版本 ", "Version ")+c.version+"."
		versionEN, field = " (Version "+c.version+")", "\n  version = {"+c.version+"},"
	}
	year := c.day[:min(4, len(c.day))]
	if c.day != "" {
		day = "(" + c.day + ")"
	}
	return &citation{
		GBT: fmt.Sprintf("shenzheng. %s[%s].%s %s[%s]. %s.", l.W(title), kind, version, day, today, at),
		APA: fmt.Sprintf("shenzheng. (%s). %s%s [Data set]. %s", cmp.Or(year, "n.d."), title.EN, versionEN, at),
		BibTeX: fmt.Sprintf("@misc{shenzheng_%s,\n  author = {{shenzheng}},\n  title = {{%s}},\n  year = {%s},%s\n  howpublished = {\\url{%s}},\n  note = {Data set, accessed %s}\n}",
			notKey.ReplaceAllString(c.key, "_"), texSafe.Replace(title.EN), year, field, at, today),
	}
}

var texSafe = strings.NewReplacer("&", `\&`, "%", `\%`, "#", `\#`, "_", `\_`, "{", `\{`, "}", `\}`, "$", `\$`)

// citeSnapshot cites a snapshot, whose id names its content.
func (s *Server) citeSnapshot(r *http.Request, id string) *citation {
	return s.cite(r, cited{key: id, day: snapshot.DayOf(id), version: id, path: "/snapshots/" + id + "/"})
}

// citeColumn cites what was read from a column, or an activity of it, and the
// column itself.
func (s *Server) citeColumn(r *http.Request, column record, c cited) *citation {
	c.day = column.S("week_end")
	if published := column.S("published_at"); len(published) >= 10 {
		c.day = published[:10]
	}
	out := s.cite(r, c)
	if column.S("source_url") != "" {
		out.Original = fmt.Sprintf("%s. %s[N/OL]. %s, %s[%s]. %s.",
			cmp.Or(column.S("author"), "佚名"), column.S("title"), cmp.Or(column.S("outlet"), "深圳特区报"), c.day,
			s.cfg.Now().In(shanghai).Format(time.DateOnly), column.S("source_url"))
	}
	return out
}
