package web

import (
	"math"
	"slices"
	"strings"

	"shenzheng/parser"
)

// question is a filter in the numbers of one listing.
type question struct {
	l         *listing
	column    int32 // anyone, or nobody where there is none of that id
	official  int32
	districts [256]bool
	kinds     [256]bool
	offices   [256]bool
	anyOffice bool
	attended  bool // official or office is asked for
	dated     bool // a date is asked for
	from, to  int32
	words     []word
}

// anyone and nobody stand in for a place in a list.
const anyone, nobody int32 = -1, -2

// word is one search term: where it was found. What is found in a title or a
// district's name is found in all of its sections.
type word struct{ sections, officials, posts, dateTexts []bool }

func (l *listing) ask(f filter) *question {
	q := &question{l: l, from: math.MinInt32, to: math.MaxInt32, dated: f.From+f.To != "", column: anyone, official: anyone}
	if f.Column != "" {
		q.column = placeOf(len(l.columnIDs), func(i int) bool { return l.columnIDs[i] == f.Column })
	}
	if f.Official != "" {
		q.official = placeOf(len(l.officials), func(i int) bool { return l.officials[i].id == f.Official })
	}
	for i, d := range parser.Districts() {
		q.districts[i] = f.District == "" || f.District == d.Slug
	}
	for i, k := range activityKinds {
		q.kinds[i] = f.Kind == "" || f.Kind == k
	}
	for i, o := range offices {
		q.offices[i] = f.Office == "" || f.Office == o || o == "both" && (f.Office == "secretary" || f.Office == "head")
	}
	q.anyOffice = f.Office == ""
	q.attended = f.Official != "" || f.Office != ""
	if f.From != "" {
		q.from = day(f.From)
	}
	if f.To != "" {
		q.to = day(f.To)
	}
	for _, term := range strings.Fields(f.Q) {
		q.words = append(q.words, l.look(fold(term)))
	}
	return q
}

func placeOf(n int, is func(int) bool) int32 {
	for i := range n {
		if is(i) {
			return int32(i)
		}
	}
	return nobody
}

func found(n int, is func(int) bool) []bool {
	out := make([]bool, n)
	for i := range out {
		out[i] = is(i)
	}
	return out
}

// look finds a folded term in everything public: titles (but for the wording
// most of them share), headlines, names, posts, dates as printed and districts.
// Sentences are not searched.
func (l *listing) look(term string) word {
	in := func(list []string) []bool {
		return found(len(list), func(i int) bool { return strings.Contains(list[i], term) })
	}
	columns := in(l.columns)
	if common(columns) {
		columns = make([]bool, len(columns))
	}
	var districts [256]bool
	for i, d := range parser.Districts() {
		districts[i] = strings.Contains(fold(d.NameZH), term) || strings.Contains(fold(d.NameEN), term) || d.Slug == term
	}
	return word{
		sections: found(len(l.sections), func(i int) bool {
			s := &l.sections[i]
			return districts[s.district] || columns[s.column] || strings.Contains(s.headline, term)
		}),
		officials: found(len(l.officials), func(i int) bool { return strings.Contains(l.officials[i].search, term) }),
		posts:     in(l.posts),
		dateTexts: in(l.dateTexts),
	}
}

// common reports whether a term stands in most titles. Then it is their usual
// wording (区长, 这周都在忙啥), says nothing of a column, and would find all.
func common(titles []bool) bool {
	n := 0
	for _, has := range titles {
		if has {
			n++
		}
	}
	return 2*n > len(titles)
}

// holds reports whether an activity answers the question.
func (q *question) holds(e *entry) bool {
	return q.placed(e) && q.inDates(e) && q.named(e)
}

func (q *question) placed(e *entry) bool {
	return q.districts[e.district] && q.kinds[e.kind] && (q.column == anyone || q.column == e.column)
}

// inDates reports whether the dates overlap, those of the week where the
// activity has none of its own.
func (q *question) inDates(e *entry) bool {
	return !q.dated || e.start != noDay && e.start <= q.to && e.end >= q.from
}

func (q *question) named(e *entry) bool {
	if q.attended && !q.attendedBy(e) {
		return false
	}
	for i := range q.words {
		if !q.words[i].in(q.l, e) {
			return false
		}
	}
	return true
}

// attendedBy reports whether the official appears and somebody of the office
// does; they need not be the same.
func (q *question) attendedBy(e *entry) bool {
	official, office := q.official == anyone, false
	for _, a := range q.l.attending(e) {
		official = official || a.official == q.official
		office = office || q.offices[a.office]
	}
	return official && (office || q.anyOffice)
}

func (w *word) in(l *listing, e *entry) bool {
	if w.sections[e.section] || w.dateTexts[e.dateText] {
		return true
	}
	for _, a := range l.attending(e) {
		if w.officials[a.official] || w.posts[a.post] {
			return true
		}
	}
	return false
}

func (l *listing) attending(e *entry) []attendance {
	return l.appearances[e.first : e.first+e.count]
}

// answer is one page of matching activities and the counts over all of them.
type answer struct {
	Total     int
	IDs       []string // of the page asked for
	Districts []int    // by place in parser.Districts
	Kinds     []int    // by place in activityKinds
	Offices   []int    // activities in which the office appears, by place in offices
	Officials []tally  // most frequent first, at most topOfficials
	OverTime  strips   // by district
}

type tally struct {
	ID, Name string
	N        int
}

const topOfficials = 12

// answer counts what matches and picks the page, in one pass.
func (l *listing) answer(f filter) answer {
	q := l.ask(f)
	a := answer{Districts: make([]int, len(parser.Districts())), Kinds: make([]int, len(activityKinds)), Offices: make([]int, len(offices))}
	people := make([]int, len(l.officials))
	weekly := newWeekly(len(a.Districts))
	from := (f.Page - 1) * perPage
	for i := range l.entries {
		e := &l.entries[i]
		if !q.holds(e) {
			continue
		}
		if a.Total >= from && a.Total < from+perPage {
			a.IDs = append(a.IDs, e.id)
		}
		a.Total++
		a.Districts[e.district]++
		a.Kinds[e.kind]++
		weekly.add(e.week, e.district)
		l.countAppearances(e, people, a.Offices)
	}
	a.Officials = l.top(people)
	a.OverTime = weekly.strips(districtNames(f.District))
	return a
}

func (l *listing) countAppearances(e *entry, people, byOffice []int) {
	var seen [len(offices)]bool
	for _, p := range l.attending(e) {
		people[p.official]++
		seen[p.office] = true
	}
	for i, s := range seen {
		if s {
			byOffice[i]++
		}
	}
}

func (l *listing) top(people []int) []tally {
	var all []tally
	for i, n := range people {
		if n > 0 {
			all = append(all, tally{l.officials[i].id, l.officials[i].name, n})
		}
	}
	slices.SortFunc(all, func(a, b tally) int {
		if a.N != b.N {
			return b.N - a.N
		}
		return strings.Compare(a.ID, b.ID)
	})
	return all[:min(len(all), topOfficials)]
}

// ids lists all matching activities.
func (l *listing) ids(f filter) []string {
	q := l.ask(f)
	ids := []string{}
	for i := range l.entries {
		if q.holds(&l.entries[i]) {
			ids = append(ids, l.entries[i].id)
		}
	}
	return ids
}
