package page

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
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
