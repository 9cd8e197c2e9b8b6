package parser

import (
	"shenzheng/parser/date"
	"shenzheng/parser/people"
	"shenzheng/parser/text"
)

// An activity opens at a paragraph that opens with a date, at a sentence that
// opens with a calendar day, and at an undated paragraph that does not
// continue the one before it.

// opening gives what line i opens with.
func (l *layout) opening(i int) *opening {
	o := &l.opens[i]
	if !o.read {
		fold := l.lines[i].Fold
		o.read, o.from = true, skipMarks(fold, 0)
		o.date, o.dated = date.Read(fold[o.from:], l.col.Week)
		o.to = o.from + o.date.Len
	}
	return o
}

// continues reports that an undated paragraph can only refer back.
func (l *layout) continues(i int) bool {
	o := l.opening(i)
	if o.dated {
		return false
	}
	if !o.weighed {
		fold := l.lines[i].Fold[o.from:]
		o.weighed = true
		o.continues = backWords.Match(fold, 0) != "" && !text.HasPrefix(fold, 0, "他山") ||
			l.roster.Continues(l.passage(i, o.from, len(l.lines[i].Fold))) && l.knownAbove(i)
	}
	return o.continues
}

var backWords = text.NewWords(
	"会议 活动 仪式 座谈会 论坛 现场 双方 据悉 据介绍 其中 此外 同时 随后 期间 他 她",
)

// knownAbove reports that the official a line opens with is named with a post
// in a line above it: a paragraph that introduces somebody refers to nothing.
func (l *layout) knownAbove(line int) bool {
	named := l.roster.Appearances([]people.Passage{l.passage(line, 0, len(l.lines[line].Fold))}, nil)
	if len(named) == 0 {
		return true
	}
	first, known := l.known[named[0].Name]
	return !known || first < line
}
