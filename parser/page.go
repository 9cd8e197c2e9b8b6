package parser

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// readPage takes a page apart into its printed lines and says of what kind it
// is, as far as that can be told without knowing the column.
func readPage(p Page) document {
	if len(bytes.TrimSpace(p.Body)) == 0 {
		return document{kind: PageEmpty, reason: "the body is empty"}
	}
	valid := utf8.Valid(p.Body)
	if isBinary(p.Body, valid) {
		return document{kind: PageBinary, reason: "the body is not text"}
	}
	text := decode(p.Body, p.ContentType, valid)
	read := readPlain
	if isHTML(text, p.ContentType) {
		read = readHTML
	}
	d, c := read(text)
	d.kind, d.reason = pageKind(d, p, c)
	return d
}

// readHTML takes HTML apart.
func readHTML(text []byte) (document, contents) {
	w := walkHTML(text)
	lines, title := readNotes(w.out.lines(), w.out.marks), w.page.best()
	markBeside(w.outer.containers, lines, title)
	return document{lines: lines, title: title, published: w.page.published}, countContents(lines)
}

// readPlain takes plain text apart: each line that is not blank is a line.
func readPlain(text []byte) (document, contents) {
	b := lineBuilder{runes: make([]rune, 0, len(text)/2)}
	b.addLines(text)
	b.endLine()
	lines := readNotes(b.lines(), nil)
	return document{lines: lines}, countContents(lines)
}

// isHTML tells HTML from plain text, by the header where it says so and the
// bytes do not deny it, else by the bytes.
func isHTML(text []byte, contentType string) bool {
	head := bytes.TrimLeft(text[:min(len(text), 1024)], " \t\r\n\f\ufeff")
	head = bytes.ToLower(head[:min(len(head), 16)])
	for _, opening := range [...]string{"<!doctype html", "<html", "<head", "<body", "<?xml"} {
		if bytes.HasPrefix(head, []byte(opening)) {
			return true
		}
	}
	media, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	switch strings.TrimSpace(media) {
	case "text/html", "application/xhtml+xml":
		return true
	case "text/plain":
		return false
	}
	return hasMarkup(text)
}

// markup are tags that plain text does not hold by chance.
var markup = [...]string{
	"</p>", "</div>", "</span>", "</section>", "</html>", "</body>", "</script>", "</h1>", "</h2>", "</td>", "</a>", "<br>", "<br/>", "<br />",
	"<p>", "<p ", "<div>", "<div ", "<span ", "<section", "<a href", "<li>", "<h1>", "<table", "<img ", "<script", "<meta ",
}

// hasMarkup reports whether one of these tags stands in text, in small letters
// or in capitals.
func hasMarkup(text []byte) bool {
	for i := 0; ; i++ {
		n := bytes.IndexByte(text[i:], '<')
		if n < 0 {
			return false
		}
		i += n
		for _, tag := range markup {
			if rest := text[i:]; len(rest) >= len(tag) && rest[1]|lowerCase == tag[1]|lowerCase && isTag(string(rest[:len(tag)]), tag) {
				return true
			}
		}
	}
}

func isTag(s, tag string) bool {
	return s == tag || strings.EqualFold(s, tag) && s == strings.ToUpper(tag)
}
