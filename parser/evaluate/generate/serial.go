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
	d := newDice(seed, 0)
	d.calm = true
	c := newCast(d)
	for _, each := range districts {
		c.of(d, each)
	}
	moved := &cast{taken: c.taken, leaders: maps.Clone(c.leaders), city: c.city}
	from, to := *c.leaders[districts[movesFrom].slug], *c.leaders[districts[movesTo].slug]
	moved.former = to.secretary
	to.secretary = &official{plain: from.head.plain, printed: from.head.printed, office: "secretary", district: districts[movesTo].slug, forms: to.secretary.forms}
	from.head = moved.hire(d, districts[movesFrom], "head", "head")
	moved.leaders[districts[movesFrom].slug], moved.leaders[districts[movesTo].slug] = &from, &to
	c.taken = moved.taken // nobody has the name of one who comes later
	return &Serial{seed: seed, before: c, after: moved}
}

// Column writes an edition.
func (s *Serial) Column(e Edition) Truth {
	number, _ := strconv.Atoi(e.Number) // 0 where it is none: only what the dice begin with
	return written(s.seed, number, func(d dice) *draft {
		d.calm = true
		w := newDraft(d, e.Week, 0)
		w.column.Number, w.edition = e.Number, e
		people := *s.before
		if e.Moved {
			people = *s.after
		}
		people.taken = slices.Clone(people.taken)
		w.cast = &people
		if e.Essay {
			w.column.Kind = parser.KindOther
		}
		return w
	})
}
