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
package demosite

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
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
	// Seed changes the invented content. The same seed and week always give
	// the same article.
	Seed uint64
	// History gives the weeks before the moment of New a history: see past.
	History bool
}

// Site is the demo source. It is an http.Handler and safe for concurrent use.
type Site struct {
	now    func() time.Time
	weeks  int
	serial *generate.Serial
	past   past
	mux    *http.ServeMux
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
	s := &Site{now: o.Now, weeks: o.Weeks, serial: generate.NewSerial(o.Seed), mux: http.NewServeMux()}
	if o.History {
		s.past = pastOf(s.latest())
	}
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
func (s *Site) Start() string { return "/n/article/" + strconv.Itoa(weeklyNumber(s.latest())) }

// Numbers gives the article numbers of the round-ups, latest first.
func (s *Site) Numbers() []string {
	var numbers []string
	for _, week := range s.shown() {
		numbers = append(numbers, strconv.Itoa(weeklyNumber(week)))
	}
	return numbers
}

// Others gives the article numbers of the topic's columns that are no round-ups, latest first.
func (s *Site) Others() []string {
	var numbers []string
	for _, week := range s.shown() {
		if hasEssay(week) {
			numbers = append(numbers, strconv.Itoa(weeklyNumber(week)+essayOffset))
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

// shown lists the weeks of the round-ups that are there, latest first.
func (s *Site) shown() []int {
	var shown []int
	latest := s.latest()
	for week := latest; week >= s.oldest(latest); week-- {
		if !s.past.missing(week) && !s.withdrawn(week) {
			shown = append(shown, week)
		}
	}
	return shown
}

// oldest is the first week that is there, where the latest one is known.
func (s *Site) oldest(latest int) int {
	if s.past.of {
		latest = s.past.latest
	}
	return max(0, latest-s.weeks+1)
}

func serveRobots(w http.ResponseWriter, r *http.Request) {
	send(w, r, "text/plain; charset=utf-8", "User-agent: *\nDisallow: /admin/\nDisallow: /search\n", false)
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
	latest := s.latest()
	if number < firstNumber || week > latest || week < s.oldest(latest) || rest == 0 && s.past.missing(week) {
		w.WriteHeader(http.StatusNotFound)
		write(w, "<html><head><title>404</title></head><body>页面不存在</body></html>")
		return
	}
	switch {
	case rest == 0 && s.withdrawn(week):
		w.WriteHeader(http.StatusGone)
		write(w, "<html><head><title>410</title></head><body>链接已删除</body></html>")
	case rest == 0:
		s.serveColumn(w, r, week, false)
	case rest == essayOffset && hasEssay(week):
		s.serveColumn(w, r, week, true)
	case rest >= newsOffset && rest < newsOffset+newsPerWeek:
		s.serveNews(w, r, week, rest-newsOffset)
	default:
		http.NotFound(w, r)
	}
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

// write sends text. A client that went away is no fault of the site's, and
// the server itself notices it.
func write(w http.ResponseWriter, text string) {
	if _, err := w.Write([]byte(text)); err != nil {
		return
	}
}
