package kind

import "shenzheng/parser/text"

// clausesOf cuts a sentence at its commas and leaves out what stands in
// parentheses, the names of writings, and clauses that only give a circumstance.
func clausesOf(sentence []rune) [][]rune {
	clauses, kept := make([][]rune, 0, 8), make([]rune, 0, len(sentence))
	from, hidden, quoted := 0, 0, 0
	cut := func() {
		c := kept[from:]
		from = len(kept)
		subject := len(c) > 1 && c[0] == ' ' && c[1] == ' ' // an official's name is blank
		c = withoutEnd(c[text.SkipSpaces(c, 0):], spaces)
		if len(clauses) > 0 && text.HasPrefix(c, 0, "为") && served.At(c, 1+howMany.Run(c, 1)) > 0 {
			c = c[1:] // what is done for somebody: ,为师生讲思政课
		}
		if len(c) == 0 || !subject && notCircumstances.At(c, 0) == 0 && (circumstances.At(c, 0) > 0 && !(c[0] == '据' && told.End(c)) || c[0] == '在' && circumstanceEnds.End(c) || soon.End(c)) {
			return
		}
		clauses = append(clauses, c)
	}
	for i, r := range sentence {
		switch {
		case r == '》' && hidden == 1 && text.HasSuffix(sentence[:i], "报告") && text.HasSuffix(kept, "作"):
			kept, hidden = append(kept, sentence[i-2:i]...), 0
		case r == '(' || r == '《':
			hidden++
		case r == ')' || r == '》':
			hidden = max(0, hidden-1)
		case hidden > 0:
		case quoted == 0 && (text.IsSentenceEnd(r) || r == ',' || r == ';' || r == ':'):
			cut()
		case r == '“':
			quoted++
			kept = append(kept, r)
		case r == '”':
			quoted = max(0, quoted-1)
			kept = append(kept, r)
		default:
			kept = append(kept, r)
		}
	}
	cut()
	return clauses
}

var spaces = text.NewSet(" ")

// circumstances open a clause that says when, why or on what ground.
var circumstances = text.NewWords("为 围绕 根据 按照 随着 针对 聚焦 结合 受 经 由于 据 自 当 作为 继 值此 正值 时值 恰逢")

// told end a clause that says who said it: 据区教育局局长某某介绍.
var told = text.NewWords("介绍 透露")

// notCircumstances begin like one and are none.
var notCircumstances = text.NewWords("受邀 受聘 为期 据悉 经济 经开 结合部 自然 自主 自贸 自行车 受理 当选 当地 经营 经贸 经信 据点 自由 自来")

// served stand behind 为 where something is done for them.
var served = text.NewWords("师生 学生 学员 学子 干部 党员 群众 居民 市民 青年 职工 员工 老人 游客 客商 嘉宾 获奖 选手 优秀 先进 官兵 新生 新人 与会")

// howMany stand between 为 and those.
var howMany = text.NewWords("小学 初中 高中 高一 高二 高三 初一 初二 初三 大一 年轻 青年 基层 新任 全校 全体 全区 全市 全街道 全院 辖区 广大 现场 在场 参会 参训 余 多 名 位 近 约 0 1 2 3 4 5 6 7 8 9")

var soon = text.NewWords("开幕前 召开前 开始前 举行前 启动前 来临前 到来前 会前 首日 第一天 当日 前夕")

var circumstanceEnds = text.NewWords("下 前 之际 来临 前夕 期间 背景下 当天")
