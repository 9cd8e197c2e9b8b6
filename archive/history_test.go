package archive

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// derivedTables are those a rebuild has to give again.
var derivedTables = []string{"readings", "columns", "officials", "revisions", "sections", "activities", "appearances", "posts", "credits",
	"blocks", "problems"}

func derived(t testing.TB, a *Archive) map[string][]string {
	t.Helper()
	all, out := dump(t, a), map[string][]string{}
	for _, n := range derivedTables {
		out[n] = all[n]
	}
	return out
}

func TestRebuildFromCapturesAloneGivesTheSameTables(t *testing.T) {
	ctx := context.Background()
	c := newClock()
	cfg := testConfig(t, c)
	fill(t, cfg, c, 8)
	a := open(t, cfg)
	gone := page(c, "1000002", "gone")
	gone.Status, gone.Verdict = 404, source.Gone
	keep(t, a, gone)
	want := derived(t, a)
	dropDerived(t, a)
	if n := len(dump(t, a)["columns"]); n != 0 {
		t.Fatalf("%d columns left", n)
	}
	if _, err := a.DerivePending(ctx); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, derived(t, a)); diff != "" {
		t.Error(diff)
	}
}

var captureID = regexp.MustCompile(`capture_id=\d+ | row_sum=\w+`) // its checksum counts the number in

// The rows follow from the captures, whatever order these came in, as long as
// what they tell of their time can be believed.
func TestOrderOfArrivalDoesNotMatter(t *testing.T) {
	texts := []string{weekOne, strings.Replace(weekOne, "甲周", "乙周", 1), weekOne + "problem x\n", weekOne + "panic\n", "none",
		strings.Replace(weekOne, "推荐", "别的", 1), "column 别的 2024-04-29\nsection futian\nactivity 2024-05-01 林一禾 开会。\n"}
	verdicts := []source.Verdict{source.Good, source.Good, source.Good, source.Good, source.Gone, source.Unchanged, source.Bad, source.Page}
	c := newClock()
	c.advance(365 * 24 * time.Hour)
	archives := [2]*Archive{open(t, testConfig(t, c)), open(t, testConfig(t, c))}
	rapid.Check(t, func(rt *rapid.T) {
		at := newClock()
		var captures []*source.Capture
		for range rapid.IntRange(1, 9).Draw(rt, "captures") {
			at.advance(time.Duration(rapid.IntRange(1, 9*24).Draw(rt, "hours")) * time.Hour)
			number := rapid.SampledFrom([]string{"1000001", "1000001", "1000002", ""}).Draw(rt, "number")
			text := rapid.SampledFrom(texts).Draw(rt, "text")
			switch number { // which of two articles is a twin, or of one week with another, depends on which was kept first
			case "1000002":
				text = strings.NewReplacer("2024-04-22", "2024-07-01", "2024-04-29", "2024-07-08", "周", "期").Replace(text)
			case "":
				if text != "none" {
					text = weekNumber(20) // other texts are other columns, of one week
				}
			}
			p := page(at, number, text)
			p.Verdict = rapid.SampledFrom(verdicts).Draw(rt, "verdict")
			if p.Verdict == source.Unchanged {
				p.Body = nil
			}
			captures = append(captures, p)
		}
		mixed := rapid.Permutation(captures).Draw(rt, "order")
		var got [2]map[string][]string
		for i, order := range [][]*source.Capture{captures, mixed} {
			a := archives[i]
			empty(t, a)
			for _, p := range order {
				again := *p
				keep(t, a, &again)
			}
			got[i] = derived(t, a)
			if found, err := a.Check(context.Background()); err != nil || len(found) > 0 {
				rt.Errorf("check: %v, %v", found, err)
			}
			for name := range got[i] {
				for j, line := range got[i][name] {
					got[i][name][j] = captureID.ReplaceAllString(line, "")
				}
				sort.Strings(got[i][name])
			}
		}
		if diff := cmp.Diff(got[0], got[1]); diff != "" {
			rt.Error(diff)
		}
	})
}

// empty deletes every capture and what was read from it.
func empty(t testing.TB, a *Archive) {
	t.Helper()
	dropDerived(t, a)
	for _, table := range []string{"unread", "captures", "bodies"} {
		if _, err := a.writer.Exec(`DELETE FROM ` + table); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAsOf(t *testing.T) {
	ctx := context.Background()
	c := newClock()
	a := open(t, testConfig(t, c))
	keep(t, a, page(c, "1000001", weekOne))
	first := derived(t, a)
	then := c.t
	c.advance(24 * time.Hour)
	keep(t, a, page(c, "1000001", weekOne+"activity 2024-04-26 林一禾 会见客人。\n"))
	keep(t, a, page(c, "1000002", strings.Replace(weekOne, "04-22", "04-29", 1)))
	now := derived(t, a)
	for name, s := range map[string]struct {
		at   time.Time
		want map[string][]string
	}{"then": {then, first}, "now": {c.t, now}} {
		past, err := a.AsOf(ctx, s.at)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(s.want, derived(t, past)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if found, err := past.CheckRows(ctx); err != nil || len(found) > 0 {
			t.Errorf("%s: check: %v, %v", name, found, err)
		}
		dir := past.Dir()
		if err := past.Close(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: the temporary folder stays", name)
		}
	}
	if diff := cmp.Diff(now, derived(t, a)); diff != "" {
		t.Errorf("the archive itself changed: %s", diff)
	}
}

func TestBackup(t *testing.T) {
	ctx := context.Background()
	c := newClock()
	cfg := testConfig(t, c)
	a := open(t, cfg)
	keep(t, a, page(c, "1000001", weekOne))
	r, err := OpenReader(ctx, cfg) // as the command does beside a daemon
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}()
	dir := t.TempDir()
	file := filepath.Join(dir, "a b?c#d%.db")
	if err := r.Backup(ctx, file); err != nil {
		t.Fatal(err)
	}
	if err := r.Backup(ctx, file); !errors.Is(err, ErrExists) {
		t.Errorf("the backup was overwritten: %v", err)
	}
	if err := r.Backup(ctx, filepath.Join(dir, "nowhere", "x.db")); err == nil {
		t.Error("no error for a folder that is not there")
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	restored := cfg
	restored.Dir = t.TempDir()
	if err := os.Rename(file, filepath.Join(restored.Dir, DatabaseName)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(dump(t, a), dump(t, open(t, restored))); diff != "" {
		t.Error(diff)
	}
}

func TestCheckFindsDamage(t *testing.T) {
	ctx := context.Background()
	for name, s := range map[string]struct {
		damage string
		code   string
		object string
	}{
		"body bytes":       {`UPDATE bodies SET zstd = (SELECT zstd FROM bodies ORDER BY bytes LIMIT 1)`, "body", ""},
		"body not zstd":    {`UPDATE bodies SET zstd = x'00'`, "body", ""},
		"body gone":        {`DELETE FROM bodies`, "capture", "capture 1"},
		"activity moved":   {`UPDATE activities SET span_start = span_start + 1 WHERE position = 1`, "row", "activities act_1000001_"},
		"text altered":     {`UPDATE activities SET text = text || '。' WHERE position = 1`, "row", "activities act_1000001_"},
		"block moved":      {`UPDATE blocks SET span_start = 1 WHERE block = 3`, "row", "blocks col_1000001/3"},
		"appearance moved": {`UPDATE appearances SET span_start = 0, span_end = 1`, "row", "appearances act_1000001_"},
		"row lost":         {`DELETE FROM appearances`, "row", "appearances act_1000001_"},
		"orphan":           {`DELETE FROM columns`, "foreign_key", "sections row"},
		"unfinished":       {`UPDATE columns SET parser_version = 0`, "row", "columns col_1000001"},
		"another version":  {`UPDATE columns SET parser_version = parser_version + 1`, "row", "columns col_1000001"},
		"count of rows":    {`UPDATE columns SET rows_below = 7`, "row", "totals"},
		"digest":           {`UPDATE columns SET rows_sha256 = 'ab'`, "row", "col_1000001"},
		"state":            {`UPDATE columns SET state = 'settled'`, "row", "columns col_1000001"},
		"capture of it":    {`UPDATE columns SET capture_id = 2`, "row", "columns col_1000001"},
		"revision":         {`UPDATE revisions SET last_seen = '2025-01-01T00:00:00.000Z'`, "row", "revisions col_1000001 1"},
		"revision left":    {`INSERT INTO revisions VALUES ('col_7', 1, '', 1, '', '', '')`, "row", "revision col_7 1"},
		"reading":          {`UPDATE readings SET reason = 'x' WHERE capture_id = 2`, "row", "readings 2"},
		"name":             {`UPDATE officials SET name = name || '某'`, "row", "officials off_"},
		"pinyin":           {`UPDATE officials SET name_pinyin = 'X'`, "row", "officials off_"},
		"request head":     {`UPDATE captures SET request_head = '{"X":["y"]}' WHERE capture_id = 2`, "capture", "capture 2"},
		"address":          {`UPDATE captures SET url = 'https://elsewhere.example'`, "capture", "capture 1"},
		"time kept":        {`UPDATE captures SET kept_at = '2030-01-01T00:00:00.000Z'`, "capture", "capture 1"},
		"verdict":          {`UPDATE captures SET verdict = 'bad' WHERE capture_id = 2`, "capture", "capture 2"},
		"week":             {`UPDATE skipped_weeks SET reason = 'another'`, "row", "skipped_weeks 2024-04-15"},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClock()
			a := open(t, testConfig(t, c))
			keep(t, a, page(c, "1000001", weekOne))
			keep(t, a, page(c, "1000009", "x"))
			day, _ := parser.ParseDate("2024-04-15")
			if _, err := a.SkipWeek(ctx, day, "a holiday"); err != nil {
				t.Fatal(err)
			}
			if found, err := a.Check(ctx); err != nil || len(found) > 0 {
				t.Fatalf("before: %v, %v", found, err)
			}
			for _, q := range []string{`PRAGMA foreign_keys = OFF`, s.damage, `PRAGMA foreign_keys = ON`} {
				if _, err := a.writer.ExecContext(ctx, q); err != nil {
					t.Fatal(err)
				}
			}
			found, err := a.Check(ctx)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range found {
				if f.Code == s.code && strings.HasPrefix(f.Object, s.object) {
					return
				}
			}
			t.Errorf("found %v, want %s %s", found, s.code, s.object)
		})
	}
}
