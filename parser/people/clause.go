package people

import (
	"strings"

	"shenzheng/parser/text"
)

// clause reads one clause: who is its subject, and which verbs are predicate.
type clause struct {
	*sentence
	from, to int
	opening  int // behind the words that tell nothing of the subject
	i        int
	// head: a verb here is a predicate, not part of an object.
	head bool
	// search: the first verb further on in the clause is one, as in 赴福田区调研.
	search bool
	// nominal: behind 出席 and 参加 a verb is a noun, until 并.
	nominal bool
	// topic: the search is for the verb behind 就 or 围绕.
	topic bool
	done  bool // a verb of this clause has been given
	// behind is the place behind the last name taken as a subject; agent: 由
	// stands before it.
	behind int
	agent  bool
	// carried are the subjects of the sentence before, which one that opens with
	// what they do next may go on with.
	carried []int
	// own are the subjects without the one they are with: 陪同X调研.
	own []int
}

// goesOn reports a sentence without a subject that opens with what the one
// before does next: 随后来到社区, 走访商户.
func (c *clause) goesOn() bool {
	s := c.s[:c.to]
	if len(c.subjects) > 0 || c.mentionAt(c.i) >= 0 || newSubjects.At(s, c.i) > 0 || inversions.In(s[c.i:]) {
		return false
	}
	w := verbsAt(s, c.i)
	return goingOn.At(s, c.i) > 0 || w.lemma != nil && !isNoun(s, c.i, w, true)
}

var (
	goingOn    = text.NewWords("来到 前往 赶赴 走进 深入 先后 实地 逐一 仔细 认真 详细 现场")
	inversions = text.NewWords("的有 的还有 的是 召开 举行")
)

// person reports a clause that only names somebody who is no official:
// 汕尾市委书记某某, 全国政协委员某某、某某.
func (c *clause) person() bool {
	s := c.s[:c.to]
	if c.done || c.to-c.from > maxOrg {
		return false
	}
	for i := c.from; i < c.to; i++ {
		if t := titleAt(s, i); t != nil && namesOnly(s[i+t.length:]) {
			return true
		}
	}
	return false
}

// namesOnly reports that s is names joined by 、 or 和 and nothing else.
func namesOnly(s []rune) bool {
	names := strings.FieldsFunc(string(s), func(c rune) bool { return strings.ContainsRune("、和与及 ", c) })
	for _, name := range names {
		if n := text.Len(name); n < 2 || n > 4 || surnameAt([]rune(name), 0) == 0 {
			return false
		}
	}
	return len(names) > 0
}

// bare reports that nothing but names ends the clause.
func (c *clause) bare() bool {
	last := -1
	for _, k := range c.subjects {
		last = max(last, c.ms[k].end)
	}
	i := afterName(c.s, last)
	if last < c.from {
		i = c.from
	}
	return i >= c.to || groups.End(c.s[i:c.to]) || c.s[i] == '、' || c.s[i] == '和' || c.s[i] == '与' || c.s[i] == '及' || c.s[i] == '以'
}

// groups end what stands behind a list of names for more people: 等区四套班子领导.
var groups = text.NewWords("领导 领导同志 班子成员 负责人 负责同志 有关同志 代表 人员")

// skipOpening skips words that tell nothing of the subject.
func skipOpening(s []rune, i int) int {
	for i < len(s) {
		if w := neutralWords.Match(s, i); w != "" {
			i += text.Len(w)
			continue
		}
		if n := dateLength(s, i); n > 0 {
			i += n
			continue
		}
		if w := verbsAt(s, i); w.lemma != nil && text.HasPrefix(s, i+w.listed, "中") && during(s, i+w.listed+1) {
			i += w.listed + 1 // 会见中
			continue
		}
		if text.IsHan(s[i]) || text.IsLetter(s[i]) || text.IsDigit(s[i]) || s[i] == '《' {
			return i
		}
		i++
	}
	return i
}

// dateLength gives the length of a calendar date at s[i], roughly: it only
// has to be passed over.
func dateLength(s []rune, i int) int {
	k, day := i, false
	for k < len(s) && (text.IsDigit(s[k]) || s[k] == '年' || s[k] == '月' || s[k] == '日' || s[k] == '号' || k > i && (s[k] == '至' || s[k] == '-')) {
		day = day || s[k] == '月' || s[k] == '日' || s[k] == '号'
		k++
	}
	if !day || !text.IsDigit(s[i]) {
		return 0
	}
	return k - i
}

// open decides whether the clause keeps the subjects of the one before.
func (c *clause) open() {
	if len(c.subjects) == 0 || c.mentionAt(c.i) >= 0 {
		c.head = true
		return
	}
	if c.speech {
		c.head = true
		return
	}
	if c.keepsSubject() {
		c.head = true
		return
	}
	if c.hanging { // 区委书记黄某,某公司负责人出席: the predicate is shared
		c.search = true
		return
	}
	c.last, c.subjects = c.subjects, nil
}

// keepsSubject reports that the clause opens with a predicate.
func (c *clause) keepsSubject() bool {
	s, i := c.s[:c.to], c.i
	if newSubjects.Match(s, i) != "" {
		return false
	}
	if end := mannerEnd(s, i); end > i {
		i = end
	}
	w := verbsAt(s, i)
	if w.lemma != nil {
		return !isNoun(s, i, w, true)
	}
	if text.HasPrefix(s, i, "分别") {
		return len(c.subjects) > 1
	}
	return w.word > 0 && w.is&wordNotOpening == 0
}

// newSubjects open a clause with a subject of its own though a predicate
// could begin in the same way.
var newSubjects = text.NewWords("与会 参会 双方 会议 活动 仪式 论坛 大会 座谈会 企业 项目 各 他们 大家 该 此次 这 那 本次 全区 全市 代表们 参加人员 参会人员 在场 随行 同行 到场的 为期 说明 上海 对方 来自 来访 当地 被 由 是 有 因 标志着 上线 上级 联合国 经济 走访组 见义勇为 会见厅")

// resumes reports that a quotation is over: 并指出, 同时强调.
func (c *clause) resumes() bool {
	s := c.s[:c.to]
	if c.i != c.opening {
		return false
	}
	i := c.i
	for w := resuming.Match(s, i); w != ""; w = resuming.Match(s, i) {
		i += text.Len(w)
	}
	words := verbsAt(s, i)
	w := words.statement
	if w == "" {
		return false
	}
	next := i + words.said
	if i > c.i || i > c.from && c.from > 0 && c.s[c.from-1] == ';' {
		return !text.IsHanAt(s, next) || s[next] == '要' || s[next] == '了' || w == "要求"
	}
	if c.from > 0 && c.s[c.from-1] == ';' {
		return true
	}
	return (w == "强调" || w == "指出" || w == "要求" || w == "表示") && (!text.IsHanAt(s, next) || s[next] == '要')
}

var resuming = text.NewWords("并且 并 还 同时 也 还特别 特别")

// pronoun reads 他 and 她 as the one official of the sentence before.
func (c *clause) pronoun() bool {
	s := c.s[:c.to]
	if s[c.i] != '他' && s[c.i] != '她' || text.HasPrefix(s, c.i+1, "们") || text.HasPrefix(s, c.i+1, "的") {
		return false
	}
	who := c.subjects
	if len(who) == 0 {
		who = c.last
	}
	if len(who) != 1 {
		return false
	}
	i := c.i + 1
	if !statementAhead(s, i) && !c.speech {
		c.subjects, c.i, c.head = who, i, true
		return false
	}
	if statementAhead(s, i) {
		c.subjects, c.speech = who, false
		c.i, c.head = i, true
	}
	return false
}

// inverted reads 出席活动的还有区委书记黄某.
func (c *clause) inverted() bool {
	if len(c.subjects) > 0 {
		return false
	}
	k := c.firstMention(c.i, c.to)
	if k < 0 {
		return false
	}
	l := lemmaAt(c.s[:c.to], c.i)
	if l == nil {
		return false
	}
	m := c.ms[k]
	if m.start-c.i > 40 || m.start == c.i || c.s[m.start-1] != '有' || !text.Contains(c.s[c.i:m.start], "的") {
		return false
	}
	for ; k < len(c.ms) && c.ms[k].start < c.to; k++ {
		c.giveTo(k, l.lemma)
	}
	return true
}

// mannerEnd gives the place behind an adverb that ends in 地 right before a
// verb, or i: 饶有兴趣地考察.
func mannerEnd(s []rune, i int) int {
	for k := i + 1; k < len(s) && k < i+7 && text.IsHan(s[k]); k++ {
		if w := verbsAt(s, k+1); s[k] == '地' && !grounds.Has(s[k-1]) && (w.word > 0 || w.lemma != nil || w.said > 0) {
			return k + 1
		}
	}
	return i
}

// grounds make 地 a place: 工地.
var grounds = text.NewSet("工基场各当实属阵绿土山外本两的天内驻产林湿高异田营")

// count gives a verb and lets another follow at once.
func (c *clause) count(lemma string, end int) {
	c.give(lemma)
	c.i = end
	c.head, c.search, c.nominal, c.done = true, false, false, true
}
