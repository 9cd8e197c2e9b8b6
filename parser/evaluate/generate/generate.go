// Package generate invents columns of 深政观察 whose truth is known by
// construction, so that the parser can be measured on texts it was not written
// against. Everything follows from a seed; no name, firm or sentence is real.
//
// What comes in is a seed, what goes out are Truths: the expected reading of a
// column, and the page to read in any of the shapes that pages come in.
//
//	generate.go    Generator: seed -> Truth number i
//	truth.go       Truth: expected parser.Column, and what the codebook leaves open
//	sheet.go       the lines of an article while it is being written
//	column.go      title, meta lines, week line, introduction, closing, credits
//	section.go     heading, headlines, activities, captions of one district
//	activity.go    paragraphs, continuations, splits inside a paragraph
//	story.go       one activity's sentences while they are written
//	scene.go       opening sentences: who did what
//	aftermath.go   the sentences after the opening one
//	date.go        every form of date; number.go the ways to print a number
//	people.go      names; cast.go the officials of a column; post.go their posts
//	predicate.go   what officials are said to do, and the verbs this must give
//	words.go       invented meetings, firms, places
//	stranger.go    pages that are no column
//	shape.go       Shape and its presets; html.go, heavy.go, charset.go render
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

// Weeks after which the generator begins again with its first week, so that
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
	for attempt := uint64(0); ; attempt++ {
		d := dice{rand.New(rand.NewPCG(g.seed, uint64(i)<<8|attempt))}
		if t, ok := writeColumn(d, g.Week(i), i); ok {
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
