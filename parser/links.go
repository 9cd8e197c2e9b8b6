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

// Links gives the links of a page, see the function of package page. It does not judge
// whether a link belongs to the article or stands beside it.
func Links(p Page) []Link { return page.Links(p.Body, p.ContentType, p.URL, isTopicLink) }

// ArticleNumber gives the number of the article at an address, see package page.
func ArticleNumber(address string) (string, bool) { return page.ArticleNumber(address) }

// ArticlePart takes such a number apart, see package page: 8137676 and 2 for 8137676_2.
func ArticlePart(number string) (article string, part int) { return page.ArticlePart(number) }

// ArticleNumberInName gives that in the name of a saved file, see package page.
func ArticleNumberInName(file string) (string, bool) { return page.ArticleNumberInName(file) }

// Original gives what the address of a web archive's replay holds, see package page.
func Original(address string) (inner string, at time.Time, ok bool) { return page.Original(address) }

// SavedAt gives the time at which a browser saved the file, see package page.
func SavedAt(body []byte) time.Time { return page.SavedAt(body) }

// PageKeys lists the names under which addresses carry the number of a page of a list.
func PageKeys() []string { return page.PageKeys() }

// isTopicLink reports a link to the topic 深政观察: its name with nothing beside it
// but what topics are called and how many articles this one has.
func isTopicLink(printed string) bool {
	before, behind, ok := strings.Cut(printed, columnName)
	return ok && len(printed) <= 90 && saysTopic(before) && saysTopic(behind)
}

func saysTopic(printed string) bool {
	for s := text.Folded(printed); len(s) > 0; {
		n := topicWords.At(s, 0)
		if n == 0 && text.IsHan(s[0]) {
			return false
		}
		s = s[max(n, 1):]
	}
	return true
}

var topicWords = text.NewWords("收录 收录于 被收录于 已收录 所属 来自 归属 属于 专题 专栏 专辑 合集 系列 栏目 话题 主题 标签 频道 首页 更多 查看 查看更多 查看全部 浏览 进入 点击 返回 全部 文章 内容 往期 回顾 篇 条 期 个 共 于 的 读特 稿件")
