package score

import (
	"shenzheng/parser"
)

func (c *comparison) sections() {
	want, got := c.Want.Column.Sections, c.got.Sections
	for _, p := range align(len(want), len(got), func(i, j int) bool { return want[i].District == got[j].District }) {
		var w, g parser.Section
		if p.want >= 0 {
			w = want[p.want]
		}
		if p.got >= 0 {
			g = got[p.got]
		}
		c.near = w.District + g.District
		for _, v := range []struct{ field, want, got string }{
			{"district", w.District, g.District},
			{"section_id", w.ID, g.ID},
			{"heading", w.Heading, g.Heading},
			{"heading_source", w.HeadingSource, g.HeadingSource},
			{"headline", w.Headline, g.Headline},
			{"activities", count(w.Activities), count(g.Activities)},
		} {
			c.value("section."+v.field, v.want, v.got)
		}
	}
}
