package score

import (
	"fmt"
	"strings"

	"shenzheng/parser"
	"shenzheng/parser/evaluate/generate"
)

// Names reads columns that name one official a sentence: n ordinary names and
// n that end like the beginning of a verb.
func Names(seed uint64, n int) *Report {
	const each = 20 // names a column
	r, g := NewReport(), generate.New(seed)
	for field, verbLike := range map[string]bool{"name.ordinary": false, "name.verb_like": true} {
		for i := range n / each {
			roll := g.Roll(i, each, verbLike)
			r.Columns, r.column = r.Columns+1, fmt.Sprint("roll ", i)
			r.roll(field, roll, parser.Read(parser.Page{Body: []byte(roll.Text), ContentType: "text/plain; charset=utf-8"}))
		}
	}
	return r
}

func (r *Report) roll(field string, roll generate.Roll, reading parser.Reading) {
	var read []parser.Activity
	if reading.Column != nil {
		read = reading.Column.Activities
	}
	lines := strings.Split(roll.Text, "\n")
	for i, name := range roll.Names {
		got := ""
		if i < len(read) && len(read[i].Officials) > 0 {
			got = read[i].Officials[0].Name
		}
		r.near = lines[len(lines)-2-len(roll.Names)+i]
		r.value(field, name, got)
	}
}
