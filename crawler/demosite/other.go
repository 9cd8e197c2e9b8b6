package demosite

import "time"

// essay is a column of the topic that is no round-up.
func essay(week int) edition {
	e := edition{
		week: week, number: weeklyNumber(week) + essayOffset, topic: true,
		title:     "深政观察丨" + essayTitles[week/3%len(essayTitles)],
		published: weekStart(week).AddDate(0, 0, 3).Add(9 * time.Hour).Format("2006-01-02 15:04"),
		credits:   "编辑 " + staff[week%len(staff)] + " 审读 " + staff[(week+2)%len(staff)],
	}
	for _, text := range essayText {
		e.add(paragraph, text)
	}
	return e
}

// news is an article that has nothing to do with the column.
func news(week, i int) edition {
	e := edition{
		week: week, number: weeklyNumber(week) + newsOffset + i,
		title:     newsTitles[(week+i)%len(newsTitles)],
		published: weekStart(week).AddDate(0, 0, 4).Add(10 * time.Hour).Format("2006-01-02 15:04"),
	}
	e.add(paragraph, "本报讯 记者从活动现场获悉,这项活动吸引了不少市民参加,现场秩序井然。")
	e.add(paragraph, "主办方介绍,今后还将安排更多场次,市民可以提前在线预约。参加者普遍认为,这样的安排方便实用,希望能长期办下去。")
	return e
}

var essayTitles = [...]string{
	"一条绿道串起的城市账本",
	"产业园里的“半小时服务圈”",
	"旧厂房的第二次开工",
}

var essayText = [...]string{
	"一座城市怎样对待一条路,往往能看出它怎样对待生活在这里的人。近年来,深圳各区把绿道修到了家门口,也把服务送到了企业身边。",
	"在一处由旧厂房改造的园区里,企业负责人算了一笔账:过去办一件事要跑三个窗口,如今在楼下就能办完。省下来的时间,用在了研发上。",
	"变化来自一次次细小的改进。把流程理顺,把材料减少,把责任压实,看似平常,做起来并不容易。这样的功夫,值得长久地下。",
}

var newsTitles = [...]string{
	"周末图书市集开市,数百种旧书找到新主人",
	"一场雨后,湿地公园迎来观鸟好时节",
	"社区食堂推出新菜单,老人点赞",
	"地铁口多了一排共享雨伞",
	"青少年帆船赛收官,小选手收获友谊",
}
