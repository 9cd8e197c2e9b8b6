package generate

import (
	"fmt"
	"slices"
	"strings"

	"shenzheng/parser"
)

// headings are the ways to print a district on a line of its own.
var headings = []func(district) string{
	func(d district) string { return d.name },
	func(d district) string { return d.name },
	func(d district) string { return d.name },
	func(d district) string { return d.name },
	func(d district) string { return d.short + ":" },
	func(d district) string { return d.short },
	func(d district) string { return d.name + ":" },
}

// strangeHeadings hold a district's name and are no usual way to print it.
var strangeHeadings = []func(district) string{
	func(d district) string { return d.short + "篇" },
	func(d district) string { return "Part 3 " + d.name },
	func(d district) string { return d.short + " " + strings.ToUpper(d.slug[:1]) + d.slug[1:] },
}

// districts writes the sections, in any order and at times one of them twice.
func (w *draft) districts() {
	captions, heading := pick(w.dice, []int{0, 10, 25}), pick(w.dice, headings)
	w.inferred = w.odd(8)
	all := slices.Clone(districts)
	if w.calm {
		heading = headings[0]
		quiet := w.between(movesFrom+1, len(all)-1)
		all = slices.Delete(all, quiet, quiet+w.IntN(2))
	} else {
		w.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		all = all[:w.between(2, 12)]
	}
	if len(all) > 2 && w.odd(7) {
		all = append(all, all[0])
	}
	for _, d := range all {
		w.section(d, heading, captions)
	}
}

// section writes one district; captions is the share, in percent, of
// activities that a picture's line follows.
func (w *draft) section(home district, heading func(district) string, captions int) {
	w.home = home
	c := &w.column
	s := parser.Section{ID: "sec_" + w.number + "_" + home.slug, Position: len(c.Sections) + 1, District: home.slug, HeadingSource: "inferred"}
	if again := count(c.Sections, func(s parser.Section) bool { return s.District == home.slug }); again > 0 {
		s.ID += fmt.Sprint("_", again+1)
	}
	if !w.inferred {
		w.line(parser.ClassHeading, "")
		print := heading
		if w.odd(1) {
			print = pick(w.dice, strangeHeadings)
			c.Problems = append(c.Problems, parser.Problem{Code: "heading_unknown", Severity: "warning"})
		}
		s.Heading, s.HeadingSource = w.text(w.say(print(home))), "printed"
		var lines []string
		for range pick(w.dice, []int{0, 1, 1, 1, 1, 1, 2, 2}) {
			w.line(parser.ClassHeadline, "")
			lines = append(lines, w.text(w.say(w.fill("{headline}"))))
		}
		s.Headline = strings.Join(lines, " / ")
	}
	c.Sections = append(c.Sections, s)
	split := false
	for n := w.between(1, 5); n > 0; n-- {
		w.activity(split)
		split = n > 1 && w.odd(9) && c.Blocks[len(c.Blocks)-1].Class == parser.ClassActivity
		if !split && w.chance(captions) && (n > 1 || !w.inferred) {
			w.caption()
		}
	}
}

func count[T any](from []T, is func(T) bool) (n int) {
	for _, each := range from {
		if is(each) {
			n++
		}
	}
	return n
}

// caption writes a picture's line; none names a district where districts are
// to be known from the text.
func (w *draft) caption() {
	text := w.fill("{caption}")
	for w.inferred && strings.Contains(text, "区") {
		text = w.fill("{caption}")
	}
	w.line(parser.ClassCaption, text)
}

// activity writes one event; with split it goes on where the last paragraph
// ended.
func (w *draft) activity(split bool) {
	a := &activity{from: len(w.runes)}
	w.now = a
	a.Section, a.Position, a.Date.Precision = len(w.column.Sections)-1, len(w.column.Activities)+1, parser.PrecisionNone
	if !split {
		w.line(parser.ClassActivity, "")
		a.from = len(w.runes)
	}
	switch first := a.Position == 1; {
	case first && w.edition.Troubled:
		w.opens(w.invalidDate())
		w.tell(",{D}举办{festival}。")
		a.Kind = "event"
	case first && w.edition.Edited:
		w.dated(false)
		w.say("活动将持续至下月底。")
	case w.edition.Farewell && w.home == districts[movesTo] && w.column.Sections[a.Section].Activities == 0:
		w.opens(w.dayDate())
		w.tell(",{D}召开老干部座谈会,[L preside],原[F?]应邀到会。")
		a.Kind = "meeting"
	case !split && w.chance(7):
		w.undated()
	default:
		w.dated(split)
	}
	if a.Kind == "?" {
		w.leave("", "kind")
	}
	w.aftermath()
	w.paragraph()
	for range pick(w.dice, []int{0, 0, 0, 0, 0, 1, 1, 2}) {
		if w.chance(10) {
			w.caption()
		}
		w.line(parser.ClassActivity, "")
		a.from = len(w.runes)
		w.continuation()
		w.paragraph()
	}
	w.keep(a)
}

// paragraph ends the paragraph that a.from opened.
func (w *draft) paragraph() {
	w.now.Paragraphs = append(w.now.Paragraphs, parser.Span{Start: w.now.from, End: len(w.runes)})
}

// dated writes the date and the opening sentence.
func (w *draft) dated(split bool) {
	e := w.anyDate()
	if split {
		e = w.calendarDate()
	}
	bare := e.calendar && e.moment.Part == "" && w.chance(10)
	w.opens(e)
	if !bare {
		w.say(",")
	}
	w.scene(scenes, func(s scene) bool { return (s.named || !w.inferred) && (s.subject || !bare) })
}

// opens writes the date of the activity.
func (w *draft) opens(e expression) {
	a := w.now
	at := w.say(e.text)
	a.Date = e.moment
	a.Date.Text = w.text(at)
	if e.openPart {
		w.leave("", "date_part")
	}
	if e.moment.Precision == parser.PrecisionInvalid {
		w.column.Problems = append(w.column.Problems, parser.Problem{Code: "invalid_date", Severity: "warning", Span: at})
	}
}

// scene writes one of the opening sentences that fit.
func (w *draft) scene(from []scene, fits func(scene) bool) {
	s := weighed(w.dice, from, func(s scene) int {
		if fits(s) && !(w.calm && s.trap) {
			return s.weight
		}
		return 0
	})
	w.now.Kind = s.kind
	if kind := w.tell(s.template); s.kind == "*" {
		w.now.Kind = kind
	}
}

func (w *draft) undated() {
	w.scene(undated, func(s scene) bool { return s.named || !w.inferred })
}

// aftermath writes up to three sentences after the opening one.
func (w *draft) aftermath() {
	for range w.IntN(4) {
		n, again := w.IntN(100), w.present()
		switch {
		case n < 30:
			w.say(w.fill(pick(w.dice, []string{"会议强调,", "会议指出,", "会议要求,", "会议提出,", "会议部署重点任务,"}) + "{aim}。"))
		case n < 55 && again != nil:
			w.states(again, false)
		case n < 60:
			w.say(w.fill("{unit}率先行动,走访{firm},检查{topic}落实情况。"))
		case n < 63: // a date before neither comma nor subject opens nothing
			w.say(w.fill(ascii.monthDay(w.week.End.AddDays(2)) + "前,各部门要完成{topic}任务。"))
		case n < 66:
			w.say("近日,相关方案已印发。")
		case n < 72 && again != nil:
			w.say(pick(w.dice, []string{"会前,", "会后,", "随后,", ""}))
			w.acts(again, predicates["lead"])
			w.say("。")
		default:
			w.say(w.fill("{fact}"))
		}
	}
}

// continuation writes a paragraph that can only refer back.
func (w *draft) continuation() {
	o := w.present()
	switch n := w.IntN(100); {
	case n < 7 && o != nil:
		w.mention(o, w.chance(25))
		w.say("代表" + w.home.name + "对与会嘉宾的到来致以谢意。")
	case n < 35 && o != nil:
		w.states(o, w.chance(25))
	default:
		w.say(w.fill(pick(w.dice, world["continuation"])))
	}
}
