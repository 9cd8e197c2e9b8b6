package parser

import (
	"slices"

	"shenzheng/parser/text"
)

// The lines about the article that stand between its title and its text: the
// account, the author, the topic and the outlet.

// isAccount reports the account's name alone, or behind a label.
func isAccount(s []rune, words Span) bool {
	at := words
	if n := accountLabels.At(s, at.Start); n > 0 {
		if i := skipColon(s, at.Start+n); i > at.Start+n {
			at.Start = i
		}
	}
	return text.Equals(s[at.Start:max(at.Start, at.End)], columnName)
}

// authorName gives the place of the name in (作者:某某), nil in other lines.
func authorName(s []rune, words Span) *Span {
	if !text.HasPrefix(s, words.Start, "作者") {
		return nil
	}
	i := skipColon(s, words.Start+2)
	if i == words.Start+2 || i >= words.End || words.End-i > 20 || slices.ContainsFunc(s[i:words.End], text.IsSpace) {
		return nil
	}
	return &Span{Start: i, End: words.End}
}

// topicName gives the place of the topic in 收录于专题:深政观察, nil in other
// lines; it is empty where the name stands in the next line.
func topicName(s []rune, words Span) *Span {
	n := topicLabels.At(s, words.Start)
	if n == 0 || words.End-words.Start > 60 {
		return nil
	}
	i := words.Start + n
	j := skipColon(s, i)
	if j == i && j < words.End {
		return nil
	}
	for j < words.End && (isMark(s[j]) || text.IsSpace(s[j])) {
		j++
	}
	return &Span{Start: j, End: max(words.End, j)}
}

// topicBeside gives the place of the topic in a line that holds account or
// stamp before it, nil where none is printed.
func topicBeside(s []rune, words Span) *Span {
	for i := words.Start; i < words.End; i++ {
		if topicLabels.At(s, i) == 0 {
			continue
		}
		if at := topicName(s, Span{Start: i, End: words.End}); at != nil && at.Start < at.End {
			return at
		}
	}
	return nil
}

// outletName gives the place of the name of a newspaper or news service that
// is the whole line, nil in other lines, and whether 来源 stands before it.
func outletName(s []rune, words Span) (at *Span, sourced bool) {
	name := words
	label := labelsOfSource.At(s, name.Start)
	behind := skipColon(s, name.Start+label)
	parted := label > 0 && behind > name.Start+label
	if parted {
		name.Start = behind
	}
	n := name.End - name.Start
	if n < 2 || n > 14 || !parted && !outletEndings.End(s[:name.End]) {
		return nil, false
	}
	if slices.ContainsFunc(s[name.Start:name.End], func(c rune) bool { return !text.IsHan(c) && !text.IsLetter(c) }) {
		return nil, false
	}
	return &Span{Start: name.Start, End: name.End}, label > 0
}

// outletBeside gives the place of the outlet printed beside a stamp: 18:11
// 来源:某某日报.
func outletBeside(s []rune, st *stamp) *Span {
	for _, label := range sourceLabels {
		i := text.Index(s, 0, label)
		if i < 0 || i >= st.start && i < st.end {
			continue
		}
		from := skipColon(s, i+text.Len(label))
		to := from
		for to < len(s) && (text.IsHan(s[to]) || text.IsLetter(s[to])) {
			to++
		}
		return &Span{Start: from, End: to}
	}
	return nil
}

// Rules that the rules for the next line ask for.
const (
	ruleTopic  = "topic_line"
	ruleOutlet = "outlet_line"
)

func isAuthorLine(l *layout, i int) bool {
	return l.lines[i].author != nil && (l.zone != zoneEnd || i == l.found.author)
}

func takeAuthor(l *layout, i int) {
	l.authored = true
	if l.col.Author == "" {
		l.col.Author = l.lines[i].printed(*l.lines[i].author)
	}
}

func isTopicLine(l *layout, i int) bool { return l.lines[i].topic != nil }

func takeTopic(l *layout, i int) {
	at := *l.lines[i].topic
	l.expectTopic = at.Start >= at.End
	if l.col.Topic == "" && !l.expectTopic {
		l.col.Topic = l.lines[i].printed(at)
	}
}

func isAccountLine(l *layout, i int) bool { return l.lines[i].account }

func takeAccount(l *layout, _ int) {
	l.col.Author = columnName
	if l.expectTopic && l.follows(ruleTopic) {
		l.col.Topic, l.expectTopic = columnName, false
	}
}

func isOutletLine(l *layout, i int) bool { return l.lines[i].outlet != nil }

func takeOutlet(l *layout, i int) {
	if l.col.Outlet == "" {
		l.col.Outlet = l.lines[i].printed(*l.lines[i].outlet)
	}
}

// isOutletBelow takes the source named below the last section.
func isOutletBelow(l *layout, i int) bool {
	return i > l.found.last && l.lines[i].outlet != nil && l.lines[i].sourced
}

func isStampLine(l *layout, i int) bool { return l.lines[i].stamp != nil }

func takeStamp(l *layout, i int) {
	ln := l.lines[i]
	l.stamps = append(l.stamps, printedStamp{ln.stamp, l.zone})
	if text.Contains(ln.Fold, columnName) {
		l.col.Author = columnName
	}
	if at := topicBeside(ln.Fold, ln.words); at != nil && l.col.Topic == "" {
		l.col.Topic = ln.printed(*at)
	}
	if at := outletBeside(ln.Fold, ln.stamp); at != nil && l.col.Outlet == "" {
		l.col.Outlet = ln.printed(*at)
	}
}

func isRelativeLine(l *layout, i int) bool { return l.lines[i].relative != nil }

func takeRelative(l *layout, i int) {
	if l.relative == nil {
		l.relative = l.lines[i].relative
	}
}

func isHeaderLine(l *layout, i int) bool { return l.lines[i].header != nil }

// takeHeader takes what the pieces of the line say.
func takeHeader(l *layout, i int) {
	ln := l.lines[i]
	h, c := ln.header, l.col
	if h.stamp != nil {
		l.stamps = append(l.stamps, printedStamp{h.stamp, l.zone})
	}
	if h.relative != nil && l.relative == nil {
		l.relative = h.relative
	}
	if h.account {
		c.Author = columnName
	}
	if h.author != nil && c.Author == "" {
		c.Author = ln.printed(*h.author)
	}
	if h.topic != nil && c.Topic == "" {
		c.Topic = ln.printed(*h.topic)
	}
	if h.outlet != nil && c.Outlet == "" {
		c.Outlet = ln.printed(*h.outlet)
	}
}
