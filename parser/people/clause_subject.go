package people

import (
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// meet takes a mention: as a subject, beside the subjects, or as an object.
func (c *clause) meet(k int) {
	m := c.ms[k]
	after := afterName(c.s, m.end)
	if end := c.delegated(m, after); end > 0 {
		m.delegated = true
		c.i = end
		return
	}
	if end := max(c.below(k), c.within(m, after)); end > 0 {
		c.i, c.head = end, true
		return
	}
	led, aside := len(c.subjects) > 0, m.start > 0 && c.s[m.start-1] == '(' // 某某调研园区(区领导某某参加)
	before := c.relation(m.start)
	if (before == relJoined || before == relFree) && c.object > 0 && nameJoins.At(c.s, c.object) == m.start-c.object {
		before = relObject // 代表书记某某、区长某某
	}
	switch {
	case before == relJoined && led && !c.speech:
		if c.own == nil && occasionWith.End(c.s[c.from:m.start]) {
			c.own = c.subjects
		}
		c.join(k)
		c.hanging = c.hanging || !c.done
	case before == relObject:
		c.meetObject(k, after)
		return
	case before == relListed && c.done && !c.speech && verbsAt(c.s, after).listed > 0: // 由某某主持、某某出席, 某某带队赴甲地、某某带队赴乙地
		c.own = append(slices.Clip(c.subjects), k)
		c.subjects, c.hanging = []int{k}, true
	case before == relFree && led && !aside && (c.done || c.speech && m.start > c.opening),
		before == relListed && c.done && !c.speech: // in an object's list
		c.i, c.head = after, false
		return
	case c.hanging && !c.speech && before != relAgent && !aside:
		c.join(k)
	default:
		c.subjects = []int{k}
		c.hanging = true
	}
	c.hanging = c.hanging && !(m.former && m.name < m.post().Start) // 某某任区委书记,区长某某主持
	c.speech, c.done, c.nominal = false, false, false
	c.i, c.head, c.search = after, true, after > m.end || c.search && before == relJoined
	c.behind = after
}

// meetObject takes a mention as an object, behind which after begins.
func (c *clause) meetObject(k, after int) {
	m := c.ms[k]
	pivot := len(c.subjects) > 0 && accompanied.End(c.s[c.from:m.start]) // both share its verbs
	if pivot {
		if c.own == nil {
			c.own = c.subjects
		}
		c.join(k)
	} else {
		c.object = after
		c.hear(m)
	}
	c.i, c.head, c.search = after, pivot, c.search && !c.done && !text.HasSuffix(c.s[:m.start], "了")
}

// occasionWith open an occasion that somebody shares: 在与某某座谈时.
var occasionWith = text.NewWords("在与 在同 在和")

// join adds a mention to the subjects.
func (c *clause) join(k int) {
	if len(c.subjects) < maxSubjects {
		c.subjects = append(slices.Clip(c.subjects), k)
	}
}

// relation is how a mention hangs together with what stands before it.
type relation uint8

const (
	relFree   relation = iota
	relJoined          // 与, 和, 、 behind a subject
	relListed          // 、 behind something else
	relObject          // behind a verb that takes it as its object
	relAgent           // 由
)

// relation judges by the word that ends right before i.
func (c *clause) relation(i int) relation {
	s := c.s
	for i > c.from && text.IsSpace(s[i-1]) {
		i--
	}
	led := len(c.subjects) > 0
	before := s[c.from:i]
	if len(before) == 0 {
		return relFree
	}
	last := before[len(before)-1]
	switch {
	case joining.End(before):
		return relJoined
	case led && delegating.End(before):
		return relAgent // 委托区长某某主持会议
	case accompanied.End(before):
		return relObject
	case joiners.Has(last) && c.done:
		return relListed
	case joiners.Has(last):
		return relJoined
	case strings.ContainsRune("由让请", last):
		return relAgent
	case objectRunes.Has(last) && (led || strings.ContainsRune("受向给", last) || objectVerbs.Before(s, i-1, 3) > 0):
		return relObject
	case objectVerbs.Before(s, i, min(3, i-c.from)) > 0:
		return relObject
	}
	return relFree
}

var (
	joining     = text.NewWords("叫上 带上 拉上 会同 携手 联合 以及 连同")
	delegating  = text.NewWords("委托 委派 指派 派 派出 安排 责成 交代 指定 授权")
	accompanied = text.NewWords("陪同 随同")
	joiners     = text.NewSet("、和与同及跟携暨偕")
	objectRunes = text.NewSet("对向给为受随了见访陪据于被代替读")
)

// objectVerbs take a person as their object.
var objectVerbs = text.NewWords("叫来 喊来 找来 请来 叫住 听取 拜会 会见 会晤 陪同 走访 慰问 接待 采访 代表 感谢 拜访 看望 邀请 专访 约谈 接见 问候 跟随 随同 欢迎 对话 率领 带领 见证 委托 传达 学习 贯彻 落实 宣读 根据 按照")

// delegated reads 受区委书记黄某委托 and gives the place behind it, or that of
// the next mention, which may be delegating as well.
func (c *clause) delegated(m *mention, after int) int {
	if !text.Contains(c.s[max(c.from, m.start-lookAround):m.start], "受") {
		return 0
	}
	for i := after; i < c.to && i < after+16; i++ {
		n := delegations.At(c.s, i)
		if n == 0 || i > after && c.firstMention(after, i) < 0 && c.s[after] != '的' {
			continue
		}
		if k := c.firstMention(m.end, i+n); k >= 0 {
			return c.ms[k].start
		}
		return i + n
	}
	return 0
}

var delegations = text.NewWords("委托 委派 之托 指派")

// below reads 在X的见证下 and gives the place behind it.
func (c *clause) below(k int) int {
	m := c.ms[k]
	for i := m.end; i < c.to && i < m.end+lookAround; i++ {
		if c.s[i] != '下' || notBelow.At(c.s, i) > 0 {
			continue
		}
		verb := i - belowVerbs.Before(c.s, i, 2)
		if verb == i || verb < m.end || !c.onlyNames(m.end, verb) && nameJoins.At(c.s, m.end) == 0 {
			return 0 // but 在区长某某、某公司董事长某某见证下
		}
		for ; k < len(c.ms) && c.ms[k].start < i; k++ {
			if w := verbsAt(c.s, verb); w.listed > 0 {
				c.ms[k].verbs = with(c.ms[k].verbs, w.lemma)
			}
		}
		return i + 1
	}
	return 0
}

// within reads 在X主持的座谈会上 and 在X来福田调研期间, where the subjects do
// something else, and gives the place behind it.
func (c *clause) within(m *mention, after int) int {
	if m.start == 0 || c.s[m.start-1] != '在' {
		return 0
	}
	lemma, of := "", after
	for i := after; i < c.to && c.mentionAt(i) < 0; i++ {
		n := spans.At(c.s, i)
		if (c.s[i] == '上' || c.s[i] == '中') && meetings.Before(c.s, i, i-of) > 0 || c.s[i] == '时' && timeWord(c.s, i) {
			n = 1
		}
		switch w := verbsAt(c.s, i); {
		case lemma == "" && w.listed > 0:
			lemma, of = w.lemma, i+w.listed
		case lemma != "" && n > 0:
			m.verbs = with(m.verbs, lemma)
			return i + n
		}
	}
	return 0
}

var (
	spans    = text.NewWords("期间 之际 过程中")
	meetings = text.NewWords("会 会议 活动 仪式 论坛 调研 考察")
)

// belowVerbs stand before 下; what the list has of them is what is done.
var belowVerbs = text.NewWords("见证 陪同 主持 指挥 带领 率领 带队 部署 督导 领导 介绍 指导 推动 支持 关心 邀请")

// onlyNames reports that nothing but names and 等, 的, 共同 stands between.
func (c *clause) onlyNames(i, end int) bool {
	for i < end {
		if k := c.mentionAt(i); k >= 0 {
			i = c.ms[k].end
		} else if !strings.ContainsRune("、和与及等的 人共同一行志领导嘉宾区市亲自直接", c.s[i]) {
			return false
		} else {
			i++
		}
	}
	return true
}
