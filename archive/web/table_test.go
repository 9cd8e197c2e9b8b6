package web

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
	"shenzheng/parser"
)

// records reads a CSV answer; the header is the first.
func records(t testing.TB, h *httptest.Server, path string) [][]string {
	t.Helper()
	res, body := fetch(t, h, path)
	if res.StatusCode != 200 {
		t.Fatalf("%s: status %d: %.200s", path, res.StatusCode, body)
	}
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return rows
}

func TestTablesAreThoseOfASnapshot(t *testing.T) {
	a, _ := openFixture(t, 6)
	dir := t.TempDir()
	id := makeRelease(t, a, dir)
	_, h := serve(t, a, func(c *Config) { c.SnapshotsDir = dir })
	for _, table := range snapshot.PublicTables() {
		_, now := fetch(t, h, "/"+table.Name+".csv")
		_, then := fetch(t, h, "/snapshots/"+id+"/"+table.Name+".csv")
		// A first snapshot has no changes.
		if now != then || (strings.Count(now, "\r\n") < 2) != (table.Name == "changes") {
			t.Errorf("%s.csv: the current table (%d bytes) is not that of the snapshot (%d bytes)", table.Name, len(now), len(then))
		}
	}
	for _, path := range []string{"/full/texts.csv", "/texts.csv", "/full%2Ftexts.csv", "/blocks.csv", "/bodies.csv", "/settings.csv", "/activities.txt", "/.csv"} {
		if res, body := fetch(t, h, path); res.StatusCode != 404 || strings.Contains(body, "虚构") {
			t.Errorf("%s: status %d", path, res.StatusCode)
		}
	}
}

// TestFiltersMeanTheSameEverywhere draws filters and compares the page's JSON,
// page by page, with the table.
func TestFiltersMeanTheSameEverywhere(t *testing.T) {
	a, _ := openFixture(t, 10)
	_, h := serve(t, a, nil)
	districts := []string{""}
	for _, d := range parser.Districts() {
		districts = append(districts, d.Slug, d.NameZH, string([]rune(d.NameZH)[:2]))
	}
	choices := map[string][]string{
		"district": districts, "office": append([]string{""}, parser.Values(parser.Offices())...), "kind": append([]string{"", ""}, parser.Values(parser.Kinds())...),
		"official": {"", "", invented[0], invented[7], personID(invented[2]), "查无此人"}, "column": {"", "", "", "col_7004000", "col_1"},
		"from": {"", "2024-01-10", "2024-02-03"}, "to": {"", "2024-02-03", "2024-02-28"},
		"q": {"", "", "招商", "欧阳", "区长 低空", "近日", "nanshan", "SHEN zhi", "1月", "=1+1", "没有"},
	}
	rapid.Check(t, func(rt *rapid.T) {
		q := url.Values{}
		for _, name := range slices.Sorted(maps.Keys(choices)) {
			if v := rapid.SampledFrom(choices[name]).Draw(rt, name); v != "" {
				q.Set(name, v)
			}
		}
		want := map[string]bool{}
		rows := records(t, h, withQuery("/activities.csv", q))
		for _, row := range rows[1:] {
			want[row[0]] = true
		}
		next, got := withQuery("/activities.json", q), 0
		for next != "" {
			_, body := fetch(t, h, strings.TrimPrefix(next, h.URL))
			var page struct {
				Total      int
				Next       string
				Activities []struct {
					ID string `json:"activity_id"`
				}
			}
			if err := json.Unmarshal([]byte(body), &page); err != nil {
				rt.Fatalf("%s: %v: %.100s", next, err, body)
			}
			if page.Total != len(want) {
				rt.Fatalf("%s: the list has %d, the table %d", q.Encode(), page.Total, len(want))
			}
			for _, a := range page.Activities {
				if !want[a.ID] {
					rt.Fatalf("%s: %s is in the list, not in the table", q.Encode(), a.ID)
				}
				got++
			}
			next = page.Next
		}
		if got != len(want) {
			rt.Fatalf("%s: %d listed on all pages, %d in the table", q.Encode(), got, len(want))
		}
	})
}

// The pages of each table hold its rows, each once and in its order.
func TestPagesOfATableAreTheTable(t *testing.T) {
	a, _ := openFixture(t, 10)
	_, h := serve(t, a, nil)
	for _, table := range liveTables() {
		rows, at := records(t, h, "/"+table.Name+".csv"), 1
		for next := "/tables/" + table.Name + "?format=json"; next != ""; {
			_, body := fetch(t, h, strings.TrimPrefix(next, h.URL))
			var page struct {
				Total int
				Next  string
				Rows  []map[string]any
			}
			if err := json.Unmarshal([]byte(body), &page); err != nil || page.Total != len(rows)-1 {
				t.Fatalf("%s: %v, %d rows in all, want %d", next, err, page.Total, len(rows)-1)
			}
			for _, row := range page.Rows {
				for i, key := range rows[0] {
					if got := row[key]; slices.Contains(table.Key, key) && fmt.Sprint(got) != rows[at][i] && (got != nil || rows[at][i] != "") {
						t.Fatalf("%s: %s of row %d is %v, want %q", next, key, at, got, rows[at][i])
					}
				}
				at++
			}
			next = page.Next
		}
		if at != len(rows) {
			t.Errorf("%s: %d rows on all pages, want %d", table.Name, at-1, len(rows)-1)
		}
	}
}

func TestFilterOfOneActivity(t *testing.T) {
	a, columns := openFixture(t, 3)
	_, h := serve(t, a, nil)
	for i, act := range columns[1].Activities {
		if i%7 != 0 || len(act.Officials) == 0 {
			continue
		}
		for _, q := range []string{"column=" + columns[1].ID, "official=" + act.Officials[0].OfficialID, "official=" + url.QueryEscape(act.Officials[0].Name),
			"kind=" + act.Kind, "district=" + columns[1].Sections[act.Section].District, "q=" + url.QueryEscape(act.Officials[0].Post)} {
			if _, body := fetch(t, h, "/activities.csv?"+q); !strings.Contains(body, act.ID) {
				t.Errorf("%s does not find %s", q, act.ID)
			}
		}
	}
	for _, row := range records(t, h, "/appearances.csv?office=head")[1:] {
		if row[5] != "head" && row[5] != "both" {
			t.Fatalf("office=head gave %v", row)
		}
	}
	if n := len(records(t, h, "/sections.csv?district=futian")); n > len(columns)+1 || n < 2 {
		t.Errorf("%d sections of one district in %d columns", n-1, len(columns))
	}
}

func TestAWordOfEveryTitleFindsNothingByIt(t *testing.T) {
	a, columns := openFixture(t, 4)
	_, h := serve(t, a, nil)
	for word, want := range map[string]int{"忙啥": 0, "1月22日起": len(columns[2].Activities)} {
		if n := len(records(t, h, "/activities.csv?q="+url.QueryEscape(word))) - 1; n != want {
			t.Errorf("%s finds %d activities, want %d", word, n, want)
		}
	}
}

func TestATableIsCompleteWhateverPage(t *testing.T) {
	a, _ := openFixture(t, 4)
	_, h := serve(t, a, nil)
	if all, second := records(t, h, "/activities.csv"), records(t, h, "/activities.csv?page=2"); len(all) != len(second) || len(all) < 2 {
		t.Errorf("%d lines, and %d with page=2", len(all), len(second))
	}
}

func TestWrongFiltersAreRefused(t *testing.T) {
	a, _ := openFixture(t, 1)
	_, h := serve(t, a, nil)
	for _, path := range []string{
		"/activities.csv?distrct=futian", "/activities.csv?district=atlantis", "/activities.csv?kind=party", "/activities.csv?office=mayor",
		"/activities.csv?from=2024-02-30", "/activities.csv?from=yesterday", "/activities.csv?from=2024-05-01&to=2024-04-01", "/activities.json?page=0",
		"/activities.json?page=-1", "/activities.json?page=x", "/activities.csv?district=futian&district=luohu", "/districts.csv?kind=meeting",
		"/columns.csv?q=x", "/activities.csv?page=0", "/activities.json?q=" + strings.Repeat("x", 100), "/activities.json?q=" + strings.Repeat("x+", 20), "/activities.json?q=%ff",
	} {
		res, body := fetch(t, h, path)
		var e struct{ Error string }
		if res.StatusCode != 400 || json.Unmarshal([]byte(body), &e) != nil || e.Error == "" || strings.Contains(res.Header.Get("Content-Disposition"), "csv") {
			t.Errorf("%s: status %d: %.100s", path, res.StatusCode, body)
		}
	}
	if res, _ := fetch(t, h, "/activities.json?page=2"); res.StatusCode != 404 {
		t.Errorf("a page beyond the last: status %d", res.StatusCode)
	}
}

// TestBrokenTableIsAnError makes the database fail in the middle of a table:
// nobody gets a part of it.
func TestBrokenTableIsAnError(t *testing.T) {
	a, _ := openFixture(t, 40)
	_, h := serve(t, a, nil)
	breakDatabase(t, a)
	for _, encoding := range []string{"identity", "gzip", "zstd"} {
		if res, body := fetch(t, h, "/activities.csv", "Accept-Encoding", encoding); res.StatusCode != 500 || strings.Contains(body, "act_") {
			t.Errorf("%s: status %d: %.80s", encoding, res.StatusCode, body)
		}
	}
}

// breakDatabase makes the last activities unreadable: their column's name
// stays in the schema while a value is of a type that reading refuses.
func breakDatabase(t *testing.T, a *archive.Archive) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(a.Dir(), archive.DatabaseName))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range []string{
		`PRAGMA foreign_keys = 0`,
		`ALTER TABLE activities RENAME TO activities_whole`,
		`CREATE VIEW activities AS SELECT activity_id, column_id, section_id, position, district, week_start, week_end, date_start, date_end, date_precision,
			date_part, date_list, date_text, kind, officials, paragraphs, characters,
			CASE WHEN activity_id > (SELECT activity_id FROM activities_whole ORDER BY activity_id LIMIT 1 OFFSET 900) THEN abs(-9223372036854775808) ELSE span_start END AS span_start,
			span_end, text, text_sha256, source_url FROM activities_whole`,
	} {
		if _, err := db.ExecContext(context.Background(), statement); err != nil {
			t.Fatal(err)
		}
	}
}

// Who asks after a change is not given the table that is still being written
// for those who asked before it.
func TestATableIsOfTheRowsAsTheyAreWhenItIsAskedFor(t *testing.T) {
	a, _ := openFixture(t, 4)
	s, _ := serve(t, a, nil)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	began, goOn, done := make(chan bool), make(chan bool), make(chan error)
	go func() {
		_, err := s.written(ctx, "columns", func(_ context.Context, out io.Writer) error {
			close(began)
			<-goOn
			_, err := io.WriteString(out, "before")
			return err
		})
		done <- err
	}()
	<-began
	day, _ := parser.ParseDate("2024-01-15")
	if _, err := a.SkipWeek(ctx, day, "invented"); err != nil {
		t.Fatal(err)
	}
	b, err := s.written(ctx, "columns", func(_ context.Context, out io.Writer) error {
		_, err := io.WriteString(out, "the rows after")
		return err
	})
	close(goOn)
	if earlier := <-done; err != nil || earlier != nil || b.size != int64(len("the rows after")) {
		t.Errorf("a table asked for after a change: %+v, %v, %v", b, err, earlier)
	}
}

func TestOldClientsGetALength(t *testing.T) {
	a, _ := openFixture(t, 4)
	_, h := serve(t, a, nil)
	conn, err := net.Dial("tcp", h.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := fmt.Fprint(conn, "GET /activities.csv HTTP/1.0\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	_, whole := fetch(t, h, "/activities.csv")
	if err != nil || string(body) != whole || res.ContentLength != int64(len(whole)) {
		t.Errorf("%d bytes came under a length of %d, want %d: %v", len(body), res.ContentLength, len(whole), err)
	}
}
