package page

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"shenzheng/parser/text"
)

// printer collects the lines that a page prints.
type printer struct {
	lines []Line
	state state // what holds at the place now being read

	// The line being written.
	runes []rune
	now   Line      // what else is known of it
	bold  int       // code points in bold type
	gap   gap       // white space waiting for a code point to follow
	alts  []picture // that stand in it

	pictured bool     // a picture stands right above the line
	centred  int      // code points of all lines that are centred
	leads    [][]rune // for each line, see lead
	lead     []rune   // the indent of the line; not nil where that, a blank line or an element begins it
}

// picture is the text that stands for a picture, and what holds there.
type picture struct {
	alt string
	state
}

// gap is white space of the source that collapses.
type gap uint8

const (
	gapNone  gap = iota
	gapBreak     // holds a line break: prints nothing between wide characters
	gapSpace     // prints one space
)

// add appends printed text. A run of white space that does not print as it stands is one
// space; where the source breaks a line between two wide characters of one text it prints
// nothing, as CSS Text has it, but between two elements it parts words (编辑 and 审读).
func (p *printer) add(printed string) {
	waits, broken, begun := false, false, false
	for _, r := range printed {
		class := classify(r)
		if class >= runeCollapses && !p.state.pre {
			waits, broken = true, broken || r == '\n' || r == '\r'
			continue
		}
		if waits {
			p.wait(broken && begun)
			waits, broken = false, false
		}
		begun = true
		switch class {
		case runePrinted:
			p.addRune(r)
		case runeBreak, runeSourceBreak:
			p.endLine(p.state.hint)
		case runeSpace, runeCollapses:
			p.addSpace(r)
		}
	}
	if waits {
		p.wait(false)
	}
}

// wait notes a run of white space that collapses.
func (p *printer) wait(broken bool) {
	if p.gap = max(p.gap, gapBreak); !broken {
		p.gap = gapSpace
	}
}

func (p *printer) addRune(r rune) {
	if p.gap != gapNone {
		if p.now.Visible > 0 && (p.gap == gapSpace || !isWide(r) || !isWide(p.runes[len(p.runes)-1])) {
			p.runes = append(p.runes, ' ')
		}
		p.gap = gapNone
	}
	p.runes = append(p.runes, r)
	p.now.Visible++
	if p.now.Hidden = p.state.hidden; p.state.link {
		p.now.Linked++
	}
	if p.state.bold {
		if p.bold++; p.bold == p.now.Visible {
			p.now.Bold = len(p.runes)
		}
	}
}

// addSpace appends white space that does not collapse. It is left out at the
// beginning of a line, and endLine cuts it off at the end.
func (p *printer) addSpace(r rune) {
	if p.now.Visible == 0 {
		p.lead = append(p.lead, r)
		return
	}
	if p.gap == gapSpace {
		p.runes = append(p.runes, ' ')
	}
	p.gap = gapNone
	p.runes = append(p.runes, r)
}

// endLine finishes the line, if anything is on it, and prints the pictures that
// stood in it below.
func (p *printer) endLine(hint Hint) {
	if p.now.Visible > 0 {
		if p.now.Linked == p.now.Visible {
			hint |= HintLink
		}
		if p.bold == p.now.Visible {
			hint |= HintHeading
		}
		if p.state.centred {
			if p.centred += p.now.Visible; p.pictured {
				hint |= HintPictured
			}
		}
		p.pictured = false
		end := len(p.runes)
		for class := classify(p.runes[end-1]); class == runeSpace || class == runeCollapses; class = classify(p.runes[end-1]) {
			end--
		}
		p.now.Hint, p.now.Runes = hint, slices.Clone(p.runes[:end])
		p.lines, p.leads = append(p.lines, p.now), append(p.leads, p.lead)
		p.lead = nil
	} else {
		p.lead = []rune{}
	}
	p.clear()
	alts := p.alts
	p.alts = nil
	for _, below := range alts {
		p.state = below.state
		p.add(below.alt)
		p.endLine(below.hint | HintImage)
	}
}

// clear begins the line anew.
func (p *printer) clear() {
	p.runes, p.now, p.bold, p.gap = p.runes[:0], Line{}, 0, gapNone
}

// shows reports that something is on the line, and shown or hidden as is asked.
func (p *printer) shows(hidden bool) bool { return p.now.Visible > 0 && p.now.Hidden > 0 == hidden }

// finish gives the lines.
func (p *printer) finish() []Line {
	p.endLine(p.state.hint)
	p.closeUp()
	all := 0
	for i := range p.lines {
		p.lines[i].Fold = text.Fold(p.lines[i].Runes)
		all += len(p.lines[i].Runes)
	}
	for i := range p.lines {
		if p.centred*2 > all {
			p.lines[i].Hint &^= HintPictured
		}
	}
	unwrap(wrap{lines: p.lines, leads: p.leads})
	return p.lines
}

// closeUp takes out the spaces between the characters of lines that have one
// between all of them.
func (p *printer) closeUp() {
	spaced := 0
	for _, l := range p.lines {
		if apart(l.Runes) >= longSpaced && slices.ContainsFunc(l.Runes, text.IsHan) {
			spaced++
		}
	}
	for i := range p.lines {
		l := &p.lines[i]
		if n := apart(l.Runes); spaced > 0 && (n >= longSpaced || n > 1 && spaced >= manySpaced) {
			l.Runes, l.Bold = closedUp(l.Runes), 0
		}
	}
}

// TextLines gives the lines of plain text: each that is not blank.
func TextLines(text string) []Line {
	p := printer{state: state{pre: true}}
	text = withoutPages(strings.ReplaceAll(text, "\r\n", "\n"))
	if len(quotes.FindAllStringIndex(text, manyQuoted)) == manyQuoted {
		text = quotes.ReplaceAllString(text, "")
	}
	if marked.MatchString(text) {
		text = markdown.ReplaceAllString(frontMatter.ReplaceAllStringFunc(text, readFrontMatter), "$1")
	}
	p.add(text)
	return p.finish()
}

// quotes is how mail marks the lines of another, of which a text that is quoted has
// manyQuoted at least.
var quotes = regexp.MustCompile(`(?m)^>[> ]*`)

const manyQuoted = 8

// markdown are the signs with which Markdown marks headings, lists, bold type and
// links, with the text of these.
var markdown = regexp.MustCompile(`(?m)^(?:#{1,6}|[-*+>])[ \t]+|\*\*|__|!?\[([^\]\n]*)\]\([^)\n]*\)`)

// marked is a heading of Markdown, or a line in bold type.
var marked = regexp.MustCompile(`(?m)^(?:#{1,6} |\*\*[^*\n]+\*\*$)`)

// frontMatter is what clippers of the web put above a text, property what it says of it.
var (
	frontMatter = regexp.MustCompile(`(?s)\A\s*---\n.*?\n---\n`)
	property    = regexp.MustCompile(`(?m)^(title|author|published|date): *"?(.*?)"?$`)
	labels      = map[string]string{"title": "", "author": "作者:", "published": "发布时间:", "date": "发布时间:"}
)

// readFrontMatter gives it as lines of a page.
func readFrontMatter(front string) (lines string) {
	for _, m := range property.FindAllStringSubmatch(front, -1) {
		lines += labels[m[1]] + m[2] + "\n"
	}
	return lines
}

// collapse gives the printed text of a value: no zero-width characters, one
// space for each run of white space, none at the ends.
func collapse(text string) string {
	var p printer
	p.add(text)
	var words []string
	for _, l := range p.finish() {
		words = append(words, string(l.Runes))
	}
	return strings.Join(words, " ")
}

// runeClass says what printing a code point does.
type runeClass uint8

const (
	runePrinted     runeClass = iota
	runeSpace                 // white space that does not collapse
	runeBreak                 // ends the line
	runeUnprinted             // zero width, control, direction mark: left out
	runeCollapses             // white space of the source
	runeSourceBreak           // a line break of the source
)

// classify tells code points that are printed from those that are white space,
// breaks or nothing at all.
func classify(r rune) runeClass {
	switch {
	case r > 0x3164 && r < 0xfe00, r > ' ' && r < 0x7f, r > 0x3000 && r < 0x3164, r > 0xff00 && r < 0xffa0: // nearly all
		return runePrinted
	case r == ' ' || r == '\t':
		return runeCollapses
	case r == '\n' || r == '\r' || r == '\f':
		return runeSourceBreak
	case r == '\v' || r == 0x85 || unicode.In(r, unicode.Zl, unicode.Zp):
		return runeBreak
	case unicode.Is(unicode.Zs, r):
		return runeSpace
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point):
		return runeUnprinted
	}
	return runePrinted
}
