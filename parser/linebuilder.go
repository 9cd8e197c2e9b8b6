package parser

import (
	"shenzheng/parser/text"
	"slices"
	"strings"
	"unicode/utf8"
)

// lineBuilder collects the printed text of a page, all in one array, and
// remembers where each line begins and ends in it.
type lineBuilder struct {
	runes []rune
	marks []lineMark

	// What holds at the place now being read.
	hint      hint
	container int32
	inLink    bool
	inBold    bool

	// The line being written.
	start   int // its first code point in runes
	end     int // behind its last visible code point
	visible int // code points that are no white space
	linked  int // of these, inside a link
	bold    int // of these, in bold type
	gap     gap // white space waiting for a code point to follow
}

// lineMark is a finished line.
type lineMark struct {
	start, end int32 // in runes
	visible    int32 // code points that are no white space
	linked     int32 // of these, inside a link
	container  int32 // the innermost container, see outline
	hint       hint
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
func (b *lineBuilder) addText(text []byte) {
	b.grow(len(text)/3 + 1)
	for i := 0; i < len(text); {
		c := text[i]
		if isHTMLSpace(c) {
			from, broken := i, false
			for ; i < len(text) && isHTMLSpace(text[i]); i++ {
				broken = broken || text[i] == '\n' || text[i] == '\r'
			}
			if broken && from > 0 && i < len(text) {
				b.gap = max(b.gap, gapBreak)
			} else {
				b.gap = gapSpace
			}
			continue
		}
		if n := b.addPrinted(text[i:]); n > 0 {
			i += n
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		b.addRune(r)
		i += n
	}
}

// grow makes room for about n code points. It doubles the array, where append
// would copy it many times over on its way to the size of a long page.
func (b *lineBuilder) grow(n int) {
	if len(b.runes)+n > cap(b.runes) {
		b.runes = slices.Grow(b.runes, max(len(b.runes), n))
	}
}

// addLines appends text whose line breaks are printed, as in plain text or
// in <pre>. It leaves the last line open.
func (b *lineBuilder) addLines(text []byte) {
	b.grow(len(text)/3 + 1)
	for i := 0; i < len(text); {
		if n := b.addPrinted(text[i:]); n > 0 {
			i += n
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		i += n
		switch r {
		case '\n', '\r', '\f', '\v':
			b.endLine()
		case ' ', '\t':
			b.addSpace(r)
		default:
			b.addRune(r)
		}
	}
}

// addPrinted appends the run of characters that text begins with of which
// nothing needs to be looked at closely: ASCII, Chinese characters and
// punctuation. That is most of an article. It gives the length of the run in
// bytes.
func (b *lineBuilder) addPrinted(text []byte) int {
	free := b.runes[len(b.runes):cap(b.runes)]
	n, count := 0, 0
	if b.gap != gapNone {
		free = free[:0] // the space that waits goes first, see addRune
	}
	for n < len(text) && count < len(free) {
		c := text[n]
		if c > ' ' && c < 0x7f {
			free[count] = rune(c)
			count++
			n++
			continue
		}
		if c&0xf0 != 0xe0 || n+2 >= len(text) || text[n+1]&0xc0 != 0x80 || text[n+2]&0xc0 != 0x80 {
			break
		}
		r := rune(c&0xf)<<12 | rune(text[n+1]&0x3f)<<6 | rune(text[n+2]&0x3f)
		if !isPlainlyPrinted(r) {
			break
		}
		free[count] = r
		count++
		n += 3
	}
	if count == 0 {
		return 0
	}
	b.runes = b.runes[:len(b.runes)+count]
	b.end = len(b.runes)
	b.visible += count
	if b.inLink {
		b.linked += count
	}
	if b.inBold {
		b.bold += count
	}
	return n
}

// isPlainlyPrinted reports a code point of Chinese text, above those of two
// bytes, that is printed and no white space: characters, punctuation in full
// width, quotation marks. classify knows the others.
func isPlainlyPrinted(r rune) bool {
	return r > 0x3000 && r <= 0x9fff || r >= 0xff00 && r < 0xff80 || r >= 0x2010 && r < 0x2028
}

// addRune appends one code point that is no white space of HTML.
func (b *lineBuilder) addRune(r rune) {
	if r < 0x3000 || r > 0x9fff {
		switch classify(r) {
		case runeBreak:
			b.endLine()
			return
		case runeSpace:
			b.addSpace(r)
			return
		case runeUnprinted:
			return
		}
	} else if r == '\u3000' {
		b.addSpace(r)
		return
	}
	b.fillGap(r)
	b.runes = append(b.runes, r)
	b.end = len(b.runes)
	b.visible++
	if b.inLink {
		b.linked++
	}
	if b.inBold {
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
	if b.gap == gapNone {
		return
	}
	if b.visible > 0 && !(b.gap == gapBreak && isWide(r) && isWide(b.runes[len(b.runes)-1])) {
		b.runes = append(b.runes, ' ')
	}
	b.gap = gapNone
}

// endLine finishes the line, if anything is on it.
func (b *lineBuilder) endLine() {
	b.gap = gapNone
	if b.visible > 0 {
		h := b.hint
		if b.linked == b.visible {
			h |= hintLink
		}
		if b.bold == b.visible {
			h |= hintHeading
		}
		b.marks = append(b.marks, lineMark{
			start: int32(b.start), end: int32(b.end), visible: int32(b.visible), linked: int32(b.linked),
			container: b.container, hint: h,
		})
		b.runes = b.runes[:b.end]
	} else {
		b.runes = b.runes[:b.start]
	}
	b.start, b.end = len(b.runes), len(b.runes)
	b.visible, b.linked, b.bold = 0, 0, 0
}

// lines cuts the array into lines and folds it.
func (b *lineBuilder) lines() []line {
	fold := make([]rune, len(b.runes))
	text.Fold(fold, b.runes)
	out := make([]line, len(b.marks))
	for i, m := range b.marks {
		out[i] = line{
			runes: b.runes[m.start:m.end:m.end],
			fold:  fold[m.start:m.end:m.end],
			hint:  m.hint,
		}
	}
	return out
}

// joined gives the finished lines as one, with a space between them.
func (b *lineBuilder) joined() string {
	var out strings.Builder
	for i, m := range b.marks {
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(string(b.runes[m.start:m.end]))
	}
	return out.String()
}

func isHTMLSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'
}
