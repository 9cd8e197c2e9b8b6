package page

import (
	"net/url"
	"slices"
	"strings"
)

// kind tells what a link leads to, and the number if that is an article. label
// is what stands before the link.
func (s *linkSet) kind(u *url.URL, text, label, rel string) (LinkKind, string) {
	number, article := articleNumberOf(u)
	other := s.stem == "" || pageStem(u) != s.stem
	switch {
	case article && other:
		return LinkArticle, number
	case s.isTopic(text, label) && other:
		return LinkTopic, ""
	case rel == "next", isNextText(text), !other && u.String() != s.base.String():
		return LinkNext, ""
	case article:
		return LinkArticle, number
	}
	return LinkOther, ""
}

// isNextText reports the text of a link to the next page of a list.
func isNextText(text string) bool {
	if len(text) > 40 {
		return false
	}
	switch strings.ToLower(strings.Trim(text, " \u00a0\u3000[]()【】<>«»›→…")) {
	case "下一页", "下页", "后一页", "下一頁", "后页", "next", "next page", "older", "更多文章", "加载更多", "查看更多", "点击加载更多", "点击查看更多", "更多往期", "往期":
		return true
	}
	return false
}

// pageStem gives the address of a list without the number of its page, so
// that all pages of one list have the same.
func pageStem(u *url.URL) string {
	p := strings.TrimSuffix(u.EscapedPath(), "/")
	ext := ""
	if i := strings.LastIndexByte(p, '.'); i > strings.LastIndexByte(p, '/') {
		p, ext = p[:i], p[i:]
	}
	end := len(p)
	for end > 0 && p[end-1] >= '0' && p[end-1] <= '9' {
		end--
	}
	if end < len(p) && len(p)-end <= 4 {
		for _, joint := range [...]string{"/page/", "/page-", "/page_", "/p", "_"} {
			if strings.HasSuffix(p[:end], joint) {
				p = strings.TrimSuffix(p[:end], joint)
				break
			}
		}
	}
	p = strings.TrimSuffix(p, "/index")
	query := u.Query()
	for _, key := range pageKeys {
		query.Del(key)
	}
	return siteOf(u.Host) + p + ext + "?" + query.Encode()
}

// pageKeys are the names under which addresses carry the place of a page in a
// list: first those that mean the number of a page and nothing else, then those
// that may mean it, then those that count entries.
var pageKeys = []string{"page", "pageNo", "pageno", "pageNum", "pageIndex", "currentPage", "pageNumber", "curPage", "p", "pn", "offset", "start", "cursor", "pageToken", "token", "max_id"}

const (
	countKeys   = 8
	countedKeys = 10
)

// offsetNames are those that count entries.
var offsetNames = pageKeys[countedKeys : countedKeys+2]

// PageKeys lists the names under which addresses carry the number of a page.
func PageKeys() []string { return slices.Clone(pageKeys[:countedKeys]) }
