// Package kind says what was mainly done in an activity: by the predicate of
// the opening sentence's main clause and the head of its object, never by a
// topic, a modifier, a place, a post or a quoted title (codebook, section 6).
//
//	verdict.go  the kinds
//	kind.go     Of: the opening sentence, clause by clause, word by word
//	clause.go   what a clause is, and what in it is passed over
//	forms.go    the ordered table of predicates
//	held.go     what is held, attended or led is read by its head
//	heads.go    the heads, and the words before them that change their kind
//	words.go    lists of words and where they stand in a text
//
// What comes in is folded text: marks in half width but for 、。“”《》.
package kind

import (
	"strings"
	"unicode/utf8"
)

// Of reads the opening sentence of an activity without its date. The first
// clause with a predicate of the table decides.
func Of(sentence []rune) Verdict {
	clauses := clausesOf(sentence)
	for i, c := range clauses {
		v := read(c)
		if v.Kind == "" {
			continue
		}
		if v.Kind == Inspection && outward(clauses[:i+1], v.Word) {
			v.Kind = Exchange
		}
		if v.Word == "活动" && i+1 < len(clauses) {
			v = campaign(v, clauses[i+1])
		}
		if v.Kind == Exchange || v.Kind == Event {
			return purpose(v, clauses[:i+1], clauses[i:])
		}
		return v
	}
	return Verdict{Other, "", "nothing_listed"}
}

// purpose makes a trip investment where what follows says that it sought
// some: purpose beats form for that kind alone.
func purpose(v Verdict, before, after []string) Verdict {
	for _, c := range before {
		if !travels(c) {
			continue
		}
		for _, c := range after {
			if word := sought(c); word != "" {
				return Verdict{Investment, word, "purpose"}
			}
		}
	}
	return v
}

// outward reports that those who go to see do not answer for the place: it
// lies outside the city, or they come from outside.
func outward(clauses []string, word string) bool {
	subject, _, _ := strings.Cut(clauses[len(clauses)-1], word)
	return elsewhere(strings.Join(clauses, ",")) != "" || containsAny(subject, visitors) != "" || otherCity(subject)
}

// campaign makes the activity of some name inspection where the next clause,
// which has no subject of its own, goes to see: that is what was done.
func campaign(v Verdict, next string) Verdict {
	if seen := read(next); seen.Kind == Inspection && strings.HasPrefix(next, seen.Word) {
		return seen
	}
	return v
}

// read finds the leftmost predicate of a clause.
func read(c string) Verdict {
	for i := 0; i < len(c); {
		if n := quoteLen(c[i:]); n > 0 {
			i += n
			continue
		}
		if v, n := circumstance(c[i:]); v.Kind != "" {
			return v
		} else if n > 0 {
			i += n
			continue
		}
		if f, word := formAt(c[i:]); f != nil {
			if v := f.verdict(c, i, word); v.Kind != "" {
				return v
			}
			i += len(word)
			continue
		}
		_, n := utf8.DecodeRuneInString(c[i:])
		i += n
	}
	return Verdict{}
}

// formAt gives the form whose word begins the text, the longest one.
func formAt(text string) (*form, string) {
	row, word := formWords.at(text)
	if word == "" {
		return nil, ""
	}
	return &forms[row], word
}

// formWords finds the words of the table of forms.
var formWords = func() *index {
	var rows [][]string
	for _, f := range forms {
		rows = append(rows, f.words)
	}
	return newIndex(rows...)
}()

// within end a phrase that opens with 在 and names an occasion.
var within = strings.Fields("活动上 会议上 会上 仪式上 论坛上 大会上 现场 期间 之际 间隙 途中 时 上 中 后")

// withinNouns begin like the end of such a phrase and are part of a noun.
var withinNouns = strings.Fields("中心 中国 中央 中医 中学 中小 中外 中山 中建 中科 中铁 上海 上市 上级 时代 时尚 时间 后勤 后海 后备 现场会 现场办公")

// sayings are what somebody does within an occasion that says nothing of the
// activity itself.
var sayings = strings.Fields("表示 强调 指出 要求 认为 提出 介绍 透露 说 致辞 致词 讲话 发言 作 做 发表 宣读 领学 讲课 点评 分享 谈到 谈及 提到")

// circumstance reads a phrase such as 在全市大会上: where somebody speaks in it
// the occasion decides, else it is passed over. It gives the verdict, or the
// length of the phrase.
func circumstance(text string) (Verdict, int) {
	rest, ok := strings.CutPrefix(text, "在")
	if !ok {
		return Verdict{}, 0
	}
	for i := range rest {
		if i > 120 {
			break
		}
		for _, end := range within {
			if !strings.HasPrefix(rest[i:], end) || i == 0 || hasAnyPrefix(rest[i:], withinNouns...) {
				continue
			}
			occasion, after := rest[:i]+strings.TrimRight(end, "上时中后"), rest[i+len(end):]
			spoken := ""
			for _, word := range sayings {
				if strings.HasPrefix(after, word) {
					spoken = word
				}
			}
			kind, word := headOf(occasion)
			if spoken == "" {
				if kind != "" && kind != Inspection && kind != Exchange && end != "时" && end != "后" {
					return Verdict{}, len("在") + i + len(end)
				}
				continue
			}
			if v := read(occasion); v.Kind != "" && v.Rule != "statement" {
				return v, 0
			}
			if kind != "" {
				return Verdict{kind, word, "spoken_at"}, 0
			}
		}
	}
	return Verdict{}, 0
}
