package page

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// head is what a page says of itself outside its printed text, and what else is
// asked of the whole page: looked up once.
type head struct {
	title  string                     // <title>
	times  []string                   // in the attributes of elements, as those of <time>
	of     map[atom.Atom][]*html.Node // <a>, <link>, <meta>, <style>, and <script> without those of other files
	onload string                     // what <body> does once it is loaded
}

func readHead(tree *goquery.Document) head {
	h := head{of: map[atom.Atom][]*html.Node{}}
	for n := range tree.Nodes[0].Descendants() {
		switch n.DataAtom {
		case atom.Body:
			h.onload = attribute(n, "onload")
		case atom.Title:
			if h.title == "" && n.Namespace == "" {
				h.title = collapse(textIn(n))
			}
		case atom.A, atom.Link, atom.Meta, atom.Script, atom.Style:
			if n.DataAtom != atom.Script || attribute(n, "src") == "" {
				h.of[n.DataAtom] = append(h.of[n.DataAtom], n)
			}
		default:
			if at := timeBeside(n); at != "" {
				h.times = append(h.times, at)
			}
		}
	}
	return h
}

// bestTitle gives the title that a page has in its head: the one for sharing
// where it is free of the site's name, or says more than that or a part of it.
func (h *head) bestTitle() string {
	title := withoutSite(h.title)
	og := withoutSite(cmp.Or(h.meta("og:title"), h.meta("twitter:title")))
	if slices.Contains(sites[:], title) || strings.Contains(og, title) || og != "" && strings.Contains(h.title, og) && len(og)*2 > len(title) {
		return cmp.Or(og, title)
	}
	return title
}

// published gives the times of publication that a page's metadata names, as they
// stand there: of <meta>, of scripts and of attributes, in this order.
func (h *head) published() []string {
	var found []string
	for _, n := range h.of[atom.Meta] {
		if publishing.MatchString(namesOf(n)) {
			found = append(found, attribute(n, "content"))
		}
	}
	for _, s := range h.of[atom.Script] {
		if m := ownTime.FindStringSubmatch(textIn(s)); m != nil {
			found = append(found, m[1])
		}
		if strings.EqualFold(strings.TrimSpace(attribute(s, "type")), "application/ld+json") {
			for v := range dataIn(textIn(s)) {
				for o := range objects(v, maxData) {
					if at := o.text([]string{"datepublished", "pubdate"}); at != "" {
						found = append(found, at)
						break
					}
				}
			}
		}
	}
	return append(found, h.times...)
}

// ownTime is a variable for the time of publication: WeChat prints it by script.
var ownTime = regexp.MustCompile(`var (?:ct|create_?[tT]ime|pub(?:lish)?_?[tT]ime|pub[dD]ate) ?= ?["']([^"']{10,30})["']`)

// timeBeside gives the time that an attribute of an element holds beside what it
// prints: of <time>, by its itemprop, data-time, a title over 3天前.
func timeBeside(n *html.Node) string {
	for _, a := range n.Attr {
		switch {
		case a.Key == "datetime" && n.DataAtom != atom.Del && n.DataAtom != atom.Ins,
			a.Key == "content" && attribute(n, "itemprop") == "datePublished",
			(a.Key == "title" || strings.HasPrefix(a.Key, "data-") && timing.MatchString(a.Key)) && exact.MatchString(a.Val):
			if !changing.MatchString(a.Key + attribute(n, "class") + attribute(n, "itemprop")) {
				return a.Val
			}
		}
	}
	return ""
}

// Names of attributes that scripts take times from, and times to the minute.
var (
	timing = regexp.MustCompile(`time|date`)
	exact  = regexp.MustCompile(`^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ T]?\d|^\d{10}(?:\d{3})?$`)
)

// publishing are names of <meta> for the time of publication: article:published_time,
// og:release_date, PubDate, datePublished, apub:time, article:create_at, DC.date …
var publishing = regexp.MustCompile(`publish(?:ed)?[_-]?(?:time|date|at)|publication[_-]?date|pub[_:-]?(?:time|date)|date[_-]?published|release[_-]?date|create[_-]?at|(?:^| )(?:dc\.|dcterms\.)?(?:date|created)(?:\.issued|\.created)?(?: |$)`)

// changing are the names of times at which an article was changed.
var changing = regexp.MustCompile(`(?i)updat|modif`)

// meta gives the content of the first <meta> that has a name and any content.
func (h *head) meta(name string) string {
	for _, m := range h.of[atom.Meta] {
		if content := collapse(attribute(m, "content")); content != "" && slices.Contains(strings.Fields(namesOf(m)), name) {
			return content
		}
	}
	return ""
}

// namesOf gives the names of a <meta>, in small letters.
func namesOf(m *html.Node) string {
	return strings.ToLower(attribute(m, "name") + " " + attribute(m, "property") + " " + attribute(m, "itemprop"))
}

// sites are the names that sites append to the titles of their pages.
var sites = [...]string{"深政观察", "读特", "读特新闻", "读特客户端", "读特新闻客户端", "深圳特区报", "深圳新闻网", "深圳报业集团", "奥一网", "澎湃新闻", "腾讯新闻", "今日头条", "新浪网", "搜狐网", "网易"}

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
