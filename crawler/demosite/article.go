package demosite

import (
	"fmt"
	"net/http"
	"strconv"
	"time"

	"shenzheng/parser"
	"shenzheng/parser/evaluate/generate"
)

// Article numbers follow from the week, so that an article keeps its address
// while the site's clock goes on.
const (
	firstNumber = 9100000
	numberStep  = 53 // numbers from one round-up to the next
	essayOffset = 17
	newsOffset  = 30
	newsPerWeek = 3
)

var (
	shanghai  = time.FixedZone("+08:00", 8*3600)
	firstWeek = time.Date(2024, time.January, 1, 0, 0, 0, 0, shanghai) // a Monday, week 0
)

func weekStart(week int) time.Time { return firstWeek.AddDate(0, 0, 7*week) }

// publishedAt is some minute of the Sunday afternoon that ends the week.
func publishedAt(week int) time.Time {
	return weekStart(week).AddDate(0, 0, 6).Add(16*time.Hour + 31*time.Minute + time.Duration(week*37%150)*time.Minute)
}

func hasEssay(week int) bool { return week%3 == 1 }

// entry is one article of the topic: a week's round-up or its other column.
type entry struct {
	week  int
	essay bool
}

func (e entry) number() int {
	number := firstNumber + e.week*numberStep
	if e.essay {
		number += essayOffset
	}
	return number
}

// What happened in a site's history, in weeks before the latest one at the
// moment of New.
const (
	troubled  = 2  // a column with misprints
	edited    = 4  // a column that was changed three days later
	unheard   = 8  // a week without an edition
	moved     = 10 // from this week on somebody holds another office
	withdrawn = 13 // a column that was taken back a month later
	combined  = 17 // a week whose edition stands for the one before too
)

// had reports that this happened in the week.
func (s *Site) had(week, event int) bool { return s.history && week == s.begun-event }

// missing reports a week for which no edition of its own ever came.
func (s *Site) missing(week int) bool { return s.had(week, unheard) || s.had(week+1, combined) }

func (s *Site) withdrawn(week int) bool {
	return s.had(week, withdrawn) && s.now().After(publishedAt(week).AddDate(0, 1, 0))
}

// Moments are the times at which an archive has to have looked at the site to
// have seen all that happened: before the column was withdrawn, before the
// other was edited, and when the latest one was new. A site without a history
// has none.
func (s *Site) Moments() []time.Time {
	if !s.history {
		return nil
	}
	return []time.Time{publishedAt(s.begun - withdrawn).Add(4 * time.Hour), publishedAt(s.begun - edited).Add(4 * time.Hour), publishedAt(s.begun).Add(time.Hour)}
}

// column is what the newspaper prints.
func (s *Site) column(e entry) generate.Truth {
	edition := generate.Edition{Number: strconv.Itoa(e.number()), Published: publishedAt(e.week), Essay: e.essay}
	start := parser.DateOf(weekStart(e.week))
	edition.Week = parser.Week{Start: start, End: start.AddDays(6)}
	switch {
	case e.essay:
		edition.Published = weekStart(e.week).AddDate(0, 0, 3).Add(9 * time.Hour)
	case s.history:
		if s.had(e.week, combined) {
			edition.Week.Start = start.AddDays(-7)
		}
		edition.Moved, edition.Farewell, edition.Troubled = e.week >= s.begun-moved, s.had(e.week, moved), s.had(e.week, troubled)
		edition.Edited = s.had(e.week, edited) && s.now().After(publishedAt(e.week).AddDate(0, 0, 3))
	}
	return s.serial.Column(edition)
}

// banner stands on every page, so that nobody takes the demo for the paper.
const banner = "本站为演示站点,人物、企业与文字均为虚构"

// shapes are the forms editors leave an article in. A round-up takes them in
// turn; GBK pages have no ETag.
var shapes = [...]string{"p-strong", "section-span", "gbk-meta", "picture"}

// serveColumn answers with a column.
func (s *Site) serveColumn(w http.ResponseWriter, r *http.Request, e entry) {
	name := shapes[0]
	if !e.essay {
		name = shapes[e.week%len(shapes)]
	}
	shape, err := generate.ShapeNamed(name)
	if err != nil {
		panic(err)
	}
	shape.Topic = topicPath
	shape.Before = "<header><div>" + banner + "</div><nav><a href=\"/\">首页</a> <a href=\"/channel/yaowen\">要闻</a></nav></header>\n"
	shape.After = "<footer><div>推荐阅读</div><ul>\n" + newsLinks(e.week) + "</ul></footer>\n"
	page, answer := s.column(e).Render(shape), sendTagged
	if !shape.UTF8() {
		answer = send
	}
	answer(w, r, page.ContentType, string(page.Body))
}

// serveNews answers with an article that has nothing to do with the column.
func (s *Site) serveNews(w http.ResponseWriter, r *http.Request, week, i int) {
	title, day := newsTitle(week, i), weekStart(week).AddDate(0, 0, 4).Add(10*time.Hour).Format("2006-01-02 15:04")
	sendTagged(w, r, "text/html; charset=utf-8", fmt.Sprintf("<!DOCTYPE html>\n<html><head><title>%s_演示新闻</title></head>\n<body><div>%s</div><h1>%s</h1><div>演示日报记者</div><div>%s</div>\n"+
		"<p>本报讯 记者从活动现场获悉,这项活动吸引了不少市民参加,现场秩序井然。</p>\n<p>主办方介绍,今后还将安排更多场次,市民可以提前在线预约。</p>\n</body></html>\n", title, banner, title, day))
}

func newsTitle(week, i int) string {
	titles := [...]string{"周末图书市集开市,数百种旧书找到新主人", "一场雨后,湿地公园迎来观鸟好时节", "社区食堂推出新菜单,老人点赞", "地铁口多了一排共享雨伞", "青少年帆船赛收官,小选手收获友谊"}
	return titles[(week+i)%len(titles)]
}

// newsLinks lists the news of a week.
func newsLinks(week int) (links string) {
	for i := range newsPerWeek {
		links += fmt.Sprintf("<li><a href=\"/n/article/%d\">%s</a></li>\n", entry{week, false}.number()+newsOffset+i, newsTitle(week, i))
	}
	return links
}
