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
	opening sieve             // of the characters of first
	settled bool
	seen    []seen
	places  map[*rune]int // of a passage in seen, by its first code point
}

// bound is an official of the column.
type bound struct {
	name string
	id   string // see OfficialID
	text []rune
	sure bool
	// rival is another reading of the name that is as good: 吕忠 for 吕忠强 in
	// 吕忠强调研企业.
	rival string
	ties  []tie
}

// tie is what one passage says of an official.
type tie struct {
	at     *District // of the section
	own    *District // of the post itself
	office string
}

// seen is a passage that was bound: evidence between two readings of a name,
// and what need not be read again.
type seen struct {
	fold     []rune
	mentions []mention
	sure     bool // of every name
}

// No column names so many; the bounds keep a page made to do harm linear.
const (
	maxPeople   = 500
	maxTies     = 64
	maxSubjects = 200
	maxParts    = 20
)

// newRoster makes a roster for about size passages.
func newRoster(size int) *roster {
	return &roster{people: map[string]*bound{}, first: map[rune][]*bound{}, seen: make([]seen, 0, size), places: make(map[*rune]int, size)}
}

// bind takes in the officials that a passage names with a post. d is the
// section's district, nil when unknown.
func (r *roster) bind(p passage, d *District) {
	scan := postScan{s: p.fold}
	found := seen{fold: p.fold, mentions: scan.scan(), sure: true}
	for k := range found.mentions {
		m := &found.mentions[k]
		found.sure = found.sure && m.sure
		b := r.people[m.who]
		if b == nil {
			if len(r.people) >= maxPeople {
				continue
			}
			b = &bound{name: m.who, id: OfficialID(m.who), text: []rune(m.who), ties: make([]tie, 0, 4)}
			r.people[m.who] = b
		}
		b.sure = b.sure || m.sure
		b.rival = m.rival
		m.posts, m.at = (&splitter{s: p.fold, parts: m.parts, at: d}).posts(), d
		m.office = officeOf(m.posts)
		if len(b.ties) >= maxTies {
			continue
		}
		b.ties = append(b.ties, tie{at: d, own: ownDistrict(m.posts), office: m.office})
	}
	r.settled = false
	if len(p.fold) > 0 {
		r.places[&p.fold[0]] = len(r.seen)
		r.seen = append(r.seen, found)
	}
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

// settle drops the doubtful readings that a certain one contradicts: 吕忠强
// read from 吕忠强调研 where 吕忠 is named elsewhere.
func (r *roster) settle() {
	if r.settled {
		return
	}
	r.settled = true
	clear(r.first)
	r.opening = sieve{}
	r.weigh()
	for name, b := range r.people {
		if !b.sure && r.contradicted(name) {
			continue
		}
		r.first[b.text[0]] = append(r.first[b.text[0]], b)
		r.opening.add(b.text[0])
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
		rival, own := r.opens([]rune(b.rival)), r.opens(b.text)
		if rival > own || rival > 0 && rival == own && strings.HasPrefix(b.rival, name) {
			r.people[b.rival] = &bound{name: b.rival, id: OfficialID(b.rival), text: []rune(b.rival), sure: true, ties: b.ties}
		}
	}
}

// opens weighs the sentences that open with a name and a certain word.
func (r *roster) opens(name []rune) int {
	n := 0
	for k := range r.seen {
		s := r.seen[k].fold
		for i := range s {
			if s[i] == name[0] && (i == 0 || !isHan(s[i-1])) {
				if end := matchName(s, i, name); end > i && followScore(s, end) >= followsStrong {
					n += followScore(s, end)
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
