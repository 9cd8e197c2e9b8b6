package demosite

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"
)

// perPage is the number of articles on a page of the topic.
const perPage = 6

// entries lists what the topic holds, latest first.
func (s *Site) entries() []entry {
	var list []entry
	latest := s.latest()
	for week := latest; week >= s.oldest(latest); week-- {
		if s.missing(week) || s.withdrawn(week) {
			continue
		}
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
	number, err := strconv.Atoi(cmp.Or(r.URL.Query().Get("page"), "1"))
	if err != nil || number < 1 {
		http.NotFound(w, r)
		return
	}
	type item struct {
		Title string `json:"title"`
		URL   string `json:"url"`
	}
	all := s.entries()
	from := min((number-1)*perPage, len(all))
	to := min(from+perPage, len(all))
	var anchors []link
	items := []item{}
	for i, e := range all[from:to] {
		title := s.column(e).Column.Title
		if i < (to-from+1)/2 {
			anchors = append(anchors, link{e.number(), title})
		} else {
			items = append(items, item{title, fmt.Sprintf("http://%s/n/article/%d", r.Host, e.number())})
		}
	}
	data, err := json.Marshal(map[string]any{"list": items})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	next := ""
	if to < len(all) {
		next = fmt.Sprintf("%s?page=%d", topicPath, number+1)
	}
	script := template.JS(strings.ReplaceAll(string(data), "/", `\/`))
	send(w, r, contentType, page("topic", map[string]any{"Anchors": anchors, "Next": next, "Data": script}), true)
}

// serveHome prints the home page: news, and a link to the topic.
func (s *Site) serveHome(w http.ResponseWriter, r *http.Request) {
	var news []link
	latest := s.latest()
	for back := range 4 {
		news = append(news, newsOf(latest-back)...)
	}
	send(w, r, contentType, page("home", map[string]any{"News": news, "Topic": topicPath}), false)
}
