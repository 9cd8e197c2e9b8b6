package people

import "shenzheng/parser/text"

// Where a name ends. A name has two to four characters or a dot; the reading
// that wins is the one that leaves a verb, a connector or a stop behind.

// naming is one reading of a name.
type naming struct {
	end    int
	length int // code points without spaces
	score  int
	sure   bool // no other reading leaves a word behind
	cut    bool // the last character begins a word
	rival  int  // the end of the reading that is as good, 0 for none
}

// Scores of what follows a name.
const (
	followsNothing = 0 // no known word
	followsWeak    = 1 // a word of one character
	followsStrong  = 3 // a stop, or a word of two characters or more
	followsVerb    = 4 // a verb of the codebook's lists
)

// nameAt reads a name at s[i]. Those of people are likely read again; it may be
// nil.
func nameAt(s []rune, i int, people map[string]*person) (naming, bool) {
	if n, ok := dottedName(s, i); ok {
		return n, true
	}
	surname := surnameAt(s, i)
	if surname == 0 || neverNames.At(s, i) > 0 {
		return naming{}, false
	}
	var list [6]naming
	found := candidates(s, i, surname, list[:0])
	if surname == 2 {
		found = candidates(s, i, 1, found)
	} else if i+1 < len(s) && isSurname(s[i+1]) {
		found = doubled(s, i, found)
	}
	return choose(s, i, found, people)
}

// choose takes the reading with the best score. Where nothing known follows
// any of them, a common surname behind a post still begins a name.
func choose(s []rune, i int, found []naming, people map[string]*person) (naming, bool) {
	best, rivals := naming{}, 0
	for _, c := range found {
		if c.score < followsStrong && predicateRunes.Has(s[i]) {
			continue // 委员向大会提交
		}
		if c.score >= followsStrong {
			rivals++
		}
		if people != nil && knowsName(people, s[i:c.end]) {
			c.score = max(c.score*5, followsWeak)
		}
		if c.score > best.score || c.score == best.score && c.score > 0 && better(c, best) {
			best = c
		}
	}
	best.sure = rivals == 1 && best.score >= followsStrong
	for _, c := range found {
		if rivals > 1 && c.score >= followsStrong && c.end != best.end || c.cut && c.score > 0 && !best.cut {
			best.rival, best.sure = c.end, false
		}
	}
	if best.score <= followsWeak && verbsAt(s, i+1).word > 1 {
		return best, false // 周到访企业
	}
	if best.score == 0 && len(found) > 0 && commonSurnames.Has(s[i]) && verbsAt(s, i).word == 0 {
		best = found[len(found)-1]
		return best, followScore(s, i+1) == followsNothing
	}
	return best, best.score > 0
}

// knowsName reports the name of one whom a name alone may mean.
func knowsName(people map[string]*person, s []rune) bool {
	b := people[nameOf(s)]
	return b != nil && b.named
}

// predicateRunes are surnames that mostly begin something else.
var predicateRunes = text.NewSet("向任应于经时对为以当代将要有作做说查从")

// better decides between two readings of one score: where two verbs overlap
// (强调研) the later one leaves nothing behind; three characters are the
// commonest.
func better(a, b naming) bool {
	if a.score == followsVerb && b.score == followsVerb && a.end == b.end+1 {
		return true
	}
	return a.length == 3 && b.length != 3
}

// candidates adds the readings with one or two characters behind the surname.
func candidates(s []rune, i, surname int, list []naming) []naming {
	g := i + surname
	if g >= len(s) {
		return list
	}
	if spaced := text.SkipSpaces(s, g); spaced > g { // 蔡 岚
		return spacedName(s, i, g, spaced, list)
	}
	if opensPredicate(s, g) {
		return list
	}
	for n := 1; n <= 2 && g+n <= len(s) && text.IsHan(s[g+n-1]); n++ {
		c := naming{end: g + n, length: surname + n, score: followScore(s, g+n)}
		if surname == 1 && n == 1 && notGiven.Has(s[g]) && !(givenBeforeVerb.Has(s[g]) && c.score == followsVerb) || noName(s, i, g, g+n) {
			continue
		}
		if n == 2 && (c.score < followsVerb && verbsAt(s, c.end-1).word > 1 || opensManner(s, c.end)) {
			c.cut = true // 邓某以及, 于某以“四不两直”方式
			c.score = min(c.score, followsWeak)
		}
		list = append(list, c)
	}
	return list
}

// opensPredicate reports that a verb of the lists begins at s[g] and nothing
// else reads as a given name: 李主持会议 names nobody.
func opensPredicate(s []rune, g int) bool {
	w := verbsAt(s, g)
	return (w.lemma != nil || w.said > 0) && followScore(s, g+1) < followsVerb && followScore(s, g+2) < followsVerb
}

// spacedName reads a two-character name with a space inside. A longer one is
// printed so only where nothing else fits: 田 佳来到 is 田佳 + 来到.
func spacedName(s []rune, i, g, at int, list []naming) []naming {
	for n := 1; n <= 2 && at+n <= len(s) && text.IsHan(s[at+n-1]); n++ {
		if n == 1 && notGiven.Has(s[at]) || noName(s, i, at, at+n) {
			continue
		}
		if score := followScore(s, at+n); score >= followsStrong {
			return append(list, naming{end: at + n, length: g - i + n, score: score})
		}
	}
	return list
}

// doubled adds the reading with two surnames of one character each, only
// where something certain follows.
func doubled(s []rune, i int, list []naming) []naming {
	end := i + 4
	if end > len(s) || !text.IsHan(s[i+2]) || !text.IsHan(s[i+3]) || noName(s, i, i+2, end) {
		return list
	}
	for _, c := range list {
		if c.score > followsNothing {
			return list
		}
	}
	if score := followScore(s, end); score >= followsStrong {
		list = append(list, naming{end: end, length: 4, score: score})
	}
	return list
}

// notGiven are no given names of one character.
var notGiven = text.NewSet("等的了着过和与及或是在为以被把将并但却都也还均则又再我你他她它们这那哪个位些每该本各其此")

// givenBeforeVerb are given names of one character all the same where a verb
// follows: nothing else makes sense of 区长李和出席.
var givenBeforeVerb = text.NewSet("和为")

// opensManner reports a word before s[end] that brings a quoted manner, and is
// no end of a name: 以“四不两直”方式.
func opensManner(s []rune, end int) bool {
	return end < len(s) && (s[end] == '“' || s[end] == '"') && mannerRunes.Has(s[end-1])
}

var mannerRunes = text.NewSet("以就对在为向由从到")

// notNames are words that begin with a surname.
var notNames = text.NewWords(
	"高校 高管 高层 高度 高新 高质 高位 高效 安全 安排 安置 单位 单独 时间 时任 时候 全面 全体 全区 全市 全员 全程 全力 全国 全省 全新 金融 方面 方案 方式 强化 强调 水平 水务 任务 任命 任职 和谐 包括 包含 关于 关心 关注 关键 经济 党员 党委 党组 党校 党群 党建 党风 石油 马上 连续 连线 连日 连夜 成立 成为 成员 成果 成功 成效 成长 计划 国家 国有 国际 国内 国企 公司 公安 公共 公开 公园 家长 师生 相关 相应 相继 应当 应急 应邀 万人 万元 平台 平安 平均 花园 花卉 房屋 房产 路线 路演 车站 车辆 项目 文化 文明 文旅 文件 文体 武装 武汉 政府 政协 政策 游客 云集 常委 常务 常态 商会 商家 商务 商业 商场 商贸 商协 东部 南部 北京 西部 上海 向上 终于 厂商 官方 官员 那么 冷链 白领 贝类 明确 明天 明年 都市 海关 海外 海洋 广大 广州 广东 广泛 通过 通报 通知 通车 农业 农村 农民 双方 双拥 双区 双招 能力 能源 能够 运动 运营 达成 达到 过程 过去 加强 加快 加大 化解 发言 发展 第一 第二 由此 由于 后勤 信息 信访 信用 展会 展区 展厅 展示 支持 支部 支队 解决 解读 管理 管委 查看 查处 宣传 宣布 宣讲 从严 从事 从而 真正 真实 知识 利用 利益 合作 合力 同步 同时 同志 同学 同意 同比 因此 儿童 元旦 首次 首席 首批 首家 首先 青年 青少 零售 黄金 温暖 温馨 严格 严肃 富有 充分 充满 有关 有力 有效 有序 有限 保障 保护 幸福 力量 力争 充电 银行 银发 铁路 问题 问需 问计 问效 服务 盛会 盛典 景区 牛奶 米面 年度 年轻 居民 居委 祝贺 祝福 干部 干群 干事 于是 于心 喜迎 喜爱 老师 老人 老年 红色 红利 卫生 卫健 司法 司机 区域 区委 区政 区直 区级 区内 区人 区教 区卫 区发 区住 区工 区城 区水 区应 区文 区司 区公 区财 区民 区纪 区统 区组 区领 区长 区相 区各 区属 区国 区产 区投 区有 区审 门诊 门户 初心 初步 初中 印发 印象 空间 空天 空中 巴士 步行 麦克 戴上 融合 融资 融入 辗转 京津 代表 港澳 闭幕 闭环 谷歌 景观 顺利 顺德 阳光 阳台 曲目 乐园 乐于 计算 汤坑 游览 农贸 劳动 劳模 雷锋 龙头 龙岗 龙华 龙年 罗湖 福田 盐田 宝安 南山 坪山 光明 大鹏 深汕 前海",
)

// neverNames are words that no name begins with.
var neverNames = text.NewWords("常委 常务 常态 常年 常住 常规 常驻 常抓 常见 常设 常常 秋季 秋冬 松山 产业 产品 产值 产投 产城 产教 东部 东西 东莞 东纵 东盟 东亚 东南 东北")

// noName refuses readings that are other words.
func noName(s []rune, i, g, end int) bool {
	given := s[g:end]
	if notNames.At(s, i) > 0 && (len(given) < 2 || followScore(s, end) < followsStrong) {
		return true
	}
	if len(given) != 2 {
		return false
	}
	if w := verbsAt(given, 0); w.listed == 2 || w.said == 2 || titleWords.Has(given) || notGivenWords.Has(given) {
		return true
	}
	last := s[end-1]
	if (last == '和' || last == '与' || last == '及') && postAhead(s, end) {
		return true // 唐某和区委常委
	}
	if notGiven.Has(last) && last != '为' && last != '和' && last != '以' || spoken.Has(last) {
		return true
	}
	return notGiven.Has(given[0]) && (!inGiven.Has(given[0]) || followScore(s, end) < followsStrong)
}

// postAhead reports a post that begins at s[i].
func postAhead(s []rune, i int) bool {
	for k := i; k < len(s) && k < i+14 && text.IsHan(s[k]); k++ {
		if _, ok := titleAt(s, k); ok {
			return true
		}
	}
	return false
}

// inGiven can begin a given name though they are mostly small words: 为民.
var inGiven = text.NewSet("为以和与是其本")

// spoken end no name of three characters.
var spoken = text.NewSet("说称赴率对到就在作做听看")

var notGivenWords = text.NewWords("同志 先生 女士 一行 领导 代表 召开 举行 会议 活动 工作 部门 单位 公司 负责 相关 以及 前往 来到 深入 听取 率领 带领 先后 分别 共同 一起 现场 随后 实地 专题 委托 等人 会上 还要 并对 并就 要求")
