package score

import "shenzheng/parser"

// Compare adds one reading to the report.
func (r *Report) Compare(w Want, reading parser.Reading) {
	r.Columns++
	c := &comparison{Report: r, Want: w, wantText: []rune(w.Column.Text)}
	if reading.Column != nil {
		c.got = *reading.Column
	}
	c.gotText = []rune(c.got.Text)
	r.column, r.near = w.Name, w.Column.Title
	c.head()
	c.blocks()
	c.sections()
	c.activities()
	r.near = w.Column.Title
	c.credits()
	c.problems()
}
