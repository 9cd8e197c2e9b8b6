package parser

import (
	"slices"

	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// What lines say by their words of the part of a page that they belong to.

// readSigns reads the signs of all lines.
func readSigns(lines []*line, title string) {
	sure := false
	for _, ln := range lines {
		ln.sign = ln.signs(title)
		sure = sure || ln.has(signSure)
	}
	listed := false // below the heading of a district, and no more than links and headlines since
	for i, ln := range lines {
		switch {
		case ln.alone() != nil && !ln.mostlyLink():
			listed = true
		case ln.has(signProse | signList):
			listed = false
		case listed && ln.mostlyLink() && ln.dated:
			ln.sign = signProse // each activity leads to its own report
		}
		if sure && !ln.has(signSure) {
			ln.sign &^= signTitle // titles of other editions stand in lists
		}
		if ln.has(signWeak) && (amongOpening(lines[max(i-3, 0):i]) || ln.stamp != nil && ln.stamp.timed && leadsToTitle(lines[i+1:])) {
			ln.sign |= signOpening
		}
	}
}

// amongOpening reports whether the last of some lines that says something is the
// title or a line about the article, and no prose and no link.
func amongOpening(above []*line) bool {
	for _, ln := range slices.Backward(above) {
		switch {
		case ln.has(signTitle | signOpening):
			return true
		case ln.has(signProse|signList) || ln.mostlyLink():
			return false
		}
	}
	return false
}

// leadsToTitle reports lines of which the first is the title, below the source perhaps.
func leadsToTitle(below []*line) bool {
	at := slices.IndexFunc(below, func(ln *line) bool { return !ln.has(signWeak) })
	return at >= 0 && at < 3 && below[at].has(signTitle)
}

// signs reads the signs of a line; title is the page's own.
func (ln *line) signs(title string) sign {
	size := len(ln.Fold)
	if ln.mostlyLink() {
		switch {
		case size > 120:
		case ln.is(page.HintTitle):
			return signTitle | signSure
		case ln.columnTopic:
			return signOpening
		case ln.account, ln.outlet != nil, ln.stamp != nil:
			return signWeak
		case ln.list:
			return signList
		}
		return 0
	}
	var s sign
	if ln.isProse() {
		s = signProse
	}
	switch short := size <= 60; {
	case ln.isWeek():
		return signWeek
	case ln.is(page.HintTitle), title != "" && text.Equals(ln.Runes, title):
		return signTitle | signSure
	case ln.title:
		return signTitle
	case ln.list:
		s |= signList
	case ln.summary != nil, ln.header != nil, short && (ln.account || ln.columnTopic || ln.slogan):
		s |= signOpening
	case short && (ln.outlet != nil || ln.placeholder || ln.topic != nil || ln.stamp != nil || ln.relative != nil || ln.days > 0):
		s |= signWeak
	case ln.closing:
		s |= signClosing
	case ln.author != nil, ln.credits != nil:
		s |= signCredit
	}
	return s
}
