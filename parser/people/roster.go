package people

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"shenzheng/parser/text"
)

// Passage is one paragraph, or the part of one that belongs to an activity.
type Passage struct {
	Runes, Fold []rune
	Start       int // offset of Runes[0] in the canonical text
}

// Roster knows the officials one column names with a post. The whole column
// is shown to Bind before any activity is read, so that a name alone counts
// also where its post is printed later.
type Roster struct {
	people  map[string]*person
	order   []*person // as they were met
	settled bool
	named   map[rune][]*person // whom a name alone may mean, by first character, longest name first
	firsts  text.Set           // the first characters of named
	seen    map[int]seen       // the passages that were bound, by start
}

// seen is a passage that was bound: evidence between two readings of a name.
type seen struct {
	fold     []rune
	mentions []mention
	refused  []Refusal
	sure     bool
}

// No column names so many; the bounds keep a page made to do harm linear.
const (
	maxPeople   = 500
	maxTies     = 64
	maxSubjects = 200
	maxParts    = 20
)

// NewRoster makes a roster of one column.
func NewRoster() *Roster { return &Roster{people: map[string]*person{}, seen: map[int]seen{}} }

// Bind takes in the officials that a passage names with a post and gives their
// names, with other readings of them that a later passage may settle on. d is
// the section's district, nil when unknown.
func (r *Roster) Bind(p Passage, d *text.District) (names []string) {
	r.settled = false
	found := seen{fold: p.Fold, sure: true}
	found.mentions, found.refused = r.read(p.Fold, false)
	for k := range found.mentions {
		m := &found.mentions[k]
		found.sure = found.sure && m.sure
		if b := r.people[m.who.name]; b != nil {
			m.who = b // met twice in one passage
		} else if len(r.people) < maxPeople {
			r.add(m.who)
		}
		m.who.tell(p.Fold, m, d)
		names = append(names, m.who.name)
		if m.who.rival != "" {
			names = append(names, m.who.rival)
		}
	}
	r.seen[p.Start] = found
	return names
}

func (r *Roster) add(b *person) {
	r.people[b.name] = b
	r.order = append(r.order, b)
}

// settle drops the doubtful readings that a certain one contradicts: 吕忠强
// read from 吕忠强调研 where 吕忠 is named elsewhere.
func (r *Roster) settle() {
	if r.settled {
		return
	}
	r.settled = true
	r.weigh()
	r.named = map[rune][]*person{}
	for _, b := range r.order {
		b.named = b.sure || !r.contradicted(b.name)
		if b.named {
			r.named[b.text[0]] = append(r.named[b.text[0]], b)
		}
	}
	r.firsts = text.NewSet(string(slices.Collect(maps.Keys(r.named))))
	for _, list := range r.named {
		slices.SortFunc(list, func(a, b *person) int {
			return cmp.Or(len(b.text)-len(a.text), strings.Compare(a.name, b.name))
		})
	}
}

// weigh lets the mentions by name alone decide between two readings.
func (r *Roster) weigh() {
	var doubtful []*person
	for _, b := range r.order {
		if !b.sure && b.rival != "" {
			doubtful = append(doubtful, b)
		}
	}
	slices.SortFunc(doubtful, func(a, b *person) int { return strings.Compare(a.name, b.name) })
	for _, b := range doubtful {
		if r.people[b.rival] != nil {
			continue
		}
		rival, own := r.opens([]rune(b.rival)), r.opens(b.text)
		if rival > own || rival > 0 && rival == own && strings.HasPrefix(b.rival, b.name) {
			r.add(&person{name: b.rival, text: []rune(b.rival), sure: true, ties: b.ties})
		}
	}
}

// opens weighs the sentences that open with a name and a certain word.
func (r *Roster) opens(name []rune) int {
	n := 0
	for _, p := range r.seen {
		s := p.fold
		for i := range s {
			if s[i] == name[0] && (i == 0 || !text.IsHan(s[i-1])) {
				if end := matchName(s, i, name); end > i && followAt(s, end).score >= followsSmall {
					n += followAt(s, end).score
				}
			}
		}
	}
	return n
}

func (r *Roster) contradicted(name string) bool {
	for _, b := range r.order {
		if b.sure && b.name != name && (strings.HasPrefix(b.name, name) || strings.HasPrefix(name, b.name)) {
			return true
		}
	}
	return false
}

// personOf gives the official whose name s is, one not yet of the column where
// none has it.
func (r *Roster) personOf(s []rune) *person {
	name := nameOf(s)
	if b := r.people[name]; b != nil {
		return b
	}
	return &person{name: name, text: []rune(name)}
}

// nameOf gives a name without the spaces inside and with one kind of
// interpunct.
func nameOf(s []rune) string {
	var name strings.Builder
	name.Grow(len(s) * utf8.UTFMax)
	for _, c := range s {
		switch {
		case text.IsSpace(c):
		case text.IsInterpunct(c):
			name.WriteRune('·')
		default:
			name.WriteRune(c)
		}
	}
	return name.String()
}

// District gives the district an official is bound to in this column, nil for
// an unknown one and for one of the city.
func (r *Roster) District(name string) *text.District {
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
