package score

import (
	"testing"

	"shenzheng/parser"
	"shenzheng/parser/evaluate/generate"
)

// TestStrangersGiveNoColumn reads pages that are none of the column's.
func TestStrangersGiveNoColumn(t *testing.T) {
	g := generate.New(17)
	for i := range 25 {
		for _, s := range g.Strangers(i) {
			reading := parser.Read(s.Page)
			if reading.Column != nil || reading.Kind == parser.PageColumn {
				t.Errorf("%s %d is read as a column (%s)", s.Name, i, reading.Reason)
			}
			if reading.Reason == "" {
				t.Errorf("%s %d: no reason for kind %s", s.Name, i, reading.Kind)
			}
		}
	}
}
