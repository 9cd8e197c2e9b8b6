package generate

import (
	"math/rand/v2"
	"strings"
)

// Roll is a column of sentences that each name one secretary before a
// predicate, and the names in their order. Nothing is left out because a name
// could be torn: what of them is read right is a measure of names alone.
type Roll struct {
	Text  string
	Names []string
}

// Roll gives column i of n names: ordinary ones, or such that end in a
// character that a verb of the codebook may begin with.
func (g *Generator) Roll(i, n int, verbLike bool) Roll {
	d := dice{rand.New(rand.NewPCG(g.seed, uint64(i)<<8|0xfe))}
	w := newDraft(d, g.Week(i), i)
	w.home, w.calm, w.week = districts[i%9], true, g.Week(i)
	r := Roll{Text: "深圳一周丨深圳各区书记区长这周都在忙啥?\n深政观察\n" + w.weekLine() + "\n《深政观察》对本周的公开活动进行梳理。\n" + w.home.name + "\n"}
	for len(r.Names) < n {
		name := w.cast.fresh(d, ordinaryName).plain
		if verbLike {
			surname := pick(d, surnames)
			name = surname + pick(d, world["finals"][1:])
			if d.chance(60) {
				name = surname + pick(d, given) + pick(d, world["finals"][1:])
			}
		}
		predicate := w.fill(pick(d, predicates[pick(d, []string{"do", "chair"})]).text)
		r.Names = append(r.Names, name)
		r.Text += ascii.monthDay(w.week.Start.AddDays(d.IntN(7))) + "," + w.home.name + "委书记" + name + predicate + "。\n"
	}
	r.Text = strings.TrimRight(r.Text, "\n") + "\n编辑 王澜\n"
	return r
}
