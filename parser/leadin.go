package parser

import (
	"slices"

	"shenzheng/parser/date"
	"shenzheng/parser/text"
)

// leadIn gives the end of what may stand before the date of a paragraph: the
// number of an item (1、, (2), ③), a district, 本报讯, who wrote it, a label in
// brackets, and brackets around the date.
func leadIn(s []rune, i int) (n int, d *District) {
	n = i
	if at := i + headingStart(s[i:]); at < len(s) && s[at] != '月' && slices.ContainsFunc(s[i:at], isNumeral) {
		n = at
	}
	if named, k, full := text.DistrictAt(s, n); full && n+k < len(s) {
		if s[n+k] == ':' || s[n+k] == '|' || text.IsSpace(s[n+k]) {
			n, d = text.SkipSpaces(s, n+k+1), named
		} else if day, ok := date.Read(s[n+k:], Week{}); ok && text.HasPrefix(s, n+k+day.Len, ",") {
			return n + k, named // the heading is glued to its first activity
		}
	}
	n = text.SkipSpaces(s, n+dateline(s[n:]))
	n += clocks.At(s, n)
	if text.HasPrefix(s, n, "(") && bylines.At(s, n+1) > 0 {
		if end := slices.Index(s[n:min(len(s), n+30)], ')'); end > 0 {
			n = text.SkipSpaces(s, n+end+1)
		}
	}
	if end := slices.IndexFunc(s[n:min(len(s), n+maxLabel)], text.IsCloser); end > 1 && (s[n] == '【' || s[n] == '[') {
		if _, dated := date.Read(s[n+1:], Week{}); !dated {
			if named, k, _ := text.DistrictAt(s, n+1); k == end-1 {
				d = named
			}
			n = text.SkipSpaces(s, n+end+1)
		}
	}
	if at := skip(s, n, text.IsHan); at > n+1 && at < min(len(s), n+maxLabel) && (s[at] == ':' || s[at] == '|') && topics.End(s[n:at]) {
		n = text.SkipSpaces(s, at+1)
	}
	return skipBrackets(s, n), d
}

// topics end a label, and neither a name nor what leads to words that are quoted:
// 会议指出:4月底前….
var topics = text.NewWords("调研 会议 活动 动态 行程 时间 招商 引资 外访 出访 会见 接访 走访 慰问 检查 巡查 督导 督查 宣讲 签约 项目 产业 经济 发展 建设 改革 创新 科技 企业 服务 营商 安全 生产 防汛 三防 环保 生态 绿化 城建 城管 交通 治理 法治 民生 就业 教育 医疗 卫生 健康 养老 文化 文旅 体育 党建 学习 统战 人才 双拥")

// maxLabel bounds a label such as 【动态】 in code points, with its brackets.
const maxLabel = 10

// dateline gives the length of what newspapers open a report with, 本报讯 and
// 深圳特区报·读特讯, 0 for none.
func dateline(s []rune) int {
	for i, c := range s[:min(len(s), 14)] {
		if c == '讯' && (outletEndings.End(s[:i]) || agencies.End(s[:i])) {
			return i + 1
		}
		if !isNameSign(c) && c != '·' {
			break
		}
	}
	return 0
}

var (
	clocks   = text.NewWords("当地时间 北京时间")
	agencies = text.NewWords("本报 读特 社 网 台")
	bylines  = text.NewWords("记者 本报记者 通讯员 见习记者 首席记者")
)
