// Package generate invents columns of 深政观察 whose truth is known by
// construction: the parser is measured on them, the tests read them, and the
// demo's newspaper prints them. It shares no word with the parser: districts,
// posts, names, verbs and kinds are its own, so that a word the grammar forgot
// is found. Everything follows from a seed; no name, firm or sentence is real.
//
//	generate.go   Generator: seed -> Truth number i
//	serial.go     Serial: the same officials week after week, for the demo
//	truth.go      Truth: expected parser.Column, and what the codebook leaves open
//	column.go     one article from title to furniture; section.go one district
//	draft.go      the article while it is being written: lines, templates, people
//	world.txt     what is written: scenes with their kind, predicates, posts, words
//	world.go      reads it; posts.go posts, names.go people
//	date.go       every form of date and number
//	stranger.go   pages that are no column
//	shape.go      Shape and its presets; html.go and heavy.go print them
package generate

import (
	"math/rand/v2"
	"time"

	"shenzheng/parser"
)

// Generator makes columns from a seed. It holds no state beyond the seed, so
// column i is the same whatever was asked for before.
type Generator struct{ seed uint64 }

// New gives the generator of one seed.
func New(seed uint64) *Generator { return &Generator{seed} }

// weeks after which the generator begins again with its first week, so that
// no generated year is far from the paper's own.
const weeks = 3000

// Week gives the Monday to Sunday that column i reports on: consecutive weeks
// from a Monday that the seed decides.
func (g *Generator) Week(i int) parser.Week {
	first, _ := parser.NewDate(2005, time.January, 3)
	start := first.AddDays(7 * (int(g.seed%500) + i%weeks))
	return parser.Week{Start: start, End: start.AddDays(6)}
}

// Column gives the truth of column i, i from 0.
func (g *Generator) Column(i int) Truth {
	return written(g.seed, i, func(d dice) *draft { return newDraft(d, g.Week(i), i) })
}

// written draws until no name stands by chance where none was meant.
func written(seed uint64, i int, begin func(dice) *draft) Truth {
	for attempt := uint64(0); ; attempt++ {
		w := begin(dice{rand.New(rand.NewPCG(seed, uint64(i)<<8|attempt))})
		if t, ok := w.write(); ok {
			return t
		}
	}
}

// dice is the only source of chance in the package.
type dice struct{ *rand.Rand }

// chance is true in percent of the throws.
func (d dice) chance(percent int) bool { return d.IntN(100) < percent }

// between gives a number from low to high, both included.
func (d dice) between(low, high int) int { return low + d.IntN(high-low+1) }

func pick[T any](d dice, from []T) T { return from[d.IntN(len(from))] }

// weighed picks one of the rows, each as often as its weight says.
func weighed[T any](d dice, from []T, weight func(T) int) T {
	total := 0
	for _, each := range from {
		total += weight(each)
	}
	n := d.IntN(total)
	for _, each := range from {
		if n -= weight(each); n < 0 {
			return each
		}
	}
	panic("weights changed between two loops")
}
