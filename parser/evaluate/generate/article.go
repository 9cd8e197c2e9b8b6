package generate

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"shenzheng/parser"
)

// draft is an article while it is being written: the text so far, and the
// column that a reader must find in it.
type draft struct {
	dice
	column  parser.Column
	runes   []rune
	wide    string  // what is printed in full width
	edition Edition // of a serial
	cast    *cast
	week    parser.Week
	titled  parser.Week // that the title names
	home    district
	heading string // how the section's is printed
	// inferred is true where no heading is printed: then every scene names
	// its district, and no other one is named.
	inferred bool
	silent   bool                 // no week line is printed
	now      *parser.Activity     // the one being written
	bound    map[string]*official // by the names that were printed with a post
	open     map[Place]bool
	ids      map[string]int // how often each was wanted
	slots    map[string]func() string
}

var shanghai = time.FixedZone("", 8*60*60)

// newDraft throws what is so of the whole article.
func newDraft(d dice, week parser.Week, i int) *draft {
	w := &draft{dice: d, week: week, cast: &cast{jobs: map[string]*official{}}, now: &parser.Activity{}}
	w.bound, w.open, w.ids = map[string]*official{}, map[Place]bool{}, map[string]int{}
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
	w.wide, w.slots = d.choose("width", nil), w.meanings()
	return w
}

// write writes the article.
func (w *draft) write() Truth {
	w.titled = w.week
	if w.column.Kind == parser.KindOther {
		w.leave(-1, "", "week_start", "week_end")
		w.lines("essay")
		w.lines("essay's end")
		return w.truth()
	}
	w.column.Week = w.week
	if !w.silent && (w.odd(2) || w.edition.Troubled) {
		w.titled = parser.Week{Start: w.week.Start.AddDays(-7), End: w.week.End.AddDays(-7)}
		w.problem("week_disagrees", parser.Span{})
	}
	if w.days() != 7 {
		w.problem("week_irregular", parser.Span{})
	}
	w.lines("head")
	if !w.silent {
		w.lines("week line")
	}
	w.lines("introductions")
	w.districts()
	w.lines("end")
	return w.truth()
}

// lines writes the blocks of a choice of a part.
func (w *draft) lines(part string) {
	for block := range strings.SplitSeq(w.fill("{"+part+"}"), " / ") {
		class, text, _ := strings.Cut(block, " ")
		if class == "" {
			continue // none
		}
		class, machine := strings.CutSuffix(class, "!")
		class, open := strings.CutSuffix(class, "?")
		wide := w.wide
		if machine {
			w.wide = ""
		}
		w.line(parser.Class(class))
		w.tell(text)
		w.wide = wide
		if open {
			w.leave(-1, w.text(w.column.Blocks[len(w.column.Blocks)-1].Span), "class")
		}
	}
}

// line begins a block.
func (w *draft) line(class parser.Class) {
	if len(w.column.Blocks) > 0 {
		w.runes = append(w.runes, '\n')
	}
	w.column.Blocks = append(w.column.Blocks, parser.Block{Class: class, Span: parser.Span{Start: len(w.runes), End: len(w.runes)}})
}

// say appends to the last block and gives where it stands.
func (w *draft) say(text string) parser.Span {
	from := len(w.runes)
	for _, r := range text {
		if strings.ContainsRune(w.wide, r) {
			r += '！' - '!'
		}
		w.runes = append(w.runes, r)
	}
	w.column.Blocks[len(w.column.Blocks)-1].Span.End = len(w.runes)
	return parser.Span{Start: from, End: len(w.runes)}
}

// text is what stands at a span.
func (w *draft) text(s parser.Span) string { return string(w.runes[s.Start:s.End]) }

// unlike gives the id, which the second that wants it has with a number.
func (w *draft) unlike(id, joint string) string {
	w.ids[id]++
	if n := w.ids[id]; n > 1 {
		id += fmt.Sprint(joint, n)
	}
	return id
}

func (w *draft) problem(code string, at parser.Span) {
	w.column.Problems = append(w.column.Problems, parser.Problem{Code: code, Severity: "warning", Span: at})
}

// leave says that the codebook leaves fields open: see Place.
func (w *draft) leave(activity int, name string, fields ...string) {
	for _, field := range fields {
		w.open[Place{Activity: activity, Name: name, Field: field}] = true
	}
}

// fill replaces a template's slots.
func (w *draft) fill(text string) string { return w.dice.fill(text, w.slots) }

// meanings gives what the grammar's slots mean in this article.
func (w *draft) meanings() map[string]func() string {
	return map[string]func() string{
		"D":            func() string { return w.home.name },
		"d":            func() string { return w.home.short },
		"D in letters": func() string { return strings.ToUpper(w.home.slug[:1]) + w.home.slug[1:] },
		"party":        func() string { return w.home.name + w.home.party },
		"heading":      func() string { return w.fill(w.heading) },
		"outsider":     func() string { return w.cast.fresh(w.dice, "ordinary name").plain },
		"title": func() string {
			if w.column.Kind == parser.KindWeekly && inFirstWeek(w.titled.Start) {
				return w.fill("{title of first week}")
			}
			return w.fill("{title of " + string(w.column.Kind) + "}")
		},
		"titled week": func() string { return w.period("week in title", w.titled) },
		"titled year": func() string { return strconv.Itoa(w.titled.Start.Year()) },
		"stamp":       w.stamp,
		"week":        func() string { return w.period("week in text", w.week) },
		"first day":   func() string { return monthDay(w.week.Start) },
		"a day":       func() string { return monthDay(w.week.Start.AddDays(w.IntN(7))) },
		"a later day": func() string { return monthDay(w.week.End.AddDays(2)) },
		"today":       func() string { return w.week.End.String() },
		"news":        w.news,
	}
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
