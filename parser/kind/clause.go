package kind

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// clausesOf cuts a sentence at its commas and leaves out clauses that only
// give a circumstance.
func clausesOf(sentence string) []string {
	sentence = withoutAsides(sentence)
	clauses := make([]string, 0, 8)
	from, quoted := 0, 0
	cut := func(to int) {
		if c := strings.TrimSpace(sentence[from:to]); c != "" && !circumstantial(c) {
			clauses = append(clauses, c)
		}
	}
	for i, r := range sentence {
		switch {
		case r >= 0x4e00 && r <= 0x9fff: // nearly all
		case r == '“':
			quoted++
		case r == '”':
			quoted = max(0, quoted-1)
		case quoted == 0 && isStop(r):
			cut(i)
			from = i + utf8.RuneLen(r)
		}
	}
	cut(len(sentence))
	return clauses
}

// withoutAsides leaves out what stands in parentheses and the names of writings.
func withoutAsides(sentence string) string {
	var kept strings.Builder
	from, inside, written := 0, 0, 0
	keep := func(to int) {
		if inside == 0 && written == 0 {
			kept.WriteString(sentence[from:to])
		}
		from = to
	}
	for i, r := range sentence {
		if r != '(' && r != ')' && r != '《' && r != '》' {
			continue
		}
		keep(i)
		from = i + utf8.RuneLen(r)
		switch {
		case r == '(':
			inside++
		case r == ')':
			inside = max(0, inside-1)
		case inside > 0:
		case r == '《':
			written++
			kept.WriteRune(r)
		case r == '》':
			written = max(0, written-1)
			kept.WriteRune(r)
		}
	}
	if from == 0 {
		return sentence
	}
	keep(len(sentence))
	return kept.String()
}

// isStop reports the stops between clauses.
func isStop(r rune) bool {
	return r == ',' || r == ';' || r == ':' || r == '。' || r == '!' || r == '?'
}

// circumstances open a clause that says when, why or on what ground.
var circumstances = newIndex(strings.Fields("为 围绕 根据 按照 随着 针对 聚焦 结合 受 经 由于 据 自 当 作为 继 值此 正值 时值 恰逢"))

// notCircumstances begin like one and are none.
var notCircumstances = newIndex(strings.Fields("为期 据悉 经济 经开 结合部 自然 自主 自贸 自行车 受理 当选 当地 经营 经贸 经信 据点 自由 自来"))

// circumstantial reports a clause that only gives a circumstance.
func circumstantial(c string) bool {
	if _, word := notCircumstances.at(c); word != "" {
		return false
	}
	if _, word := circumstances.at(c); word != "" {
		return true
	}
	return strings.HasPrefix(c, "在") && hasAnySuffix(c, "下", "之际", "来临", "前夕", "期间", "背景下", "当天")
}

// within end a phrase that opens with 在 and names an occasion.
var within = strings.Fields("活动上 会议上 会上 仪式上 论坛上 大会上 现场 期间 之际 间隙 途中 时 上 中 后")

// sayings are what somebody does within an occasion that says nothing of the
// activity itself.
var sayings = strings.Fields("表示 强调 指出 要求 认为 提出 介绍 透露 说 致辞 致词 讲话 发言 作讲话 发表讲话 发表致辞 谈到 谈及 提到")

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
			if !strings.HasPrefix(rest[i:], end) || i == 0 {
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

// quoteLen is the length of the quotation that begins the text, 0 for none.
func quoteLen(text string) int {
	closing := ""
	switch {
	case strings.HasPrefix(text, "“"):
		closing = "”"
	case strings.HasPrefix(text, "《"):
		closing = "》"
	default:
		return 0
	}
	if end := strings.Index(text, closing); end > 0 {
		return end + len(closing)
	}
	return 0
}

func hasAnyPrefix(text string, words ...string) bool {
	for _, w := range words {
		if strings.HasPrefix(text, w) {
			return true
		}
	}
	return false
}

func hasAnySuffix(text string, words ...string) bool {
	for _, w := range words {
		if strings.HasSuffix(text, w) {
			return true
		}
	}
	return false
}

// containsAny gives the word of the list that stands first in the text.
func containsAny(text string, words []string) (found string) {
	at := len(text) + 1
	for _, w := range words {
		if i := strings.Index(text, w); i >= 0 && i < at {
			at, found = i, w
		}
	}
	return found
}

// index finds, among the words of a table, the longest one that begins a text.
// It is asked at every character, and nearly always in vain: words stand by the
// last bits of their first character.
type index [1 << 9][]entry

// entry is a word and the row of the table that it stands in.
type entry struct {
	word string
	row  int
}

// newIndex takes the words of each row. Of equal words the earlier row counts.
func newIndex(rows ...[]string) *index {
	var x index
	for row, words := range rows {
		for _, word := range words {
			first, _ := utf8.DecodeRuneInString(word)
			same := x.row(first)
			*same = append(*same, entry{word, row})
		}
	}
	for _, same := range x {
		slices.SortStableFunc(same, func(a, b entry) int { return cmp.Compare(len(b.word), len(a.word)) })
	}
	return &x
}

// row gives the words that may begin with c.
func (x *index) row(c rune) *[]entry { return &x[int(c)&(len(x)-1)] }

// at gives the longest word that begins the text, and its row; "" for none.
func (x *index) at(text string) (row int, word string) {
	first, _ := utf8.DecodeRuneInString(text)
	for _, e := range *x.row(first) {
		if strings.HasPrefix(text, e.word) {
			return e.row, e.word
		}
	}
	return 0, ""
}
