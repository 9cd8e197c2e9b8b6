package people

import (
	"strings"

	"shenzheng/parser/text"
)

// Nouns are not verbs: 签约仪式, 调研报告, 工作部署.

// nounTails make the verb before them a noun.
var nounTails = text.NewWords(
	"仪式 报告 会 大会 会议 座谈会 活动 组 小组 团 团队 日 室 厅 稿 情况 成果 成效 结果 精神 方案 行程 任务 机制 制度 线路 路线 点 站 台 队伍 基地 人员 对象 过程 纪要 清单 台账 中心 课题 要求 问题 意见 建议 计划 通知 令 大厅 费 专班 专员 提纲 环节 范围 力度 结束 内容 指南 手册 工作组 工作会 工作会议 推进会 动员会 工作方案 工作报告 工作情况 工作机制",
)

// isNoun reports that the listed verb w, printed at s[i], is a part of a noun.
// direct means that it stands right behind its subject or another verb.
func isNoun(s []rune, i int, w *verbWords, direct bool) bool {
	end := i + w.listed
	if i > 0 && (s[i-1] == '的' || s[i-1] == '大' || s[i-1] == '被') || end < len(s) && s[end] == '的' {
		return true
	}
	if text.HasPrefix(s, end, "下") && notBelow.At(s, end) == 0 && (!text.IsHanAt(s, end+1) || belowVerbs.At(s, i) > 0 && insidePhrase(s, i)) {
		return true // 在某某陪同下
	}
	if text.HasPrefix(s, end, "中") && during(s, end+1) {
		return true // 会见中强调, but 会见中国客人
	}
	if w.firm {
		return firmNouns.At(s, i) > 0 && objects.At(s, end) == 0 && !(text.HasPrefix(s, i, "主持人") && ofPeople.At(s, end) > 0 && !text.HasPrefix(s, end, "人大赛"))
	}
	if w.lemma != "部署" && planned.Before(s, i, 2) > 0 && plans.At(s, end) > 0 {
		return true
	}
	k := end
	for w.lemma != "部署" && verbsAt(s, k).listed == 2 { // 走访慰问活动 is one noun
		k += 2
	}
	if direct && (objects.At(s, k) > 0 || gifts.At(s, i) == 3 && text.IsHanAt(s, end+1) &&
		!behindGifts.Has(s[end+1]) && verbsAt(s, end+1).word < 2) {
		return false // 检查组织工作, 慰问电力职工
	}
	if nounCompounds.At(s, i) > 0 && !text.HasPrefix(s, i, "指挥部署") || i > 1 && nounHeads.Before(s, i, 2) > 0 && text.HasPrefix(s, i, "部署") || text.HasSuffix(s[:i], "对照") { // 作对照检查发言
		return true
	}
	if k > end && text.HasPrefix(s, k, "中") && during(s, k+1) {
		return true
	}
	tail := nounTails.Find(s, k)
	if tail == nil {
		return !direct && broughtOut.At(s, k) > 0
	}
	if carriedOut.At(s, k+tail.Len()) > 0 {
		return false // 检查方案落实, 督导会议筹备
	}
	switch tail.Text {
	case "台", "站", "队伍", "中心", "问题", "任务", "情况", "人员", "意见", "建议", "计划", "基地", "大厅", "对象", "内容", "环节":
		// 检查问题, 走访基地: what follows a predicate is its object
		return !direct
	case "成果", "结果", "方案", "机制", "制度", "线路", "路线", "清单", "手册", "课题", "专班", "团队": // 区长某某检查线路改造
		return i > 0 || !text.IsHanAt(s, k+2)
	}
	return true
}

// broughtOut stand behind a verb that tells of what they found, or of what was
// done: 对检查发现的问题提出要求.
var broughtOut = text.NewWords("发现 反馈 反映 工作 收集 征集 暴露 遇到 查出 安排 出的 出来")

// carriedOut stand behind what somebody sees to.
var carriedOut = text.NewWords("落实 执行 贯彻 发放 筹备 建设 资料 运行 运作 整改 布置 进展 销号 转化 准备 推进 改造")

// planned and plans stand around what is only talked over: 研究慰问工作, 部署检查任务.
var (
	planned = text.NewWords("研究 部署 安排 审议 讨论 谋划 推进 做好 抓好 听取")
	plans   = text.NewWords("工作 任务 事项 事宜 方案 计划 情况")
)

// during reports that 中 before s[i] means 'during': a stop, an adverb, a verb or
// what comes out follows.
func during(s []rune, i int) bool {
	if !text.IsHanAt(s, i) {
		return true
	}
	w := verbsAt(s, i)
	return w.word > 1 || w.verb > 0 || strings.ContainsRune("还的也", s[i]) || broughtOut.At(s, i) > 0 || broughtOut.At(s, i+2) > 0 // 走访中群众反映
}

var (
	// ofPeople are words with 人 behind 主持 that are what is chaired.
	ofPeople = text.NewWords("人大 人代 人才 人民 人口 人工 人力 人事 人文 人居 人社 人防 人武")
	// notBelow begin with a 下 that says next, or lower.
	notBelow = text.NewWords("下一 下步 下阶 下半 下周 下月 下季 下个 下属 下辖 下沉")
	// objects begin like a tail and are what the verb is done to.
	objects = text.NewWords("成果展 会员 会场 会展 会所 会计 会客 组织 团区委 团市委 团委 团体 团员 团圆 团组织 团建 团餐 团购 团史 团长 团中央 员工 基地 会馆 会址 会长 会堂 组委会 站点 站台 站前 小组长 组工 组团 会务 室内 室外 厅局 厅级 点位 点多 台资 台湾 台风 日资 日常 日间 日照 费用 稿件 证券 证监")
)

// gifts are nouns but where more of an object follows.
var (
	gifts       = text.NewWords("慰问金 慰问品 慰问信 慰问电 参观证 参观券 考察费")
	behindGifts = text.NewSet("和及与等送发并")
)

// nounCompounds are nouns wherever they stand.
var nounCompounds = text.NewWords("指挥部 指挥中心 指挥所 指挥长 指挥官 指挥棒 指挥体系 指挥大厅 检查站 检查组 检查员 督导组 督导员 调研组 调研员 调研基地 考察团 考察组 慰问金 慰问品 慰问信 慰问团 慰问电 慰问演出 参观证 考察费 座谈会 宣讲团 宣讲员 宣讲会 宣讲稿 巡查员 巡查队 参观者 参观券 接访日 接访室 接访点 接访中心 部署会 部署要求 走访团 走访组")

// nounHeads make 部署 a noun.
var nounHeads = text.NewWords("工作 决策 战略 任务 按照 根据 落实 贯彻 统一 总体 市委 区委 省委 中央")

var firmNouns = text.NewWords("主持人 主持词 参加人员 参加者 参加单位 出席人员 出席者 出席证 讲话精神 讲话稿 讲话要求 讲话指出 致辞稿 陪同人员 陪同团 见证人 见证者 见证单位 会见厅 会见活动 会见室 会见仪式 拜会活动 见证仪式 做客嘉宾")

// speechAt reads 作…报告, 作…讲话, 致…辞 and the like at s[i]: what is said to
// have been given, and the place behind it; "" where nothing is.
func speechAt(s []rune, i int) (string, int) {
	n := giving.At(s, i)
	if n == 0 || notGiving.At(s, i) > 0 || text.InCompound(s, i) || i > 0 && s[i] == '致' && (s[i-1] == '一' || s[i-1] == '以') {
		return "", i
	}
	toast := s[i] == '致'
	for k := i + n; k < len(s) && k < i+n+60 && !isClauseStop(s[k]); k++ { // so much may stand between 作 and 报告
		if s[k] == '《' {
			end := bookEnd(s, k)
			if end > k && !toast && text.HasSuffix(s[k:end-1], "报告") && speechEnds(s, end) {
				return "作报告", end
			}
			k = max(k, end-1)
		} else if w := speeches.Find(s, k); w != nil && speechEnds(s, k+w.Len()) {
			if lemma := speechLemmas[w.Place]; !toast || lemma == "致辞" {
				return lemma, k + w.Len()
			}
		} else if s[i] == '进' && verbsAt(s, k).listed > 0 {
			break // 进行检查部署
		}
	}
	return "", i
}

// remarkEnd gives the place behind 作…发言 at s[i], which is no speech of the
// list, or i.
func remarkEnd(s []rune, i int) int {
	if !text.HasPrefix(s, i, "作") || text.InCompound(s, i) {
		return i
	}
	for k := i + 1; k < i+10 && text.IsHanAt(s, k); k++ {
		if n := remarks.At(s, k); n > 0 && speechEnds(s, k+n) {
			return k + n
		}
	}
	return i
}

var remarks = text.NewWords("发言 汇报 交流 点评 说明 表态 批示 指示 宣誓 承诺 介绍 解读 回应 反馈 推介 总结 辅导 剖析")

// giving open what is said, notGiving begin like them and do not.
var (
	giving    = text.NewWords("作 做 发表 致 进行")
	notGiving = text.NewWords("作为 做好 作用")
)

// speeches are given, and each is listed as the lemma at its place.
var (
	speeches     = text.NewWords("讲话 宣讲报告 报告 宣讲 致辞 致词 部署 辞 词")
	speechLemmas = strings.Fields("讲话 作报告 作报告 宣讲 致辞 致辞 部署 致辞 致辞")
)

// speechEnds reports that nothing turns a speech into another noun.
func speechEnds(s []rune, i int) bool {
	return !text.IsHanAt(s, i) || strings.ContainsRune("并和后时及暨且", s[i])
}
