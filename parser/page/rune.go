package page

import "unicode"

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
	if r > 0x3164 && r < 0xfe00 { // nearly all
		return runePrinted
	}
	return classifyOther(r)
}

// classifyOther judges what is no ideograph.
func classifyOther(r rune) runeClass {
	switch {
	case r >= ' ' && r < 0x7f, r > 0x3000 && r < 0x3164, r > 0xff00 && r < 0xffa0:
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
