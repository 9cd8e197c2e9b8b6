package snapshot_test

import (
	"database/sql"
	"encoding/csv"
	"fmt"
	"maps"
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

// manyIssues invents weeks held once, twice, not at all, in one edition with
// the next, unreadable, and from other sources.
func manyIssues(random *rand.Rand) []issue {
	var all []issue
	start := time.Date(2023, time.November, 6, 0, 0, 0, 0, time.UTC)
	pick := func(values ...string) string { return values[random.IntN(len(values))] }
	for n := range 40 {
		week := start.AddDate(0, 0, 7*random.IntN(60)+random.IntN(8)/7)
		i := issue{number: 1000 + n, week: week.Format(time.DateOnly), until: week.AddDate(0, 0, 6).Format(time.DateOnly)}
		if random.IntN(6) == 0 {
			i.until = week.AddDate(0, 0, 13).Format(time.DateOnly)
		}
		if random.IntN(10) == 0 {
			i.twin = "col_1"
		}
		i.source = pick("", "", "0copy") // whose ids sort before the newspaper's own
		i.problem = pick("", "", "", "parse_failed", "week_disagrees", "weekly_without_sections")
		i.kind = pick("weekly", "weekly", "other")
		i.title = pick("深圳一周丨虚构", "别的文章")
		for _, d := range random.Perm(len(parser.Districts()))[:random.IntN(6)] {
			district := parser.Districts()[d]
			p := part{district: district.Slug}
			for e := range random.IntN(4) {
				people := []person{
					{name: "甲某", post: "书记", org: district.NameZH + "委", title: "书记", office: "secretary", role: pick("actor", "actor", "mentioned")},
					{name: "乙某", post: "区长", org: district.NameZH + "政府", title: pick("区长", "副区长"), office: "head"},
					{name: "丙某", post: "书记、主任", org: district.NameZH + "党工委", title: "书记", office: "both"},
					{name: "丁某", post: "局长", org: "前海管理局", title: "局长", office: "head"},
					{name: "戊某", office: pick("secretary", "head", "both", "other")},
					{name: pick("甲某甲", "丁某"), office: "head"},
				}
				if people[1].title == "副区长" {
					people[1].office = "other"
				}
				random.Shuffle(len(people), func(a, b int) { people[a], people[b] = people[b], people[a] })
				people = people[:random.IntN(4)]
				if len(people) > 1 && people[0].name == people[1].name || len(people) > 2 && (people[2].name == people[0].name || people[2].name == people[1].name) {
					people = people[:1]
				}
				ev := event{text: fmt.Sprintf("%s第%d件%s。", pick("meeting", "media", "other"), e, p.district), people: people}
				if random.IntN(3) > 0 {
					ev.date = week.AddDate(0, 0, random.IntN(20)-3).Format(time.DateOnly)
				}
				p.events = append(p.events, ev)
			}
			i.parts = append(i.parts, p)
		}
		all = append(all, i)
	}
	return all
}

// holds gives the districts whose office a person holds, in a section of one.
func (i issue) holds(who person, section, office string) []string {
	of := func(p person) (districts []string) {
		for _, post := range p.posts() {
			for _, o := range parser.OfficePosts() {
				if o.Org == post[0] && o.Title == post[1] && o.Office == office {
					districts = append(districts, o.District)
				}
			}
		}
		return districts
	}
	if who.title != "" {
		return of(who)
	}
	if who.office != office && who.office != "both" {
		return nil
	}
	var districts []string
	for _, p := range i.parts {
		for _, e := range p.events {
			for _, other := range e.people {
				if other.name == who.name {
					districts = append(districts, of(other)...)
				}
			}
		}
	}
	if len(districts) > 0 {
		return districts
	}
	for _, p := range i.parts { // another than who acts with the post printed
		for _, e := range p.events {
			if slices.ContainsFunc(e.people, func(other person) bool {
				return other.title != "" && other.role != "mentioned" && slices.Contains(of(other), section)
			}) {
				return nil
			}
		}
	}
	return []string{section}
}

func mondayOf(day string) string {
	d, _ := time.Parse(time.DateOnly, day)
	return d.AddDate(0, 0, -(int(d.Weekday())+6)%7).Format(time.DateOnly)
}

// judge says of one issue what coverage says of a week, district and office.
func (i issue) judge(monday, district, office string) (status, rest string) {
	first, last := mondayOf(i.week), mondayOf(i.until)
	with, events, printed := 0, 0, false
	var names []string
	kind := map[string]int{}
	for _, p := range i.parts {
		if p.district == district {
			printed, events = true, events+len(p.events)
		}
		for _, e := range p.events {
			in := first
			if e.date != "" {
				in = max(first, min(last, mondayOf(e.date)))
			}
			if in != monday {
				continue
			}
			acted := false
			for _, who := range e.people {
				if who.role != "mentioned" && slices.Contains(i.holds(who, p.district, office), district) {
					acted = true
					if !slices.Contains(names, who.name) {
						names = append(names, who.name)
					}
				}
			}
			if acted {
				with++
				kind[e.kind()]++
			}
		}
	}
	cells := []string{fmt.Sprint(with), strings.Join(names, ";")}
	for _, k := range parser.Kinds() {
		cells = append(cells, fmt.Sprint(kind[k.Code]))
	}
	rest = strings.Join(append(cells, ""), "|")
	switch {
	case with > 0:
		return "reported", rest
	case events > 0:
		return "not_named", rest
	case i.problem == "parse_failed" || i.kind != "weekly" || printed:
		return "parse_failed", unknown
	}
	return "not_mentioned", rest
}

// unknown is what is counted where nothing can be known: no reason either.
const unknown = "|||||||||||"

// expectedCoverage is the codebook's coverage, cell by cell.
func expectedCoverage(issues []issue, skipped map[string]string) []string {
	byWeek := map[string][]issue{}
	for _, i := range issues {
		if i.twin != "" || (i.kind != "weekly" && !strings.Contains(i.title, "深圳一周") && i.problem != "weekly_without_sections") {
			continue
		}
		for day, _ := time.Parse(time.DateOnly, mondayOf(i.week)); day.Format(time.DateOnly) <= i.until; day = day.AddDate(0, 0, 7) {
			byWeek[day.Format(time.DateOnly)] = append(byWeek[day.Format(time.DateOnly)], i)
		}
	}
	var out []string
	weeks := slices.Sorted(maps.Keys(byWeek))
	for day, _ := time.Parse(time.DateOnly, weeks[0]); day.Format(time.DateOnly) <= weeks[len(weeks)-1]; day = day.AddDate(0, 0, 7) {
		monday := day.Format(time.DateOnly)
		for _, district := range parser.Districts() {
			for _, office := range []string{"secretary", "head"} {
				out = append(out, monday+"|"+day.AddDate(0, 0, 6).Format(time.DateOnly)+"|"+bestCell(byWeek[monday], monday, district.Slug, office, skipped))
			}
		}
	}
	return out
}

func bestCell(issues []issue, monday, district, office string, skipped map[string]string) string {
	cell := func(id, status, rest string) string {
		return strings.Join([]string{id, district, office, status, rest}, "|")
	}
	best, least := cell("", "column_missing", unknown), ""
	if reason, ok := skipped[monday]; ok {
		best = cell("", "not_published", unknown+reason)
	}
	for _, i := range issues {
		status, rest := i.judge(monday, district, office)
		rank := slices.Index([]string{"reported", "not_named", "not_mentioned", "parse_failed"}, status)
		id := "col_" + strings.TrimPrefix(i.source+"_"+fmt.Sprint(i.number), "_")
		key := fmt.Sprint(rank, mondayOf(i.week) != monday, i.source != "", id)
		if least == "" || key < least {
			best, least = cell(id, status, rest), key
		}
	}
	return best
}

// coverageRows reads the table in its order.
func coverageRows(t *testing.T, db *sql.DB, f snapshot.Filter) []string {
	t.Helper()
	var out strings.Builder
	of, _ := snapshot.TableNamed("coverage")
	if err := snapshot.WriteCSV(t.Context(), &out, db, of, f); err != nil {
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
		skipped := map[string]string{"2024-02-12": "春节", "2024-03-04": "休刊,另行通知"}
		for week, reason := range skipped {
			if _, err := db.ExecContext(t.Context(), "INSERT INTO skipped_weeks (week_start, reason, skipped_at) VALUES (?, ?, '')", week, reason); err != nil {
				t.Fatal(err)
			}
		}
		want := expectedCoverage(issues, skipped)
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
		weeks, err := snapshot.Weeks(t.Context(), tx)
		mondays := map[string]bool{}
		for _, row := range want {
			mondays[row[:10]] = true
		}
		if err != nil || len(weeks) != len(mondays) || slices.ContainsFunc(weeks, func(w snapshot.Week) bool { return !mondays[w.Monday.Format(time.DateOnly)] }) {
			t.Errorf("seed %d: weeks %v, want %v, %v", seed, weeks, mondays, err)
		}
		if err := tx.Rollback(); err != nil {
			t.Error(err)
		}
	}
}
