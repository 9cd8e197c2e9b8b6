package demosite

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
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

func weeklyNumber(week int) int { return firstNumber + week*numberStep }

func hasEssay(week int) bool { return week%3 == 1 }

// past is what happened to a site's columns in weeks before some moment; the
// zero past is that of a site where nothing did.
type past struct {
	of        bool
	latest    int // the latest week at that moment
	unheard   int // a week without an edition
	combined  int // a week whose edition stands for the one before too
	withdrawn int // a column that was taken back a month later
	moved     int // from this week on somebody holds another office
	edited    int // a column that was changed three days later
	troubled  int // a column with misprints
}

// pastOf puts the events before the latest week.
func pastOf(latest int) past {
	return past{of: true, latest: latest, unheard: latest - 8, combined: latest - 17, withdrawn: latest - 13, moved: latest - 10, edited: latest - 4, troubled: latest - 2}
}

// missing reports a week for which no edition of its own ever came.
func (p past) missing(week int) bool { return p.of && (week == p.unheard || week == p.combined-1) }

// Moments are the times at which an archive has to have looked at the site to
// have seen all that happened: before the column was withdrawn, before the
// other was edited, and when the latest one was new.
func (s *Site) Moments() []time.Time {
	if !s.past.of {
		return nil
	}
	return []time.Time{publishedAt(s.past.withdrawn).Add(4 * time.Hour), publishedAt(s.past.edited).Add(4 * time.Hour), publishedAt(s.past.latest).Add(time.Hour)}
}

func (s *Site) withdrawn(week int) bool {
	return s.past.of && week == s.past.withdrawn && s.now().After(publishedAt(week).AddDate(0, 1, 0))
}

// column is what the newspaper prints for a week.
func (s *Site) column(week int, essay bool) generate.Truth {
	day := func(t time.Time) parser.Date { return parser.DateOf(t) }
	e := generate.Edition{Number: strconv.Itoa(weeklyNumber(week)), Published: publishedAt(week), Essay: essay}
	e.Week = parser.Week{Start: day(weekStart(week)), End: day(weekStart(week).AddDate(0, 0, 6))}
	if essay {
		e.Number, e.Published = strconv.Itoa(weeklyNumber(week)+essayOffset), weekStart(week).AddDate(0, 0, 3).Add(9*time.Hour)
	}
	if s.past.of && !essay {
		if week == s.past.combined {
			e.Week.Start = day(weekStart(week - 1))
		}
		e.Moved, e.Farewell = week >= s.past.moved, week == s.past.moved
		e.Edited = week == s.past.edited && s.now().After(publishedAt(week).AddDate(0, 0, 3))
		e.Troubled = week == s.past.troubled
	}
	return s.serial.Column(e)
}

// banner stands on every page, so that nobody takes the demo for the paper.
const banner = "本站为演示站点,人物、企业与文字均为虚构"

// shapes are the forms editors leave an article in. An edition takes them in turn.
var shapes = func() (out [4]generate.Shape) {
	for i, name := range [...]string{"p-strong", "section-span", "gbk-meta", "picture"} {
		for _, s := range generate.Shapes() {
			if s.Name == name {
				out[i] = s
			}
		}
	}
	return out
}()

// serveColumn answers with a column, in the shape that is its week's turn.
func (s *Site) serveColumn(w http.ResponseWriter, r *http.Request, week int, essay bool) {
	shape := shapes[0]
	if !essay {
		shape = shapes[week%len(shapes)]
	}
	shape.Topic = topicPath
	shape.Before = "<header><div>" + banner + "</div><nav><a href=\"/\">首页</a> <a href=\"/channel/yaowen\">要闻</a></nav></header>\n"
	var beside strings.Builder
	for i := range newsPerWeek {
		fmt.Fprintf(&beside, "<li><a href=\"/n/article/%d\">%s</a></li>\n", weeklyNumber(week)+newsOffset+i, newsTitle(week, i))
	}
	shape.After = "<footer><div>推荐阅读</div><ul>\n" + beside.String() + "</ul></footer>\n"
	page := s.column(week, essay).Render(shape)
	send(w, r, page.ContentType, string(page.Body), shape.Charset.Encoding == "")
}

// serveNews answers with an article that has nothing to do with the column.
func (s *Site) serveNews(w http.ResponseWriter, r *http.Request, week, i int) {
	title, day := newsTitle(week, i), weekStart(week).AddDate(0, 0, 4).Add(10*time.Hour).Format("2006-01-02 15:04")
	send(w, r, "text/html; charset=utf-8", fmt.Sprintf("<!DOCTYPE html>\n<html><head><title>%s_演示新闻</title></head>\n<body><div>%s</div><h1>%s</h1><div>演示日报记者</div><div>%s</div>\n"+
		"<p>本报讯 记者从活动现场获悉,这项活动吸引了不少市民参加,现场秩序井然。</p>\n<p>主办方介绍,今后还将安排更多场次,市民可以提前在线预约。</p>\n</body></html>\n", title, banner, title, day), true)
}

func newsTitle(week, i int) string {
	titles := [...]string{"周末图书市集开市,数百种旧书找到新主人", "一场雨后,湿地公园迎来观鸟好时节", "社区食堂推出新菜单,老人点赞", "地铁口多了一排共享雨伞", "青少年帆船赛收官,小选手收获友谊"}
	return titles[(week+i)%len(titles)]
}
