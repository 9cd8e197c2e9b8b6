package page

import (
	"bytes"
	"encoding/json"
	"errors"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// isHTML tells HTML from plain text, by the header where it says so and the
// bytes do not deny it, else by the bytes.
func isHTML(text []byte, contentType string) bool {
	if opening.Match(text) {
		return true
	}
	media, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	switch strings.TrimSpace(media) {
	case "text/html", "application/xhtml+xml":
		return true
	case "text/plain":
		return false
	}
	return markup.Match(text)
}

// feed is how a feed of news begins, which holds the texts of several articles.
var feed = regexp.MustCompile(`(?i)^[\s\x{feff}]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:rss|feed|rdf:rdf)[\s>]`)

// isJSON tells an answer of JSON, whole or broken off, with or without the call
// of JSONP around it.
func isJSON(text []byte, contentType string) bool {
	text = bytes.TrimSpace(text)
	media := strings.ToLower(contentType)
	if strings.Contains(media, "json") || strings.Contains(media, "javascript") {
		return answer.Match(text)
	}
	if call := jsonp.FindSubmatch(text); call != nil {
		text = call[1]
	}
	return len(text) > 0 && (text[0] == '{' || text[0] == '[') && json.Valid(text)
}

// answer is how an answer of JSON begins.
var answer = regexp.MustCompile(`^(?:[\w.$]+\s*\(\s*)?[{\[]`)

// jsonp is a call around an answer of JSON.
var jsonp = regexp.MustCompile(`^[\w.$]+\s*\(\s*([{\[](?s:.*))\s*\)\s*;?$`)

// opening is how a page of HTML begins.
var opening = regexp.MustCompile(`(?i)^[\s\x{feff}]*<(?:!doctype html|html|head|body|\?xml)`)

// markup are tags that plain text does not hold by chance.
var markup = regexp.MustCompile(`(?i)</(?:p|div|span|section|html|body|script|h[12]|td|a)>|<(?:br ?/?>|(?:p|div)[\s>]|(?:span|img|meta)\s|a\shref|li>|h1>|section|table|script)`)

// parse reads HTML. It fails on elements nested over 512 deep, and with errLarge on
// more than maxTags.
func parse(text []byte) (*goquery.Document, error) {
	if bytes.Count(text, []byte("<")) > maxTags {
		return nil, errLarge
	}
	return goquery.NewDocumentFromReader(bytes.NewReader(tame(text)))
}

var errLarge = errors.New("too many tags")

const (
	// maxTags bounds the tags of a page, and the lines of a text, ten times what the
	// largest of a newspaper have: each takes a kilobyte of memory while it is read, and
	// ten megabytes of them are packed into ten kilobytes.
	maxTags = 250_000
	// fewTags is how many tags a page may have whatever they are.
	fewTags = 2000
	// manyElements bounds what may come of open bold type and the like.
	manyElements = 2_000_000
)

// formatting are the elements that HTML opens again in every block that
// follows, as long as they are not closed.
var formatting = []string{"b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"}

var formattingTag = regexp.MustCompile(`(?i)</?(?:` + strings.Join(formatting, "|") + `)(?:[\s/][^>]*)?>`)

// tame takes bold type and the like out of a page that could grow out of all bounds by it:
// 100 KB of tags left open can stand for millions of elements.
func tame(text []byte) []byte {
	tags := bytes.Count(text, []byte("<"))
	if tags <= fewTags {
		return text
	}
	open, seen := 0, map[string]int{}
	for _, tag := range formattingTag.FindAll(text, -1) {
		if tag[1] != '/' && seen[string(tag)] < 3 { // a fourth one alike takes the place of the first
			seen[string(tag)]++
			open++
		}
	}
	if open <= 3 || open*tags <= manyElements {
		return text
	}
	return formattingTag.ReplaceAll(text, nil)
}
