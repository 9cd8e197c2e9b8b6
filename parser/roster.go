package parser

import (
	"maps"
	"slices"
	"strings"
)

// roster knows the officials one column names with a post. The whole column
// is shown to bind before any activity is read, so that a name alone counts
// also where its post is printed later.
type roster struct {
	people  map[string]*bound
	first   map[rune][]*bound // longest name first
	settled bool
	seen    [][]rune // the passages bound, as evidence between two readings
}

// bound is an official of the column.
type bound struct {
	name string
	text []rune
	sure bool
	// rival is another reading of the name that is as good: 李忠 for 李忠强 in
	// 李忠强调研企业.
	rival string
	ties  []tie
}

// tie is what one passage says of an official.
type tie struct {
	at     *District // of the section
	own    *District // of the post itself
	office string
}

func newRoster() *roster {
	return &roster{people: map[string]*bound{}, first: map[rune][]*bound{}}
}

// bind takes in the officials that a passage names with a post. d is the
// section's district, nil when unknown.
func (r *roster) bind(p passage, d *District) {
	scan := postScan{s: p.fold}
	for _, m := range scan.scan() {
		b := r.people[m.who]
		if b == nil {
			b = &bound{name: m.who, text: []rune(m.who)}
			r.people[m.who] = b
		}
		b.sure = b.sure || m.sure
		b.rival = m.rival
		posts := (&splitter{s: p.fold, parts: m.parts, at: d}).posts()
		b.ties = append(b.ties, tie{at: d, own: ownDistrict(posts), office: officeOf(posts)})
	}
	r.settled = false
	r.seen = append(r.seen, p.fold)
}

// ownDistrict gives the district that a post itself names.
func ownDistrict(posts []Post) *District {
	for _, p := range posts {
		level := orgLevel(p.Org)
		for i := range districts {
			if districts[i].NameZH == level {
				return &districts[i]
			}
		}
	}
	return nil
}

// settle drops the doubtful readings that a certain one contradicts: 李忠强
// read from 李忠强调研 where 李忠 is named elsewhere.
func (r *roster) settle() {
	if r.settled {
		return
	}
	r.settled = true
	clear(r.first)
	r.weigh()
	for name, b := range r.people {
		if !b.sure && r.contradicted(name) {
			continue
		}
		r.first[b.text[0]] = append(r.first[b.text[0]], b)
	}
	for _, list := range r.first {
		slices.SortFunc(list, func(a, b *bound) int {
			if n := len(b.text) - len(a.text); n != 0 {
				return n
			}
			return strings.Compare(a.name, b.name)
		})
	}
}

// weigh lets the mentions by name alone decide between two readings.
func (r *roster) weigh() {
	for _, name := range slices.Sorted(maps.Keys(r.people)) {
		b := r.people[name]
		if b.sure || b.rival == "" || r.people[b.rival] != nil {
			continue
		}
		if r.opens([]rune(b.rival)) > r.opens(b.text) {
			r.people[b.rival] = &bound{name: b.rival, text: []rune(b.rival), sure: true, ties: b.ties}
		}
	}
}

// opens counts the sentences that open with a name and a certain word.
func (r *roster) opens(name []rune) int {
	n := 0
	for _, s := range r.seen {
		for i := range s {
			if s[i] == name[0] && (i == 0 || !isHan(s[i-1])) {
				if end := matchName(s, i, name); end > i && followScore(s, end) >= followsStrong {
					n++
				}
			}
		}
	}
	return n
}

func (r *roster) contradicted(name string) bool {
	for other, b := range r.people {
		if b.sure && other != name && (strings.HasPrefix(other, name) || strings.HasPrefix(name, other)) {
			return true
		}
	}
	return false
}

// knows reports a name of the column.
func (r *roster) knows(name string) bool {
	b := r.people[name]
	return b != nil && slices.Contains(r.first[b.text[0]], b)
}

// district gives the district an official is bound to in this column, nil for
// an unknown one and for one of the city.
func (r *roster) district(name string) *District {
	b := r.people[name]
	if b == nil {
		return nil
	}
	for _, t := range b.ties {
		if t.own != nil {
			return t.own
		}
	}
	return nil
}

// officeOf gives the office of an official named by name alone: what the
// section's own passages say, else what any says.
func (r *roster) officeOf(name string, d *District) string {
	b, office := r.people[name], ""
	if b == nil {
		return officeOther
	}
	for _, t := range b.ties {
		near := d != nil && (t.at == d || t.own == d)
		if near && t.office != officeOther {
			return t.office
		}
		if office == "" || office == officeOther {
			office = t.office
		}
	}
	return office
}
