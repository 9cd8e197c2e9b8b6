package parser

import (
	"slices"

	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// survey is what a first look over the notes finds: the places of the marks
// that the reading hangs on, -1 where there is none.
type survey struct {
	title       int  // the title line
	author      int  // (作者:深政观察)
	week        int  // 2024年4月22日至4月28日。
	named       int  // a line above the sections that names the days of the week among other words
	days        int  // the first line of days above the text that are too few or too many for a week
	clearing    int  // 《深政观察》…梳理, the end of the introduction
	heading     int  // the first heading that may open a section
	text        int  // the first line that ends a sentence
	doubted     bool // end is the heading of a list and nothing else
	end         int  // where the furniture below the article begins, or len(lines)
	last        int  // the last heading or dated paragraph
	lastHeading int  // the last heading above end
	account     bool // 深政观察 stands alone, above the text
	ended       bool // by credits or its author
	topic       bool // 收录于专题:深政观察
	titles      int  // lines that look like titles of round-ups
	clearings   int  // lines that say 《深政观察》…梳理
	summed      bool // clearing stands in a summary, which may quote it
}

// surveyLines takes the first look; title is the page's own.
func surveyLines(lines []*line, title string) survey {
	v := survey{title: -1, author: -1, week: -1, named: -1, days: -1, clearing: -1, heading: -1, text: -1, end: len(lines), last: -1, lastHeading: -1}
	ended, goesOn := false, lastOfArticle(lines)
	for i, ln := range lines {
		if ln.title {
			if v.titles++; !ln.mostlyLink() && v.week < 0 && (v.title < 0 && v.text < 0 || v.begins(lines, i)) {
				v.title, v.text = i, -1
			}
			continue
		}
		begun := v.text >= 0 || v.week >= 0
		if v.end == len(lines) && begun && (ln.furniture && !ln.aside || ln.list && (ln.heads || !ln.aside) && (ended || i > goesOn)) {
			v.end, v.doubted = i, ln.list && !ended
		}
		if v.end == len(lines) && v.text >= 0 && i > goesOn && !ended && !ln.aside && ln.isDateline() {
			v.end, v.doubted = i, true // another article begins, or what a reader says
			if above := lines[i-1]; !above.ends && i-1 > v.text && above.alone() == nil {
				v.end--
			}
		}
		if ln.aside {
			continue
		}
		if ln.clearing {
			v.clearings++
		}
		ended, v.ended = ended || begun && ln.isEnd(), v.ended || ln.isEnd()
		if begins := v.mark(ln, i); begins {
			v.end = len(lines) // what looked like the page's own matter stands above the text
		}
		heading := ln.alone() != nil
		if i < v.end && (heading || ln.dated && ln.ends && !ln.remark) {
			v.last = i
		}
		if i < v.end && heading && !ln.is(page.HintLink) {
			v.lastHeading = i
		}
	}
	if v.week < 0 && (v.titles > 0 || v.clearing >= 0) {
		v.week = v.days
	}
	if v.summed && v.week > v.clearing {
		v.clearing = -1 // the text itself begins below the summary
	}
	v.findHeading(lines)
	v.findTitle(lines, title)
	return v
}

// begins reports a title with which the article begins, though a sentence stands
// above or the same with words before it, as who sends it on puts them there.
func (v *survey) begins(lines []*line, i int) bool {
	if v.title >= 0 {
		return v.text < 0 && len(lines[i].Fold) < len(lines[v.title].Fold) && text.HasSuffix(lines[v.title].Fold, string(lines[i].Fold))
	}
	below := lines[i+1:]
	next := slices.IndexFunc(below, func(ln *line) bool { return len(ln.Fold) > 0 })
	return next >= 0 && !below[next].title && (below[next].opens() || below[next].isWeek()) && !below[next].mostlyLink()
}

// isDateline reports when, to the minute, an article or a comment was published.
func (ln *line) isDateline() bool {
	return ln.stamp != nil && ln.stamp.year > 0 && ln.stamp.timed && !ln.ends && len(ln.Fold) <= 40
}

// lastOfArticle gives the line up to which a list of other articles may stand in the midst of
// the article: the closing note, the credits, the dated paragraph below a heading.
func lastOfArticle(lines []*line) int {
	dated := len(lines) + maxHeadlines // the next dated paragraph
	for i, ln := range slices.Backward(lines) {
		if ln.aside || len(ln.Fold) == 0 {
			continue
		}
		if ln.dated && ln.isText() {
			dated = i
		}
		switch {
		case ln.closing || ln.isEnd():
			return i
		case ln.alone() != nil && !ln.is(page.HintLink) && dated <= i+maxHeadlines:
			return dated
		}
	}
	return -1
}

// mark records the line if it is the first of its kind; a summary is no text.
// It reports the end of an introduction behind what looked like the article's.
func (v *survey) mark(ln *line, i int) (begins bool) {
	short, above, summary := len(ln.Fold) <= 60, v.text < 0, ln.summary != nil
	switch {
	case above && !v.topic && ln.header != nil && ln.header.ofColumn() && !ln.is(page.HintLink|page.HintListItem), short && i < v.end && ln.columnTopic:
		v.topic = true
	case short && above && ln.account && !ln.is(page.HintTitle): // the topic's own page has it for its title
		v.account = true
	case short && v.author < 0 && ln.author != nil && text.Equals(ln.Fold[ln.author.Start:ln.author.End], columnName):
		v.author = i
	}
	switch {
	case v.week < 0 && i < v.end && ln.isWeek():
		v.week = i
		return false
	case v.days < 0 && above && v.clearing < 0 && i < v.end && ln.days > 0 && !ln.is(page.HintLink):
		v.days = i
		return false
	case ln.clearing && (v.clearing < 0 || v.summed && !summary):
		begins = v.end < i
		v.clearing, v.summed = i, summary
	}
	if above && (i < v.end || begins) && !ln.is(page.HintLink) && ln.isText() && !summary {
		v.text = i
	}
	return begins
}

// findHeading looks for the first heading behind the introduction. A clearing
// sentence that stands behind several headings is none.
func (v *survey) findHeading(lines []*line) {
	var before *District
	for i := max(v.week, v.title) + 1; i < v.end; i++ {
		d := lines[i].alone()
		if d == nil || lines[i].aside || lines[i].is(page.HintLink) {
			continue
		}
		if i > v.clearing {
			if v.heading < 0 {
				v.heading = i
			}
			return
		}
		if before != nil && before != d {
			v.clearing = -1
			return
		}
		if before == nil {
			before, v.heading = d, i
		}
	}
	if v.heading < v.clearing {
		v.heading = -1
	}
}

// findTitle settles a title that says nothing of 深圳一周: the line that repeats the page's
// title, its main heading, or what stands above the account and the stamp.
func (v *survey) findTitle(lines []*line, title string) {
	if v.title >= 0 {
		return
	}
	top := v.end
	for _, i := range []int{v.week, v.text, v.clearing, v.heading} {
		if i >= 0 {
			top = min(top, i)
		}
	}
	name := []rune(title)
	for _, accept := range []func(*line) bool{
		func(ln *line) bool { return len(name) > 5 && slices.Equal(ln.Runes, name) },
		func(ln *line) bool {
			return ln.is(page.HintTitle) && !ln.aside && len(ln.Runes) > 5 && ln.outlet == nil
		},
		func(ln *line) bool { // no rule for the lines about the article knows it
			return !ln.aside && !ln.is(page.HintImage|page.HintCaption) && len(ln.Fold) >= 6 && ln.summary == nil && !ln.placeholder && !ln.label &&
				ln.outlet == nil && ln.stamp == nil && ln.topic == nil && ln.author == nil && ln.header == nil && !ln.slogan
		},
	} {
		for i := 0; i < top; i++ {
			if ln := lines[i]; accept(ln) && !ln.account {
				v.title = i
				return
			}
		}
	}
}

// anchored reports that the page has the frame of a round-up.
func (v *survey) anchored() bool { return v.week >= 0 || v.clearing >= 0 && v.heading >= 0 }

// column says by what the page is known for an article of 深政观察, "" for any
// other. Its name must stand where the column prints it, not in a sentence; a
// title in a list of titles makes no article.
func (v *survey) column() string {
	switch {
	case v.text < 0 && v.clearing < 0 && (v.titles > 0 || !v.ended), v.titles > 2 && (v.week < 0 && v.clearing < 0 || v.clearings > 2):
		return ""
	case v.account:
		return "account line " + columnName
	case v.topic:
		return "topic " + columnName
	case v.author >= 0:
		return "author " + columnName
	case v.clearing >= 0 && v.anchored():
		return "introduction names 《深政观察》 and says 梳理"
	case v.title >= 0 && v.titles > 0 && v.week >= 0:
		return "title 深圳一周 and a week line"
	}
	return ""
}

// move turns places among the lines of the page into places among so many blocks.
func (v *survey) move(lines []*line, blocks int) {
	for _, at := range []*int{&v.title, &v.author, &v.week, &v.clearing, &v.heading, &v.text, &v.end, &v.last, &v.lastHeading} {
		if *at == len(lines) {
			*at = blocks
		} else if *at >= 0 {
			*at = lines[*at].at
		}
	}
}
