package generate

import (
	"strconv"
	"time"

	"shenzheng/parser"
)

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

// hireAll hires the officials, those that come later too: nobody else has a
// name of theirs.
func hireAll(moved bool) *cast {
	d, c := newDice(0, 0, true), &cast{jobs: map[string]*official{}}
	for _, job := range texts("city job") {
		c.holder(d, district{}, job)
	}
	for _, each := range districts {
		for _, job := range texts("leader") {
			c.holder(d, each, job)
		}
	}
	from, to := districts[movesFrom], districts[movesTo]
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
