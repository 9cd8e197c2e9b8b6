package kind

import (
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// held reads what is held, chaired or carried out: by the head of the object,
// or of the subject where the verb ends the clause.
func held(before, rest []rune, word string) (kind, decided string) {
	switch {
	case len(rest) == 0:
		if kind, decided = headOf(subject(before)); kind != "" {
			return kind, decided
		}
		return gathering(word) // “两岸缘”在某某中心举行
	case strings.HasSuffix(word, "办") && slices.Contains(before, '由') && slices.Contains(rest, '的'):
		return "", "" // 由区文联主办的艺术节开幕
	}
	if kind, decided = headOf(rest); decided == "座谈" {
		return talked(before, rest, decided) // 与某某举行工作座谈
	}
	if kind != "" {
		return kind, decided
	}
	return gathering(word)
}

// gathering says what is held where no head does.
func gathering(word string) (kind, decided string) {
	switch word {
	case "召开", "主持召开", "组织召开", "套开":
		return Meeting, word
	case "举行", "举办", "主办", "承办":
		return Event, word
	}
	return "", ""
}

// plans are started in meetings and on paper.
var plans = text.NewWords("方案 计划 工作 响应 预案 机制 程序 实施 行动 专项 整治 应急 编制 试点 申报 调查 普查 征集 改革 立项 招标 之旅 之行 行程 新篇章 新征程 模式 序幕")

// opened is a ceremony where a thing or a public happening is opened; a
// session and a plan that a meeting starts are none.
func opened(before, rest []rune, word string) (kind, decided string) {
	if nouns.At(rest, 0) > 0 || plans.In(rest) {
		return "", ""
	}
	if kind, decided = headOf(rest); kind == Inspection && seekers.In(rest) {
		return Investment, decided // 开启招商考察
	}
	if len(rest) == 0 {
		s := subject(before)
		kind, decided = headOf(s)
		if kind == Meeting || kind == Investment || kind == Signing || kind == "" && plans.End(s) {
			return kind, decided
		}
	}
	return Ceremony, word
}

// manners stand before the verb.
var manners = text.NewWords("正式 隆重 顺利 圆满 成功 盛大 如期 同步 同时 日前 联合 火热 在线 线上 共同 先后 分别 今日 首次 再次 重磅 拟 陆续 相继 热闹")

// subject is what stands before a verb, without manner and place.
func subject(before []rune) []rune {
	for n := 1; n > 0; before = before[:len(before)-n] {
		n = manners.Before(before, len(before), len(before))
	}
	for _, place := range "在于" {
		if i := lastIndex(before, string(place)); i > 0 {
			if kind, _ := headOf(before[:i]); kind != "" {
				return before[:i]
			}
		}
	}
	return before
}

// notices are papers, not happenings.
var notices = text.NewWords("响应 公示 公告 通告 通知 预警 任命 讣告 通报 措施 新政 若干 规划 指引 政策 意见 办法 细则 致辞 贺词 公开信")

// released is a document where a body releases what stands in 《》 alone.
func released(before, rest []rune, word string) (kind, decided string) {
	if len(rest) == 0 && issuers.End(before) {
		return Other, word
	}
	return "", ""
}

var issuers = text.NewWords("区 局 委 办 政府 街道 中心 部门 联合")

// reported is said to a body of one's own: 向区人大常委会报告, 作专题辅导报告.
func reported(before, _ []rune, word string) (kind, decided string) {
	switch {
	case slices.Contains(before, '向'), given(before):
		return Meeting, word
	case goer(before) != "" || elsewhere(before):
		return Exchange, word // 带队赴国家部委汇报工作
	}
	return "", ""
}

// given reports 作 or 做 that is a verb.
func given(s []rune) bool {
	for i, c := range s {
		if c == '作' && !text.InCompound(s, i) || c == '做' && madeSo.At(s, i) == 0 && !text.HasSuffix(s[:i], "叫") {
			return true
		}
	}
	return false
}

var madeSo = text.NewWords("做好 做强")

// dispatched is command where somebody goes or stays for it, else a meeting.
func dispatched(before, _ []rune, word string) (kind, decided string) {
	if goer(before) != "" || command.In(before) {
		return Inspection, word
	}
	return Meeting, word
}

var command = text.NewWords("赶到 坐镇 三防 指挥中心 指挥部 应急")

// guided is to see to what others do, or their meeting.
func guided(before, rest []rune, word string) (kind, decided string) {
	if kind, decided = headOf(rest); kind == "" && goer(before) != "" {
		return Inspection, word
	}
	return kind, decided
}

// taught is a lesson, to the party's own or to a public.
func taught(before, rest []rune, word string) (kind, decided string) {
	if strings.HasSuffix(word, "“") { // 上“思政第一课”
		end := slices.Index(rest, '”')
		if end < 1 || rest[end-1] != '课' {
			return "", ""
		}
		rest = rest[end+1:]
	}
	if kind, decided = headOf(rest); kind != "" {
		return kind, decided
	}
	if own := learners.First(before); own != "" {
		return Meeting, own
	}
	return Event, word
}

// learners are taught among the party's own.
var learners = text.NewWords("干部 党员 党校 主体班 培训班 轮训班")

// nouns follow a verb that is part of a noun (检查组), objects begin like one
// and are what the verb is done to (慰问员工).
var (
	nouns = text.NewWords("率 行程 促进会 基金会 联谊会 服务中心 服务站 服务队 志愿服务 主题公园 工作获 工作被 工作入选 组 团 队 员 局 署 站 院 室 处 所 厅 中心 报告 成果 时 会 座谈会 工作会 仪式 大会 期间 者 表 人员 方案 制度 机制 基地 型 量 证 单 的 机构 课题 小组 专班 专员 结果 情况 专场 系列")

	objects = text.NewWords("大会筹备 会议精神 会场 会馆 会址 会长 会计 会议室 会议中心 单价 单据 单元 单层 单体 型号 局势 局面 局域 处分 处方 处理 所得税 所有 所需 所见 室温 厅堂 团长 团费 团支部 团中央 员额 站台 站房 站前 院落 院舍 证据 证明 量化 基地建设 成果运用 中心医院 中心幼儿 中心广场 证照 证件 团区委 团市委 团体 团员 团圆 团队 小组长 厅级 机制 制度 方案 成果转化 专班 员工 单位 会展 会客 时代 时尚 中心城 中心区 中心小 中心公 组织 站点 队员 所属 所辖 所在 处置 团委 部分 局部 表现 量子 证券 证书 院士 院校 院内 院区 厅局 室内 的士 会员 单车 团结")
)

// insiders are met in a meeting, not at eye level from outside.
var insiders = text.NewWords("班子成员 党外人士 党外代表 代表人士 民主党派 无党派 网民 网友 市民 基层代表 退役军人 老干部 老同志 军属 劳模 人大代表 党代表 干部 职工 群众 居民 村民 党员 委员 师生 教师 学生 官兵 青年 代表们 社工 工作人员 工作者 网格员 一线")

// met is a meeting where those are one's own.
func met(before, _ []rune, word string) (kind, decided string) {
	if partner := lastIndex(before, "与同和"); partner >= 0 && insiders.In(before[partner:]) {
		return Meeting, word
	}
	return "", ""
}

// talked is exchange with outsiders and a meeting among one's own.
func talked(before, rest []rune, word string) (kind, decided string) {
	partner := lastIndex(before, "与同")
	if partner < 0 {
		partner = lastIndex(before, "和")
	}
	official := partner >= 0 && partner+1 < len(before) && strings.TrimSpace(string(before[partner+1:])) == "" // whose name is blank
	talks := strings.HasPrefix(word, "座谈") || word == "面对面" && len(rest) == 0
	switch {
	case partner >= 0 && visitors.In(before[partner:]):
		return Exchange, word // 与某地青年代表团交流
	case partner < 0 && talks && goer(before) != "" && hosts.In(before):
		return Exchange, word // 率队到某研究院座谈
	case partner < 0 && talks, official, partner >= 0 && strings.ContainsRune("市区", before[min(partner+1, len(before)-1)]) && colleagues.In(before[partner:]), partner >= 0 && insiders.In(before[partner:]):
		return Meeting, word
	case partner >= 0 && (talks || word == "商谈" || word == "共商" || guests.In(before[partner:])), partner < 0 && (goer(before) != "" || elsewhere(before)):
		return Exchange, word // 到某大学交流, 赴新疆对接援疆工作
	}
	return "", ""
}

// hosts are called on, colleagues are of the city's own bodies.
var hosts, colleagues = text.NewWords("学院 大学 研究院 研究所 集团 公司 银行 商会 协会"), text.NewWords("局长 主任 书记 校长 领导 部门")

// lastIndex gives the place of the last of some characters, -1 for none.
func lastIndex(s []rune, chars string) int {
	i := len(s) - 1
	for i >= 0 && !strings.ContainsRune(chars, s[i]) {
		i--
	}
	return i
}
