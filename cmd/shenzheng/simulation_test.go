package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/archive"
)

// simulationStart is when the first two columns of the demo site are there.
var simulationStart = time.Date(2024, 1, 19, 9, 0, 0, 0, friday.Location())

// twoYearsVariable, if set, makes the simulation two years long, which takes
// some minutes; without it the first seven weeks are simulated, in which
// the source goes away once and edits a column.
const twoYearsVariable = "SHENZHENG_TEST_TWO_YEARS"

// simulated says how long the simulation is, and how often it is killed.
func simulated() (end time.Time, kills int) {
	if os.Getenv(twoYearsVariable) == "" {
		return simulationStart.AddDate(0, 0, 49), 2
	}
	return simulationStart.AddDate(2, 0, 0), 12
}

// day is a moment of the simulation: so many days after its start, at an hour.
func day(days, hour int) time.Time {
	return time.Date(2024, 1, 19+days, hour, 0, 0, 0, friday.Location())
}

// window is a span of simulated time in which something is wrong.
type window struct {
	from, to time.Time
	skew     time.Duration // of the clock, where that is what is wrong
}

func (w window) holds(t time.Time) bool { return !t.Before(w.from) && t.Before(w.to) }

// What goes wrong. Day 0 is a Friday, so day 2 is a Sunday. The last weeks
// are quiet, so that both archives have seen all there is to see.
var (
	outages = []window{
		{from: day(37, 15), to: day(37, 23)},   // a Sunday evening
		{from: day(205, 0), to: day(219, 0)},   // two weeks
		{from: day(331, 18), to: day(332, 10)}, // a night
	}
	fullDisks = []window{{from: day(348, 0), to: day(352, 0)}}
	skews     = []window{
		{from: day(423, 2), to: day(423, 7), skew: 3 * time.Hour},
		{from: day(493, 11), to: day(493, 15), skew: -2 * time.Hour},
		{from: day(528, 9), to: day(528, 11), skew: 26 * time.Hour},
	}
)

const (
	simulationVariable = "SHENZHENG_TEST_SIMULATION" // FOLDER|SITE ADDRESS|HOOK ADDRESS|calm or rough
	timeFile           = "simulated-time"
	doneText           = "done"
)

// tampered is what the source prints at a time: every fifth column is edited
// twelve days or three weeks after its week began, so that a look after a week
// or after thirty days finds it; column 40 is withdrawn then.
func tampered(now time.Time, path, page string) string {
	number, err := strconv.Atoi(strings.TrimSuffix(path[strings.LastIndex(path, "/")+1:], ".html"))
	if err != nil || number < 9100000 || (number-9100000)%53 != 0 {
		return page
	}
	week := (number - 9100000) / 53
	after := 21
	if week%2 == 1 {
		after = 12
	}
	if now.Before(time.Date(2024, 1, 1+7*week+after, 0, 0, 0, 0, friday.Location())) {
		return page
	}
	switch {
	case week == 40:
		return ""
	case week%5 == 2:
		return strings.Replace(page, "一看过去这一周", "一看刚过去的这一周", 1)
	}
	return page
}

// TestSimulatedLife is the daemon that TestTwoYears kills and starts again.
func TestSimulatedLife(t *testing.T) {
	order := strings.Split(os.Getenv(simulationVariable), "|")
	if len(order) != 4 {
		t.Skip("run by TestTwoYears only")
	}
	dir, rough := order[0], order[3] == "rough"
	epoch := simulationStart
	if text, err := os.ReadFile(filepath.Join(dir, timeFile)); err == nil {
		if epoch, err = time.Parse(time.RFC3339, string(text)); err != nil {
			t.Fatal(err)
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	w := newSimulatedWorld(t, order[1], order[2], rough, epoch)
	synctest.Test(t, func(t *testing.T) { live(t, w, dir, epoch, rough) })
}

// newSimulatedWorld serves the source at an address that stays the same over
// all lives of the daemon.
func newSimulatedWorld(t *testing.T, source, hook string, rough bool, epoch time.Time) *world {
	w := newWorld(t, 200, epoch)
	w.edit = func(path, page string) string { return tampered(time.Unix(0, w.now.Load()), path, page) }
	listener, err := net.Listen("tcp", source)
	if err != nil {
		t.Fatal(err)
	}
	w.source.Close()
	w.source = &httptest.Server{Listener: listener, Config: &http.Server{Handler: http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if now := time.Unix(0, w.now.Load()); rough && slices.ContainsFunc(outages, func(o window) bool { return o.holds(now) }) {
			rw.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		w.serveSource(rw, r)
	})}}
	w.source.Config.SetKeepAlivesEnabled(false)
	w.source.Start()
	t.Cleanup(w.source.Close)
	w.hook = &httptest.Server{URL: hook}
	return w
}

// live runs the daemon until the end of the simulation, an hour at a time,
// and starts it again in good order now and then.
func live(t *testing.T, w *world, dir string, epoch time.Time, rough bool) {
	change := func(c *Config) {
		c.Sources[0].Start = []string{w.source.URL + "/n/article/9100000"}
		c.Alerts.Ping = ""
		c.Schedules.Snapshot, c.Schedules.Check = "50 23 * * 0", "30 4 1 * *"
		c.Keep = 3
		if !rough { // as much is seen with fewer looks
			c.Schedules.Crawl, c.Schedules.Snapshot = "0 22 * * 0", "off"
		}
	}
	end, _ := simulated()
	p := begin(t, w, dir, epoch, change)
	for hours := 1; ; hours++ {
		time.Sleep(time.Hour)
		now := epoch.Add(time.Since(bubbleStart))
		if !now.Before(end) {
			break
		}
		if err := os.WriteFile(filepath.Join(dir, timeFile+".new"), []byte(now.Format(time.RFC3339)), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(dir, timeFile+".new"), filepath.Join(dir, timeFile)); err != nil {
			t.Fatal(err)
		}
		if !rough {
			continue
		}
		w.free.Store(100 << 30)
		if slices.ContainsFunc(fullDisks, func(f window) bool { return f.holds(now) }) {
			w.free.Store(1 << 20)
		}
		p.skew.Store(0)
		if i := slices.IndexFunc(skews, func(s window) bool { return s.holds(now) }); i >= 0 {
			p.skew.Store(int64(skews[i].skew))
		}
		if hours%1000 == 0 {
			p.end()
			time.Sleep(time.Duration(hours%7) * time.Hour)
			p = begin(t, w, dir, epoch, change)
		}
	}
	p.end()
	if err := os.WriteFile(filepath.Join(dir, timeFile), []byte(doneText), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestTwoYears lets the daemon live for two simulated years (or seven weeks,
// see twoYearsVariable) beside a source that edits, withdraws and goes away, on a machine that is killed, restarted,
// full and whose clock jumps, and compares it with one whom nothing befell.
func TestTwoYears(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates months of the daemon, twice")
	}
	t.Parallel()
	calm, rough := t.TempDir(), t.TempDir()
	hook := &world{}
	server := hook.serve(t, hook.serveHook)
	var lives sync.WaitGroup
	lives.Go(func() { liveOn(t, calm, server.URL+"/ping", "calm", nil) })
	lives.Go(func() { liveOn(t, rough, server.URL, "rough", rand.New(rand.NewPCG(1, 2))) })
	lives.Wait()
	if t.Failed() {
		return
	}
	compareLives(t, calm, rough)
	checkIncidents(t, rough, hook)
}

// liveOn runs one life to its end, killing the process at random moments.
func liveOn(t *testing.T, dir, hook, kind string, rng *rand.Rand) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Error(err)
		return
	}
	address := listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Error(err)
		return
	}
	_, kills := simulated()
	for killed := 0; ; killed++ {
		child := exec.Command(os.Args[0], "-test.run=^TestSimulatedLife$", "-test.timeout=20m")
		child.Env = append(os.Environ(), simulationVariable+"="+strings.Join([]string{dir, address, hook, kind}, "|"))
		var output lockedBuffer
		child.Stdout, child.Stderr = &output, &output
		if err := child.Start(); err != nil {
			t.Error(err)
			return
		}
		ended := make(chan error, 1)
		go func() { ended <- child.Wait() }()
		var after <-chan time.Time
		if rng != nil && killed < kills {
			after = time.After(time.Duration(1500+rng.IntN(500*kills)) * time.Millisecond)
		}
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("%s life ended with %v:\n%s", kind, err, output.text())
			}
			return
		case <-after:
		}
		if err := child.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Error(err)
			return
		}
		<-ended
		if !later(t, dir, time.Duration(rng.IntN(40))*time.Hour) {
			return
		}
	}
}

// later puts the simulated time forward by how long the machine was off.
func later(t *testing.T, dir string, off time.Duration) bool {
	name := filepath.Join(dir, timeFile)
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return true // killed within its first hour
	}
	if err != nil || string(text) == doneText {
		if err != nil {
			t.Error(err)
		}
		return false
	}
	now, err := time.Parse(time.RFC3339, string(text))
	if err == nil {
		err = os.WriteFile(name, []byte(now.Add(time.Hour+off).Format(time.RFC3339)), 0o644)
	}
	if err != nil {
		t.Error(err)
	}
	return err == nil
}

// publishedTables lists what has to be the same whatever befell the daemon;
// when a page was seen is not among it.
var publishedTables = [...]string{
	`SELECT column_id, title, kind, published_at, sections, activities, officials, problems, revision, article_sha256, state, parser_version FROM columns`,
	`SELECT column_id, revision, article_sha256 FROM revisions`,
	`SELECT section_id, position, district, heading, headline, activities FROM sections`,
	`SELECT activity_id, position, date_start, date_end, kind, text_sha256, span_start FROM activities`,
	`SELECT activity_id, official_id, post, verbs, statements, span_start FROM appearances`,
	`SELECT activity_id, official_id, position, org, title FROM posts`,
	`SELECT official_id, name, name_pinyin FROM officials`,
	`SELECT column_id, position, role, name FROM credits`,
	`SELECT column_id, position, code, detail FROM problems`,
	`SELECT column_id, block, class, text FROM blocks`,
	`SELECT number, title FROM articles`,
}

func compareLives(t *testing.T, calm, rough string) {
	for _, query := range publishedTables {
		want, got := lines(t, calm, query), lines(t, rough, query)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: the disturbed archive differs (-undisturbed +disturbed):\n%.3000s", query, diff)
		}
		if again := slices.Compact(slices.Clone(got)); len(again) != len(got) {
			t.Errorf("%s: %d rows are there twice", query, len(got)-len(again))
		}
	}
	weeks := lines(t, rough, `SELECT week_start FROM columns WHERE kind = 'weekly'`)
	end, _ := simulated()
	for week := time.Date(2024, 1, 1, 0, 0, 0, 0, end.Location()); week.AddDate(0, 0, 7).Before(end); week = week.AddDate(0, 0, 7) {
		if !slices.Contains(weeks, week.Format(time.DateOnly)) {
			t.Errorf("the column of the week of %s was published and is not held", week.Format(time.DateOnly))
		}
	}
}

// lines gives the rows of a query, sorted, each as one line.
func lines(t *testing.T, dir, query string, args ...any) []string {
	t.Helper()
	arc, err := archive.OpenReader(t.Context(), archive.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer arc.Close()
	rows, err := arc.Reader().QueryContext(t.Context(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for rows.Next() {
		values, into := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		parts := make([]string, len(values))
		for i, v := range values {
			parts[i] = fmt.Sprint(v)
		}
		list = append(list, strings.Join(parts, "|"))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(list)
	return list
}
