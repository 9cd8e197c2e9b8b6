package parser

import (
	"bytes"
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// Link is an address that a page names.
type Link struct {
	// URL is absolute where the page's own address is known, and has no
	// fragment.
	URL string
	// Number is the article number in the address, empty where Kind is not
	// LinkArticle.
	Number string
	// Text is what the page prints for the link: its text, the text of its
	// picture, or the title beside the address in a page's data. It may be empty.
	Text string
	Kind LinkKind
}

// LinkKind says what a link leads to, as far as its address and text tell.
type LinkKind string

// The kinds of link.
const (
	LinkArticle LinkKind = "article" // an article with a number
	LinkTopic   LinkKind = "topic"   // the topic 深政观察, which lists the column's articles
	LinkNext    LinkKind = "next"    // another page of the same list
	LinkOther   LinkKind = "other"
)

// Links gives the links of a page in the order in which they stand, each once:
// those of anchors and those in the data that scripts carry. The addresses of
// one article are one link, the first. Links does not judge whether a link
// belongs to the article or stands beside it.
func Links(p Page) []Link {
	valid := utf8.Valid(p.Body)
	if isBinary(p.Body, valid) {
		return nil
	}
	text := decode(p.Body, p.ContentType, valid)
	s := newLinkSet(p.URL)
	if isHTML(text, p.ContentType) {
		readAnchors(text, s)
	} else {
		s.scan(text)
	}
	return s.links
}

// anchors reads the links of HTML.
type anchors struct {
	set   *linkSet
	page  tagScanner
	label string // the text before a link, where it says what the link is

	open bool // inside a link
	href string
	rel  string
	hint string // the link's title attribute or the text of its picture
	text lineBuilder
}

// maxLinkText is the number of code points of a link's text that are kept.
const maxLinkText = 200

func readAnchors(text []byte, s *linkSet) {
	a := &anchors{set: s, page: newTagScanner(text)}
	for script := false; ; {
		switch a.page.next() {
		case tokenNone:
			a.finish()
			return
		case tokenText:
			a.addText(script)
		case tokenStart:
			script = a.page.tag == atom.Script
			a.start(a.page.tag)
		case tokenEnd:
			script = false
			a.end(a.page.tag)
		}
	}
}

func (a *anchors) addText(script bool) {
	switch text := a.page.printedText(); {
	case script:
		a.set.scan(text)
	case a.open:
		if len(a.text.runes) < maxLinkText {
			a.text.addText(text[:min(len(text), 8*maxLinkText)])
		}
	default:
		if trimmed := bytes.TrimSpace(text); len(trimmed) > 0 {
			a.label = string(trimmed[max(0, len(trimmed)-60):])
		}
	}
}

func (a *anchors) start(tag atom.Atom) {
	source := a.page.source()
	switch tag {
	case atom.A, atom.Area:
		a.finish()
		a.open = tag == atom.A
		a.readAttributes(tag)
		if tag == atom.Area {
			a.finish()
		}
	case atom.Base, atom.Link, atom.Img:
		a.readAttributes(tag)
	}
	if kindOf(tag).display == displayBlock {
		a.label = ""
	}
	if tag != atom.A && (bytes.Contains(source, []byte("article/")) || bytes.Contains(source, []byte("/p/"))) {
		a.set.scan(source)
	}
}

func (a *anchors) end(tag atom.Atom) {
	if tag == atom.A {
		a.finish()
	}
	if kindOf(tag).display == displayBlock {
		a.label = ""
	}
}

func (a *anchors) readAttributes(tag atom.Atom) {
	var href, rel, hint string
	for _, at := range a.page.attributes() {
		switch value := a.page.value(at); at.name {
		case attrHref:
			href = string(bytes.TrimSpace(value))
		case attrRel:
			rel = strings.ToLower(string(value))
		case attrTitle, attrAlt:
			hint = collapse(value)
		case attrOnclick, attrDataHref, attrDataURL, attrDataLink:
			a.set.scan(value)
		}
	}
	switch tag {
	case atom.Base:
		a.set.rebase(href)
	case atom.Link:
		if rel == "next" {
			a.set.add(href, "", "", rel)
		}
	case atom.Img:
		if a.open && a.hint == "" {
			a.hint = hint
		}
	default:
		a.href, a.rel, a.hint = href, rel, hint
	}
}

// finish adds the link that is open.
func (a *anchors) finish() {
	if a.href != "" {
		a.text.endLine()
		text := a.text.joined()
		if text == "" {
			text = a.hint
		}
		a.set.add(a.href, text, a.label, a.rel)
	}
	a.open, a.href, a.rel, a.hint = false, "", "", ""
	a.text = lineBuilder{runes: a.text.runes[:0], marks: a.text.marks[:0]}
}

// linkSet collects links, each once.
type linkSet struct {
	base  *url.URL // nil if the page's address is unknown
	stem  string   // of the page's address, see pageStem
	links []Link
	seen  map[string]int // to the place in links
}

func newLinkSet(address string) *linkSet {
	s := &linkSet{seen: map[string]int{}}
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		s.base, s.stem = u, pageStem(u)
	}
	return s
}

// rebase takes the address that <base> names; the first one counts in HTML,
// and pages have one.
func (s *linkSet) rebase(href string) {
	u, err := url.Parse(href)
	if err != nil || href == "" {
		return
	}
	if s.base != nil {
		u = s.base.ResolveReference(u)
	}
	if u.Host != "" {
		s.base = u
	}
}

// add resolves an address and adds it, unless it leads nowhere.
func (s *linkSet) add(href, text, label, rel string) {
	u, err := url.Parse(href)
	if err != nil || href == "" || href[0] == '#' {
		return
	}
	if s.base != nil {
		u = s.base.ResolveReference(u)
	}
	if u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return
	}
	u.Fragment, u.RawFragment = "", ""
	l := Link{URL: u.String(), Text: text}
	l.Kind, l.Number = s.kind(u, text, label, rel)
	key := l.URL
	if l.Number != "" {
		key = siteOf(u.Host) + " " + l.Number
	}
	at, known := s.seen[key]
	if !known {
		s.seen[key] = len(s.links)
		s.links = append(s.links, l)
		return
	}
	old := &s.links[at]
	if old.Text == "" {
		old.Text = text
	}
	if old.Kind == LinkOther {
		old.Kind = l.Kind
	}
}

// siteOf gives a host without the prefix that tells a site's mobile pages
// from the others.
func siteOf(host string) string {
	host = strings.ToLower(host)
	for _, prefix := range [...]string{"www.", "m.", "wap.", "mobile."} {
		if rest, ok := strings.CutPrefix(host, prefix); ok {
			return rest
		}
	}
	return host
}
