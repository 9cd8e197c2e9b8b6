package page

import (
	"cmp"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
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
	LinkTopic   LinkKind = "topic"   // the topic that lists the column's articles
	LinkNext    LinkKind = "next"    // another page of the same list
	LinkOther   LinkKind = "other"
)

// linkSet collects links, each once.
type linkSet struct {
	base    *url.URL // nil if the page's address is unknown
	stem    string   // of the page's address, see pageStem
	isTopic func(text string) bool
	links   []Link
	seen    map[string]int // to the place in links
}

func newLinkSet(address string, isTopic func(text string) bool) *linkSet {
	s := &linkSet{isTopic: isTopic, seen: map[string]int{}}
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		s.base, s.stem = u, pageStem(u)
	}
	return s
}

// resolve gives the address that is meant, nil for one that leads nowhere.
func (s *linkSet) resolve(href string) *url.URL {
	u, err := url.Parse(href)
	if err != nil || href == "" || href[0] == '#' {
		return nil
	}
	if s.base != nil {
		u = s.base.ResolveReference(u)
	}
	return u
}

// add resolves an address and adds it, unless it leads nowhere.
func (s *linkSet) add(href, text, rel string) {
	u := s.resolve(href)
	if u == nil {
		return
	}
	if u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return
	}
	if inner, _, ok := Original(u.String()); ok { // rewritten by a web archive
		if u, _ = url.Parse(inner); u == nil {
			return
		}
	}
	u.Fragment, u.RawFragment = "", ""
	l := Link{URL: u.String(), Text: text}
	l.Kind, l.Number = s.kind(u, text, rel)
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
	if old.Text = cmp.Or(old.Text, text); old.Kind == LinkOther {
		old.Kind = l.Kind
	}
}

// siteOf gives a host without the prefix that tells a site's mobile pages
// from the others.
func siteOf(host string) string { return mobile.ReplaceAllString(strings.ToLower(host), "") }

var mobile = regexp.MustCompile(`^(?:www|m|wap|mobile)\.`)

// kind tells what a link leads to, and the number if that is an article.
func (s *linkSet) kind(u *url.URL, text, rel string) (LinkKind, string) {
	number, article := articleNumberOf(u)
	other := s.stem == "" || pageStem(u) != s.stem
	switch {
	case article && other:
		return LinkArticle, number
	case s.isTopic(text) && other:
		return LinkTopic, ""
	case rel == "next", len(text) <= 40 && slices.Contains(nextWords, withoutArrows(text)), !other && u.String() != s.base.String():
		return LinkNext, ""
	case article:
		return LinkArticle, number
	}
	return LinkOther, ""
}

// nextWords are the texts of links to the next page of a list.
var nextWords = []string{"下一页", "下页", "后一页", "下一頁", "后页", "next", "next page", "older", "更多文章", "加载更多", "查看更多", "点击加载更多", "点击查看更多", "更多往期", "往期"}

// withoutArrows is the text of a link in small letters, without what adorns it.
func withoutArrows(text string) string {
	return strings.ToLower(strings.Trim(text, " \u00a0\u3000[]()【】<>«»›→…"))
}

// pageStem gives the address of a list without the number of its page, so
// that all pages of one list have the same.
func pageStem(u *url.URL) string {
	p := strings.TrimSuffix(u.EscapedPath(), "/")
	ext := path.Ext(p)
	p = numberedPage.ReplaceAllString(strings.TrimSuffix(p, ext), "")
	p = strings.TrimSuffix(p, "/index")
	query := u.Query()
	for _, key := range pageKeys {
		query.Del(key)
	}
	return siteOf(u.Host) + p + ext + "?" + query.Encode()
}

// numberedPage is the end of an address that numbers a page.
var numberedPage = regexp.MustCompile(`(?:/page[/_-]|/p|_)\d{1,4}$`)

// textOf gives what is printed for a link: its text, or what stands for its
// picture, or its own title.
func textOf(a *html.Node) string {
	var printed strings.Builder
	hint := hintOf(a)
	for n := range a.Descendants() {
		switch {
		case printed.Len() > 4*maxLinkText:
		case n.Type == html.TextNode && n.Parent.DataAtom != atom.Script:
			printed.WriteString(n.Data)
		case n.DataAtom == atom.Img && hint == "":
			hint = hintOf(n)
		}
	}
	return cmp.Or(collapse(printed.String()), hint)
}

// hintOf gives the title of an element, or the text that stands for it.
func hintOf(n *html.Node) string {
	return collapse(cmp.Or(attribute(n, "alt"), attribute(n, "title")))
}
