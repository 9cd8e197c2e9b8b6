package page

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// nextPart gives the address of the part of the article that follows the one
// on this page: the same number and the next part, or a link that says so and
// leads to another page of the same.
func (h *head) nextPart(in Input) string {
	s := newLinkSet(in.URL, nil)
	own := in.Number
	if own == "" {
		own, _ = ArticleNumber(in.URL)
	}
	article, part := ArticlePart(own)
	for _, a := range slices.Concat(h.links, h.anchors) {
		href := strings.TrimSpace(attribute(a, "href"))
		says := strings.EqualFold(attribute(a, "rel"), "next") || a.DataAtom == atom.A && saysNext(firstText(a))
		if !says && (article == "" || !strings.Contains(href, article)) && !strings.HasPrefix(href, "?") || href == "" || href[0] == '#' {
			continue
		}
		u, err := url.Parse(href)
		if err != nil {
			continue
		}
		if s.base != nil {
			u = s.base.ResolveReference(u)
		}
		number, _ := articleNumberOf(u)
		of, n := ArticlePart(number)
		if number != "" && of == article && n == part+1 || says && (own == "" && n > 1 || s.base != nil && isNextTo(s, u)) {
			u.Fragment, u.RawFragment = "", ""
			return u.String()
		}
	}
	return ""
}

// firstText gives the first text of an element that is not blank.
func firstText(a *html.Node) string {
	for n := range a.Descendants() {
		if n.Type == html.TextNode {
			if text := strings.TrimSpace(n.Data); text != "" {
				return text
			}
		}
	}
	return ""
}

// isNextTo reports the address of another part of the same page: it differs in
// the number of a page only, or has one where the page's own has none.
func isNextTo(s *linkSet, u *url.URL) bool {
	if u.Host != s.base.Host || u.String() == s.base.String() {
		return false
	}
	stem := func(u *url.URL) string { return strings.TrimSuffix(u.Path, path.Ext(u.Path)) }
	rest, ok := strings.CutPrefix(stem(u), stem(s.base))
	return ok && isPart(strings.TrimLeft(rest, "_-/")) || pageStem(u) == s.stem
}

// saysNext reports the text of a link to the next part of an article.
func saysNext(text string) bool {
	if len(text) > 60 {
		return false
	}
	text = strings.ToLower(strings.Trim(text, " \u00a0\u3000[]()【】<>«»›→…"))
	return slices.ContainsFunc([]string{"下一页", "下页", "后一页", "下一頁", "余下全文", "next"}, func(word string) bool { return strings.HasPrefix(text, word) })
}
