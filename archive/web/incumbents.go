package web

import (
	"cmp"
	"slices"
)

// incumbent is who was named with one of the two offices in a district.
type incumbent struct {
	ID, Name, Office, First, Last string // weeks, Mondays
	Columns, Activities           int
}

// incumbents lists who held the two offices of a district, as printed, by the
// week last seen, newest first.
func (l *listing) incumbents(district string) []incumbent {
	type key struct {
		official int32
		office   uint8
	}
	q := l.ask(filter{District: district})
	place, lastColumn := map[key]int{}, map[key]int32{}
	var out []incumbent
	for i := range l.entries {
		e := &l.entries[i]
		if !q.holds(e) {
			continue
		}
		for _, a := range l.attending(e) {
			k := key{a.official, a.office}
			if a.mentioned || offices[a.office] == "other" {
				continue
			}
			n, ok := place[k]
			if !ok {
				n = len(out)
				place[k] = n
				p := l.officials[a.official]
				out = append(out, incumbent{ID: p.id, Name: p.name, Office: offices[a.office], Last: dateOf(e.week)})
			}
			out[n].First = dateOf(e.week) // the listing goes back in time
			out[n].Activities++
			if last, seen := lastColumn[k]; !seen || last != e.column {
				lastColumn[k] = e.column
				out[n].Columns++
			}
		}
	}
	slices.SortStableFunc(out, func(a, b incumbent) int { return cmp.Or(cmp.Compare(b.Last, a.Last), cmp.Compare(a.Office, b.Office)) })
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
