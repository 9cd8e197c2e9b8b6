package crawler

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// want says what a page is asked for as.
type want uint8

const (
	wantPage     want = iota // an article or a listing
	wantRobots               // robots.txt
	wantArchived             // what a web archive answers
)

// Columns shorter than these many code points of text below the title are
// taken for pages whose text has not been filled in yet.
const (
	shortestColumn = 40
	shortestWeekly = 400
)

// bad says that an answer is not believed.
func (a *answer) bad(reason string) {
	a.Verdict, a.Reason, a.again = source.Bad, strings.TrimSuffix(reason, ": "), false
}

// badForNow says so too, and that another try in the same crawl may bring better.
func (a *answer) badForNow(reason string) {
	a.bad(reason)
	a.again = true
}

// judge says what an answer to a request for t is worth. It never believes a
// page for its status alone.
func (a *answer) judge(t target) {
	if a.judgeHead(t) {
		return
	}
	a.reading, a.Verdict = parser.Read(a.page), source.Page
	reading := &a.reading
	if t.number != "" && isFrontPage(a.url) {
		a.Verdict, a.Reason, a.soft = source.Gone, "redirects to the front page", true
		return
	}
	switch reading.Kind {
	case parser.PageChallenge:
		a.badForNow("challenge: " + reading.Reason)
		a.block = true
		return
	case parser.PageError:
		a.badForNow("error page: " + reading.Reason)
		a.block = true
		return
	case parser.PageGone:
		a.Verdict, a.Reason, a.soft = source.Gone, reading.Reason, true
		return
	case parser.PageEmpty:
		// It may be a listing all the same, filled in by a script from its own data.
		lists := namesArticles(parser.Links(a.page))
		if t.number != "" {
			lists = t.mayBeListing() && isListing(parser.PageEmpty, a.page)
		}
		if !lists {
			a.badForNow("no text: " + reading.Reason)
			return
		}
	case parser.PageBinary:
		a.bad("not text: " + reading.Reason)
		return
	case parser.PageDeep, parser.PageLarge:
		a.bad("cannot be read: " + reading.Reason)
		return
	}
	switch {
	case a.unframed && reading.CutOff: // half of it, or of what is no column
		a.badForNow("page was cut off before its end")
	case t.number != "", (!t.list || t.start) && reading.Kind == parser.PageColumn:
		a.judgeArticle(t)
	}
}

// judgeHead judges what can be told without reading the page, which is all of
// robots.txt and of what a web archive answers, and says whether it did.
//
// An answer that denies robots.txt, even by refusing robots, means that there is
// none; the pages themselves will tell whether robots are refused. One that is
// too long counts as far as it is read (RFC 9309, section 2.5).
func (a *answer) judgeHead(t target) bool {
	robots, status := t.want == wantRobots, a.Status
	denied := status > 203 && status < 500 && status != http.StatusTooManyRequests && status != http.StatusRequestTimeout
	part := status == http.StatusPartialContent && t.header.Get("Range") != ""
	switch {
	case status == http.StatusNotModified && t.conditional():
		a.Verdict = source.Unchanged
	case robots && status == http.StatusOK && len(a.Body) > robotsLimit && !a.broken:
		a.Verdict, a.Reason = source.Page, a.fault
	case status == http.StatusNotFound, status == http.StatusGone, robots && denied:
		a.Verdict, a.Reason = source.Gone, statusLine(status)
	case refusal(status):
		a.badForNow(statusLine(status))
		a.block = true
	case a.fault != "":
		a.bad(a.fault)
		a.again = a.broken
	case status != http.StatusOK && status != http.StatusNonAuthoritativeInfo && !part:
		a.bad(statusLine(status))
	case robots, t.want == wantArchived:
		a.Verdict = source.Page
	case len(bytes.TrimSpace(a.Body)) == 0:
		a.badForNow("empty body")
	case !textType(a.ContentType):
		a.bad("content type " + a.ContentType)
	default:
		return false
	}
	return true
}

// judgeArticle judges a page that reads well as the article it should be.
func (a *answer) judgeArticle(t target) {
	c, reading := a.reading.Column, &a.reading
	other, isArticle := parser.ArticleNumber(a.FinalURL)
	switch {
	case isArticle && t.number != "" && other != t.number:
		a.bad("redirects to article " + other)
	case t.mayBeListing() && isListing(reading.Kind, a.page):
		a.listing = true
	case reading.Kind == parser.PagePart: // kept beside its column, and none itself
		a.Verdict, a.Reason = source.Good, reading.Reason
	case reading.Kind == parser.PageListing:
		a.bad("a listing where an article should be")
	case reading.Kind == parser.PageOther:
		a.bad("no article: " + reading.Reason)
	case c == nil && t.known.Column:
		a.bad("no column where one is held: " + reading.Reason)
	case c == nil && isColumnTitle(t.title):
		a.bad("no column although its link says so: " + reading.Reason)
	case c == nil:
		a.Verdict, a.Reason = source.Good, reading.Reason
	default:
		a.judgeColumn(t, c)
	}
}

// judgeColumn judges a column by its length and by what is held of it.
func (a *answer) judgeColumn(t target, c *parser.Column) {
	text := textLength(c)
	switch {
	case a.reading.CutOff && t.known.Column && !t.known.CutOff:
		a.badForNow("page was cut off before its end")
	case text < shortestColumn && (len(c.Credits) == 0 || strings.Contains(c.Title, weeklyMark)): // pictures and films have credits and no text
		a.badForNow(fmt.Sprintf("a title without its text (%d characters)", text))
	case c.Kind != parser.KindWeekly && t.known.Weekly:
		a.bad("no district section where a round-up is held")
	case c.Kind != parser.KindWeekly && strings.Contains(c.Title, weeklyMark) && text < shortestWeekly:
		a.bad(fmt.Sprintf("a round-up without a district section (%d characters)", text))
	default:
		a.Verdict, a.again = source.Good, a.reading.CutOff // half a page is better than none, and the whole better still
	}
}

// isFrontPage reports whether an address is that of a site itself.
func isFrontPage(u *url.URL) bool {
	name := strings.ToLower(strings.Trim(u.Path, "/"))
	return name == "" || strings.HasPrefix(name, "index.") && !strings.Contains(name, "/")
}

// mayBeListing reports whether a number in the address need not be an
// article's: the operator named it and nothing has come of it yet.
func (t target) mayBeListing() bool { return t.named && !t.known.Read }

// isListing reports whether a page lists articles, whatever it is taken for: an
// article may be a page that prints the title of one of them, and little else.
func isListing(kind parser.PageKind, page parser.Page) bool {
	switch kind {
	case parser.PageListing:
		return true
	case parser.PageOther, parser.PageEmpty, parser.PageArticle:
		articles := slices.DeleteFunc(parser.Links(page), func(l parser.Link) bool { return l.Kind != parser.LinkArticle })
		return len(articles) >= 3 && kind != parser.PageArticle || len(articles) > 0 && namesTopic(page.Body)
	}
	return false
}

// textLength counts the code points of an article below its title lines.
func textLength(c *parser.Column) (n int) {
	for _, b := range c.Blocks {
		if !slices.Contains([]parser.Class{parser.ClassTitle, parser.ClassMeta, parser.ClassCredit, parser.ClassFurniture, parser.ClassWeek}, b.Class) {
			n += b.Span.End - b.Span.Start
		}
	}
	return n
}

// textType reports whether a page of this type can be what was asked for. A
// missing or unspecific type says nothing, and the page itself is looked at.
func textType(header string) bool {
	kind, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(header, ",", ";")), ";") // some servers say it twice
	return slices.Contains(textTypes[:], strings.TrimSpace(kind))
}

var textTypes = [...]string{"", "application/octet-stream", "text/html", "application/xhtml+xml", "text/plain", "application/json", "text/json",
	"text/javascript", "application/javascript", "application/xml", "text/xml", "application/rss+xml", "application/atom+xml"}

func statusLine(status int) string {
	return strings.TrimSpace(fmt.Sprintf("status %d %s", status, http.StatusText(status)))
}
