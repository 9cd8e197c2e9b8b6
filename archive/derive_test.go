package archive

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/parser/source"
)

func TestDeriveWritesTheRowsOfAColumn(t *testing.T) {
	c := newClock()
	a := open(t, testConfig(t, c))
	got := keep(t, a, page(c, "1000001", weekOne))
	want := Outcome{Change: source.ChangeNew, Reason: "begins with column", ColumnID: "col_1000001",
		WeekStart: "2024-04-22", WeekEnd: "2024-04-28", State: StateProvisional, Revision: 1,
		Sections: 2, Activities: 3, Officials: 2, Problems: 0}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	rows := dump(t, a)
	for table, n := range map[string]int{"columns": 1, "sections": 2, "activities": 3, "appearances": 3, "posts": 3,
		"officials": 2, "blocks": 7, "revisions": 1, "readings": 1, "unread": 0} {
		if len(rows[table]) != n {
			t.Errorf("%s has %d rows, want %d", table, len(rows[table]), n)
		}
	}
	if !strings.Contains(strings.Join(rows["officials"], "\n"), "Ouyang Zimu") {
		t.Errorf("officials have no pinyin: %v", rows["officials"])
	}
}

func TestDeriveFollowsAColumnThroughItsLife(t *testing.T) {
	c := newClock()
	a := open(t, testConfig(t, c))
	steps := []struct {
		name    string
		after   time.Duration
		capture func() *source.Capture
		change  source.Change
		state   string
		rev     int
	}{
		{"first seen", 0, func() *source.Capture { return page(c, "1000001", weekOne) }, source.ChangeNew, StateProvisional, 1},
		{"the same again", time.Hour, func() *source.Capture { return page(c, "1000001", weekOne) }, source.ChangeUnchanged, StateProvisional, 1},
		{"another sidebar", time.Hour, func() *source.Capture {
			return page(c, "1000001", strings.Replace(weekOne, "推荐阅读", "别的", 1))
		}, source.ChangeUnchanged, StateProvisional, 1},
		{"not modified after a week", 8 * 24 * time.Hour, func() *source.Capture {
			p := page(c, "1000001", "")
			p.Status, p.Body, p.Verdict = 304, nil, source.Unchanged
			return p
		}, source.ChangeState, StateSettled, 1},
		{"edited", time.Hour, func() *source.Capture {
			return page(c, "1000001", weekOne+"activity 2024-04-26 林一禾 会见客人。\n")
		}, source.ChangeEdited, StateEdited, 2},
		{"unreadable", time.Hour, func() *source.Capture { return page(c, "1000001", weekOne+"panic now\n") }, source.ChangeFailed, StateEdited, 2},
		{"no column", time.Hour, func() *source.Capture { return page(c, "1000001", "something else") }, source.ChangeNone, "", 0},
		{"withdrawn", time.Hour, func() *source.Capture {
			p := page(c, "1000001", "not here")
			p.Status, p.Verdict = 404, source.Gone
			return p
		}, source.ChangeState, StateWithdrawn, 2},
		{"back", time.Hour, func() *source.Capture {
			return page(c, "1000001", weekOne+"activity 2024-04-26 林一禾 会见客人。\n")
		}, source.ChangeState, StateEdited, 2},
	}
	for _, s := range steps {
		c.advance(s.after)
		out := keep(t, a, s.capture())
		if out.Change != s.change || out.State != s.state || out.Revision != s.rev {
			t.Errorf("%s: got %s, %s, revision %d; want %s, %s, %d", s.name, out.Change, out.State, out.Revision, s.change, s.state, s.rev)
		}
	}
	if n := len(dump(t, a)["activities"]); n != 4 {
		t.Errorf("%d activities, want those of the second revision, 4", n)
	}
}

func TestDeriveKeepsWhatIsNoColumnOutOfTheColumns(t *testing.T) {
	c := newClock()
	a := open(t, testConfig(t, c))
	out := keep(t, a, page(c, "1000002", "404 not found"))
	if out.Change != source.ChangeNone || out.Reason != "no column line" || out.ColumnID != "" {
		t.Errorf("got %+v", out)
	}
	out = keep(t, a, page(c, "1000003", weekOne+"panic\n"))
	if out.Change != source.ChangeFailed || !strings.Contains(out.Reason, "told to") {
		t.Errorf("got %+v", out)
	}
	rows := dump(t, a)
	if len(rows["columns"]) != 0 || len(rows["readings"]) != 2 || len(rows["captures"]) != 2 || len(rows["unread"]) != 0 {
		t.Errorf("got %v", rows)
	}
}

func TestPagesWithoutANumberAreColumnsOfTheirOwn(t *testing.T) {
	c := newClock()
	a := open(t, testConfig(t, c))
	first := keep(t, a, page(c, "", weekOne))
	c.advance(time.Hour)
	again := keep(t, a, page(c, "", weekOne))
	other := keep(t, a, page(c, "", weekOne+"problem x\n"))
	if first.ColumnID == "" || again.ColumnID != first.ColumnID || again.Change != source.ChangeUnchanged {
		t.Errorf("got %+v, then %+v", first, again)
	}
	if other.ColumnID == first.ColumnID || other.Change != source.ChangeNew {
		t.Errorf("another text gave %+v", other)
	}
	none := keep(t, a, page(c, "", "nothing"))
	if none.Change != source.ChangeNone {
		t.Errorf("got %+v", none)
	}
	if n := len(dump(t, a)["unread"]); n != 0 {
		t.Errorf("%d captures left unread", n)
	}
}

func TestDerivePendingReadsWhatACrashLeft(t *testing.T) {
	ctx := context.Background()
	c := newClock()
	cfg := testConfig(t, c)
	a, err := Open(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	keepUnread(t, a, page(c, "1000001", weekOne))
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	a = open(t, cfg)
	rep, err := a.DerivePending(ctx)
	if err != nil || rep.Read != 1 || rep.Changed != 1 {
		t.Errorf("got %+v, %v", rep, err)
	}
	rep, err = a.DerivePending(ctx)
	if err != nil || rep.Read != 0 {
		t.Errorf("again: %+v, %v", rep, err)
	}
}

func TestOpen(t *testing.T) {
	ctx := context.Background()
	c := newClock()
	cfg := testConfig(t, c)
	if _, err := OpenReader(ctx, cfg); !errors.Is(err, ErrNoArchive) {
		t.Errorf("no archive: %v", err)
	}
	a := open(t, cfg)
	if _, err := Open(ctx, cfg); !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), "process ") {
		t.Errorf("second writer: %v", err)
	}
	keep(t, a, page(c, "1000001", weekOne))
	r, err := OpenReader(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Take(ctx, page(c, "1", "x"), nil); !errors.Is(err, ErrReadOnly) {
		t.Errorf("a reader kept a capture: %v", err)
	}
	if _, err := r.Reader().ExecContext(ctx, `DELETE FROM captures`); err == nil {
		t.Error("a reader could delete")
	}
	if diff := cmp.Diff(dump(t, a), dump(t, r)); diff != "" {
		t.Error(diff)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}
