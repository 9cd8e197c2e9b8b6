// Package kind says what was mainly done in an activity: by the predicate of
// the opening sentence's main clause and the head of its object, never by a
// topic, a modifier, a place, a post or a quoted title (codebook, section 6).
//
//	kind.go     the kinds; Of: the opening sentence, clause by clause, word by word
//	clause.go   what a clause is, and what in it is passed over
//	forms.go    the ordered table of predicates
//	held.go     what is held, attended or led is read by its head
//	heads.go    the heads, and the words before them that change their kind
//
// What comes in is folded text: marks in half width but for 、。“”《》.
package kind

import (
	"slices"

	"shenzheng/parser/text"
)

// The kinds of activity.
const (
	Investment = "investment"
	Signing    = "signing"
	Ceremony   = "ceremony"
	Inspection = "inspection"
	Meeting    = "meeting"
	Exchange   = "exchange"
	Media      = "media"
	Event      = "event"
	Other      = "other"
)

// Verdict is a kind with what decided it: the word, empty where nothing in the
// sentence is of the table, and the name of the form.
type Verdict struct{ Kind, Word, Rule string }

// maxOpening bounds in code points what of an opening sentence is read, for the sake
// of time: none is so long.
const maxOpening = 1000

// Of reads the opening sentence of an activity without its date. The first
// clause with a predicate of the table decides.
func Of(sentence []rune) Verdict {
	sentence = sentence[:min(len(sentence), maxOpening)]
	clauses := clausesOf(sentence)
	for i, c := range clauses {
		v := read(c)
		if v.Word == "指挥" && slices.ContainsFunc(clauses[:i+1], emergencies.In) {
			break // 民房发生火情,区长某某赶赴现场指挥处置
		}
		if v.Kind != "" {
			return settled(v, clauses, i)
		}
	}
	if went := goes(clauses); went.Kind != "" && !slices.ContainsFunc(clauses, emergencies.In) {
		return went
	}
	if at := spokenAt(clauses); at.Kind != "" {
		return at
	}
	return Verdict{Other, "", "nothing_listed"}
}

// settled is what the predicate of clause i says beside the clauses around it.
func settled(v Verdict, clauses [][]rune, i int) Verdict {
	c, before, upTo := clauses[i], clauses[:i], clauses[:i+1]
	if at := spokenAt(before); v.Rule == "statement" && at.Kind != "" {
		return at
	}
	onTheWay := v.Word == "听取" || v.Rule == "statement" || v.Rule == "talked" && v.Word != "面对面"
	if went := goes(before); onTheWay && went.Kind != "" {
		return went // 深入企业,面对面听取诉求; 来到社区,与居民座谈
	}
	if v.Rule == "talked" && v.Kind == Meeting && i > 0 { // the list of those who are talked with may hold a comma
		whole := slices.Concat(before[i-1], c)
		if kind, _ := talked(whole[:len(before[i-1])+text.Index(c, 0, v.Word)], nil, v.Word); kind == Exchange {
			v.Kind = kind
		}
	}
	if (v.Kind == Inspection || v.Rule == "reported") && outward(upTo, v.Word) {
		v.Kind = Exchange
	}
	if v.Word == "活动" && i+1 < len(clauses) {
		v = filled(v, c, clauses[i+1])
	}
	if v.Kind == Exchange || v.Kind == Event {
		return purpose(v, upTo, clauses[i:])
	}
	return v
}

// filled is what was done in an activity that is only called one, where the next
// clause, without a subject of its own, tells it: what those went to see, or that
// they went.
func filled(v Verdict, c, next []rune) Verdict {
	if seen := read(next); seen.Kind == Inspection && text.HasPrefix(next, 0, seen.Word) {
		return seen
	}
	if went := goes([][]rune{c}); v.Rule == "held" && went.Kind != "" && sets.At(next, 0) > 0 {
		return went // 到石榴街道开展“进万企”活动,先后到两家企业
	}
	return v
}

// sets open a clause that tells where those went.
var sets = text.NewWords("先后 来到 走进 深入 分别到 实地")

// spokenAt reads the clause of an occasion before those that tell who spoke:
// 在数字经济大会上,区长致辞.
func spokenAt(clauses [][]rune) Verdict {
	for _, c := range clauses {
		if c[0] == '在' && within.End(c) || len(c) > 4 && gatherings.End(c) {
			kind, word := headOf(withoutEnd(c, withinEnds))
			return Verdict{kind, word, "spoken_at"}
		}
	}
	return Verdict{}
}

// gatherings end what names an occasion without 在 as well: 项目启动仪式上.
var gatherings = text.NewWords("会上 会议上 仪式上 典礼上 论坛上 活动上")

// emergencies are what somebody hurries to.
var emergencies = text.NewWords("泄漏 火灾 火情 事故 塌方 坍塌 滑坡 爆炸 险情 警情 灾情 被困")

// goes tells what is done where all that is said is that somebody goes
// somewhere: 率队到区行政服务大厅走流程.
func goes(clauses [][]rune) Verdict {
	for i, c := range clauses {
		word := goer(c)
		switch {
		case word == "":
		case outward(clauses[:i+1], word):
			return purpose(Verdict{Exchange, word, "went"}, clauses[:i+1], clauses[i:])
		default:
			return Verdict{Inspection, word, "went"}
		}
	}
	return Verdict{}
}

// goer gives the word of a clause that says that somebody goes somewhere: a
// bare 到 or 赴 does behind who goes, 深入 before a place.
func goer(c []rune) string {
	if word := goers.First(c); word != "" {
		return word
	}
	for i := range c {
		if w := bareGoers.Find(c, i); w != nil && (w.Len() > 1 || i == 0 || c[i-1] == ' ' || arriving.Before(c, i, i) > 0) && text.IsHanAt(c, i+1) && notGoers.At(c, i) == 0 && (w.Text != "走进" || text.Contains(c[:i], "  ")) {
			return w.Text
		}
	}
	return ""
}

var (
	bareGoers = text.NewWords("到 赴 深入 下沉 走进")
	arriving  = text.NewWords("考察团 企业家 一行 等 先后 分别 代表团 工作组 调研组 领导 班子 干部 党员")
	notGoers  = text.NewWords("到底 到位 到期 到场 到会 到目前 到今年 到年底 到明年 到本月 到现在 赴任 赴约 " +
		"深入学习 深入贯彻 深入推 深入实施 深入开展 深入交流 深入研 深入了解 深入探 深入分析 深入落实 深入挖 深入细致 深入人心 深入合作 深入剖析 深入沟通 深入座谈 深入调 深入讨论 深入对接 深入践行 深入领 " +
		"深入解 深入浅 深入思 深入排 深入整 深入打 深入检 深入阐 深入宣 深入查 深入洽谈 深入融 深入拓 深入谈 深入参 深入体 深入感 深入评 深入治")
)

var goers = text.NewWords("每到一处 连跑 跑遍 走遍 率队 率团 带队 来到 前往 赶赴 奔赴")

// purpose makes a trip investment where what follows says that it sought
// some: purpose beats form for that kind alone.
func purpose(v Verdict, before, after [][]rune) Verdict {
	for _, c := range before {
		if !setsOut.In(c) {
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
func outward(clauses [][]rune, word string) bool {
	before, subject := clauses[:len(clauses)-1], clauses[len(clauses)-1]
	if at := text.Index(subject, 0, word); at >= 0 {
		subject = subject[:at]
	}
	return slices.ContainsFunc(clauses, elsewhere) || visitors.In(subject) || otherCity(subject) || fromElsewhere(subject) || guest(subject) ||
		slices.ContainsFunc(before, visitors.In)
}

// read finds the leftmost predicate of a clause.
func read(c []rune) Verdict {
	if n := closers.Before(c, len(c), 4); n > 0 && n < len(c) {
		if kind, word := headOf(subject(c[:len(c)-n])); kind != "" {
			return Verdict{kind, word, "held"} // 走访企业座谈会召开: no verb before the head decides
		}
	}
	for i := 0; i < len(c); {
		n := 0
		if c[i] == '“' {
			n = slices.Index(c[i:], '”') + 1
		}
		if c[i] == '在' {
			var v Verdict
			if v, n = circumstance(c[i+1:]); v.Kind != "" {
				return v
			}
		}
		if n == 0 {
			n = topic(c, i)
		}
		if i == 0 || demanding.Has(c[i-1]) {
			if w := asking.Find(c, i); w != nil {
				return Verdict{Other, w.Text, "statement"} // what is demanded is not what was done: 要求确保如期开学
			}
		}
		if w := formWords.Find(c, i); n == 0 && w != nil {
			if v := formOf[w.Place].verdict(c[:i], c[i+w.Len():], w.Text); v.Kind != "" {
				return v
			}
			n = w.Len()
		}
		i += max(n, 1)
	}
	return Verdict{}
}

// topic gives the length of a phrase at c[i] that only says what something is
// about, before what is held or signed: 围绕消防演练 before 开展专题协商.
func topic(c []rune, i int) int {
	for k := i + 1; topics.At(c, i) > 0 && k < len(c) && topicStops.At(c, k) == 0; k++ {
		if holds.At(c, k) > 0 {
			return k - i
		}
	}
	return 0
}

var (
	topics     = text.NewWords("围绕 针对 聚焦 就")
	topicStops = text.NewWords("并 后 到 赴 来到 前往 深入 走进 在")
	holds      = text.NewWords("召开 举行 举办 开展 签署 签订")
)

// asking is to have others do something; demanding stand before such a verb.
var asking, demanding = text.NewWords("要求 希望 勉励 鼓励 呼吁 号召 叮嘱 嘱咐 动员居民 动员群众 动员业主 动员企业"), text.NewSet(" 并还他她也")

// closers end a clause whose subject is what is held.
var closers = text.NewWords("召开 举行 举办 开班")

// formWords are the words of the table of forms, formOf whose each is.
var formWords, formOf = text.Table(forms[:], func(f *form) *text.Words { return f.words })

// within end a phrase that opens with 在 and names an occasion.
var within = text.NewWords("分会场 主会场 会场 活动上 会议上 会上 仪式上 论坛上 大会上 现场 期间 之际 间隙 途中 时 上 中 后")

// withinNouns begin like the end of such a phrase and are part of a noun.
var withinNouns = text.NewWords("中心 中国 中央 中医 中学 中小 中外 中山 中建 中科 中铁 上海 上市 上级 时代 时尚 时间 后勤 后海 后备 现场会 现场办公")

// sayings are what somebody does within an occasion that says nothing of the
// activity itself.
var sayings = text.NewWords("建议 呼吁 讲述 畅谈 表示 强调 指出 要求 认为 提出 介绍 透露 说 致辞 致词 讲话 发言 作 做 发表 宣读 宣布 领学 讲课 点评 分享 谈到 谈及 提到")

// circumstance reads what stands behind 在 in a phrase such as 在全市大会上: where
// somebody speaks in it the occasion decides, else it is passed over. It gives
// the verdict, or the length of the phrase with its 在.
func circumstance(rest []rune) (Verdict, int) {
	for i := 1; i < len(rest) && i <= 40; i++ {
		if sayings.At(rest, i) > 0 {
			if kind, word := headOf(rest[:i]); kind != "" && (text.HasSuffix(rest[:i], word) || text.HasSuffix(rest[:i], word+"”")) {
				return Verdict{kind, word, "spoken_at"}, 0 // 在“数字经济大会”致辞
			}
		}
		end := within.Find(rest, i)
		if end == nil || withinNouns.At(rest, i) > 0 {
			continue
		}
		behind := i + end.Len()
		occasion := withoutEnd(rest[:behind], withinEnds)
		kind, word := headOf(occasion)
		if sayings.At(rest, behind) == 0 {
			if kind != "" && kind != Inspection && kind != Exchange && end.Text != "时" && end.Text != "后" {
				return Verdict{}, 1 + behind
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
	return Verdict{}, 0
}

// withinEnds stand behind the occasion that a phrase names: 在会上.
var withinEnds = text.NewSet("上时中后")
