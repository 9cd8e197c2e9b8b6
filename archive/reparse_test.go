package archive

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// rewrite is a newer grammar: it reads every page after replacing words.
func rewrite(pairs ...string) func(parser.Page) parser.Reading {
	r := strings.NewReplacer(pairs...)
	return func(p parser.Page) parser.Reading {
		p.Body = []byte(r.Replace(string(p.Body)))
		return fakeRead(p)
	}
}

// fill keeps n columns, some of them captured twice, and closes the archive.
func fill(t testing.TB, cfg Config, c *clock, n int) {
	t.Helper()
	a := open(t, cfg)
	for i := range n {
		number := fmt.Sprint(1000001 + i)
		keep(t, a, page(c, number, weekNumber(i)))
		c.advance(time.Minute)
		if i%3 == 0 {
			keep(t, a, page(c, number, strings.Replace(weekNumber(i), "周", "周改", 1)))
			c.advance(time.Minute)
		}
	}
	keep(t, a, page(c, "", weekNumber(-1)))
	keep(t, a, page(c, "1900000", "no column"))
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
}

func reparse(t testing.TB, a *Archive, o ReparseOptions) ReparseReport {
	t.Helper()
	rep, err := a.Reparse(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

func TestReparse(t *testing.T) {
	c := newClock()
	cfg := testConfig(t, c)
	cfg.ParserVersion = 1
	fill(t, cfg, c, 7)

	a := open(t, cfg)
	before := dump(t, a)
	if rep := reparse(t, a, ReparseOptions{}); rep.Read != 0 {
		t.Errorf("nothing was stale, but %+v", rep)
	}
	if rep := reparse(t, a, ReparseOptions{All: true}); rep.Read != 8 || rep.Unchanged != 8 || rep.Pages != 1 {
		t.Errorf("all: %+v", rep)
	}
	if diff := cmp.Diff(before, dump(t, a)); diff != "" {
		t.Errorf("reading again with the same parser changed rows: %s", diff)
	}
}

func TestReparseByANewParser(t *testing.T) {
	c := newClock()
	cfg := testConfig(t, c)
	cfg.ParserVersion = 1
	fill(t, cfg, c, 7)
	cfg.ParserVersion, cfg.Read = 2, rewrite("2024-04-25 欧阳子木 检查工地。", "2024-04-26 欧阳子木 检查工地。")
	a := open(t, cfg)

	dry := reparse(t, a, ReparseOptions{DryRun: true})
	if dry.Changed != 8 || len(dry.Diff.Losses) != 1 { // the loose column gets another id
		t.Errorf("dry run: %+v", dry)
	}
	var steps []int
	rep := reparse(t, a, ReparseOptions{Progress: func(done, total int) { steps = append(steps, total-done) }})
	if rep.Read != 8 || rep.Changed != 8 || rep.Pages != 1 || rep.Failed != 0 {
		t.Errorf("got %+v", rep)
	}
	if rep.ActivitiesBefore != 24 || rep.ActivitiesAfter != 24 {
		t.Errorf("got %+v", rep)
	}
	if len(steps) == 0 || steps[len(steps)-1] != 0 {
		t.Errorf("progress %v does not reach the end", steps)
	}
	rows := dump(t, a)
	if n := len(grep(rows["activities"], "date_start=2024-04-26")); n != 8 {
		t.Errorf("%d activities read the new way, want 8", n)
	}
	if n := len(grep(rows["columns"], "parser_version=2")); n != 8 || len(rows["columns"]) != 8 {
		t.Errorf("columns: %v", rows["columns"])
	}
	run, err := a.Status(context.Background())
	if err != nil || run.Behind != 0 {
		t.Errorf("status %+v, %v", run, err)
	}
}

// Pages without a number are named by their text: a parser that reads two texts
// as one makes one column of two, and one that tells them apart two of one.
func TestPagesThatBecomeOneColumnOrTwo(t *testing.T) {
	c := newClock()
	cfg := testConfig(t, c)
	cfg.ParserVersion = 1
	a := open(t, cfg)
	keep(t, a, page(c, "", weekOne))
	c.advance(time.Minute)
	keep(t, a, page(c, "", strings.Replace(weekOne, "林一禾", "林二禾", 1)))
	for i, s := range []struct {
		read func(parser.Page) parser.Reading
		want int
	}{{rewrite("林二禾", "林一禾"), 1}, {rewrite(), 2}, {rewrite("林一禾", "林二禾"), 1}, {rewrite("林一禾", "林三禾", "林二禾", "林一禾"), 2}} {
		a.cfg.ParserVersion, a.cfg.Read = i+2, s.read
		reparse(t, a, ReparseOptions{})
		got := ids(t, a, `SELECT column_id FROM columns`)
		read := ids(t, a, `SELECT DISTINCT column_id FROM readings`)
		if diff := cmp.Diff(got, read); len(got) != s.want || diff != "" {
			t.Errorf("version %d: columns %v, want %d: %s", i+2, got, s.want, diff)
		}
		if found, err := a.Check(t.Context()); err != nil || len(found) > 0 {
			t.Errorf("version %d: check finds %v, %v", i+2, found, err)
		}
		held := derived(t, a)
		reparse(t, a, ReparseOptions{All: true})
		if diff := cmp.Diff(held, derived(t, a)); diff != "" {
			t.Errorf("version %d, read again: %s", i+2, diff)
		}
	}
}

func TestReparseScopes(t *testing.T) {
	c := newClock()
	cfg := testConfig(t, c)
	fill(t, cfg, c, 4)
	a := open(t, cfg)
	for _, s := range []struct {
		o    ReparseOptions
		read int
	}{
		{ReparseOptions{}, 0},
		{ReparseOptions{All: true}, 5},
		{ReparseOptions{Columns: []string{"col_1000002"}}, 1},
		{ReparseOptions{Since: time.Date(2024, 4, 28, 9, 0, 0, 0, time.UTC)}, 4},
		{ReparseOptions{Since: time.Date(2024, 4, 28, 9, 0, 1, 0, time.UTC)}, 3},
	} {
		if rep := reparse(t, a, s.o); rep.Read != s.read {
			t.Errorf("%+v read %d columns, want %d", s.o, rep.Read, s.read)
		}
	}
	if _, err := a.Reparse(context.Background(), ReparseOptions{Columns: []string{"col_7"}}); !errors.Is(err, ErrNoColumn) {
		t.Errorf("unknown column: %v", err)
	}
}

func TestOneBadPageDoesNotStopAReparse(t *testing.T) {
	c := newClock()
	cfg := testConfig(t, c)
	cfg.ParserVersion = 1
	fill(t, cfg, c, 4)
	cfg.ParserVersion = 2
	cfg.Read = func(p parser.Page) parser.Reading {
		if p.Number == "1000003" || p.Number == "" {
			panic("cannot")
		}
		return fakeRead(p)
	}
	a := open(t, cfg)
	before := dump(t, a)["activities"]
	rep := reparse(t, a, ReparseOptions{})
	if rep.Failed != 2 || rep.Unchanged != 3 || len(rep.Failures) != 2 || !strings.Contains(rep.Failures[0].Reason, "cannot") {
		t.Errorf("got %+v", rep)
	}
	rows := dump(t, a)
	if diff := cmp.Diff(before, rows["activities"]); diff != "" {
		t.Errorf("the good rows of the older version went: %s", diff)
	}
	if n := len(grep(rows["problems"], "column_id=col_1000003 position=1 code=parse_failed severity=error")); n != 1 {
		t.Errorf("problems: %v", rows["problems"])
	}
	if rep := reparse(t, a, ReparseOptions{}); rep.Read != 0 {
		t.Errorf("the same version tries the bad page again: %+v", rep)
	}
	cfg.ParserVersion, cfg.Read = 3, fakeRead
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	a = open(t, cfg)
	if rep := reparse(t, a, ReparseOptions{}); rep.Failed != 0 || rep.Read != 5 {
		t.Errorf("got %+v", rep)
	}
	if p := dump(t, a)["problems"]; len(p) != 0 {
		t.Errorf("problems stay after a good reading: %v", p)
	}
}

func TestDryRunWritesNothingAndShowsTheDifference(t *testing.T) {
	c := newClock()
	cfg := testConfig(t, c)
	cfg.ParserVersion = 1
	fill(t, cfg, c, 3)
	cfg.ParserVersion = 2
	cfg.Read = rewrite("activity 2024-04-24 林一禾 调研企业。\n", "", "sidebar", "problem odd")
	a := open(t, cfg)
	before := dump(t, a)
	var csv strings.Builder
	write, end := DiffCSV(&csv)
	rep := reparse(t, a, ReparseOptions{DryRun: true, Difference: write})
	if err := end(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, dump(t, a)); diff != "" {
		t.Fatalf("a dry run wrote: %s", diff)
	}
	var codes []string
	for _, l := range rep.Diff.Losses {
		codes = append(codes, l.ColumnID+" "+l.Code)
	}
	want := []string{"col_1000001 fewer_activities", "col_1000001 new_problem", "col_1000002 fewer_activities",
		"col_1000002 new_problem", "col_1000003 fewer_activities", "col_1000003 new_problem"}
	if diff := cmp.Diff(want, codes[:6]); diff != "" {
		t.Error(diff)
	}
	if n := strings.Count(csv.String(), "\r\n"); n != rep.Diff.Count+1 {
		t.Errorf("CSV has %d lines for %d differences", n, rep.Diff.Count)
	}
	for _, g := range rep.Diff.Groups {
		if g.Table == "columns" && g.Field == "activities" && (g.Count != 3 || g.Examples[0].Old != "3" || g.Examples[0].New != "2") {
			t.Errorf("got %+v", g)
		}
		if g.Count == 0 || len(g.Examples) == 0 || len(g.Examples) > 3 {
			t.Errorf("group without sense: %+v", g)
		}
	}
}

func grep(lines []string, part string) (out []string) {
	for _, l := range lines {
		if strings.Contains(l, part) {
			out = append(out, l)
		}
	}
	return out
}

const crowded = batchSize + 9

// crowd keeps more articles than share a transaction, of two sources, among them
// pages that share a body, texts that come back, and articles that are gone.
func crowd(t *testing.T, cfg Config, c *clock) {
	t.Helper()
	a := open(t, cfg)
	for i := range crowded {
		p := func(text string) *source.Capture {
			c.advance(time.Minute)
			k := page(c, fmt.Sprint(1000001+i), text)
			if i%5 == 4 {
				k.Number = fmt.Sprint(2000001 + i)
				k.Source = "news.example"
			}
			return k
		}
		keep(t, a, p(weekNumber(i)))
		if i%2 == 0 {
			keep(t, a, p(strings.Replace(weekNumber(i), "周", "乙周", 1)))
			keep(t, a, p(weekNumber(i)))
		}
		if i%7 == 0 {
			gone := p("")
			gone.Verdict, gone.Status, gone.Body = source.Gone, 404, nil
			keep(t, a, gone)
		}
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
}

// What is read on all cores is what was read one by one as it came in.
func TestManyReadWhatSinglePagesRead(t *testing.T) {
	c := newClock()
	cfg := testConfig(t, c)
	cfg.ParserVersion = 1
	crowd(t, cfg, c)
	a := open(t, cfg)
	want := derived(t, a)
	for _, read := range []func(parser.Page) parser.Reading{fakeRead, rewrite("检查工地", "察看工地"), fakeRead} {
		a.cfg.Read = read
		if rep := reparse(t, a, ReparseOptions{All: true}); rep.Failed > 0 || rep.Read != crowded {
			t.Errorf("%+v", rep)
		}
	}
	if diff := cmp.Diff(want, derived(t, a)); diff != "" {
		t.Error(diff)
	}
}

// A body that cannot be had stops neither the chunk nor the run.
func TestADamagedBodyFailsItsArticleAlone(t *testing.T) {
	ctx := context.Background()
	for name, damage := range map[string]string{
		"bytes":  `UPDATE bodies SET zstd = CAST(substr(zstd, 1, length(zstd) - 9) || x'000000000000000000' AS BLOB) WHERE sha256 = ?`,
		"length": `UPDATE bodies SET bytes = bytes - 1 WHERE sha256 = ?`,
		"gone":   `DELETE FROM bodies WHERE sha256 = ?`,
	} {
		t.Run(name, func(t *testing.T) {
			c := newClock()
			cfg := testConfig(t, c)
			cfg.ParserVersion = 1
			fill(t, cfg, c, 4)
			cfg.ParserVersion = 2
			a := open(t, cfg)
			before := dump(t, a)["activities"]
			sha := hashOf([]byte(weekNumber(2)))
			if _, err := a.writer.ExecContext(ctx, `PRAGMA foreign_keys = OFF`); err != nil {
				t.Fatal(err)
			}
			if _, err := a.writer.ExecContext(ctx, damage, sha); err != nil {
				t.Fatal(err)
			}
			rep := reparse(t, a, ReparseOptions{})
			if rep.Failed != 1 || rep.Unchanged != 4 || len(rep.Failures) != 1 || !strings.Contains(rep.Failures[0].Reason, sha) {
				t.Errorf("got %+v", rep)
			}
			if diff := cmp.Diff(before, dump(t, a)["activities"]); diff != "" {
				t.Error(diff)
			}
		})
	}
}
