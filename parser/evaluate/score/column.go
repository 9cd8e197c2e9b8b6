package score

import (
	"fmt"
	"slices"

	"shenzheng/parser"
)

// head compares what the column has once.
func (c *comparison) head() {
	want, got := c.Want.Column, c.got
	for _, v := range []struct{ field, want, got string }{
		{"kind", string(want.Kind), string(got.Kind)},
		{"title", want.Title, got.Title},
		{"column_id", want.ID, got.ID},
		{"published_at", stamp(want.Published), stamp(got.Published)},
		{"week_start", want.Week.Start.String(), got.Week.Start.String()},
		{"week_end", want.Week.End.String(), got.Week.End.String()},
		{"author", want.Author, got.Author},
		{"outlet", want.Outlet, got.Outlet},
		{"topic", want.Topic, got.Topic},
		{"summary", want.Summary, got.Summary},
		{"ledger", "complete", c.ledger()},
	} {
		if c.Open(-1, "", v.field) || want.Kind == parser.KindOther && (v.field == "week_start" || v.field == "week_end") {
			continue
		}
		c.value("column."+v.field, v.want, v.got)
	}
}

// ledger reports whether every code point is in one block and every block
// where its span says.
func (c *comparison) ledger() string {
	at, sum := 0, 0
	for i, b := range c.got.Blocks {
		if b.Span.Start != at || b.Span.End > len(c.gotText) || string(c.gotText[b.Span.Start:b.Span.End]) != b.Text {
			return fmt.Sprintf("block %d is not at its span", i)
		}
		at = b.Span.End + 1
		sum += b.Span.End - b.Span.Start
	}
	if at != len(c.gotText)+1 || sum != c.got.Characters {
		return "characters do not add up"
	}
	return "complete"
}

// blocks compares the class of every block of the article. What stands around
// an article may be read as more or less furniture.
func (c *comparison) blocks() {
	want, got := article(c.Want.Column.Blocks), article(c.got.Blocks)
	for _, p := range align(len(want), len(got), func(i, j int) bool { return want[i].Text == got[j].Text }) {
		w, g := "", ""
		if p.want >= 0 {
			w, c.near = string(want[p.want].Class), want[p.want].Text
		}
		if p.got >= 0 {
			g, c.near = string(got[p.got].Class), got[p.got].Text
		}
		if p.want >= 0 && c.Open(-1, want[p.want].Text, "class") {
			continue
		}
		c.value("block.class", w, g)
	}
}

// article leaves furniture out.
func article(blocks []parser.Block) []parser.Block {
	var out []parser.Block
	for _, b := range blocks {
		if b.Class != parser.ClassFurniture {
			out = append(out, b)
		}
	}
	return out
}

func (c *comparison) credits() {
	names := func(credits []parser.Credit) []string {
		var out []string
		for _, each := range credits {
			out = append(out, each.Role+" "+each.Name)
		}
		return out
	}
	c.set("credit.role_and_name", names(c.Want.Column.Credits), names(c.got.Credits))
}

// fixed are the problems whose code the truth decides.
var fixed = []string{"week_disagrees", "week_irregular", "heading_unknown", "article_continues", "page_cut_off"}

// problems compares those whose code is fixed, and looks for any at the places
// that need one.
func (c *comparison) problems() {
	told := func(problems []parser.Problem) []string {
		var codes []string
		for _, p := range problems {
			if slices.Contains(fixed, p.Code) && !slices.Contains(codes, p.Code) {
				codes = append(codes, p.Code)
			}
		}
		return codes
	}
	c.set("problem.code", told(c.Want.Column.Problems), told(c.got.Problems))
	for _, at := range c.ProblemsAt {
		text := string(c.wantText[at.Start:at.End])
		got := ""
		for _, p := range c.got.Problems {
			if p.Span.End <= len(c.gotText) && p.Span.Start <= p.Span.End && touches(string(c.gotText[p.Span.Start:p.Span.End]), text) {
				got = text
			}
		}
		c.value("problem.place", text, got)
	}
}
