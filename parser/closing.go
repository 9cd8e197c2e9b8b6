package parser

import "shenzheng/parser/text"

// isClosingNote reports the note that the districts not named had nothing to
// report: 其他区主要领导本周未有公开报道的活动。
func isClosingNote(s []rune, words Span) bool {
	i := words.Start
	if len(s) > 100 {
		return false
	}
	if n := noteLabels.At(s, i); n > 0 {
		i = skipColon(s, i+n)
	}
	d, n, _ := text.DistrictAt(s, i)
	switch {
	case noteOpeners.At(s, i) > 0:
	case len(s) <= 40 && ownLeaders.At(s, i) > 0:
	case d != nil && !text.Contains(s[:len(s)-1], "。") && (leaderWords.In(s[i+n:]) || listsDistricts(s, i+n)):
	default:
		return false
	}
	return nothingWords.In(s) && reportWords.In(s)
}

// listsDistricts reports that a list of districts and the week go on at s[i]:
// 盐田区、大鹏新区本周….
func listsDistricts(s []rune, i int) bool {
	for i < len(s) && (s[i] == '、' || s[i] == '和' || s[i] == '及' || s[i] == ',') {
		_, n, _ := text.DistrictAt(s, i+1)
		if n == 0 {
			return false
		}
		i += 1 + n
	}
	return thisWeek.At(s, i) > 0
}

var thisWeek = text.NewWords("本周 这一周 这周")

var (
	nothingWords = text.NewWords("未有 没有 暂无 尚无 未见 并无 无公开 未公开 无相关 暂未 无报道 未报道 未检索 未查")
	reportWords  = text.NewWords("报道 公开活动 公开的活动 公务活动 活动信息")
	leaderWords  = text.NewWords("主要领导 书记 区长 主要负责 党政主要")
	noteOpeners  = text.NewWords("其他 其它 其余 另外 此外,其他 余下 剩余 另有 本周 主要领导 书记 区长 主要负责 党政主要")
	ownLeaders   = text.NewWords("区委书记、区长 区委书记和区长 区主要领导 新区主要领导 合作区主要领导 该区 该区主要领导")
	noteLabels   = text.NewWords("注 备注 说明 另注")
)

func isClosingLine(l *layout, i int) bool { return l.lines[i].closing }

func takeClosing(l *layout, _ int) { l.closed = true }

// isAfterClosing takes undated text behind the closing note: it is no event of
// the last district.
func isAfterClosing(l *layout, i int) bool {
	return l.closed && !l.opening(i).dated && (l.lines[i].ends || len(l.lines[i].Fold) > maxHeadline)
}
