package generate

import (
	"fmt"
	"time"

	"shenzheng/parser"
)

// Truth is an invented column: what a reader must find, and the pages it can
// be found on.
type Truth struct {
	// Number is the article number, different for every column of a seed.
	Number string
	// Week is the Monday to Sunday reported on.
	Week parser.Week
	// Column is the expected reading of the plain text (ShapeText): every
	// field of it, with spans into that text. Other shapes give the same but
	// for furniture and, behind it, offsets. Block.Rule and Activity.Rule are
	// empty, and so is every field named in Open.
	Column parser.Column
	// CapturedAt is when the page is said to have been captured.
	CapturedAt time.Time

	open  map[string]bool
	anyOf []parser.Span
}

// Open reports whether the codebook leaves a field of an activity, or of an
// official in it where name is not empty, so open that no reading of it is
// wrong. The activity is an index into Column.Activities; with -1, name is
// the text of a block and field its class.
func (t Truth) Open(activity int, name, field string) bool {
	return t.open[openKey(activity, name, field)]
}

func openKey(activity int, name, field string) string {
	return fmt.Sprint(activity, "/", name, "/", field)
}

// ProblemsAt gives the places of which some problem, with whatever code, has
// to be told.
func (t Truth) ProblemsAt() []parser.Span { return t.anyOf }
