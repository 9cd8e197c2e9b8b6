package parser

import (
	"regexp"
	"slices"
	"strings"

	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// The rules for the lines above the sections and for what may stand anywhere.

// Rules that others ask for.
const (
	ruleOutlet = "outlet_line"
	// ruleUnknownAbove takes what stands between title and text and is not known:
	// a counter or a button as well as a sentence.
	ruleUnknownAbove = "unknown_above_text"
)

func enterMeta(l *layout, ln *line) {
	if !l.isPartOfTitle(ln) {
		l.col.Title = ln.block.Text
	}
	l.zone = zoneMeta
}

// isPartOfTitle reports a part of the title of a round-up that the page has in its head.
func (l *layout) isPartOfTitle(ln *line) bool {
	own := text.Folded(l.doc.Title)
	part := strings.Trim(string(ln.Fold), "….|: ")
	if ln.title && (hasDays(ln.Fold) || !text.HasPrefix(own, wordsOf(own).Start, "深圳一周")) {
		return false // the rest is of the site, as in 打印_深圳一周… and …_深圳_福田
	}
	return isRoundupTitle(own) && len(own) > len(ln.Fold) && part != "" && strings.Contains(string(own), part)
}

func repeatsTitle(l *layout, ln *line) bool {
	return l.found.title >= 0 && slices.Equal(ln.Runes, l.title.Runes) || text.HasPrefix(ln.Fold, 0, "原标题:")
}

func isAuthorLine(l *layout, ln *line) bool {
	return ln.author != nil && (l.zone != zoneEnd || ln.at == l.found.author)
}

func takeAuthor(l *layout, ln *line) {
	l.authored = true
	ln.tell(&l.col.Author, ln.author)
}

func isWeekBlock(l *layout, ln *line) bool {
	return ln.at == l.found.week || ln.at == l.found.named && !ln.isSentence()
}

// takeSummary takes what stands behind the label 摘要, or below it.
func takeSummary(l *layout, ln *line) {
	ln.tell(&l.col.Summary, ln.summary)
	l.col.Summary = strings.TrimRight(l.col.Summary, "】 ")
}

// takeAbout takes what the line says of the article.
func takeAbout(l *layout, ln *line) {
	c, about := l.col, &ln.about
	if l.zone&zoneTop != 0 && ln.header != nil {
		about = ln.header
	}
	if about.account {
		c.Author = columnName
	}
	ln.tell(&c.Author, about.author)
	ln.tell(&c.Topic, about.topic)
	if !about.account || about.pieces > 0 { // 来源:深政观察 names no newspaper
		ln.tell(&c.Outlet, about.outlet)
	}
}

func takeStamp(l *layout, ln *line) {
	takeAbout(l, ln)
	if text.Contains(ln.Fold, columnName) {
		l.col.Author = columnName
	}
	beside := readHeader(ln.Fold, false)
	ln.tell(&l.col.Topic, beside.topic)
	ln.tell(&l.col.Outlet, beside.outlet)
}

func isFoldButton(_ *layout, ln *line) bool {
	return isTeaser(ln.Fold) || folds.Has(ln.Fold[ln.words.Start:ln.words.End])
}

func isSloganLine(l *layout, ln *line) bool {
	return ln.slogan || l.follows(ruleOutlet) && len(ln.Fold) <= 40 && !ln.ends
}

func isRemarkOfPage(_ *layout, ln *line) bool {
	return isPageRemark(ln.Fold[ln.words.Start:]) ||
		text.HasSuffix(ln.Fold, ":") && creditRoles.Has(ln.Fold[:len(ln.Fold)-1]) // of the page's own staff: 责任编辑:
}

// isListAbove takes a list of other articles between the title and the text.
func isListAbove(_ *layout, ln *line) bool {
	return ln.is(page.HintLink|page.HintListItem) || (ln.furniture || ln.list) && !ln.label
}

// isIntroductionLine takes text, and everything once the text has begun.
func isIntroductionLine(l *layout, ln *line) bool {
	return l.zone == zoneIntroduction || !l.round || ln.isSentence()
}

// isCreditLine takes a line of staff. Behind other matter of the page, or behind
// the author's line that ends the article, it is the page's own staff, and so are
// editors in brackets behind those of the article: (责编:某某).
func isCreditLine(l *layout, ln *line) bool {
	if ln.credits == nil || ln.ends || ln.account && l.zone == zoneMeta {
		return false
	}
	ofPage := l.authored || strings.ContainsRune("([【", ln.Fold[0]) && haveRoles(ln.credits, siteEditors)
	return l.zone != zoneAfter || l.previous == nil || l.previous.class != ClassFurniture && !(ofPage && len(l.col.Credits) > 0)
}

func takeCredits(l *layout, ln *line) {
	l.col.Credits = append(l.col.Credits, ln.credits...)
	if l.zone == zoneSections && ln.at > l.found.lastHeading && !haveRoles(ln.credits, pictureRoles) {
		l.zone = zoneAfter
	}
}

// isOtherColumn reports the title of another round-up, as editors link them, or of
// another article in a list of such with their days.
func isOtherColumn(l *layout, ln *line) bool {
	return ln.at != l.found.title && (ln.title || ln.mostlyLink() && text.Contains(ln.Fold, "深圳一周") ||
		ln.is(page.HintListItem) && !ln.ends && listedDay.MatchString(string(ln.Fold)))
}

var listedDay = regexp.MustCompile(`^[\[(]?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}`)
