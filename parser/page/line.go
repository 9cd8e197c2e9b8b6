package page

import (
	"strings"

	"shenzheng/parser/text"
)

// lineBuilder collects the lines that a page prints.
type lineBuilder struct {
	lines []Line
	state state // what holds at the place now being read

	// The line being written.
	runes   []rune
	visible int // code points that are no white space
	counted int // of these, what the next three tell
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
	b.count()
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
	b.count()
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
}

// count notes what holds for what was printed since it was last asked.
func (b *lineBuilder) count() {
	n := b.visible - b.counted
	if n == 0 {
		return
	}
	b.counted, b.hidden = b.visible, b.state.hidden
	if b.state.link {
		b.linked += n
	}
	if b.state.bold {
		b.bold += n
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
	b.count()
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
	b.runes, b.visible, b.counted, b.linked, b.bold, b.hidden, b.gap = b.runes[:0], 0, 0, 0, 0, 0, gapNone
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
