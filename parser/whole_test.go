package parser

import (
	"strings"
	"testing"
)

// edition is an invented round-up as HTML without a frame around it, in two
// halves.
const (
	firstHalf = `<h1>深圳一周丨深圳各区书记区长这周都在忙啥?(4月22日-4月28日)</h1><p>深政观察</p><p>04-28 16:56</p><p>收录于专题:深政观察</p>
<p>2024年4月22日至4月28日。</p><p>《深政观察》对本周各区区委书记、区长公开报道的活动进行梳理。</p>
<p>福田区</p><p>4月23日,福田区委书记甲伯昭主持召开区委常委会会议,研究年度工作。</p>`
	secondHalf = `<p>罗湖区</p><p>4月24日,罗湖区委书记乙仲明到社区调研,了解居民需求。</p>`
	credits    = `<p>编辑 丙小雯 审读 丁雪 二审 戊明</p><p>(作者:深政观察)</p>`
)

// problemsOf lists the codes of a column's problems among those asked for.
func problemsOf(c *Column, codes ...string) string {
	var found []string
	for _, p := range c.Problems {
		for _, code := range codes {
			if p.Code == code {
				found = append(found, code)
			}
		}
	}
	return strings.Join(found, " ")
}

// TestWhole: a page that breaks off, or goes on elsewhere, says so, and keeps
// what it has.
func TestWhole(t *testing.T) {
	const frame = "<!DOCTYPE html><html><head><title>读特</title></head><body>"
	tests := []struct {
		name, body string
		truncated  bool
		activities int
		problems   string
	}{
		{"whole", frame + firstHalf + secondHalf + credits + "</body></html>", false, 2, ""},
		{"cut between paragraphs", frame + firstHalf, false, 1, problemPageCutOff.Code},
		{"cut inside a tag", frame + firstHalf + "<p cla", false, 1, problemPageCutOff.Code},
		{"cut below the article", frame + firstHalf + secondHalf + credits + "<div>推荐", false, 2, ""},
		{"a fragment without a frame", firstHalf + secondHalf, false, 2, ""},
		{"truncated by the archive", frame + firstHalf + "</body></html>", true, 1, problemPageCutOff.Code},
		{"goes on", frame + firstHalf + `<a href="7000001_2.html">下一页</a></body></html>`, false, 1, problemContinues.Code},
		{"goes on and is cut", frame + firstHalf + `<a href="7000001_2.html">2</a>`, false, 1, problemPageCutOff.Code + " " + problemContinues.Code},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := Read(Page{Body: []byte(tt.body), URL: "https://www.example.org/p/7000001.html", Truncated: tt.truncated})
			if r.Column == nil {
				t.Fatal(r.Kind, r.Reason)
			}
			if got := problemsOf(r.Column, problemPageCutOff.Code, problemContinues.Code); got != tt.problems || len(r.Column.Activities) != tt.activities {
				t.Errorf("problems %q, want %q; %d activities, want %d", got, tt.problems, len(r.Column.Activities), tt.activities)
			}
			if r.CutOff != strings.Contains(tt.problems, problemPageCutOff.Code) || (r.Continues != "") != strings.Contains(tt.problems, problemContinues.Code) {
				t.Errorf("reading says cut off %v, continues at %q", r.CutOff, r.Continues)
			}
		})
	}
}

// TestLaterPart: a later part of an article is never read as the column.
func TestLaterPart(t *testing.T) {
	body := []byte("<html><body><h1>深圳一周丨深圳各区书记区长这周都在忙啥?(4月22日-4月28日)</h1>" + secondHalf + credits + "</body></html>")
	for _, p := range []Page{{Number: "7000001_2"}, {URL: "https://www.example.org/p/7000001_2.html"}, {URL: "https://www.example.org/n/article/7000001?page=2"}} {
		p.Body = body
		if r := Read(p); r.Kind != PagePart || r.Column != nil || r.Reason != "part 2 of article 7000001" {
			t.Errorf("%s %s: %s (%s)", p.Number, p.URL, r.Kind, r.Reason)
		}
	}
	if r := Read(Page{Body: body, Number: "7000001"}); r.Kind != PageColumn {
		t.Errorf("%s (%s)", r.Kind, r.Reason)
	}
}
