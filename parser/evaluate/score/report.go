// Package score compares what the parser read with what is known to be true,
// field by field, and says how well it did in precision, recall and F1.
//
//	report.go      Report: counts and misses; Row: one field's figures
//	want.go        Want: an expected reading, from generate or from the gold file
//	compare.go     Compare: one reading; column.go compares a column, section.go,
//	               activity.go and appearance.go its parts, each as a comparison.go
//	align.go       finds which read row answers which expected one
//	gold.go        the one real column's hand-made truth
//	accuracy.go    the figures that travel with every snapshot
//	table.go       prints a report
//
// A field is right, wrong or missed by its value: an expected value that was
// read counts as true, a read value that was not expected as false, an
// expected value that was not read as missed; a wrong value is both of the
// latter. Fields of a row that was not found at all are missed with it.
package score

import (
	"cmp"
	"slices"
)

// Tally counts one field's values.
type Tally struct{ True, False, Missed int }

// Precision is the share of read values that are right, 1 where none was read.
func (t Tally) Precision() float64 { return ratio(t.True, t.True+t.False) }

// Recall is the share of expected values that were read, 1 where none was
// expected.
func (t Tally) Recall() float64 { return ratio(t.True, t.True+t.Missed) }

// F1 is the harmonic mean of precision and recall.
func (t Tally) F1() float64 { return ratio(2*t.True, 2*t.True+t.False+t.Missed) }

// Support is the number of values expected.
func (t Tally) Support() int { return t.True + t.Missed }

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// Row is one field with its counts.
type Row struct {
	Field string // activity.date_start
	Tally
}

// Miss is one value that was not read as it should have been.
type Miss struct {
	Field  string
	Column string // its name in the run: number and shape
	Want   string
	Got    string
	// Near is the sentence or paragraph it is about.
	Near string
}

// Report gathers comparisons.
type Report struct {
	// Columns is the number of columns compared.
	Columns int
	// Misses lists what went wrong, in the order it was met.
	Misses []Miss

	tallies map[string]*Tally
	column  string
	near    string
	// quiet keeps the fields of a row that was not found out of Misses: the
	// row itself is there already.
	quiet bool
}

// NewReport gives an empty report.
func NewReport() *Report { return &Report{tallies: map[string]*Tally{}} }

// Rows gives every field, those of the column first.
func (r *Report) Rows() []Row {
	var rows []Row
	for field, t := range r.tallies {
		rows = append(rows, Row{field, *t})
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(rank(a.Field), rank(b.Field)), cmp.Compare(a.Field, b.Field))
	})
	return rows
}

// order is the order of the tables in a report.
var order = [...]string{"column", "block", "section", "activity", "appearance", "credit", "problem"}

func rank(field string) int {
	return slices.IndexFunc(order[:], func(table string) bool { return len(field) >= len(table) && field[:len(table)] == table })
}

// Minimum gives the field with the lowest F1: the figure that counts.
func (r *Report) Minimum() Row {
	return slices.MinFunc(r.Rows(), func(a, b Row) int { return cmp.Compare(a.F1(), b.F1()) })
}

func (r *Report) tally(field string) *Tally {
	t, ok := r.tallies[field]
	if !ok {
		t = &Tally{}
		r.tallies[field] = t
	}
	return t
}

// value compares one value; empty means that there is none.
func (r *Report) value(field, want, got string) {
	t := r.tally(field)
	if want == got {
		if want != "" {
			t.True++
		}
		return
	}
	if want != "" {
		t.Missed++
	}
	if got != "" {
		t.False++
	}
	if r.quiet {
		return
	}
	r.Misses = append(r.Misses, Miss{Field: field, Column: r.column, Want: want, Got: got, Near: r.near})
}

// set compares two sets of values.
func (r *Report) set(field string, want, got []string) {
	for _, w := range want {
		if slices.Contains(got, w) {
			r.value(field, w, w)
		} else {
			r.value(field, w, "")
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			r.value(field, "", g)
		}
	}
}
