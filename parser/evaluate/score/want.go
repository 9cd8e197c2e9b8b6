package score

import (
	"shenzheng/parser"
	"shenzheng/parser/evaluate/generate"
)

// Want is what a page must be read as.
type Want struct {
	// Name tells the column in lists of misses.
	Name string
	// Column holds the expected values. Spans count in its own Text.
	Column parser.Column
	// Open reports fields for which nothing is expected: of the activity with
	// that index, of the official in it where name is not empty; where activity
	// is -1, of the whole column, or the class of the block with name as text.
	Open func(activity int, name, field string) bool
	// Tolerated lists verbs that may be read beside the expected ones.
	Tolerated func(activity int, name string) []string
	// ProblemsAt lists places of which some problem has to be told.
	ProblemsAt []parser.Span
}

// Generated gives what an invented column must be read as in a shape.
func Generated(t generate.Truth, s generate.Shape) Want {
	open := func(activity int, name, field string) bool {
		// A fold's button stands between an activity's paragraphs.
		return t.Open(activity, name, field) || s.Fold && activity >= 0 && name == "" && field == "span"
	}
	return Want{
		Name: t.Number + " as " + s.Name, Column: t.Column, Open: open, ProblemsAt: t.ProblemsAt(),
		Tolerated: func(int, string) []string { return nil },
	}
}
