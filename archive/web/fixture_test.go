package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"shenzheng/archive"
	"shenzheng/parser"
	"shenzheng/parser/source"
)

// invented are people who do not exist; each district has a secretary and a
// head of its own.
var invented = [...]string{
	"沈知远", "顾清和", "陆望舒", "江若岚", "韩松年", "贺兰亭", "欧阳牧野", "白景行", "程以宁", "叶南乔", "秦川柏", "苏怀瑾",
	"方怀古", "宋书瑶", "许观澜", "何见山", "孟归帆", "郑听雨", "严守拙", "谢临川", "罗明堂", "唐晚舟", "戴星河", "卢远山",
}

// draft builds an invented column block by block, with right spans.
type draft struct {
	col   parser.Column
	text  strings.Builder
	runes int
}

func (d *draft) add(class parser.Class, text string) parser.Span {
	if d.runes > 0 {
		d.text.WriteByte('\n')
		d.runes++
	}
	n := utf8.RuneCountInString(text)
	span := parser.Span{Start: d.runes, End: d.runes + n}
	d.text.WriteString(text)
	d.runes += n
	d.col.Characters += n
	d.col.Blocks = append(d.col.Blocks, parser.Block{Text: text, Span: span, Class: class, Rule: "invented"})
	return span
}

func personID(name string) string { return parser.OfficialID(name) }

// inventColumn writes the column of one week. The same number gives the same
// column.
func inventColumn(number string, monday time.Time, districts int) *parser.Column {
	rnd := rand.New(rand.NewPCG(uint64(monday.Unix()), 7))
	d := &draft{}
	start := parser.DateOf(monday)
	d.col = parser.Column{
		ID: "col_" + number, Number: number, Source: "dutenews", SourceURL: "https://www.example.org/p/" + number + ".html",
		Title: fmt.Sprintf("深圳一周丨各区书记区长忙啥?(%d月%d日起) <b>&\"'", int(monday.Month()), monday.Day()),
		Kind:  parser.KindWeekly, Published: monday.AddDate(0, 0, 6).Add(17 * time.Hour).In(shanghai),
		Week: parser.Week{Start: start, End: start.AddDays(6)}, Author: "深政观察", Outlet: "深圳特区报", Topic: "深政观察",
	}
	d.add(parser.ClassTitle, d.col.Title)
	d.add(parser.ClassMeta, "深政观察")
	d.add(parser.ClassWeek, monday.Format("2006年1月2日")+"起。")
	d.add(parser.ClassIntroduction, "《深政观察》对虚构的活动进行梳理。")
	for i, dist := range parser.Districts() {
		if i >= districts || rnd.IntN(8) == 0 {
			continue
		}
		d.section(rnd, i, dist, start)
	}
	d.add(parser.ClassClosingNote, "其他区主要领导本周未有公开报道的活动。")
	d.add(parser.ClassCredit, "编辑 甲某 审读 乙某")
	d.col.Credits = []parser.Credit{{Role: "编辑", Name: "甲某"}, {Role: "审读", Name: "乙某"}}
	if rnd.IntN(3) == 0 {
		d.col.Problems = []parser.Problem{{Code: "odd_line", Severity: "warning", Span: parser.Span{Start: 3, End: 9}, Detail: "a line of no known kind"}}
	}
	d.col.Text = d.text.String()
	sum := sha256.Sum256([]byte(d.col.Text))
	d.col.ArticleSHA256 = hex.EncodeToString(sum[:])
	return &d.col
}

func (d *draft) section(rnd *rand.Rand, i int, dist parser.District, monday parser.Date) {
	d.add(parser.ClassHeading, dist.NameZH)
	headline := []string{"推进低空经济试点", "赴外地开展招商", "部署防汛工作", "=1+1 公式样的提要"}[rnd.IntN(4)]
	d.add(parser.ClassHeadline, headline)
	sec := parser.Section{
		ID: "sec_" + d.col.Number + "_" + dist.Slug, Position: len(d.col.Sections) + 1, District: dist.Slug,
		Heading: dist.NameZH, HeadingSource: "printed", Headline: headline, Activities: 1 + rnd.IntN(4),
	}
	d.col.Sections = append(d.col.Sections, sec)
	for range sec.Activities {
		d.activity(rnd, i, dist, monday)
	}
}

func (d *draft) activity(rnd *rand.Rand, i int, dist parser.District, monday parser.Date) {
	kinds := []string{"meeting", "inspection", "investment", "signing", "event", "other"}
	words := []string{"主持召开会议", "调研企业", "率队招商", "出席签约仪式", "出席活动", "表示将加快建设"}
	k := rnd.IntN(len(kinds))
	first := monday.AddDays(rnd.IntN(6))
	a := parser.Activity{Section: len(d.col.Sections) - 1, Position: len(d.col.Activities) + 1, Kind: kinds[k]}
	a.Date = parser.Moment{Start: first, End: first, Precision: parser.PrecisionDay, Text: fmt.Sprintf("%d月%d日", first.Month(), first.Day())}
	switch rnd.IntN(6) {
	case 0:
		a.Date = parser.Moment{Precision: parser.PrecisionVague, Text: "近日"}
	case 1:
		a.Date = parser.Moment{Start: monday.AddDays(2), End: monday.AddDays(4), Precision: parser.PrecisionRange, Text: "24日至26日"}
	}
	text := a.Date.Text + ","
	start := d.runes + 1 + utf8.RuneCountInString(text)
	office, title, who, post := "secretary", "区委书记", invented[2*i%len(invented)], parser.Post{Org: dist.NameZH + "委", Title: "书记"}
	if rnd.IntN(2) == 0 {
		office, title, who, post = "head", "区长", invented[(2*i+1)%len(invented)], parser.Post{Org: dist.NameZH + "政府", Title: "区长"}
	}
	if rnd.IntN(5) > 0 {
		printed := dist.NameZH + title
		text += printed + who
		a.Officials = append(a.Officials, parser.Appearance{
			OfficialID: personID(who), Name: who, Position: 1, Post: printed, Posts: []parser.Post{post},
			Office: office, NamedAs: "post_and_name", Role: "actor", Verbs: []string{"出席"}, Statements: []string{"强调"},
			Span: parser.Span{Start: start, End: start + utf8.RuneCountInString(printed+who)},
		})
		if other := invented[(2*i+3)%len(invented)]; rnd.IntN(3) == 0 && other != who {
			at := d.runes + 1 + utf8.RuneCountInString(text) + 1
			text += "、" + other
			a.Officials = append(a.Officials, parser.Appearance{OfficialID: personID(other), Name: other, Position: 2, Office: "other", NamedAs: "name_only", Role: "mentioned",
				Span: parser.Span{Start: at, End: at + utf8.RuneCountInString(other)}})
		}
	}
	text += words[k] + fmt.Sprintf(",这是第%d项虚构的活动。", a.Position)
	a.Span = d.add(parser.ClassActivity, text)
	a.Paragraphs, a.Text = []parser.Span{a.Span}, text
	sum := sha256.Sum256([]byte(text))
	a.ID = "act_" + d.col.Number + "_" + hex.EncodeToString(sum[:4])
	d.col.Activities = append(d.col.Activities, a)
}

// fakeRead reads the invented columns by their number.
func fakeRead(columns map[string]*parser.Column) func(parser.Page) parser.Reading {
	return func(p parser.Page) parser.Reading {
		if c := columns[p.Number]; c != nil {
			return parser.Reading{Kind: parser.PageColumn, Column: c}
		}
		return parser.Reading{Kind: parser.PageOther, Reason: "not invented"}
	}
}

// openFixture makes an archive of so many weeks, the third of which is
// missing.
func openFixture(t testing.TB, weeks int) (*archive.Archive, []*parser.Column) {
	t.Helper()
	columns := map[string]*parser.Column{}
	var all []*parser.Column
	first := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range weeks {
		if i == 2 {
			continue
		}
		number := fmt.Sprint(7000000 + i*1000)
		columns[number] = inventColumn(number, first.AddDate(0, 0, 7*i), 12)
		all = append(all, columns[number])
	}
	ctx := context.Background()
	now := first.AddDate(0, 0, 7*weeks+3)
	a, err := archive.Open(ctx, archive.Config{Dir: t.TempDir(), Read: fakeRead(columns), Now: func() time.Time { return now },
		Sources: []archive.Source{{Name: "dutenews", Hosts: []string{"www.example.org"}}}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, c := range all {
		keep(t, a, c)
	}
	return a, all
}

func keep(t testing.TB, a *archive.Archive, c *parser.Column) {
	t.Helper()
	ctx := context.Background()
	capture := &source.Capture{Source: "dutenews", Number: c.Number, URL: c.SourceURL, FinalURL: c.SourceURL, CapturedAt: c.Published.Add(time.Hour),
		Method: source.MethodCrawl, Status: 200, ContentType: "text/html", Body: []byte(c.Text), Verdict: source.Good}
	if _, err := a.Take(ctx, capture, nil); err != nil {
		t.Fatal(err)
	}
}

// weekOne is the Monday of the first invented week.
var weekOne = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

const testToken = "s3cret-token-of-the-test"

// testConfig is that of a server over the archive.
func testConfig(t testing.TB, a *archive.Archive) Config {
	return Config{
		Archive: a, SnapshotsDir: t.TempDir(), TextAccess: TextToken, Token: testToken, Version: "test", Log: slog.New(slog.NewTextHandler(t.Output(), nil)),
		Now:     func() time.Time { return time.Date(2024, 6, 1, 4, 0, 0, 0, time.UTC) },
		Trouble: func() *Notice { return nil }, Metrics: http.NotFoundHandler(), Ready: func(context.Context) error { return nil },
		NextRuns: func() map[string]time.Time { return nil }, Observe: func(string, int, time.Duration) {},
	}
}

// serve starts a server over the archive; change may alter its configuration.
func serve(t testing.TB, a *archive.Archive, change func(*Config)) (*Server, *httptest.Server) {
	t.Helper()
	cfg := testConfig(t, a)
	if change != nil {
		change(&cfg)
	}
	s, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	h := httptest.NewServer(s)
	h.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	t.Cleanup(h.Close)
	return s, h
}
