package parser

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"shenzheng/parser/text"
)

// roster knows the officials one column names with a post. The whole column
// is shown to bind before any activity is read, so that a name alone counts
// also where its post is printed later.
type roster struct {
	people  map[string]*bound
	order   []*bound // of people, as they were met
	settled bool
	named   []*bound // that a name alone may mean, by first character, longest first
	opening text.Set // the first characters of named
	seen    []seen   // by start once settled

	// What reading a passage fills, for the next one to use again.
	scan     postScan
	again    []mention
	list     []mention
	sentence sentence

	// What is kept or given away stands one behind the other.
	mentioned []mention
	parts     []postPart
	posts     []Post
	ties      []tie
	rows      []Appearance
	words     []string
}

// seen is a passage that was bound: evidence between two readings of a name,
// and what need not be read again.
type seen struct {
	fold     []rune
	start    int // of the passage
	mentions []mention
	sure     bool
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
	r := &roster{people: map[string]*bound{}, seen: make([]seen, 0, size)}
	r.scan.people = r.people
	return r
}

// bind takes in the officials that a passage names with a post. d is the
// section's district, nil when unknown.
func (r *roster) bind(p passage, d *District) {
	r.settled = false
	if len(p.fold) == 0 {
		return
	}
	r.mentioned = withRoom(r.mentioned, 4)
	r.mentioned = r.scan.read(p.fold, false, r.mentioned[len(r.mentioned):])
	found := seen{fold: p.fold, start: p.start, mentions: r.mentioned, sure: true}
	for k := range found.mentions {
		m := &found.mentions[k]
		found.sure = found.sure && m.sure
		if !m.who.kept {
			if b := r.people[m.who.name]; b != nil {
				m.who = b // met twice in one passage
			} else if len(r.people) < maxPeople {
				r.add(m.who)
			}
		}
		r.tell(p.fold, m, d)
		m.parts = nil // the tie has what is needed of them
	}
	r.seen = append(r.seen, found)
}

// withRoom gives list, or an empty one where list has no room for n more. One
// that is given up lives on in the parts of it that others hold. A column names
// few or some dozens: the first list is small.
func withRoom[T any](list []T, n int) []T {
	switch {
	case cap(list)-len(list) >= n:
		return list
	case list == nil:
		return make([]T, 0, max(n, 8))
	}
	return make([]T, 0, max(n, 32))
}

func (r *roster) add(b *bound) {
	r.people[b.name], b.kept = b, true
	r.order = append(r.order, b)
}

// settle drops the doubtful readings that a certain one contradicts: 吕忠强
// read from 吕忠强调研 where 吕忠 is named elsewhere.
func (r *roster) settle() {
	if r.settled {
		return
	}
	r.settled = true
	byStart := func(a, b seen) int { return a.start - b.start }
	if !slices.IsSortedFunc(r.seen, byStart) {
		slices.SortStableFunc(r.seen, byStart)
	}
	r.weigh()
	r.opening, r.named = text.Set{}, r.named[:0]
	for _, b := range r.order {
		b.named = b.sure || !r.contradicted(b.name)
		if b.named {
			r.opening[b.text[0]] = struct{}{}
			r.named = append(r.named, b)
		}
	}
	slices.SortFunc(r.named, func(a, b *bound) int {
		if a.text[0] != b.text[0] {
			return int(a.text[0] - b.text[0])
		}
		if n := len(b.text) - len(a.text); n != 0 {
			return n
		}
		return strings.Compare(a.name, b.name)
	})
}

// weigh lets the mentions by name alone decide between two readings.
func (r *roster) weigh() {
	var doubtful []*bound
	for _, b := range r.order {
		if !b.sure && b.rival != "" {
			doubtful = append(doubtful, b)
		}
	}
	slices.SortFunc(doubtful, func(a, b *bound) int { return strings.Compare(a.name, b.name) })
	for _, b := range doubtful {
		if r.people[b.rival] != nil {
			continue
		}
		rival, own := r.opens([]rune(b.rival)), r.opens(b.text)
		if rival > own || rival > 0 && rival == own && strings.HasPrefix(b.rival, b.name) {
			r.add(&bound{name: b.rival, text: []rune(b.rival), sure: true, ties: b.ties, told: b.told})
		}
	}
}

// opens weighs the sentences that open with a name and a certain word.
func (r *roster) opens(name []rune) int {
	n := 0
	for k := range r.seen {
		s := r.seen[k].fold
		for i := range s {
			if s[i] == name[0] && (i == 0 || !text.IsHan(s[i-1])) {
				if end := matchName(s, i, name); end > i && followScore(s, end) >= followsStrong {
					n += followScore(s, end)
				}
			}
		}
	}
	return n
}

func (r *roster) contradicted(name string) bool {
	for _, b := range r.order {
		if b.sure && b.name != name && (strings.HasPrefix(b.name, name) || strings.HasPrefix(name, b.name)) {
			return true
		}
	}
	return false
}

// namedAt gives those whose name begins with c, the longest name first.
func (r *roster) namedAt(c rune) []*bound {
	from := sort.Search(len(r.named), func(k int) bool { return r.named[k].text[0] >= c })
	to := from
	for to < len(r.named) && r.named[to].text[0] == c {
		to++
	}
	return r.named[from:to]
}

// seenAt gives the passage that was bound at a place of the canonical text,
// nil where none was.
func (r *roster) seenAt(start int) *seen {
	k := sort.Search(len(r.seen), func(k int) bool { return r.seen[k].start > start }) - 1
	if k < 0 || r.seen[k].start != start {
		return nil
	}
	return &r.seen[k]
}

// personOf gives the official whose name s is, one not yet in people where
// none has it.
func personOf(people map[string]*bound, s []rune) *bound {
	var buf [64]byte
	name := appendName(buf[:0], s)
	if b := people[string(name)]; b != nil {
		return b
	}
	b := &bound{name: string(name), text: make([]rune, 0, len(s))}
	for _, c := range b.name {
		b.text = append(b.text, c)
	}
	return b
}

// knowsName reports the name of one whom a name alone may mean.
func knowsName(people map[string]*bound, s []rune) bool {
	var buf [64]byte
	b := people[string(appendName(buf[:0], s))]
	return b != nil && b.named
}

// appendName appends a name without the spaces inside and with one kind of
// interpunct.
func appendName(name []byte, s []rune) []byte {
	for _, c := range s {
		switch {
		case text.IsSpace(c):
		case text.IsInterpunct(c):
			name = utf8.AppendRune(name, '·')
		default:
			name = utf8.AppendRune(name, c)
		}
	}
	return name
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
