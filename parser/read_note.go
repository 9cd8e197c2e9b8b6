package parser

import (
	"fmt"

	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// longestLine bounds, in code points, what can be anything but text.
const longestLine = 200

// read reads one line; s is runes, folded.
func (n *note) read(runes, s []rune) {
	n.words, n.ends, n.clearing = wordsOf(s), text.EndsSentence(s), isClearing(s)
	n.summary = summaryText(s, n.words)
	n.remark = isEditorsNote(s, n.words)
	if len(s) > longestLine {
		return
	}
	n.title = isRoundupTitle(s, n.words)
	length := weekLength(s, n.words)
	n.week = isUsualWeek(length)
	n.days = length > 0 && !n.week
	n.readMeta(s)
	n.heading, n.headline = readHeading(s)
	n.placeholder, n.caption = isPlaceholder(s), isLabelledCaption(s)
	n.credits = parseCredits(runes, s, n.words)
	n.closing = isClosingNote(s, n.words)
	n.list, n.furniture = isListHeading(s), isFurnitureStart(s, n.words)
}

// readMeta reads what stands between a title and its text.
func (n *note) readMeta(s []rune) {
	n.stamp = findStamp(s)
	if n.stamp == nil && !n.ends {
		n.relative = findRelative(s)
	}
	if n.header = readHeader(s); n.header != nil {
		n.stamp, n.relative = n.header.stamp, n.header.relative
	}
	n.account = isAccount(s, n.words)
	n.author = authorName(s, n.words)
	n.topic = topicName(s, n.words)
	n.columnTopic = n.topic != nil && text.Contains(s[n.topic.Start:n.topic.End], columnName)
	n.outlet, n.sourced = outletName(s, n.words)
	n.slogan, n.label = isSlogan(s), isLabel(s, n.words)
}

// readNote notes what a line says; if a rule panics, it says nothing but why.
func (ln *line) readNote() {
	defer func() {
		if cause := recover(); cause != nil {
			ln.note = note{failure: fmt.Sprintf("note: %v", cause)}
		}
	}()
	ln.note.read(ln.Runes, ln.Fold)
}

// readLines notes what the lines of a page say.
func readLines(printed []page.Line) []*line {
	read, lines := make([]line, len(printed)), make([]*line, len(printed))
	for i := range printed {
		ln := &read[i]
		ln.Line = &printed[i]
		ln.readNote()
		lines[i] = ln
	}
	return lines
}
