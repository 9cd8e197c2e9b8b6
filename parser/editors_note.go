package parser

import (
	"strings"

	"shenzheng/parser/text"
)

// isEditorsNote reports what the editors say of the column itself: a correction,
// a remark of theirs, how it was counted.
func isEditorsNote(s []rune, words Span) bool {
	i := words.Start
	if remarkOpeners.At(s, i) > 0 || len(s) <= maxFarewell && farewells.In(s) {
		return true
	}
	n := remarkLabels.At(s, i)
	if n == 0 {
		return false
	}
	i += n
	for i < len(s) && (text.IsDigit(s[i]) || s[i] >= '①' && s[i] <= '⑳') {
		i++
	}
	return i == len(s) || strings.ContainsRune(":】])》| ", s[i])
}

var (
	remarkLabels = text.NewWords("更正 更正说明 勘误 勘误说明 订正 编者按 编者注 编后 编后语 编辑注 编辑说明 小编注 注 注释 备注 附注 另注 附 说明 特别说明 统计说明 数据说明 排序说明 情况说明 致歉 致歉声明 更新 更新说明")

	remarkOpeners = text.NewWords(
		"本期统计 本期梳理 本期盘点 本次统计 本次梳理 本统计 本文统计 本周统计 统计时间 统计截至 统计周期 统计口径 统计范围 统计数据 以上统计 以上梳理 以上内容 以上活动 以上信息 以上均 以上根据 以上为 以上就是 以上便是 以上即 以上是 上述信息 上述内容 上述统计",
		"各区排序 各区排名 各区顺序 排名不分先后 排序不分先后 本栏目 本专栏 本文综合 本文据 本文根据 本文内容 数据截至 数据来源 信息截至 信息来源 资料来源 内容来源 综合整理 此前版本 本文此前",
	)
)

// maxFarewell bounds a line with which the editors take leave, in code points.
const maxFarewell = 50

var farewells = text.NewWords("拭目以待 敬请期待 敬请关注 下周见 下期见 下周再见 下期再见 我们下周 我们下期")

// isRemark takes an editors' note behind the last activity.
func isRemark(l *layout, i int) bool {
	return l.lines[i].remark && (l.zone == zoneAfter || i > l.found.last && !(l.opening(i).dated && l.opening(i).date.Explicit))
}
