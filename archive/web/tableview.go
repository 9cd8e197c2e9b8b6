package web

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"shenzheng/archive/snapshot"
	"shenzheng/parser"
)

// tableRows is the number of rows on a page of a table.
const tableRows = 100

// tableView is one table as a visitor looks at it: narrowed, sorted, a page at
// a time. The one list of columns makes it for every table.
type tableView struct {
	Table snapshot.Table
	Sort  string            // a column, - before it for the greatest first; empty for the table's own order
	Has   map[string]string // what columns must hold, by name
	f     filter
	Rows  []record
	Total int
	paging
}

// paging is which page of a list is shown, from 1, and how many there are.
type paging struct{ Page, Pages int }

// pagingOf divides so many items; a page beyond the last is a 404.
func pagingOf(items, perPage, page int) (paging, error) {
	p := paging{page, max(1, (items+perPage-1)/perPage)}
	if page > p.Pages {
		return p, notFound("没有这一页", fmt.Sprintf("there are only %d pages", p.Pages))
	}
	return p, nil
}

// tables answers the list of tables to look at.
func (s *Server) tables(w http.ResponseWriter, r *http.Request) error {
	return s.page(w, r, http.StatusOK, "tables.html", page{ZH: "各表", EN: "Tables", Body: liveTables()})
}

// liveTables are those with current rows.
func liveTables() []snapshot.Table {
	return slices.DeleteFunc(snapshot.PublicTables(), func(t snapshot.Table) bool { return t.Name == "changes" })
}

// tableView answers one table as a page, as JSON of the page, or (format=csv)
// as CSV of all rows that are left, in the order asked for.
func (s *Server) tableView(w http.ResponseWriter, r *http.Request) error {
	v, err := parseView(r)
	if err != nil {
		return err
	}
	if wantsCSV(r) { // which takes a turn where the file has to be written
		return s.sendTable(w, r, v)
	}
	return s.bounded(func(w http.ResponseWriter, r *http.Request) error {
		if err := s.read(r.Context(), func(m *moment) { s.fillView(m, &v) }); err != nil {
			return err
		}
		return s.answer(w, r, "table.html", page{ZH: v.Table.Title.ZH, EN: v.Table.Title.EN, Body: &v}, v.json(s.absolute(r)))
	})(w, r)
}

// parseView reads what is asked of a table: sort=COLUMN or -COLUMN, has.COLUMN=
// text that must stand in it, and the filters that mean something for it.
func parseView(r *http.Request) (tableView, error) {
	name := r.PathValue("table")
	v := tableView{Has: map[string]string{}}
	i := slices.IndexFunc(liveTables(), func(t snapshot.Table) bool { return t.Name == name })
	if i < 0 {
		return v, notFound("没有这个表："+clip(name), "there is no table "+clip(name))
	}
	v.Table = liveTables()[i]
	q := r.URL.Query()
	v.Sort = q.Get("sort")
	by := strings.TrimPrefix(v.Sort, "-")
	if _, ok := v.Table.Column(by); !ok && v.Sort != "" {
		return v, badRequest("没有这一列："+clip(by), "there is no column "+clip(by))
	}
	q.Del("sort")
	for _, c := range v.Table.Columns {
		if has, err := searchParam("", q.Get("has."+c.Name)); err != nil {
			return v, err
		} else if has != "" {
			v.Has[c.Name] = has
		}
		q.Del("has." + c.Name)
	}
	var err error
	if v.f, err = parseFilter(q); err != nil {
		return v, err
	}
	return v, applies(v.Table, q)
}

// filter puts what is asked in the table's terms, all pages of it.
func (v tableView) filter(m *moment) snapshot.Filter {
	narrow := v.f.narrow(m)
	narrow.Like = map[string]string{}
	for column, has := range v.Has {
		narrow.Like[column] = glob(fold(has))
	}
	narrow.Sort = v.Sort
	return narrow
}

// fillView counts the rows and reads one page of them; both are kept until the
// rows change.
func (s *Server) fillView(m *moment, v *tableView) {
	narrow, all := v.filter(m), *v
	all.Sort = ""
	v.Total = remembered(m, &s.memo, "rows\x00"+all.key(), func() (n int) {
		query, args := v.Table.Count(narrow)
		m.scan("count rows of "+v.Table.Name, query, args, &n)
		return n
	})
	var err error
	v.paging, err = pagingOf(v.Total, tableRows, v.f.Page)
	m.fail("divide the table", err)
	narrow.Limit, narrow.Offset = tableRows, (v.Page-1)*tableRows
	if v.Table.Name == "coverage" && len(v.query()) == 0 { // its weeks, which have as many rows each, are all that is looked at
		weeks, each := s.weeks(m), 2*len(parser.Districts())
		first, last := narrow.Offset/each, min(len(weeks)-1, (narrow.Offset+tableRows-1)/each)
		if last >= first {
			narrow.From, narrow.To = weeks[first].Monday.Format(time.DateOnly), weeks[last].Monday.Format(time.DateOnly)
			narrow.Offset -= first * each
		}
	}
	v.Rows = remembered(m, &s.memo, fmt.Sprintf("page\x00%s\x00%d", v.key(), v.Page), func() []record { return m.records(v.Table.Name, narrow) })
}

// write writes all rows that are left as CSV, as the table's file has them.
func (v tableView) write(m *moment, out io.Writer) {
	if narrow := v.filter(m); m.err == nil {
		m.err = snapshot.WriteCSV(m.ctx, out, m.tx, v.Table, narrow)
	}
}

// Data is the query of this view as data of a format, all pages of it.
func (v tableView) Data(format string) url.Values { return with(v.query(), "format", format) }

// json is a page of the table; next leads to the one after.
func (v tableView) json(base string) any {
	out := struct {
		Table string   `json:"table"`
		Total int      `json:"total"`
		Page  int      `json:"page"`
		Pages int      `json:"pages"`
		Next  string   `json:"next,omitempty"`
		Rows  []record `json:"rows"`
	}{v.Table.Name, v.Total, v.Page, v.Pages, "", v.Rows}
	if v.Page < v.Pages {
		out.Next = base + withQuery("/tables/"+v.Table.Name, with(v.Data("json"), "page", strconv.Itoa(v.Page+1)))
	}
	return out
}

// query is that of this view, all pages of it.
func (v tableView) query() url.Values {
	q := v.f.values()
	for name, has := range v.Has {
		q.Set("has."+name, has)
	}
	if v.Sort != "" {
		q.Set("sort", v.Sort)
	}
	return q
}

func (v tableView) key() string { return v.Table.Name + "?" + v.query().Encode() }

func with(q url.Values, name, value string) url.Values {
	q.Set(name, value)
	return q
}

// Filters are the filters in force, which a form must keep.
func (v tableView) Filters() url.Values { return v.f.values() }

// Link is the page that a value of a column leads to, empty for none.
func (v tableView) Link(column, value string) string {
	pages := map[string]string{"column_id": "/columns/", "activity_id": "/activities/", "official_id": "/officials/", "district": "/districts/", "duplicate_of": "/columns/"}
	if value == "" || pages[column] == "" || column == "activity_id" && v.Table.Name == "credits" {
		return ""
	}
	return pages[column] + value
}
