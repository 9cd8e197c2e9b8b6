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

// link is an entry of the main navigation.
type link struct {
	Page       *page
	Path, Name string
	Here       bool
}

func navLink(p *page, path, name string) link {
	here := p.Path == path || path != "/" && len(p.Path) > len(path) && p.Path[:len(path)] == path
	return link{p, path, name, here}
}

// item hands a template one thing together with its page.
type item struct {
	Page   *page
	A      any
	Marked bool // part of it is asked for with at
	Anchor bool // addresses may lead to it
}

func itemOf(p *page, a any) item { return item{Page: p, A: a} }

func cardOf(p *page, a activity, marked, anchor bool) item { return item{p, a, marked, anchor} }

// who is an official, to be named and linked.
type who struct{ ID, Name string }

// Pinyin is how the name is said.
func (w who) Pinyin() string { return archive.Pinyin(w.Name) }

func personOf(p *page, id, name string) item { return item{Page: p, A: who{id, name}} }

// picture hands a template a drawing with what names it and the address of
// its numbers.
type picture struct {
	Page           *page
	ID, Label, CSV string
	A              any
}

func pictureOf(p *page, id, label, csv string, a any) picture { return picture{p, id, label, csv, a} }

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

// copyable is text to be copied as it stands.
type copyable struct{ Label, Text string }

func copyOf(label, text string) copyable { return copyable{label, text} }

// coverStatuses are those of the coverage table, best first, each with the
// sign that tells it apart without colour.
var coverStatuses = [...]struct{ status, sign string }{
	{"reported", "●"}, {"not_named", "○"}, {"not_mentioned", "–"}, {"column_missing", "×"}, {"not_published", "∅"}, {"parse_failed", "!"},
}

func statuses() []string {
	var all []string
	for _, s := range coverStatuses {
		all = append(all, s.status)
	}
	return all
}

func signOf(status string) string {
	for _, s := range coverStatuses {
		if s.status == status {
			return s.sign
		}
	}
	return ""
}

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
		"anchor":   func(s string) string { return strings.ReplaceAll(s, "/", "-") },
		"nav":      navLink,
		"item":     itemOf,
		"card":     cardOf,
		"person":   personOf,
		"pinyin":   archive.Pinyin,
		"picture":  pictureOf,
		"copy":     copyOf,
		"tables":   snapshot.PublicTables,
		"examples": snapshot.Examples,
		"wording":  snapshot.Wording,
		"statuses": statuses,
		"places":   parser.Districts,
		"kinds":    parser.Kinds,
		"offices":  parser.Offices,
		"units":    func() []string { return units[:] },
		"mark":     signOf,
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
	return t.In(shanghai).Format("2006-01-02 15:04")
}

// at shows a time in Shanghai's, to the minute; none is a dash.
func at(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	return t.In(shanghai).Format("2006-01-02 15:04")
}
