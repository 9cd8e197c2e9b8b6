package generate

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"shenzheng/parser"
)

const (
	account = "深政观察" // the name the column goes by
	outlet  = "深圳特区报"
)

var shanghai = time.FixedZone("", 8*60*60)

// newDraft throws what is so of the whole article.
func newDraft(d dice, week parser.Week, i int) *draft {
	w := &draft{dice: d, week: week, cast: newCast(d, anyName), bound: map[*official]bool{}, put: map[string]int{}, open: map[Place]bool{}}
	w.number = fmt.Sprint(8000000 + i*37 + d.IntN(37))
	w.column.Kind = parser.KindWeekly
	switch n := d.IntN(100); {
	case n < 4: // a combined edition
		w.week.Start = w.week.Start.AddDays(-7)
	case n < 7: // a short one
		w.week.End = w.week.End.AddDays(-d.between(1, 5))
	}
	if d.chance(3) {
		w.column.Kind = parser.KindOther
	}
	w.silent = w.column.Kind == parser.KindWeekly && d.chance(3)
	w.wide = weighed(d, []width{{60, narrow}, {35, widenMark}, {5, widen}}, func(w width) int { return w.weight }).print
	return w
}

// width is the width that the whole article is printed in: punctuation in half
// width as in stored texts, in full width as on live pages, or letters and
// digits in full width too. One code point stays one.
type width struct {
	weight int
	print  func(rune) rune
}

func narrow(r rune) rune { return r }

// write writes the article; false means that chance put a name where none was
// meant, and other dice have to be thrown.
func (w *draft) write() (Truth, bool) {
	w.head()
	if w.column.Kind == parser.KindOther {
		w.essay()
	} else {
		w.introduction()
		w.districts()
		if w.odd(8) {
			w.line(parser.ClassClosingNote, w.fill(pick(w.dice, world["note"])))
		}
		if w.chance(70) {
			w.line(parser.ClassClosingNote, pick(w.dice, []string{"其他区主要领导本周未有公开报道的活动。", "其他区主要领导本周未有公开报道的活动。", "其他区主要领导本周暂无公开报道的活动。"}))
		}
	}
	w.tail()
	return w.truth()
}

// head writes everything before the introduction.
func (w *draft) head() {
	weekly := w.column.Kind == parser.KindWeekly
	titled := w.week
	if weekly && !w.silent && (w.odd(2) || w.edition.Troubled) {
		titled = parser.Week{Start: w.week.Start.AddDays(-7), End: w.week.End.AddDays(-7)}
	}
	w.line(parser.ClassTitle, w.title(titled))
	if titled != w.week {
		w.column.Problems = append(w.column.Problems, parser.Problem{Code: "week_disagrees", Severity: "warning", Span: parser.Span{Start: 0, End: 1}})
	}
	topic, summary := w.usual(88), w.chance(20)
	if summary && !topic {
		w.summary()
	}
	lines := []string{account, w.stamp()}
	if topic {
		lines = append(lines, "收录于专题:"+account)
		w.column.Topic = account
	}
	if w.odd(6) {
		lines = []string{strings.Join(lines, " ")}
	}
	for _, line := range lines {
		w.machine(parser.ClassMeta, line)
	}
	w.line(parser.ClassMeta, outlet)
	w.line(parser.ClassMeta, "深圳市委机关报,改革开放的窗口")
	w.column.Author, w.column.Outlet = account, outlet
	if summary && topic {
		w.summary()
	}
	if weekly {
		w.column.Week = w.week
		if !w.silent {
			w.line(parser.ClassWeek, w.weekLine())
		}
	}
}

func (w *draft) summary() {
	w.line(parser.ClassMeta, "摘要:")
	w.column.Summary = w.text(w.say(w.fill("各区紧扣{topic},一周工作有声有色。")))
}

// stamps are the forms of the time of publication; those behind the first
// carry the year.
var stamps = strings.Split(`01-02 15:04 | 2006-01-02 15:04 | 2006-01-02 15:04 | 2006-01-02 15:04:05 | 2006/01/02 15:04 | 2006.01.02 15:04 | 2006年01月02日 15:04 | 2006年1月2日 15:04 | 2006年01月02日 星期W 15:04 | 2006-01-02 15时04分 | 2006年1月2日 下午3:04 | 2006-01-02T15:04:05+08:00`, " | ")

// stamp gives the time of publication, Sunday evening, at times Monday.
func (w *draft) stamp() string {
	day, clock := w.week.End, w.between(16*60+30, 19*60+30)
	if w.odd(12) {
		day, clock = day.AddDays(1), w.between(8*60, 11*60)
	}
	w.column.Published = time.Date(day.Year(), day.Month(), day.Day(), clock/60, clock%60, 0, 0, shanghai)
	if !w.edition.Published.IsZero() {
		w.column.Published = w.edition.Published
	}
	form := stamps[0]
	switch yearless := !w.silent && w.column.Kind == parser.KindWeekly; {
	case w.odd(25):
		form = pick(w.dice, stamps[1:])
	case !yearless || w.chance(30):
		form = stamps[1]
	}
	if strings.Contains(form, "下午") && w.column.Published.Hour() < 12 {
		form = strings.Replace(form, "下午", "上午", 1)
	}
	return strings.Replace(w.column.Published.Format(form), "W", weekdays[w.column.Published.Weekday()], 1)
}

// machine writes a line that is not of the editors' hand, always in half width.
func (w *draft) machine(class parser.Class, text string) {
	wide := w.wide
	w.wide = narrow
	w.line(class, text)
	w.wide = wide
}

func (w *draft) title(week parser.Week) string {
	if w.column.Kind == parser.KindOther {
		return w.fill("深政观察丨{topic}如何破题?")
	}
	from, to := ascii.monthDay(week.Start), ascii.monthDay(week.End)
	if week.Start.Month() == week.End.Month() && w.chance(30) {
		to = strconv.Itoa(week.End.Day()) + "日"
	}
	question := pick(w.dice, []string{"深圳各区书记区长这周都在忙啥?", "深圳各区书记区长这周都在忙啥?", "深圳各区“一把手”本周忙了些啥?", "深圳各区书记区长如何抓落实?"})
	if week.Start.Month() == time.January && week.Start.Day() <= 7 {
		question = fmt.Sprint(week.Start.Year()) + "年首周,深圳各区书记区长如何开局?"
	}
	bar := pick(w.dice, []string{"丨", "丨", "丨", " | ", "｜"})
	return "深圳一周" + bar + question + "(" + from + pick(w.dice, []string{"-", "-", "- ", "至", "—"}) + to + ")"
}

func (w *draft) weekLine() string {
	start, end := w.week.Start, w.week.End
	to, year := ascii.monthDay(end), fmt.Sprint(end.Year())+"年"
	switch {
	case start.Year() != end.Year():
		to = year + to
	case start.Month() == end.Month() && w.chance(15):
		to = strconv.Itoa(end.Day()) + "日"
	case w.chance(10):
		to = year + to
	}
	return fmt.Sprint(start.Year()) + "年" + ascii.monthDay(start) + pick(w.dice, []string{"至", "至", "至", "-", "—"}) + to + "。"
}

// introduction writes one to seven paragraphs, the last of which names the
// column. What they say of officials and days is no activity.
func (w *draft) introduction() {
	w.now = &activity{}
	for range pick(w.dice, []int{0, 1, 1, 2, 2, 3, 6}) {
		w.line(parser.ClassIntroduction, "")
		switch w.IntN(4) {
		case 0:
			w.say(ascii.monthDay(w.week.Start.AddDays(w.IntN(7))) + ",")
			w.mention(pick(w.dice, w.cast.city), true)
			w.say(w.fill("主持召开{meeting},部署{topic}工作。"))
		case 1:
			w.say(w.fill("本周,{firm}{firmpost}{outsider}表示,{aim}。"))
		case 2:
			w.say(pick(w.dice, []string{"本周,", "过去一周,", ""}) + "深圳市统计局公布最新经济数据," + strings.TrimSuffix(w.fill("{fact}"), "。") + ",经济延续回升向好态势。")
		default:
			w.say(w.fill("一周以来,各区围绕{topic}、{topic}精准发力。"))
		}
	}
	last := []string{
		"《深政观察》对本周深圳各区区委书记、区长公开报道的活动进行梳理,看一看过去这一周他们在忙些什么。",
		"过去一周,各区书记、区长忙了些什么?《深政观察》为您梳理。",
		"《深政观察》梳理了各区主要领导本周的公开活动,一起来看。",
	}
	if w.calm {
		last = last[:1]
	}
	w.line(parser.ClassIntroduction, pick(w.dice, last))
	clear(w.put)
}

// essay is the text of a column that is no round-up.
func (w *draft) essay() {
	for range w.between(3, 8) {
		w.line(parser.ClassUnclassified, "")
		if w.chance(30) {
			w.say(ascii.monthDay(w.week.Start) + ",")
		}
		w.say(w.fill("{place}里,{topic}正在提速。{fact}"))
		w.unclassed()
	}
}

// tail writes credits, author and what is furniture.
func (w *draft) tail() {
	if w.usual(95) {
		w.credits()
	}
	if w.usual(80) {
		w.line(parser.ClassCredit, "(作者:"+account+")")
		w.unclassed()
	}
	for _, text := range []string{"免责声明", "未经许可,任何人不得复制、转载本页内容", "推荐阅读", "读特热榜", "IN视频", "鹏友圈", "首页"} {
		w.machine(parser.ClassFurniture, text)
	}
}

func (w *draft) credits() {
	roles := []string{"编辑", "审读", "二审", "三审"}
	if w.odd(20) {
		roles = roles[:w.between(1, 3)]
	}
	sep, apart := pick(w.dice, []string{" ", " ", ":"}), w.odd(10)
	var parts []string
	for _, role := range roles {
		c := parser.Credit{Role: role, Name: w.cast.outsider(w.dice)}
		w.column.Credits = append(w.column.Credits, c)
		parts = append(parts, c.Role+sep+c.Name)
	}
	if !apart {
		parts = []string{strings.Join(parts, " ")}
	}
	for _, part := range parts {
		w.line(parser.ClassCredit, part)
	}
}
