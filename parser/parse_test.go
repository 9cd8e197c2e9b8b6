package parser

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// inventedColumn is a round-up of about 5,000 code points.
func inventedColumn(t testing.TB) string {
	prelude, err := os.ReadFile(filepath.Join("testdata", "prelude.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.Write(prelude)
	for i, d := range Districts()[:10] {
		body := strings.TrimSuffix(d.NameZH, "新区")
		fmt.Fprintf(&b, "%s\n推动新兴产业集聚发展、打造宜居宜业新城区\n", d.NameZH)
		for k := 0; k < 3; k++ {
			fmt.Fprintf(&b, "4月%d日,%s召开区委常委会(扩大)会议,区委书记沈禾%c主持会议并讲话,区委副书记、区长顾岚出席会议。会议指出,要立足新发展阶段,提升公共服务水平,完善城市更新配套,推动更多优质项目落地见效,为企业和群众提供更加便捷的服务。沈禾%c强调,要把各项任务落到实处,形成工作合力,确保全年目标顺利完成。\n",
				22+(i+k)%7, d.NameZH, '一'+rune(i), '一'+rune(i))
		}
		fmt.Fprintf(&b, "会议还研究了其他事项。\n%s新貌\n", body)
	}
	b.WriteString("其他区主要领导本周未有公开报道的活动。\n编辑 王某某 审读 张某\n(作者:深政观察)\n免责声明\n未经许可不得转载\n")
	return b.String()
}

// inventedPage sets a column into a page of about 36 KB with the noise that
// editors paste along.
func inventedPage(t testing.TB) []byte {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html><head><meta charset="utf-8"><title>` + "深圳一周" + `</title><style>.a{color:red}</style></head><body><nav><ul>`)
	for i := 0; i < 30; i++ {
		fmt.Fprintf(&b, `<li><a href="/n/channel/%d">频道</a></li>`, i)
	}
	b.WriteString(`</ul></nav><article>`)
	for _, l := range strings.Split(inventedColumn(t), "\n") {
		fmt.Fprintf(&b, `<section style="margin: 0px; padding: 0px; box-sizing: border-box;"><p style="text-align: justify;"><span style="font-size: 16px;">%s</span></p></section>`, l)
	}
	b.WriteString(`</article><script>var x = {"a": 1};</script></body></html>`)
	return []byte(b.String())
}

func inventedInput(body []byte) Page {
	return Page{Body: body, Number: "9000001", CapturedAt: time.Date(2024, 4, 29, 1, 2, 3, 0, time.UTC)}
}

// TestShapesAgree reads one column as text and as HTML.
func TestShapesAgree(t *testing.T) {
	text, page := Read(inventedInput([]byte(inventedColumn(t)))), Read(inventedInput(inventedPage(t)))
	checkReading(t, text)
	checkReading(t, page)
	a, b := columnRows(text), columnRows(page)
	if strings.Join(a, "\n") != strings.Join(b, "\n") {
		t.Errorf("text:\n%s\n\nHTML:\n%s", strings.Join(a, "\n"), strings.Join(b, "\n"))
	}
	if n := len(text.Column.Activities); n != 30 {
		t.Errorf("%d activities, want 30", n)
	}
}

// TestRevisionIgnoresFurniture: a changed list below the article is no edit, a
// changed sentence is.
func TestRevisionIgnoresFurniture(t *testing.T) {
	text := inventedColumn(t)
	hash := func(s string) string { return Read(inventedInput([]byte(s))).Column.ArticleSHA256 }
	same, list, edit := hash(text), hash(text+"推荐阅读\n别的文章\n"), hash(strings.Replace(text, "会议还研究了其他事项", "会议研究了其他事项", 1))
	if same != list {
		t.Error("another list below the article changed the revision")
	}
	if same == edit || len(same) != 2*sha256.Size {
		t.Errorf("revision %s after an edit %s", same, edit)
	}
}

// TestIDsSurviveEdits: an edit in one place leaves the ids of other places.
func TestIDsSurviveEdits(t *testing.T) {
	before := Read(inventedInput([]byte(inventedColumn(t)))).Column
	after := Read(inventedInput([]byte(strings.Replace(inventedColumn(t), "本周,全市上下忙而有序。", "本周,全市上下忙而有序,各项工作进展顺利。", 1)))).Column
	for i := range before.Activities {
		if before.Activities[i].ID != after.Activities[i].ID {
			t.Errorf("activity %d: %s became %s", i, before.Activities[i].ID, after.Activities[i].ID)
		}
	}
	if before.Activities[0].Span == after.Activities[0].Span {
		t.Error("the edit moved nothing")
	}
}

// TestColumnIDs: source and number make the id; without a number the text does.
func TestColumnIDs(t *testing.T) {
	body := []byte(inventedColumn(t))
	for _, c := range []struct{ source, number, want string }{
		{"", "9000001", "col_9000001"},
		{"dutenews", "9000001", "col_9000001"},
		{"News.43u", "12", "col_news43u_12"},
	} {
		if got := Read(Page{Body: body, Source: c.source, Number: c.number}).Column.ID; got != c.want {
			t.Errorf("source %q number %q: %s, want %s", c.source, c.number, got, c.want)
		}
	}
	got := Read(Page{Body: body}).Column
	sum := sha256.Sum256([]byte(got.Text))
	if want := fmt.Sprintf("col_x%x", sum[:6]); got.ID != want {
		t.Errorf("no number: %s, want %s", got.ID, want)
	}
}

// TestProblemCodesDocumented: every code is listed once, with its words.
func TestProblemCodesDocumented(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range ProblemCodes() {
		if seen[p.Code] || p.ZH == "" || p.EN == "" || p.Severity != severityError && p.Severity != severityWarning && p.Severity != severityInfo {
			t.Errorf("%+v", p)
		}
		seen[p.Code] = true
	}
}

// TestAdversarialText: pages made to be slow are read in time that grows with
// their length. The sizes are compared, not the clock: eight times the text
// may cost no more than some multiple of eight times the allocations, and the
// run of the test itself shows a quadratic rule by not ending.
func TestAdversarialText(t *testing.T) {
	prelude, err := os.ReadFile(filepath.Join("testdata", "prelude.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for name, unit := range map[string]string{
		"headings":        "福田区\n罗湖区\n",
		"one line":        "4月24日,福田区召开会议。",
		"short lines":     "甲\n乙\n",
		"dated lines":     "4月24日,罗湖区委召开会议。\n",
		"quotes":          "“4月24日。”(4月25日。",
		"commas":          "24日、25日,",
		"digits":          "1 2 3 ",
		"undated":         "要抓紧。\n",
		"titles":          "深圳一周丨(4月22日-4月28日)\n",
		"summaries":       "摘要\n",
		"dated in quotes": "“4月24日,甲。4月25日,乙。",
		"unclosed":        "(【“",
		"continuations":   "会议指出,要抓紧。\n",
		"credits":         "编辑 某某\n",
		"mixed districts": "4月24日,某中心揭牌。\n图\n",
	} {
		t.Run(name, func(t *testing.T) {
			for _, head := range []string{string(prelude), "深政观察\n要抓紧各项工作的落实。\n", string(prelude) + "福田区\n"} {
				body := head + strings.Repeat(unit, 400_000/len(unit)) + "\n"
				checkReading(t, Read(inventedInput([]byte(body))))
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "columns", "*.txtar"))
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
		f.Add([]byte("<p>" + strings.ReplaceAll(string(b), "\n", "</p><p>") + "</p>"))
	}
	f.Add([]byte(inventedColumn(f)))
	f.Add(inventedPage(f))
	f.Fuzz(func(t *testing.T, body []byte) {
		r := Read(inventedInput(body))
		checkReading(t, r)
		if again := Read(inventedInput(body)); !reflect.DeepEqual(r, again) {
			t.Fatal("two readings of one page differ")
		}
	})
}

// BenchmarkRead sets the full parse beside html.Parse of the same page. The
// ratio of their medians is measured turn by turn, so that what else the
// machine does weighs on both.
func BenchmarkRead(b *testing.B) {
	page := inventedPage(b)
	tree := func() {
		if _, err := html.Parse(bytes.NewReader(page)); err != nil {
			b.Fatal(err)
		}
	}
	read := func() {
		if Read(inventedInput(page)).Column == nil {
			b.Fatal("no column")
		}
	}
	for _, c := range []struct {
		name string
		run  func()
	}{{"html.Parse", tree}, {"Read", read}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(page)))
			for b.Loop() {
				c.run()
			}
		})
	}
	b.Run("ratio", func(b *testing.B) {
		var parsing, reading []time.Duration
		for b.Loop() {
			start := time.Now()
			tree()
			middle := time.Now()
			read()
			parsing, reading = append(parsing, middle.Sub(start)), append(reading, time.Since(middle))
		}
		slices.Sort(parsing)
		slices.Sort(reading)
		b.ReportMetric(float64(reading[len(reading)/2])/float64(parsing[len(parsing)/2]), "x-html.Parse")
	})
	text := []byte(inventedColumn(b))
	b.Run("Read text", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Read(inventedInput(text))
		}
	})
}
