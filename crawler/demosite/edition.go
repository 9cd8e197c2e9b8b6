package demosite

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"shenzheng/parser"
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

// weekOf counts the weeks since the first one.
func weekOf(t time.Time) int {
	return int(t.Sub(firstWeek).Hours()) / (7 * 24)
}

func weekStart(week int) time.Time { return firstWeek.AddDate(0, 0, 7*week) }

// publishedAt is some minute of the Sunday afternoon that ends the week.
func publishedAt(week int) time.Time {
	return weekStart(week).AddDate(0, 0, 6).Add(16*time.Hour + 31*time.Minute + time.Duration(week*37%150)*time.Minute)
}

func weeklyNumber(week int) int { return firstNumber + week*numberStep }

func hasEssay(week int) bool { return week%3 == 1 }

// articlePath gives an article's address; the site, as its model does, uses
// two forms for the same article.
func articlePath(week int) string {
	return "/n/article/" + strconv.Itoa(weeklyNumber(week))
}

func printPath(number int) string { return "/p/" + strconv.Itoa(number) + ".html" }

// role says what a line of an edition is, so that the shapes can print it.
type role uint8

const (
	paragraph role = iota
	heading
	headline
	caption
)

type line struct {
	role role
	text string
}

// edition is one article before it gets a shape.
type edition struct {
	week      int
	number    int
	title     string
	published string // as printed
	summary   string
	topic     bool // belongs to 深政观察
	lines     []line
	credits   string
}

// source is where the choices of a week's round-up come from.
func source(week int, seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, uint64(week))) }

// weeklyTitle is the first choice of a round-up, so that a list of titles
// need not write the round-ups.
func weeklyTitle(rng *rand.Rand, week int) string {
	monday, sunday := weekStart(week), weekStart(week).AddDate(0, 0, 6)
	span := fmt.Sprintf("%d月%d日-%d月%d日", monday.Month(), monday.Day(), sunday.Month(), sunday.Day())
	return "深圳一周丨" + pick(rng, titles[:]) + "(" + span + ")"
}

// newEdition writes the round-up of a week.
func newEdition(week int, seed uint64) edition {
	rng := source(week, seed)
	monday, sunday := weekStart(week), weekStart(week).AddDate(0, 0, 6)
	e := edition{
		week: week, number: weeklyNumber(week), topic: true,
		title:     weeklyTitle(rng, week),
		published: stamp(week),
		credits:   "编辑 " + staff[week%len(staff)] + " 审读 " + staff[(week+1)%len(staff)] + " 二审 " + staff[(week+2)%len(staff)] + " 三审 " + staff[(week+3)%len(staff)],
	}
	if week%4 == 2 {
		e.summary = "摘要:各区这一周忙招商、抓项目、促民生。"
	}
	e.add(paragraph, fmt.Sprintf("%d年%d月%d日至%d月%d日。", monday.Year(), monday.Month(), monday.Day(), sunday.Month(), sunday.Day()))
	e.add(paragraph, pick(rng, introductions[:]))
	e.add(paragraph, "《深政观察》对本周深圳各区区委书记、区长公开报道的活动进行梳理,看一看过去这一周他们在忙些什么、推动了哪些工作。")
	silent := map[int]bool{rng.IntN(len(cast)): true, rng.IntN(len(cast)): true}
	for i, d := range parser.Districts() {
		if !silent[i] {
			e.section(rng, d, cast[i], monday)
		}
	}
	e.add(paragraph, "其他区主要领导本周未有公开报道的活动。")
	return e
}

// stamp prints the publication time; every other week without its year.
func stamp(week int) string {
	if week%2 == 0 {
		return publishedAt(week).Format("01-02 15:04")
	}
	return publishedAt(week).Format("2006-01-02 15:04")
}

func (e *edition) add(r role, text string) { e.lines = append(e.lines, line{r, text}) }

// section writes one district: heading, headline and two to four activities,
// the first of them a meeting, the last at times without any date.
func (e *edition) section(rng *rand.Rand, d parser.District, c office, monday time.Time) {
	e.add(heading, d.NameZH)
	e.add(headline, pick(rng, headlines[:]))
	if rng.IntN(4) == 0 {
		e.add(headline, pick(rng, secondHeadlines[:]))
	}
	say := words(rng, d, c, monday)
	e.activity(say, pick(rng, meetings[:]))
	for _, i := range rng.Perm(len(visits))[:1+rng.IntN(2)] {
		e.activity(words(rng, d, c, monday), visits[i])
	}
	switch rng.IntN(5) {
	case 0:
		e.activity(words(rng, d, c, monday), pick(rng, remarks[:]))
	case 1, 2:
		e.activity(words(rng, d, c, monday), pick(rng, events[:]))
	}
}

// activity adds the paragraphs of one activity, separated in the phrase by a
// line feed; a line that opens with # is a caption.
func (e *edition) activity(say *strings.Replacer, phrase string) {
	for text := range strings.SplitSeq(say.Replace(phrase), "\n") {
		if name, ok := strings.CutPrefix(text, "#"); ok {
			e.add(caption, name)
			continue
		}
		e.add(paragraph, text)
	}
}

// words fills the places of a phrase; see phrases.go for what they mean.
func words(rng *rand.Rand, d parser.District, c office, monday time.Time) *strings.Replacer {
	day := rng.IntN(5)
	first, second := monday.AddDate(0, 0, day), monday.AddDate(0, 0, day+1)
	date := func(t time.Time) string { return fmt.Sprintf("%d月%d日", t.Month(), t.Day()) }
	until := fmt.Sprintf("%d日", second.Day())
	if second.Month() != first.Month() {
		until = date(second)
	}
	part := []string{"上", "中", "下"}[min((first.Day()-1)/10, 2)]
	return strings.NewReplacer(
		"{date}", date(first), "{then}", until, "{day}", strconv.Itoa(first.Day())+"日",
		"{month}", strconv.Itoa(int(first.Month()))+"月", "{part}", part,
		"{weekday}", []string{"一", "二", "三", "四", "五"}[day],
		"{district}", d.NameZH, "{place}", c.place, "{committee}", c.committee, "{government}", c.government,
		"{secretary}", c.secretaryPost+c.secretary, "{head}", c.headPost+c.head,
		"{S}", c.secretary, "{H}", c.head, "{other}", c.place+c.otherPost+c.other, "{O}", c.other,
		"{company}", pick(rng, companies[:]), "{company2}", pick(rng, companies2[:]),
		"{field}", pick(rng, fields[:]), "{city}", pick(rng, cities[:]), "{count}", strconv.Itoa(3+rng.IntN(9)),
		"{demand}", pick(rng, demands[:]), "{view}", pick(rng, views[:]),
	)
}

func pick[T any](rng *rand.Rand, from []T) T { return from[rng.IntN(len(from))] }
