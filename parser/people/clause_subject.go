package people

import "shenzheng/parser/text"

// meet takes a mention: as a subject, beside the subjects, or as an object.
func (c *clause) meet(k int) {
	m := c.ms[k]
	s := c.s[:c.to]
	after := afterName(s, m.end)
	if end := c.delegated(m, after); end > 0 {
		c.deeds[k].delegated = true
		c.i = end
		return
	}
	if end := c.below(k); end > 0 {
		c.i = end
		c.head = true
		return
	}
	before := c.relation(m.start)
	switch {
	case before == relJoined && len(c.subjects) > 0 && !c.speech:
		c.join(k)
		if !c.done {
			c.hanging = true
		}
	case before == relObject:
		if c.pivot(m.start) {
			if c.own == nil {
				c.own = c.subjects
			}
			c.join(k)
		}
		c.i, c.head, c.search = after, c.pivot(m.start), c.search && !c.done
		return
	case before == relFree && (c.done || c.speech && m.start > c.opening) && len(c.subjects) > 0:
		c.i, c.head = after, false
		return
	case before == relListed && c.done && !c.speech: // in an object's list
		c.i, c.head = after, false
		return
	case c.hanging && !c.speech && before != relAgent:
		c.join(k)
	default:
		c.subjects = []int{k}
		c.hanging = true
	}
	c.speech, c.done, c.nominal = false, false, false
	c.i, c.head, c.search = after, true, after > m.end || c.search && before == relJoined
	c.behind, c.agent = after, before == relAgent
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
	if i <= c.from {
		return relFree
	}
	if i-c.from >= 2 {
		for _, w := range [...]string{"会同", "携手", "联合", "以及", "连同"} {
			if text.HasSuffix(s[c.from:i], w) {
				return relJoined
			}
		}
		if len(c.subjects) > 0 && (text.HasSuffix(s[c.from:i], "委托") || text.HasSuffix(s[c.from:i], "委派")) {
			return relAgent // 委托区长某某主持会议
		}
		if text.HasSuffix(s[c.from:i], "陪同") || text.HasSuffix(s[c.from:i], "随同") {
			return relObject
		}
	}
	switch s[i-1] {
	case '、', '和', '与', '同', '及', '跟', '携', '暨', '偕':
		if c.done {
			return relListed
		}
		return relJoined
	case '由', '让', '请':
		return relAgent
	case '对', '向', '给', '为', '受', '随', '了', '见', '访', '陪', '据', '于', '被':
		if len(c.subjects) > 0 || s[i-1] == '受' || s[i-1] == '向' || s[i-1] == '给' || objectVerbs.Before(s, i-1, 3) > 0 || objectVerbs.Before(s, i, 3) > 0 {
			return relObject
		}
		return relFree
	}
	if objectVerbs.Before(s, i, min(3, i-c.from)) > 0 {
		return relObject
	}
	return relFree
}

// objectVerbs take a person as their object.
var objectVerbs = text.NewWords("听取 拜会 会见 会晤 陪同 走访 慰问 接待 采访 代表 感谢 拜访 看望 邀请 专访 约谈 接见 问候 跟随 随同 欢迎 对话 率领 带领 见证 委托 传达 学习 贯彻 落实 宣读 根据 按照")

// pivot reports 陪同 before an official, whose verbs both share.
func (c *clause) pivot(i int) bool {
	return text.HasSuffix(c.s[c.from:i], "陪同") && len(c.subjects) > 0
}

// delegated reads 受区委书记黄某委托 and gives the place behind it.
func (c *clause) delegated(m *mention, after int) int {
	s := c.s[:c.to]
	if !text.Contains(s[max(c.from, m.start-lookAround):m.start], "受") {
		return 0
	}
	for i := after; i < len(s) && i < after+16; i++ {
		for _, w := range [...]string{"委托", "委派", "之托", "指派"} {
			if text.HasPrefix(s, i, w) {
				if i == after || c.firstMention(after, i) >= 0 || s[after] == '的' {
					return c.behindOrNext(m, i+text.Len(w))
				}
			}
		}
	}
	return 0
}

// behindOrNext stops at the next mention, which may be delegating as well.
func (c *clause) behindOrNext(m *mention, end int) int {
	if k := c.firstMention(m.end, end); k >= 0 {
		return c.ms[k].start
	}
	return end
}

// below reads 在X的见证下 and gives the place behind it.
func (c *clause) below(k int) int {
	s := c.s[:c.to]
	m := c.ms[k]
	if !text.Contains(s[max(c.from, m.start-lookAround):m.start], "在") && len(c.subjects) > 0 {
		return 0
	}
	for i := m.end; i < len(s) && i < m.end+lookAround; i++ {
		if s[i] != '下' {
			continue
		}
		for _, b := range belowVerbs {
			n := text.Len(b.printed)
			if i-n < m.end || !text.HasPrefix(s, i-n, b.printed) || !c.onlyNames(m.end, i-n) {
				continue
			}
			for j := k; j < len(c.ms) && c.ms[j].start < i; j++ {
				if b.lemma != "" {
					c.giveTo(j, b.lemma)
				}
			}
			return i + 1
		}
		return 0
	}
	return 0
}

// onlyNames reports that nothing but names and 等, 的, 共同 stands between.
func (c *clause) onlyNames(i, end int) bool {
	for i < end {
		if k := c.mentionAt(i); k >= 0 {
			i = c.ms[k].end
			continue
		}
		switch c.s[i] {
		case '、', '和', '与', '及', '等', '的', ' ', '人', '共', '同', '一', '行', '志', '领', '导', '区', '市', '亲', '自', '直', '接':
			i++
		default:
			return false
		}
	}
	return true
}

var belowVerbs = [...]struct{ printed, lemma string }{
	{"见证", "见证"}, {"陪同", "陪同"}, {"主持", "主持"}, {"指挥", "指挥"}, {"带领", ""}, {"率领", ""}, {"带队", "带队"}, {"部署", "部署"}, {"督导", "督导"}, {"领导", ""}, {"介绍", ""}, {"指导", ""}, {"推动", ""}, {"支持", ""}, {"关心", ""}, {"邀请", ""},
}
