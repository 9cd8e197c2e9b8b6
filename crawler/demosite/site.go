// Package demosite is a small newspaper site with invented content: a home
// page, a topic page with further pages, weekly round-ups of the column, other
// columns of the topic, and news that has nothing to do with it. The demo
// crawls it, so that a newcomer without a network sees real pages, and the
// crawler's tests use it as their source.
//
// Every person, company and sentence is invented; only the districts are real.
//
//	site.go     the handler and its addresses
//	edition.go  one week's round-up as lines
//	cast.go     the invented officials
//	phrases.go  the invented sentences
//	shape.go    the HTML shapes an edition is printed in
//	listing.go  home page, topic page and its further pages
package demosite

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Options says what the site holds.
type Options struct {
	// Now is the site's clock: an edition is there from the moment of its
	// publication on. Nil means time.Now.
	Now func() time.Time
	// Weeks is the largest number of round-ups, the latest published one
	// included; 0 means 8. The first is of January 2024.
	Weeks int
	// Seed changes the invented content. The same seed and week always give
	// the same article.
	Seed uint64
}

// Site is the demo source. It is an http.Handler and safe for concurrent use.
type Site struct {
	now   func() time.Time
	weeks int
	seed  uint64
	mux   *http.ServeMux
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
	s := &Site{now: o.Now, weeks: o.Weeks, seed: o.Seed, mux: http.NewServeMux()}
	s.mux.HandleFunc("GET /robots.txt", serveRobots)
	s.mux.HandleFunc("GET /{$}", s.serveHome)
	s.mux.HandleFunc("GET "+topicPath, s.serveTopic)
	s.mux.HandleFunc("GET /n/article/{number}", s.serveArticle)
	s.mux.HandleFunc("GET /p/{file}", s.serveArticle)
	return s
}

// ServeHTTP answers one request.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// Start gives the path of the latest round-up, the only page a crawl needs
// to know: its topic link leads to all the others.
func (s *Site) Start() string {
	return articlePath(s.latest())
}

// Numbers gives the article numbers of the round-ups, latest first.
func (s *Site) Numbers() []string {
	var numbers []string
	for i := range s.shown() {
		numbers = append(numbers, strconv.Itoa(weeklyNumber(s.latest()-i)))
	}
	return numbers
}

// Others gives the article numbers of the topic's columns that are no round-ups, latest first.
func (s *Site) Others() []string {
	var numbers []string
	for i := range s.shown() {
		if hasEssay(s.latest() - i) {
			numbers = append(numbers, strconv.Itoa(weeklyNumber(s.latest()-i)+essayOffset))
		}
	}
	return numbers
}

func serveRobots(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	write(w, "User-agent: *\nDisallow: /admin/\nDisallow: /search\n")
}

func (s *Site) serveArticle(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("number")
	if file := r.PathValue("file"); file != "" {
		name = strings.TrimSuffix(file, ".html")
	}
	number, err := strconv.Atoi(name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	week, rest := (number-firstNumber)/numberStep, (number-firstNumber)%numberStep
	if number < firstNumber || week > s.latest() || week <= s.latest()-s.weeks {
		w.WriteHeader(http.StatusNotFound)
		write(w, "<html><head><title>404</title></head><body>页面不存在</body></html>")
		return
	}
	switch {
	case rest == 0:
		s.serveEdition(w, r, week)
	case rest == essayOffset && hasEssay(week):
		s.servePage(w, r, essay(week))
	case rest >= newsOffset && rest < newsOffset+newsPerWeek:
		s.servePage(w, r, news(week, rest-newsOffset))
	default:
		http.NotFound(w, r)
	}
}

// serveEdition answers with one round-up, in the shape that is its week's turn.
func (s *Site) serveEdition(w http.ResponseWriter, r *http.Request, week int) {
	e := newEdition(week, s.seed)
	page := newPage(r, e, s.neighbours(week))
	shapes[week%len(shapes)](w, r, page)
}

func (s *Site) servePage(w http.ResponseWriter, r *http.Request, e edition) {
	shapes[0](w, r, newPage(r, e, s.neighbours(e.week)))
}

// latest gives the week of the latest edition published.
func (s *Site) latest() int {
	now := s.now().In(shanghai)
	week := weekOf(now)
	if now.Before(publishedAt(week)) {
		week--
	}
	return week
}

// shown is the number of round-ups that are there: before the first week
// there was none.
func (s *Site) shown() int { return max(0, min(s.weeks, s.latest()+1)) }

// write sends text. A client that went away is no fault of the site's, and
// the server itself notices it.
func write(w http.ResponseWriter, text string) {
	if _, err := w.Write([]byte(text)); err != nil {
		return
	}
}
