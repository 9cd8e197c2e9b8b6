package web

import "shenzheng/archive"

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
