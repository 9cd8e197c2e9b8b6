package people

import (
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// How an official is quoted.

// says counts the statement verb at c.i, behind which somebody is quoted.
func (c *clause) says(w *verbWords) {
	speakers := c.subjects
	if c.own != nil && timeWord(c.s, c.i-1) {
		speakers = c.own // 在与某某座谈时表示
	}
	for {
		for _, k := range speakers {
			c.ms[k].statements = with(c.ms[k].statements, w.lemma)
		}
		c.i += w.said
		next := c.i + andSaid.At(c.s, c.i)
		more := verbsAt(c.s, next)
		if more.said == 0 || next == c.i && (w.lemma == "提出" || text.IsHanAt(c.s, c.i+more.said)) {
			break
		}
		w, c.i = more, next // 强调指出, 指出并要求
	}
	c.hanging, c.speech = false, !text.HasPrefix(c.s, c.i, "了") && !(w.lemma == "表示" && thanks(c.s, c.i)) && !(w.lemma == "介绍" && presents(c.s[c.i:])) && !(w.lemma == "提出" && c.proposes())
	c.done, c.head, c.search, c.nominal = true, false, false, false
}

// proposes reports what is put forward in a word before another statement:
// 提出严肃批评,要求限期整改.
func (c *clause) proposes() bool {
	all, next := c.sentence.s, c.to+1
	return proposals.End(c.s) && text.HasPrefix(all, c.to, ",") && verbsAt(all, next+resuming.Run(all, next)).said > 0
}

var proposals = text.NewWords("批评 表扬 要求 希望 意见 建议 期望 号召 倡议")

var andSaid = text.NewWords("并 和 、")

// presents reports what is told up to 并 and is no quotation: 介绍区情,
// 介绍规划并表示….
func presents(s []rune) bool {
	if also := slices.Index(s, '并'); also >= 0 {
		s = s[:also]
	}
	return presented.End(s)
}

var presented = text.NewWords("情况 区情 规划 成果 成效 进展 经验 做法 政策 环境 优势 思路 特色")

// quoting stand before a quotation and are none of the statements.
var quoting = text.NewWords("告诉记者 补充说 补充道 说 说道 称 坦言 直言 写道 笑言 感慨")

// shows reports that what is shown for a topic follows: 对代表团来考察表示欢迎.
func shows(s []rune) bool {
	at := text.Index(s, 0, "表示")
	return at >= 0 && !slices.Contains(s[:at], '并')
}

// thanks reports what 表示 shows and does not quote: 表示热烈欢迎并介绍….
func thanks(s []rune, i int) bool {
	i += warmly.At(s, i)
	n := courtesies.At(s, i)
	return n > 0 && (i+n >= len(s) || s[i+n] == '并' || s[i+n] == '和')
}

var (
	warmly     = text.NewWords("热烈 衷心 诚挚 由衷 高度 充分 亲切 真诚 深切")
	courtesies = text.NewWords("欢迎 感谢 祝贺 赞赏 敬意 慰问 问候 肯定 认可 谢意")
)

// states reports that the statement verb at s[i] is the predicate.
func (c *clause) states(i, n int) bool {
	s := c.s
	switch {
	case c.nominal || i > 0 && s[i-1] == '的' || text.HasPrefix(s, i+n, "的"), text.HasPrefix(s, i+n, "后") && hearing.In(s[c.from:i]):
		return false // also 听取企业介绍后
	case c.head:
		return true
	case !c.search:
		return i > c.from && timeWord(s, i-1) // 接受采访时透露
	case strings.ContainsRune("中时后上还也并间", s[i-1]) || !text.HasPrefix(s, i, "要求") || c.topic && demanded.At(s, i+n) > 0:
		return true
	}
	before := verbsAt(s, i-2)
	return before.word > 1 && before.is&wordPreposition == 0 && before.lemma != "提出"
}

// demanded follow 要求 that is a verb: 对发现的隐患要求立即整改.
var demanded = text.NewWords("立即 立刻 立行 即刻 当场 现场 马上 抓紧 尽快 限期 限时 迅速 及时 第一时间 相关 有关 各 属地 责任 企业 街道 社区 部门 施工 物业 务必 必须 坚决 严格 认真 进一步 逐一 全面")
