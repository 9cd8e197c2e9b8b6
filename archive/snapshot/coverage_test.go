package snapshot_test

import (
	"database/sql"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shenzheng/archive/snapshot"
	"shenzheng/parser"
)

// manyIssues invents weeks held once, twice, not at all, unreadable, and from
// other sources.
func manyIssues(random *rand.Rand) []issue {
	var all []issue
	monday := time.Date(2023, time.November, 6, 0, 0, 0, 0, time.UTC)
	pick := func(values ...string) string { return values[random.IntN(len(values))] }
	for n := range 40 {
		i := issue{number: 1000 + n, week: monday.AddDate(0, 0, 7*random.IntN(60)+random.IntN(8)/7).Format(time.DateOnly)}
		i.source = pick("", "", "0copy") // whose ids sort before the newspaper's own
		i.problem = pick("", "", "", "parse_failed", "week_disagrees", "weekly_without_sections")
		i.kind = pick("weekly", "weekly", "other")
		i.title = pick("深圳一周丨虚构", "别的文章")
		for _, d := range random.Perm(len(parser.Districts()))[:random.IntN(6)] {
			p := part{district: parser.Districts()[d].Slug}
			for e := range random.IntN(4) {
				who := person{name: "甲某", post: "书记", office: pick("secretary", "head", "both", "other"), role: pick("actor", "actor", "mentioned")}
				other := person{name: "乙某", post: "区长", office: pick("secretary", "head"), role: "actor"}
				p.events = append(p.events, event{text: fmt.Sprintf("第%d件%s。", e, p.district), people: []person{who, other}[:random.IntN(3)]})
			}
			i.parts = append(i.parts, p)
		}
		all = append(all, i)
	}
	return all
}

// judge says of one issue what coverage says of a week, district and office.
func (i issue) judge(district, office string) (status, activities string) {
	events, with, printed := 0, 0, false
	for _, p := range i.parts {
		if p.district != district {
			continue
		}
		printed = true
		for _, e := range p.events {
			events++
			if slices.ContainsFunc(e.people, func(p person) bool {
				return p.role == "actor" && (p.office == office || p.office == "both")
			}) {
				with++
			}
		}
	}
	switch {
	case with > 0:
		return "reported", fmt.Sprint(with)
	case events > 0:
		return "not_named", "0"
	case i.problem == "parse_failed" || i.kind != "weekly" || printed:
		return "parse_failed", ""
	}
	return "not_mentioned", "0"
}

// expectedCoverage is the codebook's coverage, cell by cell.
func expectedCoverage(issues []issue) []string {
	byWeek := map[string][]issue{}
	for _, i := range issues {
		if i.kind != "weekly" && !strings.Contains(i.title, "深圳一周") && i.problem != "weekly_without_sections" {
			continue
		}
		day, _ := time.Parse(time.DateOnly, i.week)
		monday := day.AddDate(0, 0, -(int(day.Weekday())+6)%7).Format(time.DateOnly)
		byWeek[monday] = append(byWeek[monday], i)
	}
	var weeks, districts, out []string
	for _, d := range parser.Districts() {
		districts = append(districts, d.Slug)
	}
	for w := range byWeek {
		weeks = append(weeks, w)
	}
	first, _ := time.Parse(time.DateOnly, slices.Min(weeks))
	for day := first; day.Format(time.DateOnly) <= slices.Max(weeks); day = day.AddDate(0, 0, 7) {
		monday := day.Format(time.DateOnly)
		for _, district := range districts {
			for _, office := range []string{"secretary", "head"} {
				out = append(out, strings.Join([]string{monday, day.AddDate(0, 0, 6).Format(time.DateOnly), bestCell(byWeek[monday], district, office)}, "|"))
			}
		}
	}
	return out
}

func bestCell(issues []issue, district, office string) string {
	best, least := "|"+district+"|"+office+"|column_missing|", ""
	for _, i := range issues {
		status, activities := i.judge(district, office)
		rank := slices.Index([]string{"reported", "not_named", "not_mentioned", "parse_failed"}, status)
		id := "col_" + strings.TrimPrefix(i.source+"_"+fmt.Sprint(i.number), "_")
		key := fmt.Sprint(rank, i.source != "", id)
		if least == "" || key < least {
			best, least = strings.Join([]string{id, district, office, status, activities}, "|"), key
		}
	}
	return best
}

// coverageRows reads the table in its order.
func coverageRows(t *testing.T, db *sql.DB, f snapshot.Filter) []string {
	t.Helper()
	var out strings.Builder
	of, _ := snapshot.TableNamed("coverage")
	if _, err := snapshot.WriteCSV(t.Context(), &out, db, of, f); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for _, r := range records[1:] {
		rows = append(rows, strings.Join(r, "|"))
	}
	return rows
}

func TestCoverageIsWhatTheCodebookSays(t *testing.T) {
	for seed := range uint64(4) {
		issues := manyIssues(rand.New(rand.NewPCG(seed, 1)))
		db := newDatabase(t)
		insert(t, db, issues...)
		want := expectedCoverage(issues)
		if diff := cmp.Diff(want, coverageRows(t, db, snapshot.Filter{})); diff != "" {
			t.Fatalf("seed %d: coverage (-want +got):\n%s", seed, diff)
		}
		for _, f := range []snapshot.Filter{
			{From: "2024-01-01", To: "2024-12-31"}, {From: "2024-03-06", To: "2024-03-06"}, {From: "2024-03-10", To: "2024-03-11"},
			{From: "2024-06-01"}, {To: "2024-01-31"}, {From: "2030-01-01"}, {From: "2024-02-01", To: "2024-08-31", District: "luohu", Office: "head"},
		} {
			some := slices.DeleteFunc(slices.Clone(want), func(row string) bool {
				v := strings.Split(row, "|")
				return f.From != "" && v[1] < f.From || f.To != "" && v[0] > f.To || f.District != "" && v[3] != f.District || f.Office != "" && v[4] != f.Office
			})
			if diff := cmp.Diff(some, coverageRows(t, db, f), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("seed %d: %+v (-want +got):\n%s", seed, f, diff)
			}
		}
		tx, err := db.Begin()
		if err != nil {
			t.Fatal(err)
		}
		first, last, err := snapshot.CoverageWeeks(t.Context(), tx)
		if err != nil || first != want[0][:10] || last != want[len(want)-1][:10] {
			t.Errorf("seed %d: weeks from %s to %s, %v", seed, first, last, err)
		}
		if err := tx.Rollback(); err != nil {
			t.Error(err)
		}
	}
}
