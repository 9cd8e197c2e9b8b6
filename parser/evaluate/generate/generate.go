// Package generate invents columns of 深政观察 whose truth is known by
// construction: the parser is measured on them, the tests read them, and the
// demo's newspaper prints them. It shares no word with the parser: districts,
// posts, names, verbs and kinds are its own, so that a word the grammar forgot
// is found. Everything follows from a seed; no name, firm or sentence is real.
//
//	generate.go  Generator: seed -> Truth number i, and pages that are no column;
//	             Serial: the same officials week after week, for the demo
//	truth.go     Truth: expected parser.Column, and what the codebook leaves open
//	grammar.txt  what is written, part by part; grammar.go chooses from it
//	article.go   an article from title to furniture; section.go one district
//	people.go    what brackets in the grammar say of officials
//	cast.go      names, posts, and who holds them
//	date.go      every form of date and number
//	page.go      Shape, and a column printed in one
package generate

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"shenzheng/parser"
)

// Generator is the seed that columns are made from: column i is the same
// whatever was asked for before.
type Generator uint64

// Week gives the Monday to Sunday that column i reports on: consecutive weeks
// from a Monday that the seed decides.
func (g Generator) Week(i int) parser.Week {
	first, _ := parser.NewDate(2005, time.January, 3)
	start := first.AddDays(7 * (int(g%500) + i))
	return parser.Week{Start: start, End: start.AddDays(6)}
}

// Column gives the truth of column i, i from 0.
func (g Generator) Column(i int) Truth {
	return newDraft(newDice(uint64(g), uint64(i), false), g.Week(i), i).write()
}

// Stranger is a page that is no column of 深政观察, and what it is.
type Stranger struct {
	Name string
	Page parser.Page
}

// Strangers gives one page of every kind that a crawler meets beside columns:
// none of them may give a column.
func (g Generator) Strangers(i int) (pages []Stranger) {
	w := newDraft(newDice(uint64(g), uint64(i)<<8, false), g.Week(i), i)
	w.home, w.wide, w.column.Kind, w.titled = pick(w.dice, districts()), "", parser.KindWeekly, w.week
	binary := "binary \x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\xff\xd8\x00\x01\x02"
	for j, line := range append([]string{binary}, texts("stranger")...) {
		name, body, _ := strings.Cut(line, " ")
		number := fmt.Sprint(7000000 + i*100 + j)
		pages = append(pages, Stranger{name, parser.Page{
			Body: []byte(w.fill(body)), ContentType: "text/html; charset=utf-8", URL: address(number), Source: "dutenews", Number: number,
			CapturedAt: g.Week(i).End.Time(),
		}})
	}
	return pages
}

// Edition says what one column of the serial is like.
type Edition struct {
	Number    string
	Week      parser.Week
	Published time.Time
	// Essay is a column that is no round-up.
	Essay bool
	// Moved is true after the change of office: the head of one district has
	// become the secretary of another. Farewell has its former secretary once
	// more, as a guest.
	Moved, Farewell bool
	// Edited adds what the editors added later.
	Edited bool
	// Troubled misprints the title's week, and a day that the calendar has not.
	Troubled bool
}

// The districts between which an official moves.
const movesFrom, movesTo = 2, 1 // 盐田, 罗湖

// hireAll hires the officials, those that come later too: no other has a name of theirs.
func hireAll(moved bool) *cast {
	d, c := newDice(0, 0, true), &cast{jobs: map[string]*official{}}
	for _, job := range texts("city job") {
		c.holder(d, district{}, job)
	}
	for _, each := range districts() {
		for _, job := range texts("leader") {
			c.holder(d, each, job)
		}
	}
	from, to := districts()[movesFrom], districts()[movesTo]
	if next := c.hire(d, from, "head"); moved {
		promoted := *c.holder(d, from, "head")
		c.former = c.holder(d, to, "secretary")
		promoted.office, promoted.district, promoted.forms = "secretary", to.slug, c.former.forms
		c.jobs[to.slug+" secretary"], c.jobs[from.slug+" head"] = &promoted, next
	}
	return c
}

// Serial gives an edition of a newspaper's column that appears week after week:
// the same officials every week, calm prose, until somebody moves.
func Serial(e Edition) Truth {
	number, _ := strconv.ParseUint(e.Number, 10, 64) // 0 where it is none: only what the dice begin with
	w := newDraft(newDice(0, number, true), e.Week, 0)
	w.column.Number, w.edition, w.cast = e.Number, e, hireAll(e.Moved)
	if e.Essay {
		w.column.Kind = parser.KindOther
	}
	return w.write()
}
