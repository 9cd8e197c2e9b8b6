package generate

import (
	"fmt"
	"strings"
	"time"

	"shenzheng/parser"
)

// article is one column while it is being written.
type article struct {
	dice
	*sheet
	cast      *cast
	week      parser.Week
	kind      parser.Kind
	published time.Time
	topic     bool
	summary   int // its line, -1 where there is none
	title     int
	stamp     int
	outlet    int
	credits   []parser.Credit
	// silent is true where no week line is printed.
	silent bool
	number string
}

var shanghai = time.FixedZone("", 8*60*60)

// writeColumn writes column i; false means that chance put a name where none
// was meant, and other dice have to be thrown.
func writeColumn(d dice, w parser.Week, i int) (Truth, bool) {
	a := &article{dice: d, sheet: &sheet{}, cast: newCast(d), week: w, kind: parser.KindWeekly, summary: -1}
	a.number = fmt.Sprint(8000000 + i*37 + d.IntN(37))
	if d.chance(3) {
		a.kind = parser.KindOther
	}
	a.silent = a.kind == parser.KindWeekly && d.chance(3)
	a.head()
	if a.kind == parser.KindOther {
		a.essay()
	} else {
		a.introduction()
		a.districts()
		if d.chance(70) {
			a.add(parser.ClassClosingNote, pick(d, []string{"其他区主要领导本周未有公开报道的活动。", "其他区主要领导本周未有公开报道的活动。", "其他区主要领导本周暂无公开报道的活动。"}))
		}
	}
	a.tail()
	a.print()
	return a.truth()
}

// head writes everything before the introduction.
func (a *article) head() {
	w := a.week
	titled := w
	if a.kind == parser.KindWeekly && !a.silent && a.chance(2) {
		titled = parser.Week{Start: w.Start.AddDays(-7), End: w.End.AddDays(-7)}
	}
	a.title = a.add(parser.ClassTitle, a.headTitle(titled))
	if titled != w {
		a.problems = append(a.problems, problem{code: "week_disagrees", at: place{a.title, 0, 1}})
	}
	a.topic = a.chance(88)
	summary := a.chance(20)
	if summary && !a.topic {
		a.summarize()
	}
	a.add(parser.ClassMeta, account)
	a.stamped()
	if a.topic {
		a.add(parser.ClassMeta, "收录于专题:"+account)
	}
	a.outlet = a.add(parser.ClassMeta, "深圳特区报")
	a.add(parser.ClassMeta, "深圳市委机关报,改革开放的窗口")
	if summary && a.topic {
		a.summarize()
	}
	if a.kind == parser.KindWeekly && !a.silent {
		a.add(parser.ClassWeek, a.weekLine())
	}
}

const (
	account      = "深政观察" // the name the column goes by
	summaryLabel = "摘要:"
)

func (a *article) summarize() {
	a.summary = a.add(parser.ClassMeta, summaryLabel+"各区紧扣"+pick(a.dice, topics)+",一周工作有声有色。")
}

// stamped writes the time of publication: Sunday evening, at times Monday.
func (a *article) stamped() {
	day := a.week.End
	clock := time.Duration(a.between(16*60+30, 19*60+30)) * time.Minute
	if a.chance(12) {
		day, clock = day.AddDays(1), time.Duration(a.between(8*60, 11*60))*time.Minute
	}
	y, m, d := day.Time().Date()
	a.published = time.Date(y, m, d, 0, 0, 0, 0, shanghai).Add(clock)
	form := "01-02 15:04"
	if a.silent || a.kind == parser.KindOther || a.chance(30) {
		form = "2006-01-02 15:04"
	}
	a.stamp = a.add(parser.ClassMeta, a.published.Format(form))
}

func (a *article) headTitle(w parser.Week) string {
	if a.kind == parser.KindOther {
		return "深政观察丨" + pick(a.dice, topics) + "如何破题?"
	}
	from, to := monthDay(ascii, w.Start), monthDay(ascii, w.End)
	if w.Start.Month() == w.End.Month() && a.chance(30) {
		to = ascii.print(w.End.Day(), "日")
	}
	bar := pick(a.dice, []string{"丨", "丨", "丨", " | ", "｜"})
	question := pick(a.dice, []string{"深圳各区书记区长这周都在忙啥?", "深圳各区书记区长这周都在忙啥?", "深圳各区“一把手”本周忙了些啥?", "深圳各区书记区长如何抓落实?"})
	if w.Start.Month() == time.January && w.Start.Day() <= 7 {
		question = ascii.print(w.Start.Year(), "年") + "首周,深圳各区书记区长如何开局?"
	}
	return "深圳一周" + bar + question + "(" + from + pick(a.dice, []string{"-", "-", "- ", "至", "—"}) + to + ")"
}

func (a *article) weekLine() string {
	w := a.week
	from := ascii.print(w.Start.Year(), "年") + monthDay(ascii, w.Start)
	to := monthDay(ascii, w.End)
	switch {
	case w.Start.Year() != w.End.Year():
		to = ascii.print(w.End.Year(), "年") + to
	case w.Start.Month() == w.End.Month() && a.chance(15):
		to = ascii.print(w.End.Day(), "日")
	case a.chance(10):
		to = ascii.print(w.End.Year(), "年") + to
	}
	return from + pick(a.dice, []string{"至", "至", "至", "-", "—"}) + to + "。"
}

// districts writes the sections, in any order and at times one of them twice.
func (a *article) districts() {
	c := &chapter{dice: a.dice, sheet: a.sheet, cast: a.cast, week: a.week}
	c.captions = pick(a.dice, []int{0, 10, 25})
	c.headings = pick(a.dice, []headingStyle{fullHeading, fullHeading, fullHeading, fullHeading, colonHeading, shortHeading, fullColon})
	if a.chance(8) {
		c.headings = noHeading
	}
	all := parser.Districts()
	a.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	all = all[:a.between(2, 12)]
	for _, d := range all {
		c.section(d)
	}
	if len(all) > 2 && a.chance(7) {
		c.section(all[0])
	}
}

// tail writes credits, author and what is furniture.
func (a *article) tail() {
	if a.chance(95) {
		a.creditLine()
	}
	if a.chance(80) {
		a.add(parser.ClassCredit, "(作者:"+account+")")
		a.unclassed()
	}
	for _, text := range []string{"免责声明", "未经许可,任何人不得复制、转载本页内容", "推荐阅读", "读特热榜", "IN视频", "鹏友圈", "首页"} {
		a.add(parser.ClassFurniture, text)
	}
}

func (a *article) creditLine() {
	roles := []string{"编辑", "审读", "二审", "三审"}
	if a.chance(20) {
		roles = roles[:a.between(1, 3)]
	}
	sep := pick(a.dice, []string{" ", " ", ":"})
	var parts []string
	for _, role := range roles {
		c := parser.Credit{Role: role, Name: a.cast.outsider()}
		a.credits = append(a.credits, c)
		parts = append(parts, c.Role+sep+c.Name)
	}
	if a.chance(10) {
		for _, part := range parts {
			a.add(parser.ClassCredit, part)
		}
		return
	}
	a.add(parser.ClassCredit, strings.Join(parts, " "))
}
