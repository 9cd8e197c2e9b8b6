package generate

import (
	"strings"

	"shenzheng/parser"
)

// introduction writes one to seven paragraphs, the last of which names the
// column. What they say of officials and days is no activity.
func (a *article) introduction() {
	s := &story{dice: a.dice, sheet: a.sheet, activity: &activity{}, cast: a.cast, week: a.week}
	for range pick(a.dice, []int{0, 1, 1, 2, 2, 3, 6}) {
		a.add(parser.ClassIntroduction, "")
		switch a.IntN(4) {
		case 0:
			a.say(monthDay(ascii, a.week.Start.AddDays(a.IntN(7))) + ",")
			s.mention(pick(a.dice, a.cast.city), true, s.fill("主持召开{meeting},部署{topic}工作。"))
		case 1:
			a.say(s.fill("本周,{firm}{firmpost}{outsider}表示,") + s.aim() + "。")
		case 2:
			a.say(pick(a.dice, []string{"本周,", "过去一周,", ""}) + "深圳市统计局公布最新经济数据," + strings.TrimSuffix(s.fact(), "。") + ",经济延续回升向好态势。")
		default:
			a.say(s.fill("一周以来,各区围绕{topic}、{topic}精准发力。"))
		}
	}
	a.add(parser.ClassIntroduction, pick(a.dice, []string{
		"《深政观察》对本周深圳各区区委书记、区长公开报道的活动进行梳理,看一看他们在忙些什么。",
		"过去一周,各区书记、区长忙了些什么?《深政观察》为您梳理。",
		"《深政观察》梳理了各区主要领导本周的公开活动,一起来看。",
	}))
}

// essay is the text of a column that is no round-up.
func (a *article) essay() {
	s := &story{dice: a.dice, sheet: a.sheet, activity: &activity{}, cast: a.cast, week: a.week, home: parser.Districts()[0]}
	for range a.between(3, 8) {
		a.add(parser.ClassUnclassified, "")
		if a.chance(30) {
			a.say(monthDay(ascii, a.week.Start) + ",")
		}
		a.say(s.fill("{place}里,{topic}正在提速。") + s.fact())
		a.unclassed()
	}
}
