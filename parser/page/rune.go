package page

// runeClass says what printing a code point does.
type runeClass uint8

const (
	runePrinted   runeClass = iota
	runeSpace               // white space that does not collapse
	runeBreak               // ends the line
	runeUnprinted           // zero width, control, direction mark: left out
)

// classify tells code points outside the ideographs that are printed from
// those that are white space, breaks or nothing at all. White space that
// collapses in HTML is not asked about.
func classify(r rune) runeClass {
	if r > 0x3164 && r < 0xfe00 { // nearly all
		return runePrinted
	}
	return classifyOther(r)
}

// classifyOther judges what is no ideograph.
func classifyOther(r rune) runeClass {
	switch {
	case r < 0x20:
		if r == '\v' {
			return runeBreak
		}
		return runeUnprinted
	case r < 0x7f:
		return runePrinted
	case r < 0xa0:
		if r == 0x85 {
			return runeBreak
		}
		return runeUnprinted
	case r < 0x2000:
		return classifyLow(r)
	case r <= 0x206f:
		return classifyPunctuation(r)
	case r == 0x3000:
		return runeSpace
	case r == 0xfeff, r >= 0xfe00 && r <= 0xfe0f, r >= 0xfff0 && r <= 0xfffb,
		r >= 0xe0000 && r <= 0xe0fff, r == 0x3164, r == 0xffa0:
		return runeUnprinted
	}
	return runePrinted
}

func classifyLow(r rune) runeClass {
	switch r {
	case 0xa0, 0x1680:
		return runeSpace
	case 0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180c, 0x180d, 0x180e, 0x180f:
		return runeUnprinted
	}
	return runePrinted
}

func classifyPunctuation(r rune) runeClass {
	switch {
	case r <= 0x200a, r == 0x202f, r == 0x205f:
		return runeSpace
	case r == 0x2028, r == 0x2029:
		return runeBreak
	case r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060:
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
