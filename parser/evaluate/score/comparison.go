package score

import (
	"shenzheng/parser"
	"strconv"
	"strings"
	"time"
)

// comparison is one column against its truth.
type comparison struct {
	*Report
	Want
	got parser.Column
	// wantText and gotText are the canonical texts as code points.
	wantText, gotText []rune
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// count is empty for none, so that a row that is not there has no number.
func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// touches reports whether one text is part of the other.
func touches(a, b string) bool { return a != "" && (strings.Contains(a, b) || strings.Contains(b, a)) }

// slice is the text at a span, empty where the span is none.
func slice(text []rune, s parser.Span) string {
	if s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return ""
	}
	return string(text[s.Start:s.End])
}
