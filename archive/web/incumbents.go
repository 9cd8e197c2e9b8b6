package web

import (
	"cmp"
	"slices"
)

// incumbent is who was named with one of the two offices in a district.
type incumbent struct {
	ID, Name, Office    string
	Columns, Activities int
	firstWeek, lastWeek int32
}

// First is the Monday of the first week, empty where it is not known.
func (i incumbent) First() string { return dateOf(i.firstWeek) }

// Last is the Monday of the last week.
func (i incumbent) Last() string { return dateOf(i.lastWeek) }

// incumbents lists who held the two offices of a district, as printed, by the
// week last seen, newest first.
func (l *listing) incumbents(district string) []incumbent {
	q := l.ask(filter{District: district})
	// A place for each official in each office: in out, from 1, and the column last counted.
	place, lastColumn := make([]int32, len(l.officials)*len(offices)), make([]int32, len(l.officials)*len(offices))
	var out []incumbent
	for i := range l.entries {
		e := &l.entries[i]
		if !q.holds(e) {
			continue
		}
		for _, a := range l.attending(e) {
			if a.mentioned || offices[a.office] == "other" {
				continue
			}
			k := int(a.official)*len(offices) + int(a.office)
			if place[k] == 0 {
				p := l.officials[a.official]
				out = append(out, incumbent{ID: p.id, Name: p.name, Office: offices[a.office], lastWeek: e.week})
				place[k], lastColumn[k] = int32(len(out)), nobody
			}
			in := &out[place[k]-1]
			in.firstWeek = e.week // the listing goes back in time
			in.Activities++
			if lastColumn[k] != e.column {
				lastColumn[k] = e.column
				in.Columns++
			}
		}
	}
	slices.SortStableFunc(out, func(a, b incumbent) int {
		return cmp.Or(cmp.Compare(b.lastWeek, a.lastWeek), cmp.Compare(a.Office, b.Office))
	})
	return out
}

// dateOf is the date of a day's number, empty for none.
func dateOf(day int32) string {
	if day == noDay {
		return ""
	}
	return dayTime(day).Format("2006-01-02")
}

// named is the number of officials who appear in some activity.
func (l *listing) named() int {
	n := 0
	for i := range l.officials {
		if l.officials[i].activities > 0 {
			n++
		}
	}
	return n
}
