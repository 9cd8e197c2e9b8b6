package page

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// titleOf gives the title that a page has in its head: the one for sharing is
// free of the site's name, where the page has it.
func titleOf(tree *goquery.Document) string {
	whole := collapse(tree.Find("title").First().Text())
	title := withoutSite(whole)
	if og := metaOf(tree, "og:title"); og != "" && (title == "" || strings.Contains(whole, og)) {
		return og
	}
	return title
}

// publishedOf gives the time of publication that a page has in its head.
func publishedOf(tree *goquery.Document) string {
	return metaOf(tree, "article:published_time", "og:release_date", "datepublished", "publishdate", "pubdate", "publish_time")
}

// metaOf gives the content of the first <meta> that has one of these names.
func metaOf(tree *goquery.Document, names ...string) string {
	found := ""
	tree.Find("meta[content]").EachWithBreak(func(_ int, m *goquery.Selection) bool {
		for _, key := range [...]string{"name", "property", "itemprop"} {
			name := strings.ToLower(m.AttrOr(key, ""))
			for _, n := range names {
				if name == n {
					found = collapse(m.AttrOr("content", ""))
				}
			}
		}
		return found == ""
	})
	return found
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
		if !isSite(strings.TrimSpace(tail)) {
			return title
		}
		title = strings.TrimRight(title[:i], " _-|丨—–－｜")
	}
}

func isSite(s string) bool {
	for _, site := range sites {
		if s == site {
			return true
		}
	}
	return s == ""
}
