// Package demosite is a small newspaper site with invented content: a home
// page, a topic page with further pages, weekly round-ups of the column, other
// columns of the topic, and news that has nothing to do with it. The demo
// crawls it, so that a newcomer without a network sees real pages, and the
// crawler's tests use it as their source. What its articles say comes from
// parser/evaluate/generate.
//
//	site.go     the handler and its addresses
//	article.go  the articles, and what becomes of them over time
//	listing.go  home page, topic page and its further pages
//	pages.html  what these and the frames of articles look like
package demosite

import (
	"crypto/sha256"
	_ "embed"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"shenzheng/parser/evaluate/generate"
)

// Options says what the site holds.
type Options struct {
	// Now is the site's clock: an edition is there from the moment of its
	// publication on. Nil means time.Now.
	Now func() time.Time
	// Weeks is the largest number of round-ups, the latest published one
	// included; 0 means 8. The first is of January 2024.
	Weeks int
	// History gives the weeks before the moment of New a history: see article.go.
	History bool
}

// Site is the demo source. It is an http.Handler and safe for concurrent use.
type Site struct {
	*http.ServeMux
	now   func() time.Time
	weeks int
	// history says that the weeks before begun, the latest one at the moment
	// of New, have one.
	history bool
	begun   int

	mu sync.Mutex
	// printed holds what was invented: each page of the topic names six columns,
	// and a crawl of two years that invents them anew spends two fifths of its time so.
	printed map[generate.Edition]generate.Truth
}

// topicPath is the address of the topic page; nothing outside this package
// knows it, because the crawler has to find it.
const topicPath = "/topic/detail/20713"

// New makes a site.
func New(o Options) *Site {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Weeks <= 0 {
		o.Weeks = 8
	}
	s := &Site{ServeMux: http.NewServeMux(), now: o.Now, weeks: o.Weeks, history: o.History, printed: map[generate.Edition]generate.Truth{}}
	s.begun = s.latest()
	s.HandleFunc("GET /robots.txt", func(w http.ResponseWriter, r *http.Request) {
		send(w, r, "text/plain; charset=utf-8", "User-agent: *\nDisallow: /admin/\nDisallow: /search\n", false)
	})
	s.HandleFunc("GET /{$}", s.serveHome)
	s.HandleFunc("GET "+topicPath, s.serveTopic)
	s.HandleFunc("GET /n/article/{number}", s.serveArticle)
	s.HandleFunc("GET /p/{number}", s.serveArticle)
	return s
}

// Start gives the path of the latest round-up, the only page a crawl needs
// to know: its topic link leads to all the others.
func (s *Site) Start() string { return fmt.Sprint("/n/article/", entry{s.latest(), false}.number()) }

// Numbers gives the article numbers of the round-ups, latest first.
func (s *Site) Numbers() []string { return s.numbers(false) }

// Others gives the article numbers of the topic's columns that are no round-ups, latest first.
func (s *Site) Others() []string { return s.numbers(true) }

func (s *Site) numbers(essays bool) (numbers []string) {
	for _, e := range s.entries() {
		if e.essay == essays {
			numbers = append(numbers, strconv.Itoa(e.number()))
		}
	}
	return numbers
}

// latest gives the week of the latest edition published.
func (s *Site) latest() int {
	now := s.now().In(shanghai)
	week := int(now.Sub(firstWeek).Hours()) / (7 * 24)
	if now.Before(publishedAt(week)) {
		week--
	}
	return week
}

// oldest is the first week that is there, where the latest one is known.
func (s *Site) oldest(latest int) int {
	if s.history {
		latest = s.begun
	}
	return max(0, latest-s.weeks+1)
}

func (s *Site) serveArticle(w http.ResponseWriter, r *http.Request) {
	number, err := strconv.Atoi(strings.TrimSuffix(r.PathValue("number"), ".html"))
	week, rest := (number-firstNumber)/numberStep, (number-firstNumber)%numberStep
	latest := s.latest()
	switch {
	case err != nil || number < firstNumber || week > latest || week < s.oldest(latest) || rest == 0 && s.missing(week):
		refuse(w, http.StatusNotFound, "页面不存在")
	case rest == 0 && s.withdrawn(week):
		refuse(w, http.StatusGone, "链接已删除")
	case rest == 0 || rest == essayOffset && hasEssay(week):
		s.serveColumn(w, r, entry{week, rest > 0})
	case rest >= newsOffset && rest < newsOffset+newsPerWeek:
		s.serveNews(w, r, week, rest-newsOffset)
	default:
		refuse(w, http.StatusNotFound, "页面不存在")
	}
}

// refuse answers that a page is not there.
func refuse(w http.ResponseWriter, status int, why string) {
	w.WriteHeader(status)
	fmt.Fprint(w, page("refusal", map[string]any{"Status": status, "Why": why}))
}

const contentType = "text/html; charset=utf-8"

//go:embed pages.html
var pagesText string

var pages = template.Must(template.New("").Parse(pagesText))

// page gives a page, or what stands on several.
func page(name string, data any) string {
	var b strings.Builder
	if err := pages.ExecuteTemplate(&b, name, data); err != nil {
		panic(err) // only where pages.html is wrong
	}
	return b.String()
}

// send answers with a body, and where it is tagged with 304 if the reader has
// it already.
func send(w http.ResponseWriter, r *http.Request, contentType, body string, tagged bool) {
	w.Header().Set("Content-Type", contentType)
	if tagged {
		w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256([]byte(body)))[:17]+`"`)
	}
	http.ServeContent(w, r, "", time.Time{}, strings.NewReader(body))
}
