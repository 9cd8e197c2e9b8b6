package parser

import (
	"strings"
	"time"

	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// Link is an address that a page names.
type Link = page.Link

// The kinds of link.
const (
	LinkArticle = page.LinkArticle // an article with a number
	LinkTopic   = page.LinkTopic   // the topic 深政观察, which lists the column's articles
	LinkNext    = page.LinkNext    // another page of the same list
)

// Links gives the links of a page in the order in which they stand, each once:
// those of anchors and those in the data that scripts carry. The addresses of
// one article are one link, the first. Links does not judge whether a link
// belongs to the article or stands beside it.
func Links(p Page) []Link { return page.Links(p.Body, p.ContentType, p.URL, isTopicLink) }

// ArticleNumber gives the source's number for the article at an address, see
// the function of package page.
func ArticleNumber(address string) (string, bool) { return page.ArticleNumber(address) }

// ArticlePart takes the number that ArticleNumber gives apart: 8137676 and 2
// for 8137676_2. The first part, or the whole article, is part 1.
func ArticlePart(number string) (article string, part int) { return page.ArticlePart(number) }

// ArticleNumberInName gives the article number in the name of a saved file, see
// the function of package page.
func ArticleNumberInName(file string) (string, bool) { return page.ArticleNumberInName(file) }

// Original gives the page's own address and the time of capture (UTC) that the
// address of a web archive's replay holds, and false for any other address.
func Original(address string) (inner string, at time.Time, ok bool) { return page.Original(address) }

// SavedAt gives the time at which a browser saved the file (UTC), where MHTML
// or SingleFile's comment tells it; else the zero time.
func SavedAt(body []byte) time.Time { return page.SavedAt(body) }

// PageKeys lists the names under which addresses carry the number of a page of
// a list.
func PageKeys() []string { return page.PageKeys() }

// isTopicLink reports a link to the topic 深政观察: its name, with 收录于专题 before
// it or the number of its articles behind it.
func isTopicLink(printed string) bool {
	if len(printed) > 90 || !strings.Contains(printed, columnName) {
		return false
	}
	name := text.Folded(itemCount.ReplaceAllString(printed, ""))
	var a about
	a.read(name, wordsOf(name), false)
	return a.columnTopic || a.account
}
