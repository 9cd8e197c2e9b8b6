package page

import (
	"bytes"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
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

// tame takes bold type and the like out of a page that could grow out of all
// bounds by it: HTML opens such an element again in every block that follows,
// as long as it is not closed, so that 100 KB can stand for millions of
// elements. The text of the page stays what it is.
func tame(text []byte) []byte {
	if bytes.Count(text, []byte("<")) <= fewTags {
		return text
	}
	tags, open := 0, 0
	seen := map[string]int{}
	plain := make([]byte, 0, len(text))
	z := html.NewTokenizer(bytes.NewReader(text))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		raw := string(z.Raw())
		if kind == html.StartTagToken || kind == html.EndTagToken {
			tags++
			name, _ := z.TagName()
			if isFormatting(atom.Lookup(name)) {
				if kind == html.StartTagToken && seen[raw] < 3 { // a fourth one alike takes the place of the first
					seen[raw]++
					open++
				}
				continue
			}
		}
		plain = append(plain, raw...)
	}
	if open <= 3 || open*tags <= manyElements {
		return text
	}
	return plain
}

// isFormatting reports the elements that go on in the next block.
func isFormatting(tag atom.Atom) bool {
	switch tag {
	case atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U:
		return true
	}
	return false
}
