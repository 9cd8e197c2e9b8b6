package page

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

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

// formatting are the elements that HTML opens again in every block that
// follows, as long as they are not closed.
var formatting = []string{"b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"}

var formattingTag = regexp.MustCompile(`(?i)</?(?:` + strings.Join(formatting, "|") + `)(?:[\s/][^>]*)?>`)

// opensFormatting reports the start tag of such an element by what stands
// behind its <.
func opensFormatting(tag []byte) bool {
	end := bytes.IndexAny(tag[:min(len(tag), len("strong>"))], " \t\n\f\r/>")
	return end > 0 && slices.Contains(formatting, strings.ToLower(string(tag[:end])))
}

// tame takes bold type and the like out of a page that could grow out of all
// bounds by it: 100 KB of tags left open can stand for millions of elements.
// The text of the page stays what it is.
func tame(text []byte) []byte {
	tags := bytes.Count(text, []byte("<"))
	if tags <= fewTags {
		return text
	}
	open, seen := 0, map[string]int{}
	for _, rest, more := bytes.Cut(text, []byte("<")); more; _, rest, more = bytes.Cut(rest, []byte("<")) {
		if !opensFormatting(rest) {
			continue
		}
		tag, behind, ended := bytes.Cut(rest, []byte(">"))
		if !ended {
			break
		}
		if rest = behind; seen[string(tag)] < 3 { // a fourth one alike takes the place of the first
			seen[string(tag)]++
			open++
		}
	}
	if open <= 3 || open*tags <= manyElements {
		return text
	}
	return formattingTag.ReplaceAll(text, nil)
}
