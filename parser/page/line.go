package page

import (
	"strings"
	"unicode"

	"shenzheng/parser/text"
)

// lineBuilder collects the lines that a page prints.
type lineBuilder struct {
	lines []Line
	state state // what holds at the place now being read

	// The line being written.
	runes   []rune
	visible int // code points that are no white space
	linked  int // of these, inside a link
	bold    int // of these, in bold type
	hidden  int // the hidden element that holds it, 0 for none
	gap     gap // white space waiting for a code point to follow
}

// gap is white space of the source that collapses.
type gap uint8

const (
	gapNone  gap = iota
	gapBreak     // holds a line break: prints nothing between wide characters
	gapSpace     // prints one space
)

// addText appends printed text of HTML: a run of white space is one space.
// Where the source breaks a line between two wide characters of one text, the
// run prints nothing, as CSS Text has it; between two elements it stays a
// space, since there it parts words (编辑 and 审读 in the credits).
func (b *lineBuilder) addText(printed string) {
	waits, broken, begun := false, false, false
	for _, r := range printed {
		if isHTMLSpace(r) {
			waits, broken = true, broken || r == '\n' || r == '\r'
			continue
		}
		if waits {
			b.wait(broken && begun)
			waits, broken = false, false
		}
		begun = true
		b.addRune(r)
	}
	if waits {
		b.wait(false)
	}
}

// wait notes a run of white space that collapses.
func (b *lineBuilder) wait(broken bool) {
	if broken {
		b.gap = max(b.gap, gapBreak)
		return
	}
	b.gap = gapSpace
}

// addLines appends text whose line breaks are printed, as in plain text or
// in <pre>. It leaves the last line open.
func (b *lineBuilder) addLines(text string) {
	for _, r := range text {
		switch r {
		case '\n', '\r', '\f':
			b.endLine(b.state.hint)
		case ' ', '\t':
			b.addSpace(r)
		default:
			b.addRune(r)
		}
	}
}

// addRune appends one code point that is no white space of HTML.
func (b *lineBuilder) addRune(r rune) {
	switch classify(r) {
	case runeBreak:
		b.endLine(b.state.hint)
		return
	case runeSpace:
		b.addSpace(r)
		return
	case runeUnprinted:
		return
	}
	if b.gap != gapNone {
		b.fillGap(r)
	}
	b.runes = append(b.runes, r)
	b.visible++
	if b.hidden = b.state.hidden; b.state.link {
		b.linked++
	}
	if b.state.bold {
		b.bold++
	}
}

// addSpace appends white space that does not collapse. It is left out at the
// beginning of a line, and endLine cuts it off at the end.
func (b *lineBuilder) addSpace(r rune) {
	if b.visible == 0 {
		return
	}
	if b.gap == gapSpace {
		b.runes = append(b.runes, ' ')
	}
	b.gap = gapNone
	b.runes = append(b.runes, r)
}

// fillGap prints the white space that waits before r.
func (b *lineBuilder) fillGap(r rune) {
	if b.visible > 0 && (b.gap == gapSpace || b.gap == gapBreak && !(isWide(r) && isWide(b.runes[len(b.runes)-1]))) {
		b.runes = append(b.runes, ' ')
	}
	b.gap = gapNone
}

// endLine finishes the line, if anything is on it.
func (b *lineBuilder) endLine(hint Hint) {
	if b.visible > 0 {
		if b.linked == b.visible {
			hint |= HintLink
		}
		if b.bold == b.visible {
			hint |= HintHeading
		}
		end := len(b.runes)
		for b.runes[end-1] == ' ' || classify(b.runes[end-1]) == runeSpace {
			end--
		}
		both := make([]rune, 2*end)
		runes, fold := both[:end:end], both[end:]
		copy(runes, b.runes)
		text.Fold(fold, runes)
		b.lines = append(b.lines, Line{Runes: runes, Fold: fold, Hint: hint, Visible: b.visible, Linked: b.linked, Hidden: b.hidden})
	}
	b.clear()
}

// clear begins the line anew.
func (b *lineBuilder) clear() {
	b.runes, b.visible, b.linked, b.bold, b.hidden, b.gap = b.runes[:0], 0, 0, 0, 0, gapNone
}

// shows reports that something is on the line, and shown.
func (b *lineBuilder) shows() bool { return b.visible > 0 && b.hidden == 0 }

// hides reports that something is on the line, and hidden.
func (b *lineBuilder) hides() bool { return b.visible > 0 && b.hidden > 0 }

// collapse gives the printed text of a value: no zero-width characters, one
// space for each run of white space, none at the ends.
func collapse(text string) string {
	var b lineBuilder
	b.addText(text)
	return b.joined()
}

// joined gives all lines as one, with a space between them.
func (b *lineBuilder) joined() string {
	b.endLine(0)
	lines := make([]string, len(b.lines))
	for i, l := range b.lines {
		lines[i] = string(l.Runes)
	}
	return strings.Join(lines, " ")
}

func isHTMLSpace(r rune) bool {
	return r <= ' ' && (r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f')
}

// runeClass says what printing a code point does.
type runeClass uint8

const (
	runePrinted   runeClass = iota
	runeSpace               // white space that does not collapse
	runeBreak               // ends the line
	runeUnprinted           // zero width, control, direction mark: left out
)

// classify tells code points that are printed from those that are white space,
// breaks or nothing at all. White space that collapses in HTML is not asked
// about.
func classify(r rune) runeClass {
	switch {
	case r > 0x3164 && r < 0xfe00, r >= ' ' && r < 0x7f, r > 0x3000 && r < 0x3164, r > 0xff00 && r < 0xffa0: // nearly all
		return runePrinted
	case r == '\v' || r == 0x85 || unicode.In(r, unicode.Zl, unicode.Zp):
		return runeBreak
	case unicode.Is(unicode.Zs, r):
		return runeSpace
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point):
		return runeUnprinted
	}
	return runePrinted
}

// isWide reports a character of East Asian width, between two of which a line
// break in the source of a page prints nothing. Korean parts words by spaces
// and is not among them.
func isWide(r rune) bool {
	switch {
	case r < 0x2010:
		return r == '·'
	case r <= 0x2027, r >= 0x2e80 && r <= 0xa4cf && r != 0x3000, r >= 0xf900 && r <= 0xfaff,
		r >= 0xfe30 && r <= 0xfe6f, r >= 0xff01 && r <= 0xff60, r >= 0xffe0 && r <= 0xffe6, r >= 0x20000 && r <= 0x3ffff:
		return true
	}
	return false
}

// TextLines gives the lines of plain text: each that is not blank.
func TextLines(text string) []Line {
	var b lineBuilder
	b.addLines(text)
	b.endLine(0)
	return b.lines
}
