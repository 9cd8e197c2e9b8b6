package score

import (
	"strings"

	"shenzheng/parser"
)

// activities compares every activity; two are the same event where their
// texts begin alike.
func (c *comparison) activities() {
	want, got := c.Want.Column.Activities, c.got.Activities
	begins := func(i, j int) bool { return opening(want[i].Text) == opening(got[j].Text) }
	for _, p := range align(len(want), len(got), begins) {
		var w, g parser.Activity
		if p.want >= 0 {
			w = want[p.want]
			c.near = w.Text
		}
		if p.got >= 0 {
			g = got[p.got]
			if p.want < 0 {
				c.near = g.Text
			}
		}
		c.value("activity.presence", present(p.want), present(p.got))
		c.quiet = p.want < 0 || p.got < 0
		for _, v := range []struct{ field, want, got string }{
			{"district", district(c.Want.Column, w, p.want), district(c.got, g, p.got)},
			{"activity_id", w.ID, g.ID},
			{"date_start", w.Date.Start.String(), g.Date.Start.String()},
			{"date_end", w.Date.End.String(), g.Date.End.String()},
			{"date_precision", string(w.Date.Precision), string(g.Date.Precision)},
			{"date_part", w.Date.Part, g.Date.Part},
			{"date_list", dates(w.Date.List), dates(g.Date.List)},
			{"date_text", w.Date.Text, g.Date.Text},
			{"kind", w.Kind, g.Kind},
			{"text", w.Text, g.Text},
			{"paragraphs", count(len(w.Paragraphs)), count(len(g.Paragraphs))},
			{"span", slice(c.wantText, w.Span), slice(c.gotText, g.Span)},
		} {
			if !c.Open(p.want, "", v.field) {
				c.value("activity."+v.field, v.want, v.got)
			}
		}
		c.appearances(p, w, g)
		c.quiet = false
	}
}

func present(index int) string {
	if index < 0 {
		return ""
	}
	return "present"
}

// opening is what two readings of one activity have in common at least.
func opening(text string) string {
	runes := []rune(text)
	return string(runes[:min(len(runes), 18)])
}

func district(c parser.Column, a parser.Activity, index int) string {
	if index < 0 || a.Section < 0 || a.Section >= len(c.Sections) {
		return ""
	}
	return c.Sections[a.Section].District
}

func dates(list []parser.Date) string {
	var out []string
	for _, d := range list {
		out = append(out, d.String())
	}
	return strings.Join(out, ";")
}
