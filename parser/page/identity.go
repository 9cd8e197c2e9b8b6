package page

import (
	"bytes"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// addressOf gives the first address under which a page says that it stands and
// that is believed, the surest first: where a browser saved it from, its
// canonical address, that for sharing. A page may say anything.
func (h *head) addressOf(in Input, tree *goquery.Document) string {
	var said []string
	if saved, ok := OpenMHTML(in.Body); ok {
		said = append(said, saved.Address)
	}
	for _, comment := range commentsOf(tree) {
		for _, form := range savedFrom {
			if m := form.FindStringSubmatch(comment); m != nil {
				said = append(said, m[1])
				if !strings.Contains(m[1], "://") {
					said[len(said)-1] = "https://" + m[1]
				}
			}
		}
	}
	for _, l := range h.links {
		if strings.EqualFold(attribute(l, "rel"), "canonical") {
			said = append(said, attribute(l, "href"))
		}
	}
	return in.believed(append(said, h.meta("og:url"))...)
}

// believed gives the first of the addresses that is a whole one of the web and
// is believed, "" for none.
func (in *Input) believed(said ...string) string {
	for _, address := range said {
		if inner, _, ok := Original(address); ok {
			address = inner // saved from a web archive
		}
		u, err := url.Parse(strings.TrimSpace(address))
		if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && in.Believe != nil && in.Believe(u.String()) {
			return u.String()
		}
	}
	return ""
}

// savedFrom are the comments of browsers, SingleFile and HTTrack: saved from
// url=(0042)https://…, url: https://… and Mirrored from www.… by HTTrack.
var savedFrom = []*regexp.Regexp{
	regexp.MustCompile(`^\s*Mirrored from (\S+) by HTTrack`),
	regexp.MustCompile(`(?m)^\s*saved from url=\(\d+\)(\S+)`),
	regexp.MustCompile(`(?m)^\s*url:\s*(\S+)\s*$`),
}

// savedDates are the notes of SingleFile and HTTrack of when they saved a page.
var savedDates = []struct {
	form   *regexp.Regexp
	layout string
}{
	{regexp.MustCompile(`(?m)^\s*saved date:\s*(\w{3} \w{3} \d\d \d{4} \d\d:\d\d:\d\d GMT[+-]\d{4})`), "Mon Jan 02 2006 15:04:05 GMT-0700"},
	{regexp.MustCompile(`Mirrored from \S+ by HTTrack[^>]*, (\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT)`), time.RFC1123},
}

// SavedAt gives the time at which a browser saved the file (UTC), or a web
// archive captured the page in it, where it tells, else the zero time.
func SavedAt(body []byte) time.Time {
	top := body[:min(len(body), 4096)]
	saved, isMHTML := OpenMHTML(body)
	from := saved.Address
	for _, form := range savedFrom {
		if m := form.FindSubmatch(bytes.ReplaceAll(top, []byte("<!--"), []byte("\n"))); m != nil && from == "" {
			from = string(m[1])
		}
	}
	if _, at, ok := Original(from); ok {
		return at
	}
	if isMHTML {
		return saved.At
	}
	for _, d := range savedDates {
		if m := d.form.FindSubmatch(top); m != nil {
			if at, err := time.Parse(d.layout, string(m[1])); err == nil {
				return at.UTC()
			}
		}
	}
	return time.Time{}
}

// commentsOf gives the comments above the body of a page.
func commentsOf(tree *goquery.Document) []string {
	var found []string
	for n := range tree.Nodes[0].Descendants() {
		if n.Type == html.CommentNode {
			found = append(found, n.Data)
		}
		if n.Type == html.ElementNode && n.Data == "body" {
			break
		}
	}
	return found
}
