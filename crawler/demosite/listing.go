package demosite

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"strconv"
	"strings"
)

// entry is one article of the topic.
type entry struct {
	week  int
	essay bool
}

func (e entry) number() int {
	if e.essay {
		return weeklyNumber(e.week) + essayOffset
	}
	return weeklyNumber(e.week)
}

func (s *Site) title(e entry) string { return s.column(e.week, e.essay).Column.Title }

// perPage is the number of articles on a page of the topic.
const perPage = 6

// entries lists what the topic holds, latest first.
func (s *Site) entries() []entry {
	var list []entry
	for _, week := range s.shown() {
		list = append(list, entry{week, false})
		if hasEssay(week) {
			list = append(list, entry{week, true})
		}
	}
	return list
}

// serveTopic prints one page of the topic: the first half of its entries as
// anchors, the second half in the page's data only, as a page that scripts
// complete would have them.
func (s *Site) serveTopic(w http.ResponseWriter, r *http.Request) {
	number := 1
	if text := r.URL.Query().Get("page"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			http.NotFound(w, r)
			return
		}
		number = n
	}
	all := s.entries()
	from := min((number-1)*perPage, len(all))
	to := min(from+perPage, len(all))
	half := from + (to-from+1)/2
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>专题:深政观察_演示新闻</title></head>\n<body><div>%s</div>\n<h1>深政观察</h1>\n<ul>\n", banner)
	for _, e := range all[from:half] {
		fmt.Fprintf(&b, "<li><a href=\"/p/%d.html\">%s</a></li>\n", e.number(), html.EscapeString(s.title(e)))
	}
	b.WriteString("</ul>\n")
	if to < len(all) {
		fmt.Fprintf(&b, "<a href=\"%s?page=%d\">下一页</a>\n", topicPath, number+1)
	}
	fmt.Fprintf(&b, "<script>window.__DATA__=%s;</script>\n</body></html>\n", s.embedded("http://"+r.Host, all[half:to]))
	send(w, r, "text/html; charset=utf-8", b.String(), true)
}

// embedded is the JSON a page carries, with its slashes escaped.
func (s *Site) embedded(base string, entries []entry) string {
	type item struct {
		Title string `json:"title"`
		URL   string `json:"url"`
	}
	items := []item{}
	for _, e := range entries {
		items = append(items, item{s.title(e), fmt.Sprintf("%s/n/article/%d", base, e.number())})
	}
	data, err := json.Marshal(map[string]any{"list": items})
	if err != nil {
		return "{}"
	}
	return strings.ReplaceAll(string(data), "/", `\/`)
}

// serveHome prints the home page: news, and a link to the topic.
func (s *Site) serveHome(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>演示新闻</title></head>\n<body><div>%s</div>\n<ul>\n", banner)
	for back := range 4 {
		for i := range newsPerWeek {
			fmt.Fprintf(&b, "<li><a href=\"/n/article/%d\">%s</a></li>\n", weeklyNumber(s.latest()-back)+newsOffset+i, newsTitle(s.latest()-back+1, i))
		}
	}
	fmt.Fprintf(&b, "</ul>\n<a href=\"%s\">专题:深政观察</a>\n</body></html>\n", topicPath)
	send(w, r, "text/html; charset=utf-8", b.String(), false)
}
