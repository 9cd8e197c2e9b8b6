package generate

import "strings"

// strayNames reports whether an official's name stands in the activities
// oftener than it was put there: chance has made it of other words.
func (f *finish) strayNames() bool {
	printed := map[string]int{}
	for _, a := range f.activities {
		for _, p := range a.people {
			printed[p.printed] += p.times
		}
	}
	var all strings.Builder
	for _, a := range f.out.Column.Activities {
		all.WriteString(a.Text)
		all.WriteByte('\n')
	}
	for name, times := range printed {
		if strings.Count(all.String(), name) != times {
			return true
		}
	}
	return false
}
