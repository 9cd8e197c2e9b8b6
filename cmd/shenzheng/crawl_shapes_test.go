package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/archive"
	"shenzheng/crawler"
)

// field gives a case from the field, and skips where there are none.
func field(t *testing.T, name string) string {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "field", filepath.FromSlash(name)))
	if err != nil {
		t.Skipf("the cases from the field are not here: %v", err)
	}
	return string(page)
}

// pageOf is a page of the demo site as it is.
func (s *faultySite) pageOf(number string) string {
	answer := httptest.NewRecorder()
	s.Site.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://"+s.host()+"/p/"+number+".html", nil))
	return answer.Body.String()
}

// half ends a page after a part of its sections.
func half(page string) string { return page[:strings.LastIndex(page[:len(page)*2/3], "</p>")+4] }

// TestHalfAPage has a column come without its end, although its length is
// honest: it is kept, marked and asked for again until the whole page comes,
// which is no edit.
func TestHalfAPage(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 12)
	rig := newRig(t, site)
	number := site.Numbers()[1]
	site.failArticle(number, always(answerHTML(half(site.pageOf(number)))))
	report := rig.crawl(crawler.Request{})
	state := func() string {
		return strings.Join(rig.strings(`SELECT state || ' ' || revision || ' ' || (SELECT count(*) FROM problems p
			WHERE p.column_id = c.column_id AND code = 'page_cut_off') FROM columns c WHERE number = ?`, number), ",")
	}
	if state() != "provisional 1 1" || report.Class() != crawler.ClassDone || report.New != len(rig.columns()) {
		t.Fatalf("half a page: %q; class %s, %s, %v; %v", state(), report.Class(), report.Summary(), report.Items, rig.verdicts(number))
	}
	activities := len(rig.strings(`SELECT activity_id FROM activities WHERE column_id = 'col_' || ?`, number))
	site.requests()
	for range 3 {
		site.later(9 * 24 * time.Hour)
		rig.crawl(crawler.Request{})
		if n := times(site.requests(), number); n != 1 || state() != "provisional 1 1" {
			t.Errorf("later: asked %d times, %q", n, state())
		}
	}
	site.failArticle(number, nil)
	site.later(9 * 24 * time.Hour)
	rig.crawl(crawler.Request{})
	if got := len(rig.strings(`SELECT activity_id FROM activities WHERE column_id = 'col_' || ?`, number)); got <= activities || state() != "settled 1 0" {
		t.Errorf("the whole page: %q, %d activities, %d of half a page", state(), got, activities)
	}
	// Half a page does not replace a whole one, nor does one that sends its reader on.
	site.failArticle(number, nil)
	for _, cut := range []string{half(site.pageOf(number)), half(site.pageOf(number)) + "<p>请登录后阅读全文</p></body></html>"} {
		site.failArticle(number, always(answerHTML(cut)))
		report = rig.crawl(crawler.Request{URLs: []string{site.server.URL + "/p/" + number + ".html"}})
		if state() != "settled 1 0" || len(report.Items) != 1 || !strings.Contains(report.Items[0].Reason, "cut off") {
			t.Errorf("half a page after the whole one: %q, %v", state(), report.Items)
		}
	}
}

// TestPagesThatEndAsTheirHostsDo has a host whose template leaves </html> and
// the credits out: its pages are not half for that once a few are known, and
// one that ends otherwise is, although it has no <html> either.
func TestPagesThatEndAsTheirHostsDo(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 6)
	numbers := append(site.Numbers(), site.Others()...)
	whole := map[string]string{}
	for i, number := range numbers {
		page := site.pageOf(number)
		at := strings.LastIndex(page, "</body>")
		for _, credit := range []string{"编辑", "其他区主要领导", "(作者"} {
			if before := strings.LastIndex(page, credit); before >= 0 {
				at = min(at, strings.LastIndex(page[:before], "\n"))
			}
		}
		page = page[:at]
		if i == 4 {
			page = strings.NewReplacer("<html", "<div", "<body", "<div").Replace(page)
		}
		whole[number] = page + "</div></section><footer><p>粤ICP备00000001号</p></footer>"
		site.failArticle(number, always(answerHTML(whole[number])))
	}
	site.failArticle(numbers[4], always(answerHTML(half(whole[numbers[4]]))))
	cut := func(rig *archiveRig) []string {
		return rig.strings(`SELECT number FROM captures c WHERE reason = 'page_cut_off' AND verdict = 'good' AND capture_id =
			(SELECT max(capture_id) FROM captures o WHERE o.number = c.number AND verdict = 'good') ORDER BY number`)
	}
	rig := newRig(t, site)
	rig.crawl(crawler.Request{})
	for range 3 {
		site.later(24 * time.Hour)
		rig.crawl(crawler.Request{})
	}
	if diff := cmp.Diff([]string{numbers[4]}, cut(rig)); diff != "" || len(rig.columns()) != len(numbers) {
		t.Errorf("%d columns; cut off (-want +got):\n%s", len(rig.columns()), diff)
	}
	problems := func() []string {
		return rig.strings(`SELECT column_id FROM problems WHERE code = 'page_cut_off' ORDER BY 1`)
	}
	if got := problems(); len(got) != 1 || got[0] != "col_"+numbers[4] {
		t.Errorf("marked as cut off: %v", got)
	}
	if _, err := rig.archive.Reparse(t.Context(), archive.ReparseOptions{All: true}); err != nil {
		t.Fatal(err)
	}
	if got := problems(); len(got) != 1 || got[0] != "col_"+numbers[4] {
		t.Errorf("read again, marked as cut off: %v", got)
	}
	site.failArticle(numbers[4], always(answerHTML(whole[numbers[4]])))
	site.later(17 * 24 * time.Hour)
	rig.crawl(crawler.Request{})
	if got := append(cut(rig), problems()...); len(got) != 0 {
		t.Errorf("the whole page is there, and cut off are: %v", got)
	}
}

// TestArticleInParts has a column go on at other addresses: the parts are
// fetched and kept, and are no columns.
func TestArticleInParts(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 3)
	number := site.Numbers()[1]
	part := func(n int, next string) string {
		return fmt.Sprintf(`<html><head><meta charset="utf-8"><title>x</title></head><body><h1>深圳一周丨第%d页</h1><p><strong>盐田区</strong></p>`+
			`<p>2月24日,盐田区委书记贺某川检查栈道工程,并要求加快进度。</p><p>2月25日,盐田区举办读书会,两百余名居民参加。</p>%s</body></html>`, n, next)
	}
	link := func(n int) string { return fmt.Sprintf(`<div><a href="/p/%s_%d.html">下一页</a></div>`, number, n) }
	whole := site.pageOf(number)
	site.failArticle(number, always(answerHTML(strings.Replace(whole, "</body>", link(2)+"</body>", 1))))
	site.fail("/p/"+number+"_2.html", always(answerHTML(part(2, link(3)))))
	site.fail("/p/"+number+"_3.html", always(answerHTML(part(3, ""))))
	rig := newRig(t, site)
	report := rig.crawl(crawler.Request{})
	want := sorted(append(site.Numbers(), site.Others()...)...)
	if diff := cmp.Diff(want, rig.columns()); diff != "" || report.Class() != crawler.ClassDone {
		t.Errorf("class %s, %v, columns (-want +got):\n%s", report.Class(), report.Items, diff)
	}
	kept := rig.strings(`SELECT url FROM captures WHERE url LIKE '%' || ? || '\_%' ESCAPE '\' ORDER BY url`, number)
	if len(kept) != 2 || !strings.HasSuffix(kept[0], "_2.html") || !strings.HasSuffix(kept[1], "_3.html") {
		t.Errorf("parts kept: %v", kept)
	}
	if found := rig.strings(`SELECT code FROM problems WHERE column_id = 'col_' || ?`, number); !slices.Contains(found, "article_continues") {
		t.Errorf("problems: %v", found)
	}
	site.requests()
	rig.crawl(crawler.Request{})
	if asked := site.requests(); times(asked, number) != 0 {
		t.Errorf("asked again for %v", asked)
	}
}

// TestPictures: an article of pictures is a column of few words; a frame whose text
// is not filled in yet is none.
func TestPictures(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 3)
	pictures, frame := site.Others()[0], site.Numbers()[1]
	page := func(title, behind string) http.HandlerFunc {
		return answerHTML("<html><body><h1>" + title + "</h1><p>深政观察</p><p>2025-03-05 09:12</p><p>收录于专题:深政观察</p>" + behind + "</body></html>")
	}
	site.failArticle(pictures, always(page("图集丨木棉花开了", "<p><img src='/a.jpg'></p><p>海边</p><p>摄影 甲伯昭 编辑 乙小冰</p>")))
	site.failArticle(frame, always(page("深圳一周丨各区书记区长在忙啥?(2月24日-3月2日)", "<p>编辑 丙小雯 审读 丁雪</p>")))
	rig := newRig(t, site)
	rig.crawl(crawler.Request{})
	if held := rig.columns(); !slices.Contains(held, pictures) || slices.Contains(held, frame) {
		t.Errorf("columns %v; %v, %v", held, rig.verdicts(pictures), rig.verdicts(frame))
	}
}

// TestFieldListing, TestFieldRedirects, TestFieldDeleted and TestFieldParts
// serve the cases from the field.
func TestFieldListing(t *testing.T) {
	page := field(t, "listing-with-content-ids-only/topic.html")
	site := newFaultySite(t, 2)
	site.fail("/topic/detail/20713", always(answerHTML(page)))
	rig := newRig(t, site, func(c *crawler.Config) { c.Sources[0].Start = []string{site.server.URL + "/topic/detail/20713"} })
	rig.crawl(crawler.Request{})
	asked := site.requests()
	for _, number := range []string{"8137676", "8182152"} {
		if !slices.Contains(asked, "/n/article/"+number) {
			t.Errorf("article %s was not asked for: %v", number, asked)
		}
	}
}

func TestFieldRedirects(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"moved.html", "moved_js.html"} {
		page := field(t, "redirect-in-html/"+name)
		site := newFaultySite(t, 2)
		site.fail("/p/8137676.html", always(answerHTML(page)))
		site.fail("/p/8137676.html?real=1", always(answerHTML(site.pageOf(site.Numbers()[0]))))
		rig := newRig(t, site)
		report := rig.crawl(crawler.Request{URLs: []string{site.server.URL + "/p/8137676.html"}})
		if diff := cmp.Diff([]string{"8137676"}, rig.columns()); diff != "" || report.Class() != crawler.ClassDone {
			t.Errorf("%s: %v, columns (-want +got):\n%s", name, report.Items, diff)
		}
	}
}

func TestFieldDeleted(t *testing.T) {
	t.Parallel()
	page := field(t, "soft-404-after-held/gone.html")
	site := newFaultySite(t, 2)
	rig := newRig(t, site)
	rig.crawl(crawler.Request{})
	number := site.Numbers()[0]
	site.failArticle(number, always(answerHTML(page)))
	for range 3 {
		site.later(25 * time.Hour)
		rig.crawl(crawler.Request{Recheck: true})
	}
	if got := rig.strings(`SELECT state FROM columns WHERE number = ?`, number); !slices.Equal(got, []string{"withdrawn"}) {
		t.Errorf("state %v, captures %v", got, rig.verdicts(number))
	}
}

func TestFieldParts(t *testing.T) {
	t.Parallel()
	site := newFaultySite(t, 2)
	for _, name := range []string{"8137676.html", "8137676_2.html"} {
		site.fail("/p/"+name, always(answerHTML(field(t, "paged-article/"+name))))
	}
	rig := newRig(t, site)
	rig.crawl(crawler.Request{URLs: []string{site.server.URL + "/p/8137676.html"}})
	if asked := site.requests(); !slices.Contains(asked, "/p/8137676_2.html") {
		t.Errorf("asked for %v", asked)
	}
	if got := rig.strings(`SELECT column_id || ' ' || revision || ' ' || activities FROM columns`); !slices.Equal(got, []string{"col_8137676 1 4"}) {
		t.Errorf("columns %v", got)
	}
	if found := rig.strings(`SELECT code FROM problems`); !slices.Contains(found, "article_continues") {
		t.Errorf("problems: %v", found)
	}
}
