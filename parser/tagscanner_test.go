package parser

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

// scanned is a token in a form that can be compared.
type scanned struct {
	kind       html.TokenType
	name, text string
	attributes []html.Attribute
}

// scanAll reads a page with the scanner.
func scanAll(page []byte) (all []scanned) {
	s := newTagScanner(page)
	for {
		t := scanned{}
		switch s.next() {
		case tokenNone:
			return all
		case tokenText:
			t.kind, t.text = html.TextToken, string(s.printedText())
		case tokenEnd:
			t.kind, t.name = html.EndTagToken, nameOf(s.part(s.name))
		case tokenStart:
			t.kind, t.name = html.StartTagToken, nameOf(s.part(s.name))
			if s.selfClosing() {
				t.kind = html.SelfClosingTagToken
			}
			t.attributes = allAttributes(&s)
		}
		all = append(all, t)
	}
}

// nameOf gives a name as the tokenizer does.
func nameOf(source []byte) string {
	return string(bytes.ReplaceAll(smallLetters(source), []byte{0}, []byte("\uFFFD")))
}

func smallLetters(source []byte) []byte {
	small := bytes.Clone(source)
	for i, c := range small {
		small[i] = lowerASCII(c)
	}
	return small
}

// allAttributes gives the attributes of a start tag, the unknown ones too.
func allAttributes(s *tagScanner) (all []html.Attribute) {
	body := *s // reads the part of the page behind the name
	body.page = s.page[s.name.to : s.token.to-1]
	seen := map[string]bool{}
	for i := skipHTMLSpace(body.page, 0); i < len(body.page); i = skipHTMLSpace(body.page, i) {
		var key, value span
		key, value, i = readAttribute(body.page, i)
		name := body.part(key)
		if len(name) > 0 && !seen[string(smallLetters(name))] {
			all = append(all, html.Attribute{Key: nameOf(name), Val: string(body.value(attribute{value: value}))})
		}
		seen[string(smallLetters(name))] = true
	}
	return all
}

// tokenizeAll reads a page with html.Tokenizer, which the scanner must equal.
func tokenizeAll(page []byte) (all []scanned) {
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		t := scanned{kind: z.Next()}
		switch t.kind {
		case html.ErrorToken:
			return all
		case html.TextToken:
			t.text = string(z.Text())
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			name, more := z.TagName()
			t.name = string(name)
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				t.attributes = append(t.attributes, html.Attribute{Key: string(key), Val: string(value)})
			}
		default:
			continue
		}
		all = append(all, t)
	}
}

// checkTags compares the scanner with the tokenizer on one page.
func checkTags(t interface{ Fatalf(string, ...any) }, page []byte) {
	before := string(page)
	got := scanAll(page)
	if string(page) != before {
		t.Fatalf("the page was changed: %q", before)
	}
	want := tokenizeAll(bytes.Clone(page))
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(want):
			t.Fatalf("%q: token %d is %+v, want none", page, i, got[i])
		case i >= len(got):
			t.Fatalf("%q: token %d is missing, want %+v", page, i, want[i])
		case !sameToken(got[i], want[i]):
			t.Fatalf("%q: token %d is %+v, want %+v", page, i, got[i], want[i])
		}
	}
	checkKnown(t, page)
}

func sameToken(a, b scanned) bool {
	if a.kind != b.kind || a.name != b.name || a.text != b.text || len(a.attributes) != len(b.attributes) {
		return false
	}
	for i := range a.attributes {
		if a.attributes[i] != b.attributes[i] {
			return false
		}
	}
	return true
}

// checkKnown compares the attributes that the scanner keeps with all of them.
func checkKnown(t interface{ Fatalf(string, ...any) }, page []byte) {
	s := newTagScanner(page)
	for {
		kind := s.next()
		if kind == tokenNone {
			return
		}
		if kind != tokenStart {
			continue
		}
		kept := s.attributes()
		for _, a := range allAttributes(&s) {
			name := attributeNamed([]byte(a.Key))
			if name == attrUnknown {
				continue
			}
			if len(kept) == 0 || kept[0].name != name || string(s.value(kept[0])) != a.Val {
				t.Fatalf("%q: %s is not kept of %q", page, a.Key, s.source())
			}
			kept = kept[1:]
		}
		if len(kept) > 0 {
			t.Fatalf("%q: kept %v of %q", page, kept, s.source())
		}
	}
}

func FuzzTags(f *testing.F) {
	for _, page := range nastyTags {
		f.Add([]byte(page))
	}
	f.Fuzz(func(t *testing.T, page []byte) { checkTags(t, page) })
}

// TestTagsOfNastyPages also cuts every page off at every place.
func TestTagsOfNastyPages(t *testing.T) {
	for _, page := range nastyTags {
		for _, around := range []string{"", "甲", "<p>甲</p>", "<script>", "<title>"} {
			whole := around + page
			for end := range len(whole) + 1 {
				checkTags(t, []byte(whole[:end]))
			}
			checkTags(t, []byte(whole+around))
			checkTags(t, []byte(strings.ToUpper(whole)))
		}
	}
}

// TestTagsOfAnyPieces puts the parts of tags together at random.
func TestTagsOfAnyPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom(tagPieces), 1, 24).Draw(t, "parts")
		checkTags(t, []byte(strings.Join(parts, "")))
	})
}

// TestTagsOfPages reads pages as sites have them.
func TestTagsOfPages(t *testing.T) {
	checkTags(t, benchPage())
	checkTags(t, inventedPage(t))
}

// TestTagsOfAttacks reads pages built to cost more than their length.
func TestTagsOfAttacks(t *testing.T) {
	for _, a := range attacks {
		checkTags(t, a.page(1<<14))
	}
	checkTags(t, []byte("<p a='"+strings.Repeat("x", 1<<20)+"' b>甲"))
	checkTags(t, []byte("<p "+strings.Repeat("x", 1<<20)+"=1>甲<b>乙"))
	checkTags(t, []byte("<"+strings.Repeat("x", 1<<20)+">甲"))
	checkTags(t, []byte("<p a='"+strings.Repeat("x", 1<<20)))
}
