package generate

import (
	"fmt"
	"strings"
	"time"

	"shenzheng/parser"
)

// draft is an article while it is being written: the text so far, and the
// column that a reader must find in it.
type draft struct {
	dice
	column parser.Column
	runes  []rune
	// wide prints the article's marks in the width that was thrown.
	wide    func(rune) rune
	edition Edition // of a serial
	cast    *cast
	week    parser.Week
	titled  parser.Week // that the title names
	home    district
	// inferred is true where no heading is printed: then every scene names
	// its district, and no other one is named.
	inferred bool
	silent   bool      // no week line is printed
	now      *activity // the one being written
	bound    map[*official]bool
	put      map[string]int // how often each official's name was printed
	open     map[Place]bool
}

var shanghai = time.FixedZone("", 8*60*60)

// newDraft throws what is so of the whole article.
func newDraft(d dice, week parser.Week, i int) *draft {
	w := &draft{dice: d, week: week, cast: newCast(d), bound: map[*official]bool{}, put: map[string]int{}, open: map[Place]bool{}, now: &activity{}}
	w.column.Number, w.column.Kind = fmt.Sprint(8000000+i*37+d.IntN(37)), parser.KindWeekly
	switch {
	case d.odd(4): // a combined edition
		w.week.Start = w.week.Start.AddDays(-7)
	case d.odd(3): // a short one
		w.week.End = w.week.End.AddDays(-d.between(1, 5))
	}
	if d.odd(3) {
		w.column.Kind = parser.KindOther
	}
	w.silent = w.column.Kind == parser.KindWeekly && d.odd(3)
	// Punctuation in half width as in stored texts, in full width as on live
	// pages, or letters and digits in full width too.
	w.wide = narrow
	switch {
	case d.odd(5):
		w.wide = widen
	case d.odd(37):
		w.wide = widenMark
	}
	return w
}

func narrow(r rune) rune { return r }

// widen gives the full-width form of the characters that have one on these
// pages, code point by code point.
func widen(r rune) rune {
	if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
		return r - '!' + '！'
	}
	return widenMark(r)
}

func widenMark(r rune) rune {
	if strings.ContainsRune(",:()?", r) {
		return r - '!' + '！'
	}
	return r
}

// write writes the article.
func (w *draft) write() {
	c, weekly := &w.column, w.column.Kind == parser.KindWeekly
	w.titled = w.week
	if weekly && !w.silent && (w.odd(2) || w.edition.Troubled) {
		w.titled = parser.Week{Start: w.week.Start.AddDays(-7), End: w.week.End.AddDays(-7)}
		w.problem("week_disagrees", parser.Span{})
	}
	if weekly && w.days() != 7 {
		w.problem("week_irregular", parser.Span{})
	}
	w.lines("head", nil)
	if !weekly {
		for range w.between(3, 8) {
			w.line(parser.ClassUnclassified, w.fill("{essay}"))
			w.unclassed()
		}
	} else {
		c.Week = w.week
		if !w.silent {
			w.line(parser.ClassWeek, w.printed("week in text", arabic, nil, w.week.Start, w.week.End).text)
		}
		for range pick(w.dice, []int{0, 1, 1, 2, 2, 3, 6}) {
			w.line(parser.ClassIntroduction, "")
			w.tell("{introduction}")
		}
		w.line(parser.ClassIntroduction, w.fill("{introduction's end}"))
		clear(w.put) // what an introduction says of officials is no activity
		w.districts()
		if w.odd(8) {
			w.line(parser.ClassClosingNote, w.fill("{note}"))
		}
		if w.chance(70) {
			w.line(parser.ClassClosingNote, w.fill("{closing}"))
		}
	}
	if w.usual(95) {
		w.lines("credits", nil)
	}
	c.Author = account
	if w.usual(80) {
		w.line(parser.ClassCredit, "(作者:"+account+")")
		w.unclassed()
	}
	w.lines("furniture", nil)
}

const account = "深政观察" // the name the column goes by

// lines writes the blocks of a choice of a part.
func (w *draft) lines(part string, fits func(string) bool) {
	for block := range strings.SplitSeq(w.fill(w.choose(part, fits)), " / ") {
		class, text, _ := strings.Cut(block, " ")
		class, machine := strings.CutSuffix(class, "!")
		wide := w.wide
		if machine {
			w.wide = narrow
		}
		w.line(parser.Class(class), "")
		w.tell(text)
		w.wide = wide
	}
}

// line begins a block.
func (w *draft) line(class parser.Class, text string) {
	if len(w.column.Blocks) > 0 {
		w.runes = append(w.runes, '\n')
	}
	w.column.Blocks = append(w.column.Blocks, parser.Block{Class: class, Span: parser.Span{Start: len(w.runes), End: len(w.runes)}})
	w.say(text)
}

// say appends to the last block and gives where it stands.
func (w *draft) say(text string) parser.Span {
	from := len(w.runes)
	for _, r := range text {
		w.runes = append(w.runes, w.wide(r))
	}
	w.column.Blocks[len(w.column.Blocks)-1].Span.End = len(w.runes)
	return parser.Span{Start: from, End: len(w.runes)}
}

// text is what stands at a span.
func (w *draft) text(s parser.Span) string { return string(w.runes[s.Start:s.End]) }

func (w *draft) problem(code string, at parser.Span) {
	w.column.Problems = append(w.column.Problems, parser.Problem{Code: code, Severity: "warning", Span: at})
}

// leave says that the codebook leaves fields of the activity open, or of an
// official in it.
func (w *draft) leave(name string, fields ...string) {
	for _, field := range fields {
		w.open[Place{Activity: len(w.column.Activities), Name: name, Field: field}] = true
	}
}

// unclassed says that the codebook leaves the last line's class open.
func (w *draft) unclassed() {
	last := w.column.Blocks[len(w.column.Blocks)-1]
	w.open[Place{Activity: -1, Name: w.text(last.Span), Field: "class"}] = true
}

// fill replaces a template's slots.
func (w *draft) fill(text string) string { return w.dice.fill(text, w.slot) }

// slot gives what the grammar's slots mean in this article.
func (w *draft) slot(slot string) string {
	switch slot {
	case "D":
		return w.home.name
	case "d":
		return w.home.short
	case "D in letters":
		return strings.ToUpper(w.home.slug[:1]) + w.home.slug[1:]
	case "party":
		if w.home.local == "区" {
			return w.home.name + "委常委会"
		}
		return w.home.name + "党工委"
	case "outsider":
		return w.cast.fresh(w.dice, "ordinary name").plain
	case "title":
		return w.title()
	case "stamp":
		return w.stamp()
	case "first day":
		return monthDay(w.week.Start)
	case "a day":
		return monthDay(w.week.Start.AddDays(w.IntN(7)))
	case "a later day":
		return monthDay(w.week.End.AddDays(2))
	case "today":
		return w.week.End.String()
	}
	return ""
}

func (w *draft) title() string {
	if w.column.Kind == parser.KindOther {
		return w.fill("深政观察丨{topic}如何破题?")
	}
	question := w.fill("{question}")
	if w.titled.Start.Month() == time.January && w.titled.Start.Day() <= 7 {
		question = fmt.Sprint(w.titled.Start.Year()) + "年首周,深圳各区书记区长如何开局?"
	}
	return "深圳一周" + w.fill("{bar}") + question + w.printed("week in title", arabic, nil, w.titled.Start, w.titled.End).text
}

// stamp gives the time of publication, Sunday evening, at times Monday.
func (w *draft) stamp() string {
	day, clock := w.week.End, w.between(16*60+30, 19*60+30)
	if w.odd(12) {
		day, clock = day.AddDays(1), w.between(8*60, 11*60)
	}
	at := w.edition.Published
	if at.IsZero() {
		at = time.Date(day.Year(), day.Month(), day.Day(), clock/60, clock%60, 0, 0, shanghai)
	}
	w.column.Published = at
	// Without a year the stamp needs a week.
	form := w.choose("stamp", func(form string) bool {
		return strings.Contains(form, "2006") || !w.silent && w.column.Kind == parser.KindWeekly
	})
	if at.Hour() < 12 {
		form = strings.Replace(form, "下午", "上午", 1)
	}
	return strings.Replace(at.Format(form), "W", weekdays[at.Weekday()], 1)
}
