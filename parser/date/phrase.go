package date

import (
	"cmp"
	"time"

	"shenzheng/parser/text"
)

type phrase struct {
	precision Precision
	words     *text.Words
}

// phrases are words for no day in particular, for the column's week, and for neither.
var phrases = [...]phrase{
	{Vague, text.NewWords("近段时间以来 近段时间来 近段时间 前段时间 近一段时间以来 近一段时间 最近一段时间 这段时间以来 这段时间 近些日子 近段日子 近一段时期以来 近一段时期 近段时期以来 近段时期 近日来 近日 近几日 近几天 近些天 近来 " +
		"近期以来 近期 日前 连日来 连日 最近 前不久 不久前 前几日 前几天 前些天 前些日子 这些天 这些日子 这几天 这几日 这两天 近两天 近两日 近一周来 连续几天 连续多日 连续数日 连着几天 一连几天 一连数日")},
	{InWeek, text.NewWords("刚刚过去的这一周 刚刚过去的一周 刚刚过去的一个星期 刚过去的一周 过去的这一周 过去这一周 过去的一周 过去一周 过去一个星期 这一周 这个星期 " +
		"这周 本周以来 本周内 本周 本星期 一周以来 一周来 新年首周 新年第一周 开年首周 开年第一周")},
	{None, text.NewWords("近日均 近日点 近期目标 近期规划 近期建设规划 日前进 日前列 连日常 最近距 最近的 连续几天的 连续多日的 连续数日的 " +
		"这一周期 这一周年 这周期 这周年 这周边 本周期 本周年 本周边 本周转")},
}

// phraseWords are the words of phrases, phraseOf which phrase each is.
var phraseWords, phraseOf = text.Table(phrases[:], func(p *phrase) *text.Words { return p.words })

// readPhrase reads 近日, 本周 and the like.
func readPhrase(s []rune, week Week) (Expression, bool) {
	// 本周三 and 这周五 are weekdays, 本周 and 这周 the week.
	if _, _, ok := scanWeekday(s, 0); ok {
		return Expression{}, false
	}
	w := phraseWords.Find(s, 0)
	if w == nil || phraseOf[w.Place].precision == None {
		return Expression{}, false
	}
	m := Moment{Precision: phraseOf[w.Place].precision, Rule: "phrase"}
	if m.Precision == InWeek {
		m.Start, m.End = week.Start, week.End
	}
	return Expression{Moment: m, Len: w.Len()}, true
}

// wholeDays stand behind a weekend that is told of as a whole, notWeeks make
// another word of a week.
var (
	wholeDays = text.NewWords("期间 两天")
	notWeeks  = text.NewWords("期 年 边")
)

// readWeekend reads 周末 as Saturday to Sunday, and 上周, 下周.
func readWeekend(s []rune, w Week) (Expression, bool) {
	shift, i := scanWeekShift(s, 0)
	n := i + weekWords.At(s, i)
	if n == i {
		return Expression{}, false
	}
	first := 7 * shift
	if text.HasPrefix(s, n, "末") {
		n++
		first += 5
		if i == 0 && !followsPlainly(s, n) && wholeDays.At(s, n) == 0 {
			return Expression{}, false
		}
	} else if _, _, day := scanWeekday(s, 0); day || shift == 0 || notWeeks.At(s, n) > 0 {
		return Expression{}, false
	}
	m := Moment{Precision: Range, Rule: "weekend"}
	if !w.Start.IsZero() {
		m.Start, m.End = w.Start.AddDays(first), w.Start.AddDays(7*shift+6)
	}
	return Expression{Moment: m, Len: n}, true
}

// readFirstWeek reads 2024年首周, which is the week of the column.
func readFirstWeek(s []rune, w Week) (Expression, bool) {
	i := 0
	if text.HasPrefix(s, 0, "今年") {
		i = 2
	} else if n, j, unit := scanNumber(s, 0); unit == '年' && (n.digits == 4 || n.digits == 2) {
		i = text.SkipSpaces(s, j+1)
	}
	n := firstWeekWords.At(s, i)
	return Expression{Moment: Moment{Precision: InWeek, Start: w.Start, End: w.End, Rule: "first_week"}, Len: i + n}, i > 0 && n > 0
}

var firstWeekWords = text.NewWords("首周 第一周 首个工作周 的首周 的第一周")

// readMonthPart reads 4月上旬, 中旬, 下旬 and 中下旬, and ranges of them.
func readMonthPart(s []rune, w Week) (Expression, bool) {
	from, n, ok := oneMonthPart(s, 0, w, 0)
	if !ok {
		return Expression{}, false
	}
	if join, i := scanJoin(s, n); join == joinRange {
		if to, end, ok := oneMonthPart(s, i, from, int(from.Start.Month())); ok && !to.End.Before(from.Start) {
			from.End, n = to.End, end
		}
	}
	return Expression{Moment: Moment{Precision: MonthPart, Start: from.Start, End: from.End, Rule: "month_part"}, Len: n}, true
}

// oneMonthPart reads one or two thirds of a month, that one where none is printed,
// empty where the week is not known.
func oneMonthPart(s []rune, i int, w Week, month int) (days Week, next int, ok bool) {
	var m mark
	i, ok = m.scanMonth(s, i)
	m.month = cmp.Or(m.month, month)
	third := monthParts.Find(s, i)
	if !ok || m.month == 0 || m.month > 12 || third == nil {
		return Week{}, 0, false
	}
	i += third.Len()
	m.day = 1 + 10*(third.Place%3)
	start := (&row{marks: []mark{m}}).resolve(w).Start
	if start.IsZero() {
		return Week{}, i, true
	}
	end := start.AddDays(10*(third.Len()-1) - 1)
	if m.day+10*(third.Len()-1) == 31 {
		end = Of(time.Date(start.Year(), start.Month()+1, 0, 0, 0, 0, 0, time.UTC))
	}
	return Week{start, end}, i, true
}

var monthParts = text.NewWords("上旬 中旬 下旬 上中旬 中下旬") // from the 1st, 11th, 21st, 1st and 11th
