package people

import (
	"cmp"
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// What a clause opens with, and whether it keeps the subjects of the one before.

// hasSubject reports that somebody or something else may act in the clause.
func (c *clause) hasSubject() bool {
	s := c.s[c.i:]
	if newSubjects.At(s, 0) > 0 || titleIn(s, 0, len(s)) || inversions.In(s) || c.firstMention(c.i, c.to) >= 0 {
		return true
	}
	first := 0
	for first < len(s) && agents.At(s, first) == 0 {
		first++
	}
	for k := first; k < len(s); k++ { // behind an opening verb it is an object: 瞻仰市民塑像
		if w := verbsAt(s, k); first < 2 || w.word > 1 || w.verb > 0 {
			return true
		}
	}
	return false
}

// agents may act.
var agents = text.NewWords("人 者 们 员 生 师 家 方 客 嘉宾 群众 居民 代表 领导 同志 观众 选手 公司 集团 企业 单位 部门 机构 协会 商会 学院 大学 医院 中央 政府 委 局 办 街道 会议 大会 活动 项目 报告 文件 意见 区 市 省 国")

// skipOpening skips words that tell nothing of the subject.
func skipOpening(s []rune, i int) int {
	for i < len(s) {
		n := cmp.Or(neutralWords.At(s, i), dateLength(s, i))
		if w := verbsAt(s, i); n == 0 && w.listed > 0 && text.HasPrefix(s, i+w.listed, "中") && during(s, i+w.listed+1) {
			n = w.listed + 1 // 会见中
		}
		if n == 0 && (isWord(s[i]) || s[i] == '《') {
			return i
		}
		i += max(n, 1)
	}
	return i
}

// dateLength gives the length of a calendar date or a time at s[i], roughly: it
// only has to be passed over.
func dateLength(s []rune, i int) int {
	k := i
	for k < len(s) && text.IsDigit(s[i]) && (text.IsDigit(s[k]) || strings.ContainsRune("年月日号至-时点分许", s[k])) {
		k++
	}
	return k - i
}

// keepsSubject reports that the clause opens with a predicate.
func (c *clause) keepsSubject() bool {
	if newSubjects.At(c.s, c.i) > 0 {
		return false
	}
	i := mannerEnd(c.s, c.i)
	w := verbsAt(c.s, i)
	switch {
	case c.bodyAhead(i):
		return false
	case w.listed > 0:
		return !isNoun(c.s, i, w, true) && !others.In(c.s[c.i:])
	case text.HasPrefix(c.s, i, "分别") && len(c.subjects) == 1:
		// 书记某某主持常委会会议,区长某某主持常务会议,分别部署: what both did
		k := c.subjects[0]
		return k == 0 || slices.ContainsFunc(c.s[c.ms[k-1].end:c.ms[k].start], isSentenceStop)
	}
	if next := verbsAt(c.s, i+w.word); w.word > 1 && next.listed > 0 && !isNoun(c.s, i+w.word, next, true) {
		return true // also 频繁走访商户
	}
	return w.word > 0 && w.is&wordNotOpening == 0
}

// bodyAhead reports a meeting, a group or people named for what they do that are the
// subject of a verb: 动员会部署工作, 联合检查组检查工地, 出席嘉宾参加活动.
func (c *clause) bodyAhead(i int) bool {
	if holding.At(c.s, i) > 0 {
		return false
	}
	k := i
	for w := verbsAt(c.s, k); w.word > 1 || w.verb > 1; w = verbsAt(c.s, k) {
		k += max(w.word, w.verb)
	}
	if n := doers.At(c.s, k); k > i && n > 0 && (verbsAt(c.s, k+n).said > 0 || attending.At(c.s, k+n) > 0) {
		return true
	}
	n := bodyTails.At(c.s, k)
	return k > i && n > 0 && verbsAt(c.s, k+n+members.At(c.s, k+n)).verb > 0
}

var (
	holding   = text.NewWords("召开 举办 举行 组织 邀请 带领 率领 陪同 会同 鼓励 欢迎 推动 安排 参加会 出席会 主持 听取 列席 观看 参与")
	doers     = text.NewWords("嘉宾 代表 教师 对象 干部 领导 工人 人员")
	attending = text.NewWords("参加 出席 见证 共同 一同")
	bodyTails = text.NewWords("会 会议 大会 组 团 小组 队 部 专班")
	members   = text.NewWords("成员 代表 人员 组长 负责人 相关负责人")
)

// newSubjects open a clause with a subject of its own though a predicate
// could begin in the same way.
var newSubjects = text.NewWords("调研组 考察组 检查组 督导组 视察组 慰问组 慰问团 巡查组 工作组 考察团 联合检查组 联合调研组 联合督导组 联合工作组 在家 与会 参会 双方 会议 活动 仪式 论坛 大会 座谈会 企业 项目 各 他们 大家 该 此次 联合体 对口 这 那 本次 全区 全市 代表们 参加人员 参会人员 在场 随行 同行 到场的 为期 说明 上海 对方 来自 来访 当地 被 由 是 有 因 标志着 上线 上级 联合国 代表团 代表委员 同学 同事 受邀嘉宾 受邀企业 受邀专家 受访 作家 先进代表 先进个人 先进典型 先进集体 一线工人 一线职工 一线员工 一线民警 一线教师 一线人员 报告指出 报告强调 报告提出 报告认为 讲话指出 讲话强调 组织部 乘客 作者 经济 走访组 见义勇为 会见厅")

// mannerEnd gives the place behind an adverb that ends in 地 or 式 right before a
// verb, or i: 饶有兴趣地考察, 拉网式检查, 分东西两线检查.
func mannerEnd(s []rune, i int) int {
	for k := i + 1; k < len(s) && k < i+7 && text.IsHan(s[k]); k++ {
		if (s[k] == '地' && !grounds.Has(s[k-1]) || s[k] == '式' && !styles.Has(s[k-1]) || s[i] == '分' && strings.ContainsRune("路线组批", s[k])) && verbsAt(s, k+1) != &noVerbWords {
			return k + 1
		}
	}
	return i
}

// grounds make 地 a place (工地), styles 式 a noun (仪式).
var (
	styles  = text.NewSet("仪正形方模")
	grounds = text.NewSet("工基场各当实属阵绿土山外本两的天内驻产林湿高异田营")
)
