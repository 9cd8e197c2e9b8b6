package demosite

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"strconv"
	"strings"
)

// entry is one link of a list.
type entry struct{ path, title string }

// perPage is the number of articles on a page of the topic.
const perPage = 6

// topicEntries lists what the topic holds, latest first.
func (s *Site) topicEntries() []entry {
	var list []entry
	for i := range s.shown() {
		week := s.latest() - i
		list = append(list, entry{printPath(weeklyNumber(week)), weeklyTitle(source(week, s.seed), week)})
		if hasEssay(week) {
			e := essay(week)
			list = append(list, entry{printPath(e.number), e.title})
		}
	}
	return list
}

// neighbours lists what stands beside an article: mostly news that is not the column.
func (s *Site) neighbours(week int) []entry {
	var list []entry
	for i := range newsPerWeek {
		e := news(week, i)
		list = append(list, entry{"/n/article/" + strconv.Itoa(e.number), e.title})
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
	all := s.topicEntries()
	from := min((number-1)*perPage, len(all))
	to := min(from+perPage, len(all))
	half := from + (to-from+1)/2
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>专题:深政观察_演示新闻</title></head>\n<body><div>%s</div>\n<h1>深政观察</h1>\n<ul>\n", banner)
	for _, e := range all[from:half] {
		fmt.Fprintf(&b, "<li><a href=\"%s\">%s</a></li>\n", e.path, html.EscapeString(e.title))
	}
	b.WriteString("</ul>\n")
	if to < len(all) {
		fmt.Fprintf(&b, "<a href=\"%s?page=%d\">下一页</a>\n", topicPath, number+1)
	}
	fmt.Fprintf(&b, "<script>window.__DATA__=%s;</script>\n</body></html>\n", embedded("http://"+r.Host, all[half:to]))
	send(w, r, "text/html; charset=utf-8", b.String(), true)
}

// embedded is the JSON a page carries, with its slashes escaped.
func embedded(base string, entries []entry) string {
	type item struct {
		Title string `json:"title"`
		URL   string `json:"url"`
	}
	items := []item{}
	for _, e := range entries {
		number := strings.TrimSuffix(strings.TrimPrefix(e.path, "/p/"), ".html")
		items = append(items, item{e.title, base + "/n/article/" + number})
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
	for i := range 4 {
		for _, e := range s.neighbours(s.latest() - i) {
			fmt.Fprintf(&b, "<li><a href=\"%s\">%s</a></li>\n", e.path, html.EscapeString(e.title))
		}
	}
	fmt.Fprintf(&b, "</ul>\n<a href=\"%s\">专题:深政观察</a>\n</body></html>\n", topicPath)
	send(w, r, "text/html; charset=utf-8", b.String(), false)
}

// send answers with a body, and with 304 where the reader has it already.
func send(w http.ResponseWriter, r *http.Request, contentType, body string, tagged bool) {
	w.Header().Set("Content-Type", contentType)
	if tagged {
		sum := sha256.Sum256([]byte(body))
		tag := `"` + hex.EncodeToString(sum[:8]) + `"`
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	write(w, body)
}
