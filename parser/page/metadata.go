package page

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// head is what a page says of itself outside its printed text, and what else is
// asked of the whole page: looked up once.
type head struct {
	title   string // <title>
	metas   []*html.Node
	times   []*html.Node // <time>, and what its itemprop says is one of publication
	scripts []*html.Node // without those of other files
	links   []*html.Node // <link>
	styles  []*html.Node
	anchors []*html.Node
	onload  string // what <body> does once it is loaded
	body    bool   // it is seen

	comments []string // above the body
}

func readHead(tree *goquery.Document) head {
	var h head
	for n := range tree.Nodes[0].Descendants() {
		switch n.DataAtom {
		case atom.Body:
			h.onload, h.body = attribute(n, "onload"), true
		case atom.A:
			h.anchors = append(h.anchors, n)
		case atom.Style:
			h.styles = append(h.styles, n)
		case atom.Title:
			if h.title == "" && n.Namespace == "" {
				h.title = collapse(textIn(n))
			}
		case atom.Meta:
			h.metas = append(h.metas, n)
		case atom.Time:
			h.times = append(h.times, n)
		case atom.Script:
			if !hasAttribute(n, "src") {
				h.scripts = append(h.scripts, n)
			}
		case atom.Link:
			h.links = append(h.links, n)
		default:
			if n.Type == html.CommentNode && !h.body {
				h.comments = append(h.comments, n.Data)
			}
			if attribute(n, "itemprop") == "datePublished" {
				h.times = append(h.times, n)
			}
		}
	}
	return h
}

// bestTitle gives the title that a page has in its head: the one for sharing
// is free of the site's name, where the page has it.
func (h *head) bestTitle() string {
	title := withoutSite(h.title)
	if og := h.meta("og:title"); og != "" && (title == "" || strings.Contains(h.title, og)) {
		return og
	}
	return title
}

// published gives the times of publication that a page's metadata names: of
// <meta>, of JSON-LD and of <time>, in this order, each in the zone it is
// given in.
func (h *head) published() []time.Time {
	var found []time.Time
	add := func(text string) {
		if t, ok := readTime(text); ok {
			found = append(found, t)
		}
	}
	for _, n := range h.metas {
		if names := strings.ToLower(attribute(n, "name") + " " + attribute(n, "property") + " " + attribute(n, "itemprop")); publishing.MatchString(names) {
			add(attribute(n, "content"))
		}
	}
	for _, s := range h.scripts {
		if !strings.EqualFold(strings.TrimSpace(attribute(s, "type")), "application/ld+json") {
			continue
		}
		for v := range dataIn(textIn(s)) {
			add(firstUnder(v, "datepublished"))
		}
	}
	for _, n := range h.times {
		add(cmp.Or(attribute(n, "datetime"), attribute(n, "content")))
	}
	return found
}

// publishing are names of <meta> under which pages say when they were
// published: article:published_time, og:release_date, publishdate, PubDate,
// datePublished, bytedance:published_time …
var publishing = regexp.MustCompile(`publish(?:ed)?[_-]?(?:time|date|at)|pub[_-]?(?:time|date)|date[_-]?published|release[_-]?date|date\.issued`)

// meta gives the content of the first <meta> that has one of these names and
// any content.
func (h *head) meta(names ...string) string {
	for _, m := range h.metas {
		for _, key := range [...]string{"name", "property", "itemprop"} {
			if slices.Contains(names, strings.ToLower(attribute(m, key))) {
				if content := collapse(attribute(m, "content")); content != "" {
					return content
				}
			}
		}
	}
	return ""
}

// sites are the names that sites append to the titles of their pages.
var sites = [...]string{"读特", "读特新闻", "读特客户端", "读特新闻客户端", "深圳特区报", "深圳新闻网", "深圳报业集团", "奥一网", "澎湃新闻", "腾讯新闻", "新浪网", "搜狐网", "网易"}

// withoutSite cuts the site's name off a title, where nothing else stands
// behind the last separator.
func withoutSite(title string) string {
	for {
		i := strings.LastIndexAny(title, "_-|丨—–－｜")
		if i <= 0 {
			return title
		}
		_, tail, _ := strings.Cut(title[i:], string([]rune(title[i:])[0]))
		if tail = strings.TrimSpace(tail); tail != "" && !slices.Contains(sites[:], tail) {
			return title
		}
		title = strings.TrimRight(title[:i], " _-|丨—–－｜")
	}
}

// timeForm is a day with or without a time and a zone, in the forms of ISO
// 8601 and of Chinese pages.
var timeForm = regexp.MustCompile(`(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[\sTt]*(\d{1,2})[:：时](\d{2})(?:[:：分](\d{2})秒?)?(?:\.\d+)?\s*(Z|z|[+-]\d{2}:?\d{2})?)?`)

// readTime reads a time of metadata. A time without a zone is that of
// Shanghai; a number counts seconds or milliseconds since 1970.
func readTime(text string) (time.Time, bool) {
	text = strings.TrimSpace(text)
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return sinceEpoch(n)
	}
	for _, form := range [...]string{time.RFC1123, time.RFC1123Z} {
		if t, err := time.Parse(form, text); err == nil {
			return t, true
		}
	}
	m := timeForm.FindStringSubmatch(text)
	if m == nil {
		return time.Time{}, false
	}
	var n [6]int // missing ones are zero
	for i := range n {
		n[i], _ = strconv.Atoi(m[i+1])
	}
	t := time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], 0, zoneOf(m[7]))
	if t.Month() != time.Month(n[1]) || t.Day() != n[2] || n[4] > 59 || n[5] > 59 {
		return time.Time{}, false // 2024-02-30, 25:00
	}
	return t, plausible(t)
}

// sinceEpoch reads seconds or milliseconds since 1970.
func sinceEpoch(n int64) (time.Time, bool) {
	if n > 1e11 {
		n /= 1000
	}
	t := time.Unix(n, 0).In(zoneOf(""))
	return t, plausible(t)
}

// plausible reports a time in which articles are published online.
func plausible(t time.Time) bool { return t.Year() >= 1995 && t.Year() <= 2200 }

// zoneOf reads Z, +08:00 or +0800; without any it is that of Shanghai.
func zoneOf(s string) *time.Location {
	for _, form := range [...]string{"Z07:00", "-0700"} {
		if t, err := time.ParseInLocation(form, strings.ToUpper(s), time.UTC); err == nil {
			return t.Location()
		}
	}
	return time.FixedZone("", 8*60*60)
}
