package page

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// Read takes a page apart. No page makes it fail; State says what could not be
// read.
func Read(in Input) Document {
	if len(bytes.TrimSpace(in.Body)) == 0 {
		return Document{State: StateEmpty}
	}
	text, contentType, ok := textOfPage(in.Body, in.ContentType)
	if !ok {
		return Document{State: StateBinary}
	}
	switch {
	case isJSON(text, contentType):
		return Document{State: StateData, CutOff: !json.Valid(text) && !bytes.HasSuffix(bytes.TrimRight(text, "; \t\r\n"), []byte(")")),
			Lines: TextLines(message(string(text))), Address: in.URL, data: string(text)}
	case !isHTML(text, contentType):
		return Document{Lines: TextLines(string(text)), Address: in.URL}
	}
	tree, err := parse(text)
	if err != nil {
		return Document{State: StateDeep} // a reader of bytes fails in no other way
	}
	h := readHead(tree)
	if in.URL == "" {
		if in.URL = h.addressOf(in, tree); in.URL != "" {
			in.Number, _ = ArticleNumber(in.URL)
		}
	}
	d := Document{Title: h.bestTitle(), Published: h.published(), CutOff: isCutOff(text), MovedTo: h.movedTo(), Next: h.nextPart(in),
		Address: in.URL, tree: tree}
	d.Lines, d.Blocks = walk(tree, struckOut(tree, h.styles))
	return d
}

// textOfPage gives the text of a page as UTF-8, out of the file that a browser
// saved it in and without what a web archive put into it. ok is false where
// the body is no text.
func textOfPage(body []byte, contentType string) (text []byte, kind string, ok bool) {
	if saved, ok := OpenMHTML(body); ok {
		body, contentType = saved.Body, saved.ContentType
	}
	valid := utf8.Valid(body)
	if isBinary(body, valid) {
		return nil, contentType, false
	}
	return withoutInserts(decode(body, contentType, valid)), contentType, true
}

// TextLines gives the lines of plain text: each that is not blank.
func TextLines(text string) []Line {
	var b lineBuilder
	b.addLines(text)
	b.endLine(0)
	return b.lines
}
