package demosite

import (
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
	after := func(weeks int, hours time.Duration) time.Time {
		return publishedAt(s.begun - weeks).Add(hours * time.Hour)
	}
	return []time.Time{after(withdrawn, 4), after(edited, 4), after(0, 0)}
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
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.printed[edition]; !ok {
		s.printed[edition] = generate.Serial(edition)
	}
	return s.printed[edition]
}

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
	shape.Topic, shape.Before, shape.After = topicPath, page("before", nil), page("after", newsOf(e.week))
	column := s.column(e).Render(shape)
	send(w, r, column.ContentType, string(column.Body), shape.UTF8())
}

// link is an article in a list.
type link struct {
	Number int
	Title  string
}

// newsOf lists the articles of a week that have nothing to do with the column.
func newsOf(week int) (news []link) {
	titles := [...]string{"周末图书市集开市,数百种旧书找到新主人", "一场雨后,湿地公园迎来观鸟好时节", "社区食堂推出新菜单,老人点赞", "地铁口多了一排共享雨伞", "青少年帆船赛收官,小选手收获友谊"}
	for i := range newsPerWeek {
		news = append(news, link{entry{week, false}.number() + newsOffset + i, titles[(week+i)%len(titles)]})
	}
	return news
}

func (s *Site) serveNews(w http.ResponseWriter, r *http.Request, week, i int) {
	published := weekStart(week).AddDate(0, 0, 4).Add(10 * time.Hour).Format("2006-01-02 15:04")
	send(w, r, contentType, page("news", map[string]any{"Title": newsOf(week)[i].Title, "Published": published}), true)
}
