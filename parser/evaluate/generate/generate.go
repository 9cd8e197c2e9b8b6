// Package generate invents columns of 深政观察 whose truth is known by
// construction: the parser is measured on them, the tests read them, and the
// demo's newspaper prints them. It shares no word with the parser: districts,
// posts, names, verbs and kinds are its own, so that a word the grammar forgot
// is found. Everything follows from a seed; no name, firm or sentence is real.
//
//	generate.go  Generator: seed -> Truth number i
//	serial.go    Serial: the same officials week after week, for the demo
//	truth.go     Truth: expected parser.Column, and what the codebook leaves open
//	grammar.txt  what is written, part by part; grammar.go chooses from it
//	article.go   an article from title to furniture; section.go one district
//	people.go    what brackets in the grammar say of officials
//	cast.go      names, posts, and who holds them
//	date.go      every form of date and number
//	page.go      Shape, and a column printed in one
//	stranger.go  pages that are no column
package generate

import (
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
	return newDraft(newDice(g.seed, uint64(i)), g.Week(i), i).write()
}
