package generate

import (
	"slices"
	"strings"

	"shenzheng/parser"
)

// districts writes the sections, in any order and at times one of them twice.
func (w *draft) districts() {
	captions, heading := pick(w.dice, []int{0, 10, 25}), w.choose("heading form", nil)
	w.inferred = w.odd(8)
	all := slices.Clone(districts())
	if w.calm {
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
		w.home, w.heading = d, heading
		if !w.inferred && w.odd(1) {
			w.heading = w.choose("strange heading", nil)
			w.problem("heading_unknown", parser.Span{})
		}
		w.section(captions)
	}
}

// section writes one district; captions is the share, in percent, of
// activities that a picture's line follows.
func (w *draft) section(captions int) {
	id, position := w.unlike("sec_"+w.column.Number+"_"+w.home.slug, "_"), len(w.column.Sections)+1
	s := parser.Section{ID: id, Position: position, District: w.home.slug, HeadingSource: "printed"}
	if w.inferred {
		s.HeadingSource = "inferred"
	}
	w.column.Sections = append(w.column.Sections, s)
	if !w.inferred {
		w.lines("section")
	}
	split := false
	for n := w.between(1, 5); n > 0; n-- {
		w.activity(split)
		split = n > 1 && w.odd(9) && w.column.Blocks[len(w.column.Blocks)-1].Class == parser.ClassActivity
		if !split && w.chance(captions) && (n > 1 || !w.inferred) {
			w.caption()
		}
	}
}

// caption writes a picture's line; none names a district where districts are
// to be known from the text.
func (w *draft) caption() {
	w.line(parser.ClassCaption)
	w.say(w.choose("caption", func(text string) bool { return !w.inferred || !strings.Contains(text, "区") }))
}

// activity writes one event, with split where the last paragraph ended.
func (w *draft) activity(split bool) {
	if !split {
		w.line(parser.ClassActivity)
	}
	from, block, section := len(w.runes), len(w.column.Blocks)-1, len(w.column.Sections)-1
	w.now = &parser.Activity{Section: section, Position: len(w.column.Activities) + 1}
	w.now.Date.Precision = parser.PrecisionNone
	switch first := w.now.Position == 1; {
	case first && w.edition.Troubled:
		w.dated("invalid", "misprinted", false)
	case first && w.edition.Edited:
		w.dated("", "scene", false)
		w.say("活动将持续至下月底。")
	case w.edition.Farewell && w.home == districts()[movesTo] && w.column.Sections[section].Activities == 0:
		w.dated("day", "farewell", false)
	case !split && w.chance(7):
		w.scene("undated", false)
	default:
		w.dated("", "scene", split)
	}
	w.aftermath()
	for range pick(w.dice, []int{0, 0, 0, 0, 0, 1, 1, 2}) {
		if w.chance(10) {
			w.caption()
		}
		w.line(parser.ClassActivity)
		w.tell(w.choose("continuation", w.peopled))
	}
	for _, b := range w.column.Blocks[block:] {
		if b.Class == parser.ClassActivity {
			w.now.Paragraphs = append(w.now.Paragraphs, parser.Span{Start: max(b.Span.Start, from), End: b.Span.End})
		}
	}
	w.keep()
}

// aftermath writes up to three sentences after the opening one.
func (w *draft) aftermath() {
	for range w.IntN(4) {
		w.tell(w.choose("aftermath", w.peopled))
	}
}

// news gives a paragraph like an activity's, in an article of another kind.
func (w *draft) news() string {
	w.line(parser.ClassUnclassified)
	w.now = &parser.Activity{}
	w.dated("", "scene", false)
	w.aftermath()
	return w.text(w.column.Blocks[len(w.column.Blocks)-1].Span)
}

// peopled says that a template names nobody again, or somebody is there to be.
func (w *draft) peopled(template string) bool {
	return !strings.Contains(template, "[P") || w.present() != nil
}

// dated writes a date of a kind, of any where that is empty, and an opening
// sentence. In the middle of a paragraph only a calendar date opens one.
func (w *draft) dated(kind, scene string, inside bool) {
	m, calendar := w.date(kind)
	for inside && !calendar {
		m, calendar = w.date(kind)
	}
	at := w.say(m.Text)
	w.now.Date, w.now.Date.Text = m, w.text(at)
	if m.Precision == parser.PrecisionInvalid {
		w.problem("invalid_date", at)
	}
	w.scene(scene, kind == "" && calendar && m.Part == "" && w.chance(10))
}

// scene writes one of the opening sentences of a part, as they stand in the
// grammar: kind, flags, template. A bare one follows the date without a comma.
func (w *draft) scene(part string, bare bool) {
	chosen := strings.SplitN(w.choose(part, func(line string) bool {
		_, flags, _ := strings.Cut(line, " ")
		flags, _, _ = strings.Cut(flags, " ")
		return (!bare || strings.Contains(flags, "s")) && (!w.inferred || strings.Contains(flags, "n"))
	}), " ", 3)
	if part != "undated" && !bare {
		w.say(",")
	}
	w.now.Kind = chosen[0]
	if kind := w.tell(chosen[2]); chosen[0] == "*" {
		w.now.Kind = kind
	}
	if w.now.Kind == "?" {
		w.leave(len(w.column.Activities), "", "kind")
	}
}
