package archive

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/parser/source"
)

func TestKnownIsTheLatestGoodCapture(t *testing.T) {
	ctx := context.Background()
	c := newClock()
	a := open(t, testConfig(t, c))
	if k, err := a.Known(ctx, "dutenews", "1000001"); k.Read || err != nil {
		t.Errorf("nothing is held, got %+v, %v", k, err)
	}
	p := page(c, "1000001", weekOne)
	p.ResponseHead = http.Header{"Etag": {`"a"`}, "Last-Modified": {"yesterday"}}
	keep(t, a, p)
	c.advance(time.Hour)
	bad := page(c, "1000001", "busy")
	bad.Verdict, bad.Status, bad.ResponseHead = source.Bad, 503, http.Header{"Etag": {`"no"`}}
	keep(t, a, bad)
	c.advance(time.Hour)
	same := page(c, "1000001", "")
	same.Verdict, same.Status, same.Body = source.Unchanged, 304, nil
	keep(t, a, same)
	want := source.Known{Read: true, Column: true, Weekly: true, URL: p.FinalURL, ContentType: "text/html", ETag: `"a"`,
		LastModified: "yesterday", Body: p.Body}
	for _, gone := range []bool{false, true} {
		if want.Gone = gone; gone {
			c.advance(time.Hour)
			away := page(c, "1000001", "")
			away.Verdict, away.Status, away.Body = source.Gone, 404, nil
			keep(t, a, away)
		}
		got, err := a.Known(ctx, "dutenews", "1000001")
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Error(diff, err)
		}
	}
}

func TestArticlesAreWantedUntilSomethingIsKnownOfThem(t *testing.T) {
	ctx := context.Background()
	c := newClock()
	a := open(t, testConfig(t, c))
	found := []source.Article{{Number: "1000001", URL: "u1", FoundAt: c.t}, {Number: "1000002", URL: "u2", Title: "乙", FoundAt: c.t},
		{Number: "999999", URL: "u3", FoundAt: c.t}}
	for _, want := range []int{3, 0} {
		if n, err := a.Found(ctx, "dutenews", found, nil); n != want || err != nil {
			t.Errorf("added %d, %v, want %d", n, err, want)
		}
	}
	found[0].Title = "甲"
	if _, err := a.Found(ctx, "dutenews", found[:1], []string{"list"}); err != nil {
		t.Error(err)
	}
	keep(t, a, page(c, "1000002", weekOne))
	bad := page(c, "1000001", "busy")
	bad.Verdict = source.Bad
	keep(t, a, bad)
	archived := page(c, "1000001", "other news") // out of a web archive
	archived.Method = source.MethodBackfill
	keep(t, a, archived)
	if k, err := a.Known(ctx, "dutenews", "1000001"); k.Read || err != nil {
		t.Errorf("known %+v, %v", k, err)
	}
	gone := page(c, "999999", "gone")
	gone.Verdict, gone.Status = source.Gone, 410
	keep(t, a, gone)
	w, err := a.Work(ctx, "dutenews", c.t)
	if err != nil || len(w.Wanted) != 1 || w.Wanted[0].Number != "1000001" || w.Wanted[0].Title != "甲" || len(w.Listings) != 1 {
		t.Errorf("work %+v, %v", w, err)
	}
	column := page(c, "1000001", weekNumber(1))
	column.Method = source.MethodBackfill
	keep(t, a, column)
	if w, err = a.Work(ctx, "dutenews", c.t); err != nil || len(w.Wanted) != 0 {
		t.Errorf("once a web archive has the column: %+v, %v", w, err)
	}
	if all, err := a.Articles(ctx); err != nil || len(all) != 3 || all[0].Number != "999999" {
		t.Errorf("all %v, %v", all, err)
	}
}

func TestDueRechecks(t *testing.T) {
	ctx := context.Background()
	day := 24 * time.Hour
	c := newClock()
	a := open(t, testConfig(t, c))
	keep(t, a, page(c, "1000001", weekOne)) // published an hour before
	from := c.t.Add(-time.Hour)
	for _, s := range []struct {
		at    time.Duration
		due   bool
		check source.Verdict // what a look gives, "" for none
	}{
		{23 * time.Hour, false, ""},
		{day, true, source.Bad},
		{day + time.Hour, true, source.Unchanged}, // the bad answer was no look
		{day + 2*time.Hour, false, ""},
		{10 * day, true, source.Good}, // two marks at once
		{29 * day, false, ""},
		{30 * day, true, source.Gone},
		{179 * day, false, ""},
		{180 * day, true, source.Good},
		{4000 * day, false, ""},
	} {
		c.t = from.Add(s.at)
		w, err := a.Work(ctx, "dutenews", c.t)
		if err != nil {
			t.Fatal(err)
		}
		if due := len(w.Due) == 1 && w.Due[0].Number == "1000001" && w.Due[0].URL != ""; due != s.due || len(w.Due) > 1 {
			t.Errorf("after %s: due %v", s.at, w.Due)
		}
		if s.check == "" {
			continue
		}
		p := page(c, "1000001", weekOne)
		if p.Verdict = s.check; s.check == source.Unchanged {
			p.Body = nil
		}
		keep(t, a, p)
	}
}

func TestHostsAndRequests(t *testing.T) {
	ctx := context.Background()
	c := newClock()
	a := open(t, testConfig(t, c))
	state := source.Host{Host: "www.dutenews.com", Failures: 2, NotBefore: c.t.Add(time.Hour), RobotsSHA256: "ab"}
	for i, want := range []time.Duration{-1, 5 * time.Second, 5 * time.Second} {
		r := &source.Request{At: c.t, Host: "www.dutenews.com", URL: "u", Status: 200, Bytes: 10, Took: 20 * time.Millisecond, Outcome: "good"}
		if i == 2 {
			r.Outcome, r.Detail = "error", "reset"
		}
		if err := a.Record(ctx, r, state); err != nil || r.Gap != want {
			t.Errorf("gap %s, %v, want %s", r.Gap, err, want)
		}
		state.LastRequest = c.t
		c.advance(5 * time.Second)
	}
	if got, err := a.Host(ctx, state.Host); err != nil || !cmp.Equal(got, state) {
		t.Errorf("got %+v, %v", got, err)
	}
	s, err := a.Status(ctx)
	if err != nil || len(s.Hosts) != 1 {
		t.Fatal(s.Hosts, err)
	}
	want := HostHealth{Host: state.Host, Requests: 3, Last: c.t.Add(-5 * time.Second), LastOK: c.t.Add(-10 * time.Second),
		LastOutcome: "error", LastDetail: "reset", LastGap: 5 * time.Second, Failures: 2, NotBefore: state.NotBefore}
	if diff := cmp.Diff(want, s.Hosts[0]); diff != "" {
		t.Error(diff)
	}
	if got, err := a.Requests(ctx, 2); err != nil || len(got) != 2 || got[0].Outcome != "error" {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestSourceOf(t *testing.T) {
	a := open(t, testConfig(t, newClock()))
	for address, want := range map[string]string{
		"https://www.dutenews.com/p/1.html": "dutenews", "HTTP://M.Dutenews.com:8080/x": "dutenews",
		"https://news.43u.com.cn/a/1.html": "news.43u.com.cn", "": "", "page.html": "",
	} {
		if got := a.SourceOf(address); got != want {
			t.Errorf("%s belongs to %q, want %q", address, got, want)
		}
	}
}

func TestRuns(t *testing.T) {
	ctx := context.Background()
	c := newClock()
	a := open(t, testConfig(t, c))
	due := c.t.Add(-time.Minute)
	id, err := a.StartRun(ctx, "crawl", due)
	if err != nil {
		t.Fatal(err)
	}
	c.advance(time.Minute)
	if err := a.EndRun(ctx, id, RunOK, "one\nline", map[string]int{"new": 2}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.StartRun(ctx, "crawl", time.Time{}); err != nil {
		t.Fatal(err)
	}
	if n, err := a.AbandonRuns(ctx); n != 1 || err != nil {
		t.Errorf("abandoned %d, %v", n, err)
	}
	runs, err := a.Runs(ctx, "", 10)
	if err != nil || len(runs) != 2 || runs[0].Outcome != RunAbandoned || runs[1].Detail != "one line" || runs[1].Counts["new"] != 2 {
		t.Errorf("got %+v, %v", runs, err)
	}
	s, err := a.Status(ctx)
	if err != nil || len(s.Jobs) != 1 || s.Jobs[0].Outcome != RunAbandoned || !s.Jobs[0].LastOK.Equal(c.t) {
		t.Errorf("status %+v, %v", s.Jobs, err)
	}
}

func TestAlertsOpenOnceAndResolveOnce(t *testing.T) {
	ctx := context.Background()
	c := newClock()
	a := open(t, testConfig(t, c))
	for _, want := range []bool{true, false} {
		got, err := a.RaiseAlert(ctx, "week_missing:2024-04-22", "week_missing", "not held", Message{Title: "missing"})
		if got != want || err != nil {
			t.Errorf("raised %t, %v", got, err)
		}
	}
	if open, err := a.OpenAlerts(ctx); err != nil || len(open) != 1 || open[0].Code != "week_missing" {
		t.Errorf("open %v, %v", open, err)
	}
	for _, want := range []bool{true, false} {
		got, err := a.ResolveAlert(ctx, "week_missing:2024-04-22", Message{Title: "here"})
		if got != want || err != nil {
			t.Errorf("resolved %t, %v", got, err)
		}
	}
	waiting, err := a.WaitingMessages(ctx)
	if err != nil || len(waiting) != 1 || waiting[0].Title != "missing" || waiting[0].Resolved || waiting[0].Code != "week_missing" {
		t.Fatalf("waiting %v, %v: the resolution has to wait for the alert", waiting, err)
	}
	opened := waiting[0].AlertID
	if err := a.MessageSent(ctx, waiting[0].ID); err != nil {
		t.Error(err)
	}
	waiting, err = a.WaitingMessages(ctx)
	if err != nil || len(waiting) != 1 || waiting[0].Title != Resolved+"here" || !waiting[0].Resolved || waiting[0].AlertID != opened {
		t.Fatalf("waiting %v, %v", waiting, err)
	}
	if err := a.MessageFailed(ctx, waiting[0].ID, errors.New("busy"), c.t.Add(time.Minute)); err != nil {
		t.Error(err)
	}
	if now, err := a.WaitingMessages(ctx); err != nil || len(now) != 0 {
		t.Errorf("waiting %v, %v", now, err)
	}
	c.advance(time.Minute)
	if later, err := a.WaitingMessages(ctx); err != nil || len(later) != 1 || later[0].Attempts != 1 || later[0].LastError != "busy" {
		t.Errorf("waiting %v, %v", later, err)
	}
	if raised, err := a.RaiseAlert(ctx, "week_missing:2024-04-22", "week_missing", "again", Message{}); !raised || err != nil {
		t.Errorf("a resolved alert cannot be raised again: %v", err)
	}
}

// An alert that was raised without a message is told to be over, not to be open.
func TestEndOfAQuietAlert(t *testing.T) {
	ctx := context.Background()
	c := newClock()
	a := open(t, testConfig(t, c))
	for range 2 { // by a clock that stands still, and by one that goes on
		_, rerr := a.RaiseAlert(ctx, "disk", "disk_full", "full", Message{})
		_, oerr := a.ResolveAlert(ctx, "disk", Message{Title: "full"})
		waiting, err := a.WaitingMessages(ctx)
		if err := errors.Join(rerr, oerr, err); err != nil || len(waiting) != 1 || !waiting[0].Resolved {
			t.Fatalf("waiting %+v, %v", waiting, err)
		}
		if err := a.MessageSent(ctx, waiting[0].ID); err != nil {
			t.Fatal(err)
		}
		c.advance(time.Hour)
	}
}

func TestUpsetsSayWhenAColumnWasLastShown(t *testing.T) {
	c := newClock()
	a := open(t, testConfig(t, c))
	for range 2 {
		c.advance(24 * time.Hour)
		shown := c.t
		keep(t, a, page(c, "1000001", weekOne))
		c.advance(24 * time.Hour)
		gone := page(c, "1000001", "")
		gone.Status, gone.Verdict, gone.Body = 404, source.Gone, nil
		keep(t, a, gone)
		upsets, err := a.Upsets(context.Background())
		if err != nil || len(upsets) != 1 || !upsets[0].Withdrawn || !upsets[0].LastSeen.Equal(shown) {
			t.Errorf("upsets %+v, %v; last shown %s", upsets, err, shown)
		}
	}
}

func TestTheTokenStays(t *testing.T) {
	ctx := context.Background()
	cfg := testConfig(t, newClock())
	a, err := Open(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	first, err := a.Token(ctx)
	if err != nil || len(first) < 22 {
		t.Errorf("token of %d characters, %v", len(first), err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if again, err := open(t, cfg).Token(ctx); err != nil || again != first {
		t.Errorf("the token changed: %v", err)
	}
	if other, err := open(t, testConfig(t, newClock())).Token(ctx); err != nil || other == first {
		t.Errorf("two archives share a token: %v", err)
	}
}

func TestStatusNamesTheMissingWeeks(t *testing.T) {
	c := newClock()
	a := open(t, testConfig(t, c))
	for number, week := range map[string]string{"1000001": "2024-04-22", "1000002": "2024-05-13"} {
		keep(t, a, page(c, number, "column 周 "+week+"\nsection futian\n"))
	}
	keepUnread(t, a, page(c, "1000003", weekOne))
	s, err := a.Status(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"2024-04-29", "2024-05-06"}, s.MissingWeeks); diff != "" {
		t.Error(diff)
	}
	if s.FirstWeek != "2024-04-22" || s.LastWeek != "2024-05-13" || s.Columns != 2 || s.Unread != 1 || s.DatabaseBytes == 0 ||
		s.States[StateProvisional] != 2 || s.Verdicts["good"] != 3 {
		t.Errorf("got %+v", s)
	}
}

func TestPinyin(t *testing.T) {
	for name, want := range map[string]string{
		"李钟": "Li Zhong", "欧阳晓明": "Ouyang Xiaoming", "单海": "Shan Hai", "曾庆": "Zeng Qing", "仇和": "Qiu He", "覃伟": "Qin Wei",
		"查理": "Zha Li", "解放": "Xie Fang", "朴一": "Piao Yi", "尉迟恭": "Yuchi Gong", "乐天": "Yue Tian", "区小平": "Ou Xiaoping",
		"任强": "Ren Qiang", "吕林": "Lyu Lin", "盖文": "Ge Wen", "王女": "Wang Nyu", "刘西安": "Liu Xi'an", "华军": "Hua Jun",
		"阿依古丽·买买提": "Ayiguli Maimaiti", "李": "Li", "": "", "李A": "Li A",
	} {
		if got := Pinyin(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}
