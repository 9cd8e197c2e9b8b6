package people

import (
	"cmp"
	"slices"
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
	// carried are the subjects of the sentence before, which one that opens with
	// what they do next may go on with.
	carried []int
	// own are the subjects without the one they are with: 陪同X调研.
	own    []int
	object int // the place behind the last name that is an object
	guest  int // the place behind the last guest
}

func (c *clause) read() {
	c.opening = skipOpening(c.s, c.from)
	c.i = c.opening
	if c.i >= c.to {
		return
	}
	pronoun := c.pronoun()
	if !c.speech && c.inverted() {
		return
	}
	if len(c.carried) > 0 && c.goesOn() {
		c.subjects = c.carried
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

// walk reads the clause word by word.
func (c *clause) walk() {
	for k := c.seek(c.i); c.i < c.to; {
		next := c.to
		for k < len(c.ms) && c.ms[k].start < c.i {
			k++
		}
		if k < len(c.ms) {
			next = min(next, c.ms[k].start)
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
		default: // until a verb is looked for again
			for c.i++; c.i < next && !c.turns() && c.guestEnd(c.i) == c.i; c.i++ {
			}
		}
	}
}

// turns reports that another verb may follow, or a book title opens.
func (c *clause) turns() bool {
	return turning.Has(c.s[c.i]) || c.s[c.i-1] == '时' || c.s[c.i-1] == '后' || c.gathers()
}

var turning = text.NewSet("并后时、和与及《")

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
	return c.to-c.from <= maxNamed
}

// maxNamed bounds what is said of somebody and the name in code points.
const maxNamed = 12

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
var newSubjects = text.NewWords("联合检查组 联合调研组 联合督导组 联合工作组 在家 与会 参会 双方 会议 活动 仪式 论坛 大会 座谈会 企业 项目 各 他们 大家 该 此次 联合体 对口 这 那 本次 全区 全市 代表们 参加人员 参会人员 在场 随行 同行 到场的 为期 说明 上海 对方 来自 来访 当地 被 由 是 有 因 标志着 上线 上级 联合国 代表团 代表委员 同学 同事 受邀嘉宾 受邀企业 受邀专家 受访 作家 先进代表 先进个人 先进典型 先进集体 一线工人 一线职工 一线员工 一线民警 一线教师 一线人员 报告指出 报告强调 报告提出 报告认为 讲话指出 讲话强调 组织部 乘客 作者 经济 走访组 见义勇为 会见厅")

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

// pronoun reads 他 and 她 as the one official of the sentence before.
func (c *clause) pronoun() bool {
	who := c.subjects
	if len(who) == 0 {
		who = c.last
	}
	if c.s[c.i] != '他' && c.s[c.i] != '她' || text.HasPrefix(c.s, c.i+1, "们") || text.HasPrefix(c.s, c.i+1, "的") || len(who) != 1 || c.speech && !statementAhead(c.s, c.i+1) {
		return false
	}
	c.subjects, c.i, c.speech = who, c.i+1, false
	return true
}

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
