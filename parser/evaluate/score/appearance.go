package score

import (
	"fmt"
	"slices"

	"shenzheng/parser"
)

// appearances compares the officials of one activity, known by their names.
func (c *comparison) appearances(p pair, want, got parser.Activity) {
	near := c.near
	for _, w := range want.Officials {
		g := find(got.Officials, w.Name)
		c.near = near
		c.appearance(p.want, want, got, w, g)
	}
	for _, g := range got.Officials {
		if find(want.Officials, g.Name).Name == "" {
			c.appearance(p.want, want, got, parser.Appearance{}, g)
		}
	}
}

func find(officials []parser.Appearance, name string) parser.Appearance {
	i := slices.IndexFunc(officials, func(a parser.Appearance) bool { return a.Name == name })
	if i < 0 {
		return parser.Appearance{}
	}
	return officials[i]
}

func (c *comparison) appearance(index int, inWant, inGot parser.Activity, w, g parser.Appearance) {
	name := w.Name
	c.value("appearance.name", w.Name, g.Name)
	alone := c.quiet
	c.quiet = alone || w.Name == "" || g.Name == ""
	defer func() { c.quiet = alone }()
	for _, v := range []struct{ field, want, got string }{
		{"official_id", w.OfficialID, g.OfficialID},
		{"position", count(w.Position), count(g.Position)},
		{"post", w.Post, g.Post},
		{"office", w.Office, g.Office},
		{"named_as", w.NamedAs, g.NamedAs},
		{"role", w.Role, g.Role},
		{"span", c.mention(c.wantText, inWant, w), c.mention(c.gotText, inGot, g)},
	} {
		if !c.Open(index, name, v.field) {
			c.value("appearance."+v.field, v.want, v.got)
		}
	}
	if !c.Open(index, name, "posts") {
		c.set("appearance.posts", posts(w), posts(g))
	}
	if !c.Open(index, name, "verbs") {
		tolerated := c.Tolerated(index, name)
		read := slices.DeleteFunc(slices.Clone(g.Verbs), func(v string) bool {
			return slices.Contains(tolerated, v) && !slices.Contains(w.Verbs, v)
		})
		c.set("appearance.verbs", w.Verbs, read)
	}
	if !c.Open(index, name, "statements") {
		c.set("appearance.statements", w.Statements, g.Statements)
	}
}

// mention is where in its activity the official is first named, and as what.
func (c *comparison) mention(text []rune, a parser.Activity, p parser.Appearance) string {
	if p.Name == "" {
		return ""
	}
	return fmt.Sprintf("%d:%s", p.Span.Start-a.Span.Start, slice(text, p.Span))
}

func posts(p parser.Appearance) []string {
	var out []string
	for _, post := range p.Posts {
		out = append(out, post.Org+"+"+post.Title)
	}
	return out
}
