package archive

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/parser"
)

func TestSkippedWeeks(t *testing.T) {
	ctx := context.Background()
	c := newClock()
	a := open(t, testConfig(t, c))
	keep(t, a, page(c, "1000001", weekNumber(0)))
	keep(t, a, page(c, "1000002", weekNumber(3)))
	if _, err := a.RaiseAlert(ctx, "week_missing:2024-04-29", "week_missing", "not held", Message{Title: "missing"}); err != nil {
		t.Fatal(err)
	}
	day, _ := parser.ParseDate("2024-05-05")
	if monday, err := a.SkipWeek(ctx, day, " a\n holiday "); monday != "2024-04-29" || err != nil {
		t.Errorf("skipped %s, %v", monday, err)
	}
	s, err := a.Status(ctx)
	if err != nil || len(s.Alerts) != 0 {
		t.Errorf("alerts %v, %v", s.Alerts, err)
	}
	if diff := cmp.Diff([]string{"2024-05-06"}, s.MissingWeeks); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]SkippedWeek{{"2024-04-29", "a holiday", c.t}}, s.SkippedWeeks); diff != "" {
		t.Error(diff)
	}
	for before, want := range map[time.Duration]int{time.Hour: 0, 0: 1} {
		past, err := a.AsOf(ctx, c.t.Add(-before))
		if err != nil {
			t.Fatal(err)
		}
		if skipped, err := past.SkippedWeeks(ctx); err != nil || len(skipped) != want {
			t.Errorf("as of %v before: %v, %v", before, skipped, err)
		}
		if err := past.Close(); err != nil {
			t.Error(err)
		}
	}
	settled, err := a.SettledWeeks(ctx)
	if diff := cmp.Diff(map[string]bool{"2024-04-22": true, "2024-04-29": true, "2024-05-13": true}, settled); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if _, err := a.SkipWeek(ctx, day, " "); !errors.Is(err, ErrNoReason) {
		t.Errorf("without a reason: %v", err)
	}
	if _, err := a.SkipWeek(ctx, day.AddDays(-7), "lost"); !errors.Is(err, ErrWeekHeld) {
		t.Errorf("a week that is held: %v", err)
	}
	for _, want := range []bool{true, false} {
		if _, was, err := a.UnskipWeek(ctx, day); was != want || err != nil {
			t.Errorf("taken back: %t, %v", was, err)
		}
	}
}

// Who was told that a week is missing is told that it was skipped; who was not is
// told neither.
func TestSkippedWeekIsTold(t *testing.T) {
	ctx := context.Background()
	a := open(t, testConfig(t, newClock()))
	raise := func(monday, title string) {
		t.Helper()
		if _, err := a.RaiseAlert(ctx, "week_missing:"+monday, "week_missing", "x", Message{Title: title}); err != nil {
			t.Fatal(err)
		}
	}
	skip := func(monday string) {
		t.Helper()
		day, _ := parser.ParseDate(monday)
		if _, err := a.SkipWeek(ctx, day, "a holiday"); err != nil {
			t.Fatal(err)
		}
	}
	tell := func(want ...string) {
		t.Helper()
		var told []string
		for {
			waiting, err := a.WaitingMessages(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if len(waiting) == 0 {
				break
			}
			told = append(told, fmt.Sprint(waiting[0].Code, " ", waiting[0].Title[len(waiting[0].Title)-10:], " ", waiting[0].Resolved))
			if err := a.MessageSent(ctx, waiting[0].ID); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(want, told); diff != "" {
			t.Errorf("told (-want +got):\n%s", diff)
		}
	}
	const open, over = "week_missing is missing false", "week_missing is skipped true"
	raise("2024-04-15", "2024-04-15 is missing")
	tell(open)
	skip("2024-04-15")
	skip("2024-04-15")
	tell(over)
	raise("2024-04-22", "2024-04-22 is missing")
	skip("2024-04-22")
	tell()
	raise("2024-04-29", "two weeks from 2024-04-29 is missing")
	raise("2024-05-06", "") // the message before speaks for it
	skip("2024-04-29")
	tell(open, over)
	if found, err := a.Check(ctx); err != nil || len(found) > 0 {
		t.Errorf("check: %v, %v", found, err)
	}
}

// A combined edition covers every week that it spans.
func TestACombinedEditionCoversItsWeeks(t *testing.T) {
	c := newClock()
	cfg := testConfig(t, c)
	cfg.Read = func(p parser.Page) parser.Reading {
		r := fakeRead(p)
		if p.Number == "1000002" {
			r.Column.Week.End = r.Column.Week.Start.AddDays(13)
		}
		return r
	}
	a := open(t, cfg)
	for number, week := range map[string]int{"1000001": 0, "1000002": 1, "1000003": 4} {
		keep(t, a, page(c, number, weekNumber(week)))
	}
	s, err := a.Status(context.Background())
	if diff := cmp.Diff([]string{"2024-05-13"}, s.MissingWeeks); diff != "" || err != nil {
		t.Error(diff, err)
	}
}
