package people

import (
	"iter"
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// Passage is one paragraph, or the part of one that belongs to an activity.
type Passage struct {
	Runes, Fold []rune
	Start       int // offset of Runes[0] in the canonical text
}

// Roster knows the officials one column names with a post. Bind is shown the whole column
// first, so that a name alone counts also where its post is printed later.
type Roster struct {
	people map[string]*person // by name
	others map[string]bool    // names with a post that makes no official
	order  []*person          // as met
	named  map[rune][]*person // whom a name alone may mean, by first character, longest name first; nil before settle
	seen   map[int]*reading   // of the passages that were bound, by start
}

// No column names so many; the bounds keep a page made to do harm linear.
const (
	maxPeople   = 500
	maxTies     = 64
	maxSubjects = 200
	maxParts    = 20
)

// NewRoster makes a roster of one column.
func NewRoster() *Roster {
	return &Roster{people: map[string]*person{}, others: map[string]bool{}, seen: map[int]*reading{}}
}

// Bind takes in the officials of a passage in the section of d, nil when unknown.
func (r *Roster) Bind(p Passage, d *text.District) {
	r.named = nil
	read := r.read(p.Fold, nil)
	r.seen[p.Start] = read
	for _, m := range read.found {
		if r.people[m.who.name] == nil {
			m.who.first = p.Start
		}
		m.who = r.take(m.who) // who may be met twice in one passage
		m.who.tell(p.Fold, m, d)
	}
}

// take takes in a person and gives the one of that name.
func (r *Roster) take(b *person) *person {
	if known := r.people[b.name]; known != nil {
		return known
	}
	if len(r.order) < maxPeople {
		r.people[b.name], r.order = b, append(r.order, b)
	}
	return b
}

// settle drops the doubtful readings that a certain one contradicts: 吕忠强
// read from 吕忠强调研 where 吕忠 is named elsewhere.
func (r *Roster) settle() {
	if r.named != nil {
		return
	}
	for _, b := range r.order {
		r.weigh(b)
	}
	r.order = slices.DeleteFunc(r.order, r.joinCutShort)
	r.named = map[rune][]*person{}
	for _, b := range r.order {
		b.named = b.sure || !slices.ContainsFunc(r.order, func(other *person) bool {
			return other.sure && (strings.HasPrefix(other.name, b.name) || strings.HasPrefix(b.name, other.name))
		})
		if b.named {
			r.named[b.text[0]] = append(r.named[b.text[0]], b)
		}
	}
	for _, list := range r.named {
		slices.SortFunc(list, func(a, b *person) int { return len(b.text) - len(a.text) })
	}
}

// joinCutShort takes in a character that a name is never printed without: where both
// are the name of another, 鲍宏 from 鲍宏向企业致谢 where 鲍宏向 is named elsewhere, the
// two become one person, and b is gone, which it reports; where the character seldom
// stands behind names and did three times, b is renamed: 佟敏正主持.
func (r *Roster) joinCutShort(b *person) bool {
	whole := r.people[b.name+string(b.behind)]
	if whole == nil && !seldomBehind.Has(b.behind) {
		return false
	}
	if times := r.times(b.text, b.behind); times == 0 || whole == nil && times < 3 {
		return false
	}
	delete(r.people, b.name)
	for _, p := range r.seen {
		for _, m := range p.found {
			m.sure = m.sure && m.who != b // it is read again
		}
	}
	if whole != nil {
		whole.entire, whole.first, whole.ties = true, min(whole.first, b.first), append(whole.ties, b.ties...)
		return true
	}
	long := newPerson(b.name + string(b.behind))
	b.id, b.name, b.text = long.id, long.name, long.text
	b.sure, b.entire, r.people[b.name] = true, true, b
	return false
}

// times counts how often a name is printed, 0 if it ever stands without behind after it.
func (r *Roster) times(name []rune, behind rune) (times int) {
	for s, at := range r.printed(name) {
		if at.End == len(s) || s[at.End] != behind {
			return 0
		}
		times++
	}
	return times
}

// printed gives the places in what was bound where a name is printed.
func (r *Roster) printed(name []rune) iter.Seq2[[]rune, text.Span] {
	return func(yield func([]rune, text.Span) bool) {
		for _, p := range r.seen {
			for i := range p.s {
				if end := matchName(p.s, i, name); end > i && !yield(p.s, text.Span{Start: i, End: end}) {
					return
				}
			}
		}
	}
}

var seldomBehind = text.NewSet("正向进")

// weigh lets the mentions by name alone decide between two readings of b.
func (r *Roster) weigh(b *person) {
	if b.sure || b.rival == "" || r.people[b.rival] != nil {
		return
	}
	rival, own := r.opens([]rune(b.rival)), r.opens(b.text)
	if rival > own || rival > 0 && rival == own && strings.HasPrefix(b.rival, b.name) {
		other := newPerson(b.rival)
		other.sure, other.first, other.ties = true, b.first, b.ties
		r.take(other)
	}
}

// opens weighs the sentences that open with a name and a certain word.
func (r *Roster) opens(name []rune) (weight int) {
	for s, at := range r.printed(name) {
		if score := followAt(s, at.End).score; score >= followsSmall && (at.Start == 0 || !text.IsHan(s[at.Start-1])) {
			weight += score
		}
	}
	return weight
}

// mentions gives every mention of a passage in printed order: posts with
// names, and names alone that the column binds to a post.
func (r *Roster) mentions(p Passage) []*mention {
	r.settle()
	s, posted := p.Fold, r.posted(p).found
	list := make([]*mention, 0, len(posted)+2)
	for i, k := 0, 0; k <= len(posted); k++ {
		next := len(s)
		if k < len(posted) {
			next = posted[k].start
		}
		for ; i < next; i++ {
			if s[i] == '《' {
				i = max(i, bookEnd(s, i)-1)
			} else if m := r.alone(s[:next], s, i); m != nil {
				list, i = append(list, m), m.end-1
			}
		}
		if k < len(posted) {
			m := posted[k]
			if m.saysLess(s) {
				named := *m
				if named.parts = nil; m.bare {
					named.end = min(m.end, m.parts[0].start)
				}
				m = &named
			}
			list, i = append(list, m), max(i, m.end)
		}
	}
	return list
}

// alone reads a name without a post at s[i] that ends in before.
func (r *Roster) alone(before, s []rune, i int) *mention {
	for _, b := range r.named[s[i]] {
		if end := matchName(before, i, b.text); end > i && standsAlone(s, i, end, len(b.text)) {
			return &mention{start: i, name: i, end: end, who: b, sure: true, endedBy: followAt(s, end).word}
		}
	}
	return nil
}

// posted gives what a passage names with a post. What Bind read is read again
// only where a name was in doubt or the passage is a part of the one bound.
func (r *Roster) posted(p Passage) *reading {
	if b := r.seen[p.Start]; b != nil && len(b.s) == len(p.Fold) && !slices.ContainsFunc(b.found, func(m *mention) bool { return !m.sure }) {
		return b
	}
	return r.read(p.Fold, r.people)
}

// standsAlone tells a name from the same characters inside other words: 高强
// is no name in 提高强度.
func standsAlone(s []rune, i, end, length int) bool {
	after := followAt(s, end).score
	before := i == 0 || !text.IsHan(s[i-1]) && s[i-1] != '·' || functionRunes.Has(s[i-1]) ||
		predicateWords.Before(s, i, 3) > 0 || titleWords.Before(s, i, 4) > 0
	switch {
	case length > 3:
		return true
	case length == 3:
		return before || after >= followsSmall
	case i == 0 || !text.IsHan(s[i-1]):
		return after >= followsWeak && s[max(i-1, 0)] != '·' || opensClause(s, i, end)
	case before:
		return after >= followsSmall || after == followsWeak && !text.IsHanAt(s, end+1)
	}
	return false
}

// opensClause reports a name of two characters that opens a clause, before a word
// of no list: 李伟植下树苗, but not 李伟民, 高强度 nor 向阳社区.
func opensClause(s []rune, i, end int) bool {
	return (i == 0 || isStopOfEither(s[i-1])) && commonSurnames.Has(s[i]) && givenRunes.Has(s[end-1]) && notNames.At(s, i) == 0 &&
		text.IsHanAt(s, end) && !givenRunes.Has(s[end]) && !slices.ContainsFunc(hans(s, end, 2), nounRunes.Has)
}

// Continues reports that a paragraph, which begins at a place in the text, opens
// with an official of the column, with or without post, and a statement verb or
// 代表. One who is first named with a post in it is introduced: it refers to nothing.
func (r *Roster) Continues(p Passage, begins int) bool {
	p.Fold = p.Fold[:min(len(p.Fold), 120)]
	s, ms := p.Fold, r.mentions(p)
	if len(ms) == 0 || ms[0].who.first >= begins || slices.ContainsFunc(s[:ms[0].start], isWord) {
		return false
	}
	i := afterName(s, ms[0].end)
	for _, m := range ms[1:] { // nothing but 、, 和 or the like stands between two names
		if n := nameJoins.At(s, i); i >= m.start || n == 0 || text.SkipSpaces(s, i+n) != m.start {
			break
		}
		i = afterName(s, m.end)
	}
	return text.HasPrefix(s, i, "分别代表") || text.HasPrefix(s, i, "代表") || statementAhead(s, i)
}

// District gives the district of the first official of a passage who is bound to one in
// this column, nil for none: those of the city are bound to no district.
func (r *Roster) District(p Passage) *text.District {
	for _, m := range r.mentions(p) {
		if b := r.people[m.who.name]; b != nil {
			for _, t := range b.ties {
				if t.own != nil {
					return t.own
				}
			}
		}
	}
	return nil
}
