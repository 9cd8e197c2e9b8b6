package parser

import (
	"slices"
	"time"

	"shenzheng/parser/date"
	"shenzheng/parser/text"
)

// survey is what a first look over the lines finds: the places of the marks
// that the reading hangs on, -1 where there is none.
type survey struct {
	title    int // the title line
	account  int // 深政观察 alone, above the text
	topic    int // 收录于专题:深政观察
	author   int // (作者:深政观察)
	week     int // 2024年4月22日至4月28日。
	clearing int // 《深政观察》…梳理, the end of the introduction
	heading  int // the first heading that may open a section
	text     int // the first line that ends a sentence
	end      int // where the furniture below the article begins, or len(lines)
	last     int // the last heading or dated paragraph
	lines    int // all lines
	// lastHeading is the last heading above end.
	lastHeading int
	titles      int // lines that look like titles of round-ups
	// summed tells that clearing stands in a summary, which may quote it.
	summed bool
}

const columnName = "深政观察"

// surveyLines takes the first look.
func surveyLines(d *document) survey {
	v := survey{title: -1, account: -1, topic: -1, author: -1, week: -1, clearing: -1, heading: -1, text: -1, end: len(d.lines), lines: len(d.lines)}
	summary := false // the line before was 摘要 alone
	for i := range d.lines {
		ln := &d.lines[i]
		if !ln.plain && isRoundupTitle(ln) {
			if v.titles++; v.title < 0 && ln.hint&hintLink == 0 && v.week < 0 && v.text < 0 {
				v.title = i
			}
			continue
		}
		if ln.hint&hintAside != 0 {
			continue
		}
		if v.end == len(d.lines) && isFurnitureStart(ln) && (v.text >= 0 || v.week >= 0) {
			v.end = i
		}
		at, label := summaryText(ln)
		v.mark(ln, i, label || summary)
		summary = label && at.Start >= at.End
	}
	if v.summed && v.week > v.clearing {
		v.clearing = -1 // the text itself begins below the summary
	}
	if v.clearing < 0 {
		v.heading = -1
	}
	v.findHeading(d.lines)
	v.findTitle(d)
	v.findLast(d.lines)
	return v
}

// mark records the line if it is the first of its kind; a summary is no text.
func (v *survey) mark(ln *line, i int, summary bool) {
	short := len(ln.fold) <= 60 && !ln.plain
	switch {
	case short && v.account < 0 && v.text < 0 && isAccount(ln):
		v.account = i
	case short && v.topic < 0 && i < v.end && isColumnTopic(ln):
		v.topic = i
	case short && v.author < 0 && isColumnAuthor(ln):
		v.author = i
	}
	if short && v.week < 0 && i < v.end && isWeekLine(ln) {
		v.week = i
		return
	}
	if (v.clearing < 0 || v.summed && !summary) && isClearing(ln.fold) {
		v.clearing, v.summed = i, summary
		if v.end < i { // what looked like the page's own matter stands above the text
			v.end = v.lines
		}
	}
	if v.text < 0 && i < v.end && ln.hint&hintLink == 0 && isText(ln.fold) && !summary {
		v.text = i
	}
}

// isWeekLine reports a line that is the days of about a week.
func isWeekLine(ln *line) bool {
	anyMonday, _ := date.New(2024, time.January, 1) // of a leap year: the 29th of February is read
	w, ok := weekLine(ln, Week{Start: anyMonday, End: anyMonday.AddDays(6)})
	return ok && w.End.Sub(w.Start) >= 4 && w.End.Sub(w.Start) <= 9
}

// isText reports a line of running text.
func isText(s []rune) bool {
	return len(s) > 8 && text.EndsSentence(s) && text.Contains(s, "。") && !isSlogan(s)
}

// isClearing reports the sentence that ends the introduction.
func isClearing(s []rune) bool { return text.Contains(s, columnName) && text.Contains(s, "梳理") }

// findHeading looks for the first heading behind the introduction. A clearing
// sentence that stands behind several headings is none.
func (v *survey) findHeading(lines []line) {
	var before *District
	for i := max(v.week, v.title) + 1; i < v.end; i++ {
		if lines[i].hint&(hintAside|hintLink) != 0 {
			continue
		}
		d := lineDistrict(lines[i].fold)
		if d == nil {
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

// findLast looks for the last line that belongs to a district for certain.
func (v *survey) findLast(lines []line) {
	v.last, v.lastHeading = -1, -1
	for i := v.end - 1; i >= 0; i-- {
		fold := lines[i].fold
		if lines[i].hint&hintAside != 0 || len(fold) == 0 {
			continue
		}
		heading := lineDistrict(fold) != nil
		if v.last < 0 && (heading || opensDate(fold) && text.EndsSentence(fold)) {
			v.last = i
		}
		if heading && lines[i].hint&hintLink == 0 {
			v.lastHeading = i
			return
		}
	}
}

// opensDate reports a line that opens with a date expression.
func opensDate(s []rune) bool {
	_, ok := date.Read(s, Week{})
	return ok
}

// findTitle settles the title of a column whose title says nothing of
// 深圳一周: the page's own main heading, the line that repeats the page's
// title, or what stands above the account and the stamp.
func (v *survey) findTitle(d *document) {
	if v.title >= 0 {
		return
	}
	top := v.end
	for _, i := range []int{v.week, v.text, v.clearing, v.heading} {
		if i >= 0 {
			top = min(top, i)
		}
	}
	name := []rune(d.title)
	for _, accept := range []func(*line) bool{
		func(ln *line) bool { return len(name) > 5 && slices.Equal(ln.runes, name) },
		func(ln *line) bool { return ln.hint&hintTitle != 0 && ln.hint&hintAside == 0 && len(ln.runes) > 5 },
		func(ln *line) bool { return ln.hint&(hintAside|hintImage|hintCaption) == 0 && isPlainTitle(ln) },
	} {
		for i := 0; i < top; i++ {
			if ln := &d.lines[i]; accept(ln) && !isAccount(ln) {
				v.title = i
				return
			}
		}
	}
}

// isPlainTitle reports a line above the text that no rule for the lines about
// the article knows.
func isPlainTitle(ln *line) bool {
	if len(ln.fold) < 6 || isSummary(ln) || isPlaceholder(ln.fold) || isLabel(ln) || isOutlet(ln) {
		return false
	}
	_, stamped := findStamp(ln.fold)
	return !stamped
}

// anchored reports that the page has the frame of a round-up.
func (v *survey) anchored() bool { return v.week >= 0 || v.clearing >= 0 && v.heading >= 0 }

// isColumn reports whether the page is an article of 深政观察. Its name must
// stand where the column prints it, not in a sentence; a title in a list of
// titles makes no article.
func (v *survey) isColumn() (bool, string) {
	body := v.text >= 0 || v.clearing >= 0
	switch {
	case !body:
		return false, ""
	case v.titles > 2 && v.week < 0 && v.clearing < 0:
		return false, ""
	case v.account >= 0:
		return true, "account line " + columnName
	case v.topic >= 0:
		return true, "topic " + columnName
	case v.author >= 0:
		return true, "author " + columnName
	case v.clearing >= 0 && v.anchored():
		return true, "introduction names 《深政观察》 and says 梳理"
	case v.title >= 0 && v.titles > 0 && v.week >= 0:
		return true, "title 深圳一周 and a week line"
	}
	return false, ""
}
