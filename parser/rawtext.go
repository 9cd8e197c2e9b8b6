package parser

import (
	"bytes"

	"golang.org/x/net/html/atom"
)

// isRawText reports the elements inside which no tags are read.
func isRawText(tag atom.Atom) bool {
	switch tag {
	case atom.Iframe, atom.Noembed, atom.Noframes, atom.Noscript, atom.Plaintext,
		atom.Script, atom.Style, atom.Textarea, atom.Title, atom.Xmp:
		return true
	}
	return false
}

// rawText gives the text of the element s.raw, up to its end tag or the end of
// the page. It reports false if there is none.
func (s *tagScanner) rawText() bool {
	rest := s.page[s.at:]
	var size int
	switch s.raw {
	case atom.Plaintext:
		size = len(rest)
	case atom.Script:
		size = scriptSize(rest)
	default:
		size = rawTextSize(rest, s.raw.String())
	}
	literal := s.raw != atom.Textarea && s.raw != atom.Title
	s.raw = 0
	if size == 0 {
		return false
	}
	s.textUpTo(s.at, s.at+size)
	s.literal, s.isRaw = literal, true
	return true
}

// rawTextSize gives the length of the text before the end tag of name.
func rawTextSize(text []byte, name string) int {
	for i := 0; ; i++ {
		n := bytes.IndexByte(text[i:], '<')
		if n < 0 {
			return len(text)
		}
		i += n
		if isEndTag(text[i:], name) {
			return i
		}
	}
}

// isEndTag reports whether text begins with the end tag of name.
func isEndTag(text []byte, name string) bool {
	return len(text) > 2 && text[1] == '/' && isNamed(text[2:], name)
}

// isNamed reports whether the name of a tag stands at the beginning of text,
// and that the tag goes on behind it.
func isNamed(text []byte, name string) bool {
	if len(text) <= len(name) || !isOf(nameEnds, text[len(name)]) {
		return false
	}
	for i := range len(name) {
		if text[i] != name[i] && text[i] != name[i]-lowerCase {
			return false
		}
	}
	return true
}

// scriptState says what an end tag in a script means.
type scriptState uint8

const (
	scriptPlain   scriptState = iota // it ends the script
	scriptEscaped                    // behind <!--: it ends the script, but <script> may open another
	scriptTwice                      // inside that one: it ends that one
)

// scriptSize gives the length of a script: up to its end tag, unless that
// stands in a script inside a comment.
func scriptSize(text []byte) int {
	const name = "script"
	state, dashes := scriptPlain, 0
	for i := 0; i < len(text); {
		if state == scriptPlain {
			n := bytes.IndexByte(text[i:], '<')
			if n < 0 {
				return len(text)
			}
			i += n
		}
		rest := text[i:]
		i++
		switch rest[0] {
		case '-':
			dashes++
			continue
		case '>':
			if dashes >= 2 {
				state = scriptPlain
			}
		case '<':
			switch end := isEndTag(rest, name); {
			case end && state != scriptTwice:
				return i - 1
			case end:
				state = scriptEscaped
			case state == scriptPlain && bytes.HasPrefix(rest, []byte("<!--")):
				state, dashes = scriptEscaped, 2
				i += len("!--")
				continue
			case state == scriptEscaped && isNamed(rest[1:], name):
				state = scriptTwice
			case state == scriptEscaped && len(rest) > 1 && rest[1] != '/' && !isASCIILetter(rest[1]):
				state = scriptPlain // as html.Tokenizer has it
			}
		}
		dashes = 0
	}
	return len(text)
}
