package people

import "shenzheng/parser/text"

// step reads one word of a clause that has subjects.
func (c *clause) step() {
	s, i := c.s[:c.to], c.i
	if c.conjunction() {
		return
	}
	if c.given() || c.moment() || c.head && (s[i] == '率' || text.HasPrefix(s, i, "带领")) && c.lead() {
		return
	}
	w := verbsAt(s, i)
	if w.said > 0 && c.states(i, w.said) {
		c.i += w.said
		c.say(w.statement, !text.HasPrefix(s, c.i, "了") && !(w.statement == "表示" && thanks(s, c.i)))
		c.done, c.head, c.search, c.nominal = true, false, false, false
		return
	}
	if w.lemma != nil && (c.head || c.search) {
		c.listed(w, i)
		return
	}
	switch {
	case c.head && (text.IsDigit(s[i]) || s[i] == '月' || s[i] == '日' || s[i] == '号' || text.IsSpace(s[i])):
		c.i++
	case c.head && c.quotes(i):
		c.i, c.speech, c.hanging = c.to, true, false
	case c.head && text.HasPrefix(s, i, "关于"):
		c.i += 2
		c.head = false
	case c.head && mannerEnd(s, i) > i:
		c.i = mannerEnd(s, i)
	case c.head && w.word > 0:
		c.pass(w)
	case c.head && s[i] == '“' && c.manner(i), c.head && i == c.behind && c.adverb(i):
	case s[i] == '的':
		c.i++
		c.head = false
	case c.search && w.word > 1:
		c.i += w.word
	default:
		if c.hanging && !c.done && (s[i] == '、' || s[i] == '和' || s[i] == '与' || s[i] == '及') {
			c.search = true // further subjects that are no officials
		}
		c.i++
		c.head = false
	}
}

// manner passes a quoted manner right before a verb: “零距离”接访.
func (c *clause) manner(i int) bool {
	s := c.s[:c.to]
	for k := i + 1; k+1 < len(s) && k < i+14; k++ {
		if s[k] == '”' {
			if lemmaAt(s, k+1) == nil {
				return false
			}
			c.i = k + 1
			return true
		}
	}
	return false
}

// quotes reports a word before a quotation that is none of the statements.
func (c *clause) quotes(i int) bool {
	n := quoting.At(c.s, i)
	return n > 0 && (i+n >= c.to || c.s[i+n] == '“')
}

var quoting = text.NewWords("说 说道 称 坦言 直言 写道 笑言 感慨")

// adverb passes a word that no list knows between a name and its verb:
// 某某火速率队, 某某马不停蹄走访企业.
func (c *clause) adverb(i int) bool {
	s := c.s[:c.to]
	for n := 2; n <= 4 && i+n < len(s); n += 2 {
		if !text.IsHan(s[i+n-2]) || !text.IsHan(s[i+n-1]) {
			return false
		}
		if w := verbsAt(s, i+n); w.lemma != nil && !isNoun(s, i+n, w, true) || w.word > 1 && w.is&wordSearching != 0 {
			c.i = i + n
			return true
		}
	}
	return false
}

// given counts 作…报告 and the like.
func (c *clause) given() bool {
	if !c.head && !c.search || !givingRunes.Has(c.s[c.i]) {
		return false
	}
	if text.HasPrefix(c.s, c.i, "作") && remarks.End(c.s[c.i:c.to]) {
		c.i, c.head, c.search = c.to, false, false // 作检查汇报
		return true
	}
	lemma, end := speechAt(c.s[:c.to], c.i)
	if lemma != "" {
		c.count(lemma, end)
	}
	return lemma != ""
}

// remarks are given with 作 and are no speeches of the list.
var remarks = text.NewWords("发言 汇报 交流 点评 说明 表态")

// moment passes a phrase of time, behind which the predicate goes on.
func (c *clause) moment() bool {
	if !timeWord(c.s[:c.to], c.i) {
		return false
	}
	c.nominal = false
	if c.done {
		c.i++
		c.head, c.search = true, false
	}
	return c.done
}

// timeWord reports 时 and 后 that end a phrase of time: 调研时与职工座谈.
func timeWord(s []rune, i int) bool {
	if s[i] != '时' && s[i] != '后' || i == 0 {
		return false
	}
	return !notTime.Has(s[i-1]) && (i+1 >= len(s) || !notTimeNext.Has(s[i+1]))
}

var (
	notTime     = text.NewSet("小及同按临实准平定当最今前背先落届")
	notTimeNext = text.NewSet("间代尚段期装刻光空政节讯续勤海备方面台疫")
)

// pass steps over a word that belongs to the predicate.
func (c *clause) pass(w *verbWords) {
	c.i += w.word
	if w.is&wordSearching != 0 {
		c.search = true
		c.head = w.is&wordPreposition == 0
		c.topic = w.is&wordTopic != 0
	}
	if w.is&wordNominal != 0 {
		c.nominal = true
	}
}

// listed counts the verb of the list at s[i], or passes it over as a noun.
func (c *clause) listed(w *verbWords, i int) {
	s, l, end := c.s[:c.to], w.lemma, i+w.listed
	if c.ofGuests(i, end) {
		c.i, c.head = end, false
		return
	}
	if c.nominal && l.nominal || c.noun(i, w) {
		c.i = end
		c.head = false
		return
	}
	if !c.head && l.lemma == "讲话" && !speechEnds(s, end) {
		c.i = end
		return
	}
	c.count(l.lemma, end)
	switch l.lemma {
	case "出席", "参加", "主持":
		c.nominal = true
	case "率队", "带队", "陪同":
		c.search = true
	}
	if text.HasPrefix(s, end, "的") { // 由某某带队的代表团: what it does is not his
		c.i, c.head, c.search, c.nominal = end+1, false, false, false
	}
}

// noun reports that the listed verb w at s[i] is a part of a noun. A name
// that ends in 大 right before it is no 大 of 大调研. 由某某主持的会议 says
// that he does.
func (c *clause) noun(i int, w *verbWords) bool {
	s := c.s[:c.to]
	if c.agent && i == c.behind && text.HasPrefix(s, i+w.listed, "的") {
		return false
	}
	if c.seek(i); c.next > 0 && c.ms[c.next-1].end == i {
		s, i = s[i:], 0
	}
	return isNoun(s, i, w, c.head || !c.topic)
}

// thanks reports what 表示 shows and does not quote: 表示热烈欢迎并介绍….
func thanks(s []rune, i int) bool {
	if w := warmly.Match(s, i); w != "" {
		i += text.Len(w)
	}
	w := courtesies.Match(s, i)
	return w != "" && (i+text.Len(w) >= len(s) || s[i+text.Len(w)] == '并' || s[i+text.Len(w)] == '和')
}

var (
	warmly     = text.NewWords("热烈 衷心 诚挚 由衷 高度 充分 亲切 真诚 深切")
	courtesies = text.NewWords("欢迎 感谢 祝贺 赞赏 敬意 慰问 问候 肯定 认可 谢意")
)

// ofGuests reports a verb that tells who is received: 会见来深参加论坛的嘉宾.
func (c *clause) ofGuests(i, end int) bool {
	if !c.done || !guestVerbs.Has(c.s[i:end]) || !text.Contains(c.s[end:c.to], "的") {
		return false
	}
	for k := i; k > c.from && k > i-6; k-- {
		if hostVerbs.Before(c.s, k, 2) > 0 {
			return true
		}
	}
	return false
}

var (
	guestVerbs = text.NewWords("参加 出席 参观 考察 见证")
	hostVerbs  = text.NewWords("会见 慰问 看望 拜会 接见 接待 欢迎 感谢 会晤")
)

// states reports that the statement verb at s[i] is the predicate.
func (c *clause) states(i, n int) bool {
	s := c.s[:c.to]
	if c.nominal || i > 0 && s[i-1] == '的' || i+n < len(s) && s[i+n] == '的' {
		return false
	}
	if c.head {
		return true
	}
	if !c.search {
		return i > c.from && timeWord(s, i-1) // 接受采访时透露
	}
	switch s[i-1] {
	case '中', '时', '后', '上', '还', '也', '并', '间':
		return true
	}
	return !text.HasPrefix(s, i, "要求") || predicateWords.Before(s, i, 2) > 1 && prepositions.Before(s, i, 2) == 0 && !text.HasPrefix(s, i-2, "提出")
}

// conjunction reads 并, 和 and 、 before a further verb of the predicate.
func (c *clause) conjunction() bool {
	s, i := c.s[:c.to], c.i
	switch s[i] {
	case '并':
		switch {
		case text.HasPrefix(s, i+1, "且"):
			c.i += 2
		case text.HasPrefix(s, i+1, "购"), text.HasPrefix(s, i+1, "网"), text.HasPrefix(s, i+1, "联"):
			return false
		default:
			c.i++
		}
	case '后', '、', '和', '及':
		if !c.done || c.nominalBefore() || lemmaAt(s, i+1) == nil {
			return false
		}
		c.i++
		c.head = true
		return true
	default:
		return false
	}
	c.head, c.search, c.nominal = true, false, false
	return true
}

// nominalBefore reports that what stands before is the object of 出席.
func (c *clause) nominalBefore() bool { return c.nominal && c.s[c.i] != '后' }
