// Package score compares what the parser read with what is known to be true,
// field by field, and says how well it did in precision, recall and F1.
//
//	report.go    Report: compares readings with truths, counts and prints
//	rows.go      a column as rows of fields, whether it is known or was read
//	gold.go      the one real column's hand-made truth
//	accuracy.go  the figures that travel with every snapshot
//
// A field is right, wrong or missed by its value: an expected value that was
// read counts as true, a read value that was not expected as false, an
// expected value that was not read as missed; a wrong value is both of the
// latter. Fields of a row that was not found at all are missed with it.
package score

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"shenzheng/parser"
	"shenzheng/parser/evaluate/forms"
	"shenzheng/parser/evaluate/generate"
)

// Miss is one field that was not read as it should have been.
type Miss struct {
	Field     string
	Column    string // its name in the run: number and shape
	Want, Got string
	Near      string // the sentence or paragraph it is about
}

// Report gathers comparisons.
type Report struct {
	// Columns is the number of columns compared.
	Columns int
	// Misses lists what went wrong, in the order it was met; of a row that was
	// not found, or that there is none of, its first field alone.
	Misses []Miss
	// Figures holds every field, in the order of tables and of columns in them.
	Figures []forms.Figure

	column string                  // compared just now
	open   map[generate.Place]bool // in it
}

// Compare adds one reading to the report, in which the name tells the column.
func (r *Report) Compare(name string, t generate.Truth, reading parser.Reading) {
	r.Columns++
	r.column, r.open = name, t.Open
	var got parser.Column
	if reading.Column != nil {
		got = *reading.Column
	}
	r.compare(rows(t.Column), rows(got), true)
}

// compare counts the fields of rows that answer each other: the longest common
// run of their tables and keys, in order. Only loud misses are listed.
func (r *Report) compare(want, got []row, loud bool) {
	same := func(i, j int) bool { return want[i].table == got[j].table && want[i].key == got[j].key }
	common := make([][]int, len(want)+1) // length of the run from here on
	for i := range common {
		common[i] = make([]int, len(got)+1)
	}
	for i := len(want) - 1; i >= 0; i-- {
		for j := len(got) - 1; j >= 0; j-- {
			common[i][j] = max(common[i+1][j], common[i][j+1])
			if same(i, j) {
				common[i][j] = max(common[i][j], common[i+1][j+1]+1)
			}
		}
	}
	for i, j := 0, 0; i < len(want) || j < len(got); {
		switch {
		case i < len(want) && j < len(got) && same(i, j):
			r.fields(want[i], got[j], loud)
			i, j = i+1, j+1
		case j == len(got) || i < len(want) && common[i+1][j] >= common[i][j+1]:
			r.fields(want[i], want[i].nothing(), loud)
			i++
		default:
			r.fields(got[j].nothing(), got[j], loud)
			j++
		}
	}
}

// fields counts the fields of one row; one of the two may be nothing.
func (r *Report) fields(want, got row, loud bool) {
	found, one := want.table == got.table, want
	if want.table == "" {
		one = got
	}
	for i, f := range one.fields {
		place := want.place
		place.Field = f.name
		open := func(value string) bool {
			place.Value = value
			return r.open[place]
		}
		if !open("") {
			r.value(one.table+"."+f.name, want.fields[i].values, got.fields[i].values, open, one.near, loud && (found || i == 0))
		}
	}
	r.compare(want.below, got.below, loud && found)
}

// value counts the values of one field.
func (r *Report) value(name string, want, got []string, open func(string) bool, near string, loud bool) {
	if right := r.figure(name).Count(want, got, open); !right && loud {
		r.Misses = append(r.Misses, Miss{name, r.column, strings.Join(want, "; "), strings.Join(got, "; "), near})
	}
}

// figure gives the one of a field.
func (r *Report) figure(field string) *forms.Figure {
	i := slices.IndexFunc(r.Figures, func(f forms.Figure) bool { return f.Field == field })
	if i < 0 {
		i, r.Figures = len(r.Figures), append(r.Figures, forms.Figure{Field: field})
	}
	return &r.Figures[i]
}

// Minimum gives the field with the lowest F1: the figure that counts.
func (r *Report) Minimum() forms.Figure {
	return slices.MinFunc(r.Figures, func(a, b forms.Figure) int { return cmp.Compare(a.F1(), b.F1()) })
}

// Text gives up to limit misses of every field, or of the one named, and the figures of
// all. Values are quoted, so that invisible characters can be seen.
func (r *Report) Text(field string, limit int) string {
	var b strings.Builder
	shown := map[string]int{}
	for _, m := range r.Misses {
		if shown[m.Field]++; shown[m.Field] <= limit && (field == "" || m.Field == field) {
			fmt.Fprintf(&b, "\n%s in %s\n  want %q\n  got  %q\n  in   %q\n", m.Field, m.Column, m.Want, m.Got, m.Near)
		}
	}
	table := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "\nfield\tprecision\trecall\tF1\tsupport\t")
	for _, f := range r.Figures {
		fmt.Fprintf(table, "%s\t%.4f\t%.4f\t%.4f\t%d\t\n", f.Field, f.Precision(), f.Recall(), f.F1(), f.Support())
	}
	table.Flush() // a builder takes everything
	low := r.Minimum()
	fmt.Fprintf(&b, "\n%d columns; lowest F1 %.4f in %s\n", r.Columns, low.F1(), low.Field)
	return b.String()
}
