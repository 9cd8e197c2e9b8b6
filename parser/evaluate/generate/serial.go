package generate

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"shenzheng/parser"
)

// Serial is a newspaper's column week after week: the same officials every
// week, calm prose, until somebody moves. The same seed and edition give the
// same column.
type Serial struct {
	seed          uint64
	before, after *cast
}

// Edition says what one column of a serial is like.
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

// NewSerial hires the officials.
func NewSerial(seed uint64) *Serial {
	d := newDice(seed, 0, true)
	c := &cast{jobs: map[string]*official{}}
	for _, job := range texts("city job") {
		c.holder(d, district{}, job)
	}
	for _, each := range districts {
		for _, job := range texts("leader") {
			c.holder(d, each, job)
		}
	}
	from, to := districts[movesFrom], districts[movesTo]
	moved := &cast{taken: c.taken, jobs: maps.Clone(c.jobs), former: c.holder(d, to, "secretary")}
	promoted := *c.holder(d, from, "head")
	promoted.office, promoted.district, promoted.forms = "secretary", to.slug, moved.former.forms
	moved.jobs[to.slug+" secretary"] = &promoted
	moved.jobs[from.slug+" head"] = moved.hire(d, from, "head")
	c.taken = moved.taken // nobody has the name of one who comes later
	return &Serial{seed: seed, before: c, after: moved}
}

// Column writes an edition.
func (s *Serial) Column(e Edition) Truth {
	number, _ := strconv.ParseUint(e.Number, 10, 64) // 0 where it is none: only what the dice begin with
	w := newDraft(newDice(s.seed, number, true), e.Week, 0)
	people := *s.before
	if e.Moved {
		people = *s.after
	}
	people.taken = slices.Clone(people.taken)
	w.column.Number, w.edition, w.cast = e.Number, e, &people
	if e.Essay {
		w.column.Kind = parser.KindOther
	}
	return w.write()
}
