package generate

import (
	"maps"
	"math/rand/v2"
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
	d := dice{rand.New(rand.NewPCG(seed, 0))}
	c := newCast(d, ordinaryName)
	for _, each := range districts {
		l := c.of(d, each)
		for l.secretary == l.head { // two people make better reading
			l.head = c.hire(d, each, "head", pick(d, jobsOf(each, "head")))
			l.secretary.office, l.secretary.forms = "secretary", formsOf(each, pick(d, jobsOf(each, "secretary")))
		}
	}
	moved := &cast{taken: c.taken, leaders: maps.Clone(c.leaders), city: c.city, invent: c.invent}
	from, to := *c.leaders[districts[movesFrom].slug], *c.leaders[districts[movesTo].slug]
	moved.former = to.secretary
	to.secretary = &official{name: from.head.name, office: "secretary", district: districts[movesTo].slug, forms: to.secretary.forms}
	from.head = moved.hire(d, districts[movesFrom], "head", pick(d, jobsOf(districts[movesFrom], "head")))
	moved.leaders[districts[movesFrom].slug], moved.leaders[districts[movesTo].slug] = &from, &to
	c.taken = moved.taken // nobody has the name of one who comes later
	return &Serial{seed: seed, before: c, after: moved}
}

// Column writes an edition.
func (s *Serial) Column(e Edition) Truth {
	return written(s.seed, number(e.Number), func(d dice) *draft {
		w := newDraft(d, e.Week, 0)
		w.calm, w.silent, w.wide, w.number, w.week, w.edition = true, false, narrow, e.Number, e.Week, e
		people := s.before
		if e.Moved {
			people = s.after
		}
		w.cast = &cast{taken: slices.Clone(people.taken), leaders: people.leaders, city: people.city, invent: people.invent, former: people.former}
		w.column.Kind = parser.KindWeekly
		if e.Essay {
			w.column.Kind = parser.KindOther
		}
		return w
	})
}

// number is the article number as what its dice begin with.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}
