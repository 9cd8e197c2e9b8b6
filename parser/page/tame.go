package page

import (
	"bytes"
	"regexp"

	"github.com/PuerkitoBio/goquery"
)

// parse reads HTML. It fails on elements nested over 512 deep.
func parse(text []byte) (*goquery.Document, error) {
	return goquery.NewDocumentFromReader(bytes.NewReader(tame(text)))
}

const (
	// fewTags is how many tags a page may have whatever they are.
	fewTags = 2000
	// manyElements bounds what may come of open bold type and the like.
	manyElements = 2_000_000
)

// formatting are the tags of elements that HTML opens again in every block that
// follows, as long as they are not closed.
var formatting = regexp.MustCompile(`(?i)<(/?)(?:b|big|code|em|font|i|s|small|strike|strong|tt|u)(?:[\s/][^>]*)?>`)

// tame takes bold type and the like out of a page that could grow out of all
// bounds by it: 100 KB of tags left open can stand for millions of elements.
// The text of the page stays what it is.
func tame(text []byte) []byte {
	tags := bytes.Count(text, []byte("<"))
	if tags <= fewTags {
		return text
	}
	open, seen := 0, map[string]int{}
	for _, m := range formatting.FindAllSubmatchIndex(text, -1) {
		raw := string(text[m[0]:m[1]])
		if m[2] == m[3] && seen[raw] < 3 { // no end tag; a fourth one alike takes the place of the first
			seen[raw]++
			open++
		}
	}
	if open <= 3 || open*tags <= manyElements {
		return text
	}
	return formatting.ReplaceAll(text, nil)
}
