package people

import (
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
	seen    map[int]*seen      // the passages that were bound, by start
}

// seen is a passage that was bound: evidence between two readings of a name.
type seen struct {
	fold     []rune
	mentions []*mention
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
func NewRoster() *Roster { return &Roster{people: map[string]*person{}, seen: map[int]*seen{}} }

func (r *Roster) add(b *person) {
	r.people[b.name] = b
	r.order = append(r.order, b)
}

// personOf gives the official whose name s is, one not yet of the column where
// none has it.
func (r *Roster) personOf(s []rune) *person {
	var room [40]byte
	name := nameOf(room[:0], s)
	if b := r.people[string(name)]; b != nil {
		return b
	}
	return &person{id: OfficialID(string(name)), name: string(name), text: []rune(string(name))}
}

// nameOf adds to name the one in s, without the spaces inside.
func nameOf(name []byte, s []rune) []byte {
	for _, c := range s {
		if !text.IsSpace(c) {
			name = utf8.AppendRune(name, c)
		}
	}
	return name
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
