package people

import (
	"maps"
	"slices"
	"strings"

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
	people map[string]*person
	named  map[rune][]*person // whom a name alone may mean, by first character, longest name first; nil before settle
	firsts text.Set           // the first characters of named
	seen   map[int]*seen      // the passages that were bound, by start
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

// Bind takes in the officials that a passage names with a post and gives their
// names, with other readings of them that a later passage may settle on. d is
// the section's district, nil when unknown.
func (r *Roster) Bind(p Passage, d *text.District) (names []string) {
	r.named = nil
	found := &seen{fold: p.Fold, sure: true}
	found.mentions, found.refused = r.read(p.Fold, nil)
	names = make([]string, 0, len(found.mentions))
	for _, m := range found.mentions {
		found.sure = found.sure && m.sure
		if b := r.people[m.who.name]; b != nil {
			m.who = b // met twice in one passage
		} else if len(r.people) < maxPeople {
			r.people[m.who.name] = m.who
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

// District gives the district an official is bound to in this column, nil for
// an unknown one and for one of the city.
func (r *Roster) District(name string) *text.District {
	if b := r.people[name]; b != nil {
		for _, t := range b.ties {
			if t.own != nil {
				return t.own
			}
		}
	}
	return nil
}

// settle drops the doubtful readings that a certain one contradicts: 吕忠强
// read from 吕忠强调研 where 吕忠 is named elsewhere.
func (r *Roster) settle() {
	if r.named != nil {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(r.people)) {
		r.weigh(r.people[name])
	}
	names := slices.Sorted(maps.Keys(r.people))
	certain := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !r.people[name].sure })
	r.named = map[rune][]*person{}
	for _, name := range names {
		b := r.people[name]
		b.named = b.sure || !slices.ContainsFunc(certain, func(other string) bool {
			return other != name && (strings.HasPrefix(other, name) || strings.HasPrefix(name, other))
		})
		if b.named {
			r.named[b.text[0]] = append(r.named[b.text[0]], b)
		}
	}
	r.firsts = text.NewSet(string(slices.Collect(maps.Keys(r.named))))
	for _, list := range r.named {
		slices.SortStableFunc(list, func(a, b *person) int { return len(b.text) - len(a.text) })
	}
}

// weigh lets the mentions by name alone decide between two readings of b.
func (r *Roster) weigh(b *person) {
	if b.sure || b.rival == "" || r.people[b.rival] != nil {
		return
	}
	rival, own := r.opens([]rune(b.rival)), r.opens(b.text)
	if rival > own || rival > 0 && rival == own && strings.HasPrefix(b.rival, b.name) {
		r.people[b.rival] = newPerson(b.rival)
		r.people[b.rival].sure, r.people[b.rival].ties = true, b.ties
	}
}

// opens weighs the sentences that open with a name and a certain word.
func (r *Roster) opens(name []rune) int {
	n := 0
	for _, p := range r.seen {
		for i, c := range p.fold {
			if c != name[0] || i > 0 && text.IsHan(p.fold[i-1]) {
				continue
			}
			if end := matchName(p.fold, i, name); end > i {
				if score := followAt(p.fold, end).score; score >= followsSmall {
					n += score
				}
			}
		}
	}
	return n
}
