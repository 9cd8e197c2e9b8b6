package parser

import (
	"bytes"

	"golang.org/x/net/html/atom"
)

// tagScanner takes a page apart into text and tags by the tokenizing rules of
// HTML. It copies nothing: what it gives are parts of the page, read closer
// only when asked (printedText, value). Comments, doctypes and
// processing instructions are skipped; they part the text around them.
//
// It gives the tokens that html.Tokenizer gives, in a fraction of the time.
type tagScanner struct {
	page []byte
	at   int       // where the next token begins
	raw  atom.Atom // the element whose text comes next and holds no tags, 0 for none

	token   span      // what next has come to
	name    span      // of a tag
	tag     atom.Atom // of a tag, 0 for an unknown one
	isRaw   bool      // of text: no tags are read in it
	literal bool      // of text: no character references are read in it

	// The known attributes of a start tag in their order, each once.
	known [attributeNames]attribute
	count int
	seen  uint32 // a bit for each name

	scratch []byte // for text with character references

	// What stands nowhere in the page need not be looked for in its parts.
	references bool // &
	unclean    bool // carriage returns or zero bytes
}

func newTagScanner(page []byte) tagScanner {
	return tagScanner{
		page:       page,
		references: bytes.IndexByte(page, '&') >= 0,
		unclean:    bytes.IndexByte(page, '\r') >= 0 || bytes.IndexByte(page, 0) >= 0,
	}
}

// span is a part of the page, by its places: slices, which hold pointers,
// would have the garbage collector watch every tag.
type span struct{ from, to int }

func (s *tagScanner) part(p span) []byte { return s.page[p.from:p.to] }

// source gives the token as it stands in the page: a tag from < to >.
func (s *tagScanner) source() []byte { return s.part(s.token) }

// attributes gives the known attributes of a start tag.
func (s *tagScanner) attributes() []attribute { return s.known[:s.count] }

// tokenKind is what the scanner has come to.
type tokenKind uint8

const (
	tokenNone  tokenKind = iota // the end of the page
	tokenText                   // text between tags, or inside an element without
	tokenStart                  // <p>
	tokenEnd                    // </p>
)

// next goes on to the next token. A tag that never ends is the end of the page.
func (s *tagScanner) next() tokenKind {
	if s.raw != 0 && s.rawText() {
		return tokenText
	}
	from := s.at
	for i := from; ; {
		if i < len(s.page) && s.page[i] != '<' {
			n := bytes.IndexByte(s.page[i:], '<')
			if n < 0 {
				n = len(s.page) - i
			}
			i += n
		}
		if i+1 >= len(s.page) {
			return s.textUpTo(from, len(s.page))
		}
		c := s.page[i+1]
		switch {
		case !isASCIILetter(c) && c != '/' && c != '!' && c != '?':
			i++ // a bracket that opens nothing
			continue
		case i > from:
			return s.textUpTo(from, i)
		case c == '/' && i+2 == len(s.page):
			return s.textUpTo(from, len(s.page))
		case isASCIILetter(c):
			return s.startTag()
		case c == '/' && isASCIILetter(s.page[i+2]):
			return s.endTag()
		}
		s.skipComment()
		from, i = s.at, s.at
	}
}

// textUpTo gives the text between two places, the end of the page if none is there.
func (s *tagScanner) textUpTo(from, to int) tokenKind {
	s.at, s.token, s.isRaw, s.literal = to, span{from, to}, false, false
	if from == to {
		return tokenNone
	}
	return tokenText
}

// startTag reads the start tag at s.at.
func (s *tagScanner) startTag() tokenKind {
	s.count, s.seen = 0, 0
	if !s.readTag(s.at+1, true) {
		return tokenNone
	}
	s.tag = tagNamed(s.part(s.name))
	if isRawText(s.tag) {
		s.raw = s.tag
	}
	return tokenStart
}

// endTag reads the end tag at s.at.
func (s *tagScanner) endTag() tokenKind {
	if !s.readTag(s.at+2, false) {
		return tokenNone
	}
	s.tag = tagNamed(s.part(s.name))
	return tokenEnd
}

// readTag reads the tag at s.at whose name begins at name, and goes behind it.
// It reports false for one that never ends, and goes to the end of the page.
func (s *tagScanner) readTag(name int, keep bool) bool {
	i := name
	for i < len(s.page) && !isOf(nameEnds, s.page[i]) {
		i++
	}
	s.name = span{name, i}
	for {
		i = skipHTMLSpace(s.page, i)
		if i == len(s.page) {
			break
		}
		if s.page[i] == '>' {
			s.token = span{s.at, i + 1}
			s.at = i + 1
			return true
		}
		var key, value span
		key, value, i = readAttribute(s.page, i)
		if keep && i < len(s.page) {
			s.keep(key, value)
		}
	}
	s.at = len(s.page)
	return false
}

// readAttribute reads the attribute of a tag that begins at i and gives the
// place behind it. key is empty for a slash. Nothing counts of an attribute
// that reaches the end of the page.
func readAttribute(page []byte, i int) (key, value span, next int) {
	from := i
	if page[i] == '=' {
		i++ // as the first character it is part of the name
	}
	for i < len(page) && !isOf(keyEnds, page[i]) {
		i++
	}
	key = span{from, i}
	i = skipHTMLSpace(page, i)
	switch {
	case i == len(page):
		return key, span{}, i
	case page[i] == '/':
		return key, span{}, i + 1
	case page[i] != '=':
		return key, span{}, i
	}
	i = skipHTMLSpace(page, i+1)
	switch {
	case i == len(page) || page[i] == '>':
		return key, span{}, i
	case page[i] == '"' || page[i] == '\'':
		n := bytes.IndexByte(page[i+1:], page[i])
		if n < 0 {
			return key, span{}, len(page)
		}
		return key, span{i + 1, i + 1 + n}, i + n + 2
	}
	from = i
	for i < len(page) && !isOf(valueEnds, page[i]) {
		i++
	}
	return key, span{from, i}, i
}

// skipComment goes behind the comment at s.at, or behind anything else that
// is read as one: <!…>, <?…> and </ …>.
func (s *tagScanner) skipComment() {
	const opening = "<!--"
	rest := s.page[s.at+2:]
	comment := bytes.HasPrefix(s.page[s.at:], []byte(opening))
	if comment {
		rest = s.page[s.at+len(opening):]
	}
	for i := 0; ; i++ {
		n := bytes.IndexByte(rest[i:], '>')
		if n < 0 {
			s.at = len(s.page)
			return
		}
		i += n
		if !comment || endsComment(rest[:i]) {
			s.at = len(s.page) - len(rest) + i + 1
			return
		}
	}
}

// endsComment reports whether a > behind text ends the comment that text has
// opened: --> and --!> do, and so do <!--> and <!--->.
func endsComment(text []byte) bool {
	return bytes.HasSuffix(text, []byte("--")) || bytes.HasSuffix(text, []byte("--!")) || len(text) == 0 || string(text) == "-"
}

// selfClosing reports a tag such as <svg/>. The slash must not be the end of a
// value without quotes, unless that is a second value of one attribute.
func (s *tagScanner) selfClosing() bool {
	body := s.page[s.name.to : s.token.to-1]
	if !bytes.HasSuffix(body, []byte("/")) {
		return false
	}
	last := span{} // the key of a value that reaches the end
	for i := skipHTMLSpace(body, 0); i < len(body); i = skipHTMLSpace(body, i) {
		var key, value span
		if key, value, i = readAttribute(body, i); value.from < value.to && i == len(body) {
			last = key
		}
	}
	if last == (span{}) {
		return true
	}
	for i := skipHTMLSpace(body, 0); i < last.from; i = skipHTMLSpace(body, i) {
		var key span
		if key, _, i = readAttribute(body, i); sameName(body[key.from:key.to], body[last.from:last.to]) {
			return true
		}
	}
	return false
}

// The bytes that end parts of a tag, all below 64: a bit for each.
const (
	valueEnds = 1<<' ' | 1<<'\n' | 1<<'\t' | 1<<'\r' | 1<<'\f' | 1<<'>'
	nameEnds  = valueEnds | 1<<'/'
	keyEnds   = nameEnds | 1<<'='
)

func isOf(set uint64, c byte) bool { return c < 64 && set>>c&1 != 0 }

func skipHTMLSpace(b []byte, i int) int {
	for i < len(b) && isHTMLSpace(b[i]) {
		i++
	}
	return i
}

func isASCIILetter(c byte) bool { return c|lowerCase >= 'a' && c|lowerCase <= 'z' }
