package people

import (
	"strings"

	"shenzheng/parser/text"
)

// step reads one word of a clause that has subjects.
func (c *clause) step() {
	s, i := c.s, c.i
	if c.conjunction() || c.given() {
		return
	}
	if c.gathers() {
		c.head, c.nominal = true, false
	}
	if timeWord(s, i) {
		c.nominal = false
		if c.done || s[i] == '后' && i+1 < c.to && (verbsAt(s, i+1).listed > 0 || verbsAt(s, i+1).word > 1) { // behind a phrase of time the predicate goes on
			c.i, c.head, c.search = i+1, true, false
			return
		}
	}
	if c.head && (s[i] == '率' || text.HasPrefix(s, i, "带领")) && c.lead() {
		return
	}
	w, said := verbsAt(s, i), i+quoting.At(s, i)
	switch {
	case w.verb > 0 && negations.Before(s, i, i-c.from) > 0: // 未出席
		c.i, c.head, c.search = i+w.verb, false, false
	case w.said > 0 && c.states(i, w.said):
		c.says(w)
	case w.listed > 0 && (c.head || c.search):
		c.listed(w, i)
	case c.head && said > i && (said >= c.to || s[said] == '“'):
		c.i, c.speech, c.hanging = c.to, true, false
	case c.head && text.HasPrefix(s, i, "关于"):
		c.i += 2
		c.head = false
	case c.head && mannerEnd(s, i) > i:
		c.i = mannerEnd(s, i)
	case c.head && i == c.behind && c.manner(i, w.word): // 上台致辞
	case c.head && w.word > 0: // it belongs to the predicate
		if c.i += w.word; w.word == 4 && text.HasPrefix(s, c.i, "地") {
			c.i++ // 开门见山地
		}
		if w.is&wordSearching != 0 {
			c.search, c.head, c.topic = true, w.is&wordPreposition == 0, w.is&wordTopic != 0
		}
		c.nominal = (c.nominal || w.is&wordNominal != 0) && !text.HasPrefix(s, i, "会后")
	case c.head && i == c.behind && c.adverb(i, 2, 4):
	default:
		c.passOver()
	}
}

// passOver leaves a character that is no word of any list behind.
func (c *clause) passOver() {
	s, i := c.s, c.i
	if c.hanging && !c.done && strings.ContainsRune("、和与及", s[i]) {
		c.search = true // further subjects that are no officials
	}
	if listed := behindNames.At(s, i); c.head && !c.done && s[i] != '所' && (listed > 1 || i == c.behind) {
		c.search = listed == 0 // behind a manner that no list knows, not behind another predicate
	}
	c.i++
	c.head = false
}

var negations = text.NewWords("未 未能 并未 没有 没能 无法 不 不要 不用 不再")

// manner passes a word of those behind names that the predicate only begins.
func (c *clause) manner(i, word int) bool {
	n := behindNames.At(c.s, i)
	return n > word && c.adverb(i, n, n)
}

// adverb passes a word of from to to characters between a name and its verb that is
// no predicate: 某某火速率队, 某某马不停蹄走访企业.
func (c *clause) adverb(i, from, to int) bool {
	for n := from; n <= to && text.IsHanAt(c.s, i) && text.IsHanAt(c.s, i+n-1); n++ {
		if n == 3 && from < to && c.s[i+2] != '着' {
			continue // but 微笑着
		}
		if w := verbsAt(c.s, i+n); w.listed > 0 && !isNoun(c.s, i+n, w, true) || w.word > 1 && w.is&wordSearching != 0 {
			c.i = i + n
			return true
		}
	}
	return false
}

// given counts 作…报告 and the like.
func (c *clause) given() bool {
	if remarkEnd(c.s, c.i) == c.to && !text.HasSuffix(c.s, "介绍") {
		c.i, c.head, c.search = c.to, false, false // 作检查汇报
		return true
	}
	lemma, end := speechAt(c.s, c.i)
	if lemma != "" {
		c.count(lemma, end)
	}
	return lemma != ""
}

// timeWord reports 时 and 后 that end a phrase of time: 调研时与职工座谈.
func timeWord(s []rune, i int) bool {
	return (s[i] == '时' || s[i] == '后') && i > 0 && !notTime.Has(s[i-1]) && (i+1 >= len(s) || !notTimeNext.Has(s[i+1]))
}

var (
	notTime     = text.NewSet("小及同按临实准平定当最今前背先落届")
	notTimeNext = text.NewSet("间代尚段期装刻光空政节讯续勤海备方面台疫")
)

// listed counts the verb of the list at s[i], or passes it over as a noun.
func (c *clause) listed(w *verbWords, i int) {
	end := i + w.listed
	switch {
	case c.ofGuests(i, end), !c.head && c.bids(i), c.nominal && w.nominal && !(w.lemma == "考察" && text.HasSuffix(c.s[:i], "学习")), c.noun(i, w), c.topic && !c.head && shows(c.s[end:]):
		c.i, c.head = end, false
		return
	}
	c.count(w.lemma, end)
	switch w.lemma {
	case "出席", "参加", "主持", "见证":
		c.nominal = true
	case "率队", "带队", "陪同":
		c.search = true
	}
	if text.HasPrefix(c.s, end, "的") { // 由某某带队的代表团: what it does is not his
		c.i, c.head, c.search, c.nominal = end+1, false, false, false
	}
}

// count gives a verb and lets another follow at once.
func (c *clause) count(lemma string, end int) {
	for _, k := range c.subjects {
		c.ms[k].verbs = with(c.ms[k].verbs, lemma)
	}
	c.hanging = false
	c.i = end
	c.head, c.search, c.nominal, c.done = true, false, false, true
}

// noun reports that the listed verb w at s[i] is a part of a noun. A name
// that ends in 大 right before it is no 大 of 大调研. 由某某主持的会议 says
// that he does.
func (c *clause) noun(i int, w *verbWords) bool {
	s := c.s
	if i == c.behind && text.HasPrefix(s, i+w.listed, "的") {
		return false
	}
	if !c.head && !w.firm && ((c.topic || insidePhrase(s, i)) && meetingNamed(s, i+w.listed) || s[i-1] == '在' && text.HasPrefix(s, i+w.listed, "现场")) {
		return true
	}
	if k := c.seek(i); k > 0 && c.ms[k-1].end == i {
		s, i = s[i:], 0
	}
	return isNoun(s, i, w, c.head || !c.topic)
}

// meetingNamed reports that what stands before s[i] begins the name of a meeting:
// 在检查工作动员会上, 就调研座谈会精神作部署.
func meetingNamed(s []rune, i int) bool {
	for k := i; k < i+16 && text.IsHanAt(s, k) && !strings.ContainsRune("了的并和时后", s[k]); k++ {
		if of := k + 1 + meetingTails.At(s, k+1); s[k] == '会' && of > k+1 {
			return true
		}
	}
	return false
}

// meetingTails stand behind the 会 of a name.
var meetingTails = text.NewWords("上 精神 议上 议精神")

// gathers reports what a meeting is held for: 召开会议部署防汛工作.
func (c *clause) gathers() bool {
	return c.done && text.HasPrefix(c.s, c.i, "部署") && gathered.End(c.s[:c.i])
}

var gathered = text.NewWords("会议 会议研究 会议专题研究 会议再次")

// ofGuests reports a verb that tells who is received: 会见来深参加论坛的嘉宾.
func (c *clause) ofGuests(i, end int) bool {
	hosted := hostVerbs.Before(c.s, i, i-c.from) > 0 || hostVerbs.In(c.s[max(c.from, i-7):i]) || text.OfGuests(c.s[max(c.from, c.behind):i], c.s[end:])
	return hosted && guestVerbs.Has(c.s[i:end]) && text.Contains(c.s[end:], "的")
}

var (
	guestVerbs = text.NewWords("参加 出席 参观 考察 见证")
	hostVerbs  = text.NewWords("会见 慰问 看望 拜会 接见 接待 欢迎 感谢 会晤 勉励 鼓励 叮嘱")
)

// bids reports that the subjects have others do what is told at i: 派出工作组走访.
func (c *clause) bids(i int) bool {
	for k := max(c.behind, c.opening); k < i; k++ {
		if n := bidding.At(c.s, k); n > 0 && !text.HasPrefix(c.s, k+n, "基金") { // 引导基金
			return agents.In(c.s[k+n:i]) || bodyTails.In(c.s[k+n:i])
		}
	}
	return false
}

var bidding = text.NewWords("派出 选派 安排 邀请 希望 勉励 鼓励 欢迎 号召 呼吁 叮嘱 嘱咐 督促 动员 发动 引导 支持 感谢")

// conjunction reads 并, 和 and 、 before a further verb of the predicate.
func (c *clause) conjunction() bool {
	i := c.i
	switch c.s[i] {
	case '并':
		c.i += resuming.At(c.s, i) // 并 and 并且
		c.nominal = false
	case '后', '、', '和', '及', '又', '还':
		w := verbsAt(c.s, i+1)
		listed := c.s[i] == '、' && !c.bids(i) && (w.listed > 0 && text.IsHanAt(c.s, i+1+w.listed) && !isNoun(c.s, i+1, w, false) || c.done && withOthers.At(c.s, i+1) > 0) // 听取汇报、慰问职工, 走访商户、与居民座谈
		if !listed && (!c.done || c.nominal && c.s[i] != '后' || w.listed == 0) {
			return false
		}
		c.i++
		c.head, c.nominal = true, c.nominal && !listed && c.s[i] != '后'
		return true
	default:
		return false
	}
	c.head, c.search = true, false
	return true
}

// withOthers open what is done with or for others.
var withOthers = text.NewWords("与 同 为 向 发表讲话 发表致辞 作讲话 作报告 作动员")

// lead reads who leads others somewhere: 率X赴Y and 率X走访Y, 带领X到Y.
func (c *clause) lead() bool {
	if ownLead.At(c.s, c.i) > 0 || c.i > 0 && text.IsHan(c.s[c.i-1]) && rateNext.At(c.s, c.i) > 0 {
		return false // also 签约率已提高到九成
	}
	lemma, all := "率队", c.sentence.s
	if text.HasPrefix(c.s, c.i, "带领") {
		lemma = "带队"
	}
	s := all[:c.ledTo()]
	for i := c.i + 1; i < len(s) && i < c.i+lookAround; i++ {
		w := verbsAt(s, i)
		if destinations.At(s, i) > 0 || i < c.to && w.listed > 0 && !isNoun(s, i, w, false) && lemma == "率队" {
			if i > c.to {
				c.to = stopAfter(all, i, isStopOfEither)
				c.s = all[:c.to]
			}
			c.count(lemma, i)
			return true
		}
	}
	next := c.to + 1 + inTurn.Run(all, c.to+1)
	w := verbsAt(all, next)
	if next < len(all) && all[c.to] == ',' && (destinations.At(all, next) > 0 || w.listed > 0 && !isNoun(all, next, w, true)) {
		c.count(lemma, c.to) // 率某局负责人,到企业调研
		return true
	}
	return false
}

// hear takes in the list of those whose report is heard, from m on, with its
// commas: 听取区委常委某某,副区长某某关于防汛工作的汇报.
func (c *clause) hear(m *mention) {
	if !hearing.End(c.s[c.from:m.start]) {
		return
	}
	all, to := c.sentence.s, c.ledTo()
	if last := c.ms[c.seek(to)-1]; to > c.to && reported.At(all, afterName(all, last.end)) > 0 {
		c.to, c.s = to, all[:to]
	}
}

var (
	hearing  = text.NewWords("听取 听取了")
	reported = text.NewWords("关于 的 汇报 作 就 所作")
)

// ledTo is the end of the clause, behind the commas in a list of who is led:
// 率区委办主任某某,副区长某某赴东莞. It looks no farther than lead does.
func (c *clause) ledTo() int {
	all := c.sentence.s
	to, limit := c.to, min(len(all), c.i+lookAround)
	for to+1 < limit && all[to] == ',' {
		k := c.mentionAt(to + 1)
		if k < 0 || c.ms[k].end >= limit {
			break
		}
		to = stopAfter(all[:limit], c.ms[k].end, isStopOfEither)
	}
	return to
}

var (
	destinations = text.NewWords("赴 到 前往 来到 走进 深入 赶赴 奔赴 开展 围绕")
	rateNext     = text.NewWords("率已 率达 率为 率从 率超 率提 率由 率比 率较 率同 率增 率均 率不 率保 率稳")
	ownLead      = text.NewWords("率队 率团 率先 率领的 带领的")
	inTurn       = text.NewWords("先后 分别")
)
