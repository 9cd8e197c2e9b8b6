package page

import (
	"strings"
)

// The names under which pages and answers in JSON keep what this package looks
// for, in small letters and without _ and -. No path of one site is among
// them: an object is known by its own keys, wherever it stands.
var (
	// contentKeys hold the text of an article, mostly as HTML: content is the
	// name in CmsTop and most other systems, articleBody that of schema.org.
	// Text under another name counts where it is HTML.
	contentKeys = []string{"content", "contenthtml", "body", "bodyhtml", "html", "articlebody", "articlecontent", "newscontent", "detail", "text", "richtext"}
	// textKeys hold one paragraph of an article that is kept as a list.
	textKeys = []string{"text", "content", "value", "html", "insert"}
	// publishedKeys hold when an article was published, as text or as a
	// number since 1970: published in CmsTop, datePublished in schema.org.
	publishedKeys = []string{"published", "publishedat", "publishtime", "publishedtime", "publishdate", "datepublished", "pubtime", "pubdate", "releasetime"}
	// sourceKeys hold the account, newspaper, author or topic an article is from.
	sourceKeys = []string{"account", "accountname", "source", "sourcename", "medianame", "author", "authorname", "topic", "topicname", "topictitle", "special", "specialname", "column", "columnname"}
	// addressKeys hold an article's own address: share_url in CmsTop's answers.
	addressKeys = []string{"shareurl", "canonicalurl", "url", "link"}
	// numberKeys hold an article's number: contentid in CmsTop. A bare id may be
	// anything's.
	numberKeys = []string{"contentid", "articleid", "newsid", "docid"}
	// modelKeys say what the number counts: in CmsTop appid 1 is an article, 2
	// photos, 3 a link, 4 a video, 5 audio, 10 a topic.
	modelKeys = []string{"appid", "modelid"}

	// statusKeys and messageKeys hold how an answer went, at its top: the status
	// of HTTP, mostly, and the words for the reader.
	statusKeys  = []string{"code", "status", "errcode", "errno", "statuscode"}
	messageKeys = []string{"msg", "message", "errmsg", "error", "errormsg", "info", "tip"}

	// currentKeys and the next ones tell the page of a list and how many there
	// are.
	currentKeys = []string{"page", "pageno", "pagenum", "pageindex", "currentpage", "pagenumber", "curpage", "current", "pn"}
	pagesKeys   = []string{"pages", "pagecount", "pagetotal", "totalpage", "totalpages", "lastpage"}
	sizeKeys    = []string{"pagesize", "perpage", "size", "limit", "rows"}
	totalKeys   = []string{"total", "totalcount", "totalnum", "totalrows", "count"}
	moreKeys    = []string{"more", "hasmore", "hasnext", "ismore"}
	nextKeys    = []string{"nextpage", "next", "nexturl", "nextlink"}
	// cursorKeys hold a mark that the next page is asked for with, under the
	// same name without next: next_cursor in lists that grow at the top.
	cursorKeys = []string{"nextcursor", "nextpagetoken", "nexttoken", "nextmaxid", "nextoffset", "nextstart"}
)

// articleModel is the value under modelKeys of an article.
const articleModel = "1"

var joints = strings.NewReplacer("_", "", "-", "")

// normal gives a key as it stands in these lists.
func normal(key string) string { return strings.ToLower(joints.Replace(key)) }
