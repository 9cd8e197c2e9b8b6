package web

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"time"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
	"shenzheng/parser"
)

// item hands a template one thing together with its page.
type item struct {
	Page   *page
	A      any
	Marked bool // part of it is asked for with at
}

// picture hands a template a drawing with what names it and the address of
// its numbers.
type picture struct {
	Page           *page
	ID, Label, CSV string
	A              any
}

// NameWidth is the room for the names of the rows, in pixels.
func (p picture) NameWidth(rows []stripRow) int {
	most := 0
	for _, r := range rows {
		width := 0
		for _, c := range p.Row(r) {
			width += map[bool]int{true: 8, false: 13}[c < 0x2000]
		}
		most = max(most, width)
	}
	return most + 10
}

// Row names a row: an official, a district or a kind.
func (p picture) Row(r stripRow) string {
	if r.Name != "" {
		return p.Page.Person(r.Name)
	}
	if name := p.Page.ShortDistrict(r.Value); name != r.Value {
		return name
	}
	return p.Page.Word(r.Value)
}

// signs tell the statuses of coverage apart without colour.
var signs = map[string]string{"reported": "●", "not_named": "○", "not_mentioned": "–", "column_missing": "×", "not_published": "∅", "parse_failed": "!"}

// shanghai is the newspaper's time zone, which has no summer time.
var shanghai = time.FixedZone("+08:00", 8*3600)

func templateFuncs() template.FuncMap {
	return template.FuncMap{
		"number":   number,
		"bytes":    byteCount,
		"clock":    clock,
		"at":       at,
		"list":     func(s string) []string { return strings.FieldsFunc(s, func(r rune) bool { return r == ';' }) },
		"join":     strings.Join,
		"short":    func(s string) string { return s[:min(len(s), 12)] },
		"first":    func(n int, s string) string { r := []rune(s); return string(r[:min(n, len(r))]) },
		"add":      func(a, b int) int { return a + b },
		"item":     func(p *page, a any) item { return item{Page: p, A: a} },
		"card":     func(p *page, a activity, marked bool) item { return item{p, a, marked} },
		"person":   func(p *page, id, name string) item { return item{Page: p, A: tally{ID: id, Name: name}} },
		"pinyin":   archive.Pinyin,
		"picture":  func(p *page, id, label, csv string, a any) picture { return picture{p, id, label, csv, a} },
		"tables":   snapshot.PublicTables,
		"examples": snapshot.Examples,
		"inline":   inline,
		"wording":  snapshot.Wording,
		"dataset":  func() snapshot.Words { return dataset },
		"mime":     snapshot.ContentType,
		"statuses": func() []string { return parser.Values(snapshot.Codes("status")) },
		"places":   parser.Districts,
		"kinds":    parser.Kinds,
		"offices":  parser.Offices,
		"units":    func() []string { return units[:] },
		"mark":     func(status string) string { return signs[status] },
	}
}

// number groups digits by threes.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// byteCount gives a size in powers of 1000, as file managers do.
func byteCount(n int64) string {
	const units = "kMGT"
	if n < 1000 {
		return fmt.Sprintf("%d B", n)
	}
	v, u := float64(n)/1000, 0
	for v >= 999.95 && u < len(units)-1 {
		v, u = v/1000, u+1
	}
	return fmt.Sprintf("%.1f %cB", v, units[u])
}

// clock shows an instant as stored in Shanghai's time, to the minute; what is
// no instant is shown as it is.
func clock(s string) string {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return s
	}
	return at(t)
}

// at shows a time in Shanghai's, to the minute; none is a dash.
func at(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	return t.In(shanghai).Format("2006-01-02 15:04")
}
