package parser

import (
	"bytes"

	"golang.org/x/net/html"
)

// unescape appends text to out, its character references (&nbsp;, &#160;)
// resolved by the rules of HTML. In the value of an attribute a name counts
// only whole, and not before an equals sign: href="?a=1&copy=2" holds none.
func unescape(out, text []byte, inValue bool) []byte {
	for {
		n := bytes.IndexByte(text, '&')
		if n < 0 {
			return append(out, text...)
		}
		out, text = append(out, text[:n]...), text[n:]
		n = referenceSize(text)
		reference := text[:n]
		text = text[n:]
		if plain := plainOf(reference); inValue && !countsInValue(reference, plain, text) {
			out = append(out, reference...)
		} else {
			out = append(out, plain...)
		}
	}
}

// plainOf gives what a reference stands for. The most common ones are spared
// the search.
func plainOf(reference []byte) string {
	switch string(reference) {
	case "&nbsp;":
		return "\u00a0"
	case "&amp;":
		return "&"
	case "&quot;":
		return `"`
	case "&lt;":
		return "<"
	case "&gt;":
		return ">"
	}
	return html.UnescapeString(string(reference))
}

// referenceSize gives the length of what may be a reference at the beginning
// of text.
func referenceSize(text []byte) int {
	i := 1
	if i < len(text) && text[i] == '#' {
		i++
	}
	for i < len(text) && (isASCIILetter(text[i]) || text[i] >= '0' && text[i] <= '9') {
		i++
	}
	if i < len(text) && text[i] == ';' {
		i++
	}
	return i
}

// countsInValue reports whether a reference, which means plain elsewhere,
// counts in the value of an attribute; rest is what stands behind it. Where
// only the beginning of a name is one, its end is left over in plain.
func countsInValue(reference []byte, plain string, rest []byte) bool {
	if len(reference) < 2 || reference[1] == '#' {
		return true
	}
	last := reference[len(reference)-1]
	if last != ';' && len(rest) > 0 && rest[0] == '=' {
		return false
	}
	return plain[len(plain)-1] != last || string(reference) == "&semi;"
}

// printedText gives the text that the scanner has come to as it is printed.
// It is only good until the next call.
func (s *tagScanner) printedText() []byte {
	text := s.source()
	if s.unclean {
		text = cleaned(text, s.isRaw)
	}
	if !s.references || s.literal || bytes.IndexByte(text, '&') < 0 {
		return text
	}
	s.scratch = unescape(s.scratch[:0], text, false)
	return s.scratch
}

// value gives the value of an attribute.
func (s *tagScanner) value(a attribute) []byte {
	source := s.part(a.value)
	if s.unclean {
		source = cleaned(source, true)
	}
	if !s.references || bytes.IndexByte(source, '&') < 0 {
		return source
	}
	return unescape(nil, source, true)
}

// cleaned gives text so that each line of it ends with a line feed and, if
// nulls is set, U+FFFD stands for each zero byte. It does not change text.
func cleaned(text []byte, nulls bool) []byte {
	if bytes.IndexByte(text, '\r') >= 0 {
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		for i, c := range text {
			if c == '\r' {
				text[i] = '\n'
			}
		}
	}
	if nulls && bytes.IndexByte(text, 0) >= 0 {
		text = bytes.ReplaceAll(text, []byte{0}, []byte("\uFFFD"))
	}
	return text
}
