package people

import (
	"strings"

	"shenzheng/parser/text"
)

// clause reads one clause: who is its subject, and which verbs are predicate.
type clause struct {
	*sentence
	s        []rune // up to its end
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
	topic  bool
	done   bool // a verb of this clause has been given
	behind int  // the place behind the last name taken as a subject
	// own are the subjects without the one they are with: 陪同X调研.
	own    []int
	object int // the place behind the last name that is an object
	guest  int // the place behind the last guest
}

// read takes a clause, which may go on with what those did of whom the sentence before
// tells.
func (c *clause) read(carried []int) {
	c.opening = skipOpening(c.s, c.from)
	c.i = c.opening
	if c.i >= c.to {
		return
	}
	pronoun := c.pronoun()
	if !c.speech && c.inverted() {
		return
	}
	if len(carried) > 0 && c.goesOn() {
		c.subjects = carried
	}
	switch { // does the clause keep the subjects of the one before?
	case len(c.subjects) == 0, c.mentionAt(c.i) >= 0, pronoun, c.speech, c.keepsSubject():
		c.head = true
	case c.hanging: // 区委书记黄某,某公司负责人出席: the predicate is shared
		c.search = true
	case !c.hasSubject(): // what is done in words of no list: 逐条回应诉求
	default:
		c.last, c.subjects = c.subjects, nil
	}
	c.walk()
	if c.own != nil {
		c.subjects = c.own
	}
	c.hanging = c.hanging && c.bare()
}

// walk reads the clause word by word.
func (c *clause) walk() {
	for c.i < c.to {
		k, next := c.firstMention(c.i, c.to), c.to
		if k >= 0 {
			next = c.ms[k].start
		}
		if next == c.i {
			c.meet(k)
			continue
		}
		if end := c.guestEnd(c.i); end > c.i && end <= next {
			c.i, c.guest, c.head = end, end, c.head || c.hanging && !c.done // the predicate is shared
			continue
		}
		if c.s[c.i] == '《' {
			c.i = max(c.i+1, bookEnd(c.s, c.i))
			c.head = false
			continue
		}
		c.speech = c.speech && !c.resumes()
		switch {
		case c.speech || len(c.subjects) == 0:
			c.i = next
		case c.head || c.search || c.turns():
			c.step()
		default:
			c.i++
		}
	}
}

// turns reports that another verb may follow, or a book title opens.
func (c *clause) turns() bool {
	return turning.Has(c.s[c.i]) || c.s[c.i-1] == '时' || c.s[c.i-1] == '后' || c.gathers()
}

var turning = text.NewSet("又还并后时、和与及《")

// goesOn reports a sentence without a subject that opens with what the one
// before does next: 随后来到社区, 走访商户.
func (c *clause) goesOn() bool {
	if len(c.subjects) > 0 || c.mentionAt(c.i) >= 0 || newSubjects.At(c.s, c.i) > 0 || inversions.In(c.s[c.i:]) {
		return false
	}
	w := verbsAt(c.s, c.i)
	return goingOn.At(c.s, c.i) > 0 || w.listed > 0 && !isNoun(c.s, c.i, w, true)
}

var (
	goingOn    = text.NewWords("听取 察看 查看 来到 前往 赶赴 走进 深入 先后 实地 逐一 仔细 认真 详细 现场")
	others     = text.NewWords("的有 的还有 的包括 的是")
	inversions = text.NewWords("的有 的还有 的是 召开 举行")
)

// bare reports that nothing but names ends the clause.
func (c *clause) bare() bool {
	last := -1
	for _, k := range c.subjects {
		last = max(last, c.ms[k].end)
	}
	i := c.from
	if at := max(last, c.guest); at >= c.from {
		i = afterName(c.sentence.s, at)
	}
	return i >= c.to || i == c.from && last < i && c.named() || groups.End(c.s[i:]) && !acts(c.s[i:]) || last < c.from && titleWords.End(c.s[i:]) || strings.ContainsRune("、和与及以", c.s[i]) && !acts(c.s[i:])
}

// named reports a clause that only names somebody: 区委书记黄某,演员李某,区长王某出席.
func (c *clause) named() bool {
	for i := c.from; i < c.to; i++ {
		if w := verbsAt(c.s, i); !text.IsHan(c.s[i]) || max(w.word, w.verb) > 1 {
			return false
		}
	}
	return c.to-c.from <= 12
}

// acts reports a predicate of no list among what is said: 与街道签订责任书.
func acts(s []rune) bool {
	for i := range s {
		if w := verbsAt(s, i); w.word > 1 && w.is == 0 && w.verb == 0 && peopleBehind.At(s, i) == 0 {
			return true
		}
	}
	return false
}

// groups end what stands behind a list of names for more people: 等区四套班子领导.
var groups = text.NewWords("领导 领导同志 班子成员 负责人 负责同志 有关同志 代表 人员")

// resumes reports that a quotation is over: 并指出, 同时强调.
func (c *clause) resumes() bool {
	if c.i != c.opening {
		return false
	}
	i := c.i + resuming.Run(c.s, c.i)
	w := verbsAt(c.s, i)
	next := i + w.said
	apart := !text.IsHanAt(c.s, next) || c.s[next] == '要'
	second := c.from > 0 && c.s[c.from-1] == ';'
	switch {
	case w.said == 0:
		return false
	case i > c.i || i > c.from && second:
		return apart || c.s[next] == '了' || w.lemma == "要求"
	}
	return second || apart && resumed.HasWord(w.lemma)
}

var (
	resuming = text.NewWords("并且 并 还 同时 也 还特别 特别")
	resumed  = text.NewWords("强调 指出 要求 表示")
)

// pronoun reads 他 and 她 as the one official of the sentence before, 两人 as the two.
func (c *clause) pronoun() bool {
	who := c.subjects
	if len(who) == 0 {
		who = c.last
	}
	if n := both.At(c.s, c.i); n > 0 && len(who) == 2 && !c.speech {
		c.subjects, c.i = who, c.i+n
		return true
	}
	if c.s[c.i] != '他' && c.s[c.i] != '她' || text.HasPrefix(c.s, c.i+1, "们") || text.HasPrefix(c.s, c.i+1, "的") || len(who) != 1 || c.speech && !statementAhead(c.s, c.i+1) {
		return false
	}
	c.subjects, c.i, c.speech = who, c.i+1, false
	return true
}

var both = text.NewWords("两人 二人 俩人 两位")

// inverted reads 出席活动的还有区委书记黄某, 一同调研的是区长李某.
func (c *clause) inverted() bool {
	k := c.firstMention(c.i, c.to)
	if len(c.subjects) > 0 || k < 0 {
		return false
	}
	w := verbsAt(c.s, c.i)
	if w.listed == 0 {
		w = verbsAt(c.s, c.i+w.word)
	}
	if w.listed == 0 {
		return false
	}
	m := c.ms[k]
	at := m.start
	if m.posted() && m.name > m.post().End {
		at = m.name // 参加活动的区领导有某某
	}
	if at > c.i && c.s[at-1] == ':' {
		at--
	}
	if at-c.i > 40 || at == c.i || !listsWho.End(c.s[c.i:at]) || !text.Contains(c.s[c.i:at], "的") {
		return false
	}
	for end := c.to; k < len(c.ms) && c.ms[k].start <= end; k++ {
		c.ms[k].verbs = with(c.ms[k].verbs, w.lemma)
		if next := afterName(c.sentence.s, c.ms[k].end); next >= end { // a stop in the list
			end = next + listStops.Run(c.sentence.s, next)
		}
	}
	return true
}

// listsWho stand between what was done and who did it.
var (
	listsWho  = text.NewWords("有 是")
	listStops = text.Union(nameJoins, text.NewWords(";"))
)
