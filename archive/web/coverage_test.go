package web

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// coverageYear is the JSON of the page.
type coverageYear struct {
	Year     int            `json:"year"`
	Years    []int          `json:"years"`
	Totals   map[string]int `json:"totals"`
	Coverage []struct {
		Start      string `json:"week_start"`
		End        string `json:"week_end"`
		Column     string `json:"column_id"`
		District   string `json:"district"`
		Office     string `json:"office"`
		Status     string `json:"status"`
		Activities *int   `json:"activities"`
	} `json:"coverage"`
}

func TestCoverageOfAYearIsThatOfTheTable(t *testing.T) {
	a, _ := openFixture(t, 56)
	_, h := serve(t, a, nil)
	_, body := fetch(t, h, "/coverage.csv")
	table, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, year := range []string{"2024", "2025"} {
		var want, got []string
		totals := map[string]int{}
		for _, row := range table[1:] {
			if strings.HasPrefix(row[0], year) || strings.HasPrefix(row[1], year) {
				want = append(want, strings.Join(row[:7], "|"))
				totals[row[5]]++
			}
		}
		_, body := fetch(t, h, "/coverage?year="+year, "Accept", "application/json")
		var page coverageYear
		if err := json.Unmarshal([]byte(body), &page); err != nil {
			t.Fatalf("%v: %.200s", err, body)
		}
		for _, r := range page.Coverage {
			activities := ""
			if r.Activities != nil {
				activities = fmt.Sprint(*r.Activities)
			}
			got = append(got, strings.Join([]string{r.Start, r.End, r.Column, r.District, r.Office, r.Status, activities}, "|"))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-table +JSON):\n%s", year, diff)
		}
		if diff := cmp.Diff(totals, page.Totals); diff != "" || fmt.Sprint(page.Year, page.Years) != year+" [2024 2025]" {
			t.Errorf("%s: year %d of %v, totals (-table +JSON):\n%s", year, page.Year, page.Years, diff)
		}
		_, html := fetch(t, h, "/coverage?year="+year, "Accept", asBrowser)
		for status, n := range totals {
			if count := strings.Count(html, `class="cover cover-`+status+`" title=`); count != n {
				t.Errorf("%s: the page has %d cells %s, want %d", year, count, status, n)
			}
		}
		_, some := fetch(t, h, "/coverage.csv?from="+year+"-01-01&to="+year+"-12-31")
		if n := strings.Count(some, "\r\n") - 1; n != len(want) {
			t.Errorf("%s: the table narrowed to it has %d rows, want %d", year, n, len(want))
		}
	}
}

func TestCoverageOfNothing(t *testing.T) {
	a, _ := openFixture(t, 0)
	_, h := serve(t, a, nil)
	if res, body := fetch(t, h, "/coverage.json"); res.StatusCode != 200 || !strings.Contains(body, `"years": []`) || !strings.Contains(body, `"coverage": []`) {
		t.Errorf("status %d: %s", res.StatusCode, body)
	}
}

// TestACellOfCoverageNarrowsEveryTableAlike holds each count of the table
// against the rows that its key leaves.
func TestACellOfCoverageNarrowsEveryTableAlike(t *testing.T) {
	a, _ := openFixture(t, 5)
	_, h := serve(t, a, nil)
	filled := 0
	for _, row := range records(t, h, "/coverage.csv")[1:] {
		at := "cell=" + row[0] + "." + row[3] + "." + row[4]
		if row[6] == "" || row[6] == "0" && filled > 0 {
			continue
		}
		filled++
		acting := map[string]bool{}
		for _, p := range records(t, h, "/appearances.csv?"+at)[1:] {
			acting[p[0]] = true
		}
		activities := records(t, h, "/activities.csv?"+at)[1:]
		if n := fmt.Sprint(len(activities)); n != row[6] || fmt.Sprint(len(acting)) != row[6] {
			t.Errorf("%s: coverage counts %s, %s activities and appearances in %d are left", at, row[6], n, len(acting))
		}
	}
	if filled < 20 {
		t.Errorf("only %d cells were looked at", filled)
	}
	for path, status := range map[string]int{"/activities?cell=2024-01-01.futian": 400, "/activities?cell=2024-01-01.atlantis.head": 400, "/activities?cell=2024-13-01.futian.head": 400,
		"/activities?cell=2024-01-01.futian.other": 400, "/sections.csv?cell=2024-01-01.futian.head": 400, "/activities?cell=1999-01-04.futian.head": 200} {
		if res, body := fetch(t, h, path, "Accept", asBrowser); res.StatusCode != status || status == 200 && !strings.Contains(body, "没有符合条件的活动") {
			t.Errorf("%s: status %d, want %d", path, res.StatusCode, status)
		}
	}
}
