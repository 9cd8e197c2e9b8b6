package page

import (
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
		u, err := url.Parse(strings.TrimSpace(address))
		if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && in.Believe != nil && in.Believe(u.String()) {
			return u.String()
		}
	}
	return ""
}

// savedFrom are the comments of browsers and of SingleFile: saved from
// url=(0042)https://… and url: https://….
var savedFrom = []*regexp.Regexp{
	regexp.MustCompile(`^\s*saved from url=\(\d+\)(\S+)`),
	regexp.MustCompile(`(?m)^\s*url:\s*(\S+)\s*$`),
}

// savedDate is SingleFile's note of when it saved a page, as JavaScript prints a date.
var savedDate = regexp.MustCompile(`(?m)^\s*saved date:\s*(\w{3} \w{3} \d\d \d{4} \d\d:\d\d:\d\d GMT[+-]\d{4})`)

// SavedAt gives the time at which a browser saved the file (UTC), where it
// tells, else the zero time.
func SavedAt(body []byte) time.Time {
	if saved, ok := OpenMHTML(body); ok {
		return saved.At
	}
	m := savedDate.FindSubmatch(body[:min(len(body), 4096)])
	if m == nil {
		return time.Time{}
	}
	at, err := time.Parse("Mon Jan 02 2006 15:04:05 GMT-0700", string(m[1]))
	if err != nil {
		return time.Time{}
	}
	return at.UTC()
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
