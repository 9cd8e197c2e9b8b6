package parser

import (
	"strings"

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

// What package page knows of addresses, of saved files and of lists, see there.
var (
	ArticleNumber       = page.ArticleNumber
	ArticlePart         = page.ArticlePart
	ArticleNumberInName = page.ArticleNumberInName
	Original            = page.Original
	SavedAt             = page.SavedAt
	PageKeys            = page.PageKeys
)

// isTopicLink reports a link to the topic 深政观察: its name as the text, or
// 收录于专题 before it or in it.
func isTopicLink(printed, label string) bool {
	if len(printed) > 90 || !strings.Contains(printed, columnName) {
		return false
	}
	name := []rune(printed)
	text.Fold(name, name)
	var a about
	a.read(name, wordsOf(name), false)
	return a.columnTopic || a.account || strings.Contains(label, "专题") || strings.Contains(label, "收录于")
}
