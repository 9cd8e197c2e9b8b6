package parser

import (
	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// sign says to what part of an article a line belongs by its words. Signs only
// help to tell the article from what stands beside it; the layout reads the
// lines again, each in its place.
type sign uint16

const (
	signProse   sign = 1 << iota // a sentence or more, not a link
	signWeek                     // 2024年4月22日至4月28日。
	signTitle                    // the column's title
	signOpening                  // stands between title and week: account, stamp, topic, outlet, summary
	signClosing                  // the closing note behind the last activity
	signCredit                   // credits or author, the end of the article
	signList                     // heads a list of other articles
	signSure                     // is signTitle by more than its wording
	signWeak                     // is signOpening among others of its kind: menus and lists hold stamps and names too

	signArticle = signWeek | signTitle | signOpening | signClosing | signCredit
)

// readSigns reads the signs of all lines.
func readSigns(lines []*line, title string) []sign {
	signs := make([]sign, len(lines))
	sure := false
	for i := range lines {
		if lines[i].mostlyLink() {
			signs[i] = lines[i].signOfLink()
		} else {
			signs[i] = lines[i].sign(title)
		}
		sure = sure || signs[i]&signSure != 0
	}
	if sure {
		// Titles of other editions stand in lists.
		for i, s := range signs {
			if s&(signTitle|signSure) == signTitle {
				signs[i] &^= signTitle
			}
		}
	}
	for i, s := range signs {
		if s&signWeak != 0 && amongOpening(lines, signs, i) {
			signs[i] |= signOpening
		}
	}
	return signs
}

// amongOpening reports whether the title or a line about the article stands
// close above line i, with no prose and no link in between.
func amongOpening(lines []*line, signs []sign, i int) bool {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		switch s := signs[k]; {
		case s&(signTitle|signOpening) != 0:
			return true
		case s&(signProse|signList) != 0 || lines[k].mostlyLink():
			return false
		}
	}
	return false
}

// sign reads the signs of a line that is no link; title is the page's own.
func (ln *line) sign(title string) sign {
	var s sign
	size := len(ln.Fold)
	if ln.isProse() {
		s |= signProse
	}
	switch short := size <= 60; {
	case !short && s != 0 || size > 160:
		if ln.summary != nil {
			s |= signOpening
		}
		return s
	case ln.week:
		return signWeek
	case ln.is(page.HintTitle), title != "" && text.Equals(ln.Runes, title):
		return signTitle | signSure
	case ln.title:
		return signTitle
	case ln.list:
		return s | signList
	case ln.summary != nil, ln.header != nil, short && (ln.account || ln.columnTopic || ln.slogan):
		return s | signOpening
	case short && (ln.outlet != nil || ln.placeholder || ln.topic != nil || ln.stamp != nil || ln.relative != nil || ln.days):
		return s | signWeak
	case ln.closing:
		return s | signClosing
	case ln.isCredit():
		return s | signCredit
	}
	return s
}

// signOfLink reads the sign of a line that is mostly links.
func (ln *line) signOfLink() sign {
	switch {
	case len(ln.Fold) > 120:
		return 0
	case ln.is(page.HintTitle):
		return signTitle | signSure
	case ln.columnTopic:
		return signOpening
	case ln.account:
		return signWeak
	case ln.list:
		return signList
	}
	return 0
}
