package crawler

import (
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// want says what a page is asked for as.
type want uint8

const (
	wantAny      want = iota // an address that names no article
	wantArticle              // an address with an article number
	wantListing              // a listing page
	wantRobots               // robots.txt
	wantArchived             // what a web archive answers
)

// judgement is what an answer is worth.
type judgement struct {
	verdict source.Verdict
	reason  string
	// again is true where another try in the same crawl may bring better.
	again bool
	// block is true where the host told us to slow down or to go away.
	block bool
	// soft is true where an article is gone by what the answer says or where
	// it leads, and not by its status.
	soft bool
	// listing is true where a listing was found at an article's address.
	listing bool
	reading parser.Reading
}

// Columns shorter than these many code points of text below the title are
// taken for pages whose text has not been filled in yet.
const (
	shortestColumn = 40
	shortestWeekly = 400
)

// judge says what an answer to a request for t is worth. It never believes a
// page for its status alone.
func judge(t target, a *answer, page parser.Page) judgement {
	if j, done := judgeHead(t, a); done {
		return j
	}
	j := judgement{reading: parser.Read(page)}
	reading := j.reading
	if t.number != "" && isFrontPage(a.url) {
		j.verdict, j.reason, j.soft = source.Gone, "redirects to the front page", true
		return j
	}
	switch reading.Kind {
	case parser.PageChallenge:
		return bad(j, "challenge: "+reading.Reason, true, true)
	case parser.PageError:
		return bad(j, "error page: "+reading.Reason, true, true)
	case parser.PageGone:
		j.verdict, j.reason, j.soft = source.Gone, reading.Reason, true
		return j
	case parser.PageEmpty:
		// It may be a listing all the same, filled in by a script from its own data.
		lists := namesArticles(parser.Links(page))
		if t.want == wantArticle {
			lists = t.mayBeListing() && isListing(parser.PageEmpty, page)
		}
		if lists {
			break
		}
		return bad(j, "no text: "+reading.Reason, true, false)
	case parser.PageBinary:
		return bad(j, "not text: "+reading.Reason, false, false)
	case parser.PageDeep:
		return bad(j, "cannot be read: "+reading.Reason, false, false)
	}
	if endsEarly(a) && !page.Whole {
		return bad(j, "page was cut off before its end", true, false)
	}
	switch t.want {
	case wantArticle:
		return judgeArticle(t, a, page, j)
	case wantAny:
		if reading.Kind == parser.PageColumn {
			return judgeArticle(t, a, page, j)
		}
	}
	j.verdict = source.Page
	return j
}

// judgeHead judges what can be told without reading the page, which is all of
// robots.txt and of what a web archive answers.
//
// An answer that denies robots.txt, even by refusing robots, means that there is
// none; the pages themselves will tell whether robots are refused. One that is
// too long counts as far as it is read (RFC 9309, section 2.5).
func judgeHead(t target, a *answer) (judgement, bool) {
	robots := t.want == wantRobots
	denied := a.status > 203 && a.status < 500 && a.status != http.StatusTooManyRequests && a.status != http.StatusRequestTimeout
	part := a.status == http.StatusPartialContent && t.header.Get("Range") != ""
	switch {
	case a.status == http.StatusNotModified && t.conditional():
		return judgement{verdict: source.Unchanged}, true
	case robots && a.status == http.StatusOK && len(a.body) > robotsLimit && !a.broken:
		return judgement{verdict: source.Page, reason: a.fault}, true
	case a.status == http.StatusNotFound, a.status == http.StatusGone, robots && denied:
		return judgement{verdict: source.Gone, reason: statusLine(a.status)}, true
	case refusal(a.status):
		return judgement{verdict: source.Bad, reason: statusLine(a.status), again: true, block: true}, true
	case a.fault != "":
		return judgement{verdict: source.Bad, reason: a.fault, again: a.broken}, true
	case a.status != http.StatusOK && a.status != http.StatusNonAuthoritativeInfo && !part:
		return judgement{verdict: source.Bad, reason: statusLine(a.status)}, true
	case robots, t.want == wantArchived:
		return judgement{verdict: source.Page}, true
	case len(bytes.TrimSpace(a.body)) == 0:
		return judgement{verdict: source.Bad, reason: "empty body", again: true}, true
	case !textType(a.contentType):
		return judgement{verdict: source.Bad, reason: "content type " + a.contentType}, true
	}
	return judgement{}, false
}

// judgeArticle judges a page that reads well as the article it should be.
func judgeArticle(t target, a *answer, page parser.Page, j judgement) judgement {
	if other, ok := parser.ArticleNumber(a.url.String()); ok && t.number != "" && other != t.number {
		return bad(j, "redirects to article "+other, false, false)
	}
	c := j.reading.Column
	switch {
	case t.mayBeListing() && isListing(j.reading.Kind, page):
		j.verdict, j.listing = source.Page, true
		return j
	case j.reading.Kind == parser.PagePart: // kept beside its column, and none itself
		j.verdict, j.reason = source.Good, j.reading.Reason
		return j
	case j.reading.Kind == parser.PageListing:
		return bad(j, "a listing where an article should be", false, false)
	case j.reading.Kind == parser.PageOther:
		return bad(j, "no article: "+j.reading.Reason, false, false)
	case c == nil && t.known.Column:
		return bad(j, "no column where one is held: "+j.reading.Reason, false, false)
	case c == nil && isColumnTitle(t.title):
		return bad(j, "no column although its link says so: "+j.reading.Reason, false, false)
	case c == nil:
		j.verdict, j.reason = source.Good, j.reading.Reason
		return j
	}
	text := textLength(c)
	switch {
	case j.reading.CutOff && t.known.Column && !t.known.CutOff:
		return bad(j, "page was cut off before its end", true, false)
	case text < shortestColumn:
		return bad(j, fmt.Sprintf("a title without its text (%d characters)", text), true, false)
	case c.Kind != parser.KindWeekly && t.known.Weekly:
		return bad(j, "no district section where a round-up is held", false, false)
	case c.Kind != parser.KindWeekly && strings.Contains(c.Title, weeklyMark) && text < shortestWeekly:
		return bad(j, fmt.Sprintf("a round-up without a district section (%d characters)", text), false, false)
	}
	j.verdict, j.again = source.Good, j.reading.CutOff // half a page is better than none, and the whole better still
	return j
}

// isFrontPage reports whether an address is that of a site itself.
func isFrontPage(u *url.URL) bool {
	name := strings.ToLower(strings.Trim(u.Path, "/"))
	return name == "" || strings.HasPrefix(name, "index.") && !strings.Contains(name, "/")
}

// mayBeListing reports whether a number in the address need not be an
// article's: the operator named it and nothing has come of it yet.
func (t target) mayBeListing() bool { return t.named && !t.known.Read }

// isListing reports whether a page lists articles, whatever it is taken for.
func isListing(kind parser.PageKind, page parser.Page) bool {
	if kind == parser.PageListing {
		return true
	}
	articles := 0
	for _, link := range parser.Links(page) {
		if link.Kind == parser.LinkArticle {
			articles++
		}
	}
	switch kind {
	case parser.PageOther, parser.PageEmpty:
		return articles >= 3 || articles > 0 && namesTopic(page.Body)
	case parser.PageArticle: // a page that prints the title of one of them, and little else
		return articles > 0 && namesTopic(page.Body)
	}
	return false
}

func bad(j judgement, reason string, again, block bool) judgement {
	j.verdict, j.reason, j.again, j.block = source.Bad, strings.TrimSuffix(reason, ": "), again, block
	return j
}

// textLength counts the code points of an article below its title lines.
func textLength(c *parser.Column) int {
	n := 0
	for _, b := range c.Blocks {
		switch b.Class {
		case parser.ClassTitle, parser.ClassMeta, parser.ClassCredit, parser.ClassFurniture, parser.ClassWeek:
		default:
			n += b.Span.End - b.Span.Start
		}
	}
	return n
}

// endsEarly reports whether an HTML page that only the end of the connection
// delimits lacks its own end.
func endsEarly(a *answer) bool {
	if !a.unframed {
		return false
	}
	page := bytes.ToLower(a.body)
	return bytes.Contains(page, []byte("<html")) && !bytes.Contains(page, []byte("</html"))
}

// textType reports whether a page of this type can be what was asked for. A
// missing or unspecific type says nothing, and the page itself is looked at.
func textType(header string) bool {
	kind, _, err := mime.ParseMediaType(header)
	if err != nil {
		kind, _, _ = strings.Cut(strings.ToLower(header), ";")
	}
	switch strings.TrimSpace(kind) {
	case "text/html", "application/xhtml+xml", "text/plain", "application/octet-stream", "",
		"application/json", "text/json", "text/javascript", "application/javascript", "application/xml", "text/xml":
		return true
	}
	return false
}

func statusLine(status int) string {
	return strings.TrimSpace(fmt.Sprintf("status %d %s", status, http.StatusText(status)))
}
