package parser

import (
	"slices"
	"strings"
	"testing"
)

// TestRuleThatPanics costs its paragraph alone, at whatever step it fails.
func TestRuleThatPanics(t *testing.T) {
	whole := Read(inventedInput([]byte(inventedColumn(t)))).Column
	lost := whole.Activities[4]
	for _, step := range []string{"rules", "bind", "district", "activity"} {
		t.Run(step, func(t *testing.T) {
			p := inventedInput([]byte(inventedColumn(t)))
			first, _, _ := strings.Cut(lost.Text, "\n")
			p.probe = func(what, line string) {
				if what == step && line == first {
					panic("index out of range")
				}
			}
			r := Read(p)
			checkReading(t, r)
			c := r.Column
			var codes []string
			for _, problem := range c.Problems {
				codes = append(codes, problem.Code+" "+problem.Detail)
			}
			if want := []string{"rule_failed " + step + ": index out of range"}; !slices.Equal(codes, want) {
				t.Errorf("problems %q, want %q", codes, want)
			}
			if len(c.Sections) != len(whole.Sections) || len(c.Activities) != len(whole.Activities)-1 {
				t.Errorf("%d sections and %d activities of %d and %d", len(c.Sections), len(c.Activities), len(whole.Sections), len(whole.Activities))
			}
			for _, a := range c.Activities {
				if a.ID == lost.ID {
					t.Error("the activity is still there")
				}
			}
			unread := slices.IndexFunc(c.Blocks, func(b Block) bool { return b.Text == first })
			if b := c.Blocks[unread]; b.Class != ClassUnclassified || b.Rule != ruleFailed {
				t.Errorf("the paragraph is %s by %s", b.Class, b.Rule)
			}
		})
	}
}
