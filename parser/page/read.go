package page

import (
	"bytes"
	"encoding/json"
	"errors"
	"regexp"

	"golang.org/x/net/html/atom"
)

// viewed is how the source of a page begins that was saved with view-source:.
var viewed = regexp.MustCompile(`&lt;(?i:!doctype html|html|head|body|\?xml)`)

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
	case feed.Match(text):
		return Document{State: StateFeed}
	case isJSON(text, contentType):
		return Document{State: StateData, CutOff: !json.Valid(text) && !bytes.HasSuffix(bytes.TrimRight(text, "; \t\r\n"), []byte(")")),
			Lines: TextLines(message(string(text))), Address: in.URL, data: string(text)}
	case !isHTML(text, contentType):
		if bytes.Count(text, []byte("\n")) > maxTags {
			return Document{State: StateLarge}
		}
		return Document{Lines: TextLines(string(text)), Address: in.URL}
	}
	tree, err := parse(text)
	if errors.Is(err, errLarge) {
		return Document{State: StateLarge}
	}
	if err != nil {
		return Document{State: StateDeep} // a reader of bytes fails in no other way
	}
	if viewed.Match(text) {
		if source := tree.Find("body").Text(); opening.MatchString(source) {
			if inner, err := parse([]byte(source)); err == nil {
				tree = inner
			}
		}
	}
	h := readHead(tree)
	if in.URL == "" {
		if in.URL = h.addressOf(in, text); in.URL != "" {
			in.Number, _ = ArticleNumber(in.URL)
		}
	}
	d := Document{Title: h.bestTitle(), Published: h.published(), CutOff: isCutOff(text), MovedTo: h.movedTo(), Next: h.nextPart(in),
		Address: in.URL, tree: tree}
	d.Lines, d.Blocks = walk(tree, readSheets(tree, h.of[atom.Style]))
	return d
}
