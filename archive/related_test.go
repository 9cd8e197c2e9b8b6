package archive

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// relations gives what the columns say of one another.
func relations(t *testing.T, a *Archive) []string {
	t.Helper()
	return ids(t, a, `SELECT column_id || ' activities ' || activities || iif(duplicate_of = '', '', ' duplicates ' || duplicate_of) ||
		coalesce((SELECT ' ' || code || ' ' || detail FROM problems p WHERE p.column_id = k.column_id), '') FROM columns k`)
}

// The same text under two numbers, or under one and none, is one column's: the
// later one keeps its row, and gets rows of its own as soon as it differs.
func TestTwins(t *testing.T) {
	c := newClock()
	a := open(t, testConfig(t, c))
	loose := "col_x" + hashOf([]byte(weekOne))[:12]
	steps := []struct {
		name, number, text string
		want               []string
	}{
		{"the first", "1000001", weekOne, []string{"col_1000001 activities 3"}},
		{"its twin", "1000002", weekOne, []string{"col_1000001 activities 3", "col_1000002 activities 0 duplicates col_1000001"}},
		{"one without a number", "", weekOne, []string{"col_1000001 activities 3", "col_1000002 activities 0 duplicates col_1000001",
			loose + " activities 0 duplicates col_1000001"}},
		{"the first is edited", "1000001", weekNumber(3), []string{"col_1000001 activities 3", "col_1000002 activities 3",
			loose + " activities 0 duplicates col_1000002"}},
		{"the first is as before", "1000001", weekOne, []string{"col_1000001 activities 3", "col_1000002 activities 0 duplicates col_1000001",
			loose + " activities 0 duplicates col_1000001"}},
	}
	for _, s := range steps {
		c.advance(1e9)
		keep(t, a, page(c, s.number, s.text))
		if diff := cmp.Diff(s.want, relations(t, a)); diff != "" {
			t.Errorf("%s: %s", s.name, diff)
		}
		if found, err := a.Check(context.Background()); err != nil || len(found) > 0 {
			t.Errorf("%s: check: %v, %v", s.name, found, err)
		}
	}
	want := derived(t, a)
	dropDerived(t, a)
	if _, err := a.DerivePending(context.Background()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, derived(t, a)); diff != "" {
		t.Errorf("rebuilt: %s", diff)
	}
}

func TestWeekTwice(t *testing.T) {
	c := newClock()
	a := open(t, testConfig(t, c))
	other := strings.Replace(weekOne, "甲周", "另一篇", 1)
	steps := []struct {
		name, number, text string
		want               []string
	}{
		{"one", "1000001", weekOne, []string{"col_1000001 activities 3"}},
		{"another week", "1000002", weekNumber(1), []string{"col_1000001 activities 3", "col_1000002 activities 3"}},
		{"the week twice", "1000003", other, []string{"col_1000001 activities 3 week_twice also col_1000003", "col_1000002 activities 3",
			"col_1000003 activities 3 week_twice also col_1000001"}},
		{"and a third time", "1000004", other + "problem\n", []string{"col_1000001 activities 3 week_twice also col_1000003",
			"col_1000002 activities 3", "col_1000003 activities 3 week_twice also col_1000001",
			"col_1000004 activities 3 week_twice also col_1000001"}},
		{"the second moves", "1000003", weekNumber(2), []string{"col_1000001 activities 3 week_twice also col_1000004",
			"col_1000002 activities 3", "col_1000003 activities 3", "col_1000004 activities 3 week_twice also col_1000001"}},
		{"the first moves", "1000001", weekNumber(5), []string{"col_1000001 activities 3", "col_1000002 activities 3",
			"col_1000003 activities 3", "col_1000004 activities 3"}},
	}
	for _, s := range steps {
		c.advance(1e9)
		keep(t, a, page(c, s.number, strings.Replace(s.text, "problem\n", "sidebar x\nactivity 2024-04-26 林一禾 又一条。\n", 1)))
		got := relations(t, a)
		for i := range got {
			got[i] = strings.Replace(got[i], "activities 4", "activities 3", 1)
		}
		if diff := cmp.Diff(s.want, got); diff != "" {
			t.Errorf("%s: %s", s.name, diff)
		}
	}
	if found, err := a.Check(context.Background()); err != nil || len(found) > 0 {
		t.Errorf("check: %v, %v", found, err)
	}
}
