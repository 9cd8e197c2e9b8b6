package snapshot_test

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"shenzheng/archive/snapshot"
)

// keyed reads a table into rows by their id, as the codebook says ids are made.
func keyed(t testing.TB, dir string, of snapshot.Table) map[string]string {
	rows := table(t, dir, of.Name)
	keyed := map[string]string{}
	for _, row := range rows[1:] {
		var parts []string
		for _, key := range of.Key {
			value := row[slices.Index(rows[0], key)]
			parts = append(parts, strings.ReplaceAll(strings.ReplaceAll(value, "%", "%25"), "/", "%2F"))
		}
		if i := slices.Index(rows[0], "parser_version"); i >= 0 { // no row changes by it alone
			row = slices.Delete(slices.Clone(row), i, i+1)
		}
		keyed[strings.Join(parts, "/")] = strings.Join(row, "|")
	}
	if len(keyed) != len(rows)-1 {
		t.Fatalf("%s: ids are not unique", of.Name)
	}
	return keyed
}

// apply turns the tables of one snapshot into those of the next by its changes
// and nothing else, and compares.
func apply(t testing.TB, before, after string) (wrong []string) {
	t.Helper()
	complain := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	changes := table(t, after, "changes")[1:]
	if before == "" {
		if len(changes) > 0 {
			complain("a first snapshot has %d changes", len(changes))
		}
		return wrong
	}
	if !slices.IsSortedFunc(changes, func(a, b []string) int { return slices.Compare(a[:2], b[:2]) }) {
		complain("changes are not sorted by table and row")
	}
	for _, of := range snapshot.PublicTables() {
		if of.Name == "changes" {
			continue
		}
		rows, next := keyed(t, before, of), keyed(t, after, of)
		for _, c := range changes {
			if c[0] != of.Name {
				continue
			}
			old, had := rows[c[1]]
			switch c[2] {
			case "removed":
				if !had {
					complain("%s %s: removed a row that was not there", of.Name, c[1])
				}
				delete(rows, c[1])
			case "added", "updated":
				if had != (c[2] == "updated") {
					complain("%s %s: %s, but had it: %v", of.Name, c[1], c[2], had)
				}
				if had && old == next[c[1]] {
					complain("%s %s: updated to the same", of.Name, c[1])
				}
				rows[c[1]] = next[c[1]]
			}
		}
		if diff := cmp.Diff(rows, next); diff != "" {
			complain("%s: changes do not lead to the new table: %s", of.Name, diff)
		}
	}
	return wrong
}

// genIssues draws an archive of a few columns from few names and texts, so
// that two drawn archives have much in common.
func genIssues(t *rapid.T, label string) []issue {
	names := []person{
		{name: "甲某", post: "区委书记", org: "福田区委", title: "书记", office: "secretary"},
		{name: "乙某某", post: "区长", org: "福田/区政府", title: "区长%", office: "head"},
		{name: "丙某", post: "主任", org: "", title: "主任", office: "both"},
	}
	var issues []issue
	for _, n := range rapid.SliceOfNDistinct(rapid.IntRange(97, 103), 0, 5, rapid.ID).Draw(t, label) {
		i := issue{number: n, week: fmt.Sprintf("2024-04-%02d", 1+7*rapid.IntRange(0, 3).Draw(t, "week")),
			state: rapid.SampledFrom([]string{"settled", "edited", "withdrawn"}).Draw(t, "state"), revision: rapid.IntRange(1, 2).Draw(t, "revision"),
			version: rapid.IntRange(1, 2).Draw(t, "version")}
		for _, d := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"futian", "luohu"}), 0, 2, rapid.ID).Draw(t, "districts") {
			p := part{district: d}
			for _, e := range rapid.SliceOfNDistinct(rapid.IntRange(1, 12), 0, 4, rapid.ID).Draw(t, "events") {
				people := rapid.SliceOfNDistinct(rapid.SampledFrom(names), 0, 3, func(p person) string { return p.name }).Draw(t, "people")
				p.events = append(p.events, event{fmt.Sprintf("%s第%d项活动,区委书记甲某、区长乙某某、主任丙某。", d, e), "", people})
			}
			i.parts = append(i.parts, p)
		}
		issues = append(issues, i)
	}
	return issues
}

func TestChangesLeadFromOneSnapshotToTheNext(t *testing.T) {
	// Each check makes three whole snapshots: fewer of them, unless asked for.
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == checks.DefValue {
		if err := checks.Value.Set("25"); err != nil {
			t.Fatal(err)
		}
		defer checks.Value.Set(checks.DefValue)
	}
	rapid.Check(t, func(r *rapid.T) {
		root, dir := t.TempDir(), ""
		previous, seen := "", map[string]bool{}
		for step := range 3 {
			db := openDatabase(t, filepath.Join(t.TempDir(), "archive.db"))
			insert(t, db, genIssues(r, fmt.Sprint("issues", step))...)
			made, err := snapshot.Create(t.Context(), readTx(db), snapshot.Options{Root: root, Force: true})
			if previous == "" && errors.Is(err, snapshot.ErrEmpty) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			if made.Unchanged || seen[made.ID] { // or back at what was held two steps ago
				continue
			}
			seen[made.ID] = true
			if wrong := apply(t, dir, made.Dir); len(wrong) > 0 {
				r.Fatal(strings.Join(wrong, "\n"))
			}
			if findings, err := snapshot.Verify(t.Context(), made.Dir); err != nil || len(findings) > 0 {
				r.Fatalf("verify: %v %v", findings, err)
			}
			previous, dir = made.ID, made.Dir
			db.Close()
		}
	})
}

// causes counts the changes by table and cause.
func causes(t testing.TB, dir string) map[string]int {
	count := map[string]int{}
	for _, row := range table(t, dir, "changes")[1:] {
		count[row[0]+" "+row[2]+" "+row[3]]++
	}
	return count
}

func TestCauses(t *testing.T) {
	base := invented()
	tests := []struct {
		name string
		edit func([]issue) []issue
		want map[string]int
	}{
		{"a new column", func(i []issue) []issue {
			return append(i, issue{number: 102, week: "2024-05-06", parts: []part{{"futian", []event{{"区长乙某某出席。", "", []person{base[1].parts[0].events[0].people[0]}}}}}})
		}, map[string]int{
			"columns added new_column": 1, "sections added new_column": 1, "activities added new_column": 1, "appearances added new_column": 1,
			"posts added new_column": 1, "officials updated new_column": 1, "tenures updated new_column": 1, "officeholders updated new_column": 1, "credits added new_column": 1,
			"ledger added new_column": 4, "coverage added new_column": 24}},
		{"time settles a column", func(i []issue) []issue {
			i[1].state = "settled"
			return i
		}, map[string]int{"columns updated source_edit": 1}},
		{"an edit of the source", func(i []issue) []issue {
			i[1].revision, i[1].state, i[1].capture = 2, "edited", "2024-05-09"
			i[1].parts[0].events[0].text += "又及。"
			return i
		}, map[string]int{"columns updated source_edit": 1, "activities added source_edit": 1, "activities removed source_edit": 1,
			"appearances added source_edit": 1, "appearances removed source_edit": 1, "posts added source_edit": 1, "posts removed source_edit": 1,
			"ledger updated source_edit": 1}},
		{"a second column of a week, which the first is marked with too", func(i []issue) []issue {
			i[0].problem = "week_twice"
			return append(i, issue{number: 102, week: i[0].week, problem: "week_twice"})
		}, map[string]int{"columns updated new_column": 1, "problems added new_column": 2,
			"columns added new_column": 1, "credits added new_column": 1, "ledger added new_column": 2}},
		{"a parser reads the same", func(i []issue) []issue {
			i[0].version, i[1].version = 2, 2
			return i
		}, map[string]int{}},
		{"a parser reads otherwise", func(i []issue) []issue {
			i[1].version = 2
			who := &i[1].parts[0].events[0].people[0]
			who.office, who.title = "other", "副区长"
			return i
		}, map[string]int{"appearances updated parser": 1, "posts updated parser": 1,
			"tenures added parser": 1, "tenures updated parser": 1, "coverage updated parser": 1, "officeholders updated parser": 1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root := t.TempDir()
			db := newDatabase(t)
			insert(t, db, invented()...)
			first := create(t, db, root)
			if wrong := apply(t, "", first.Dir); len(wrong) > 0 {
				t.Error(wrong)
			}
			db = newDatabase(t)
			insert(t, db, test.edit(invented())...)
			second := create(t, db, root)
			if wrong := apply(t, first.Dir, second.Dir); len(wrong) > 0 {
				t.Error(wrong)
			}
			list, err := snapshot.List(root)
			if err != nil || len(list) != 2 || list[0].Previous != "" || list[1].Previous != first.ID {
				t.Errorf("the list does not say what is compared with what: %+v %v", list, err)
			}
			if diff := cmp.Diff(test.want, causes(t, second.Dir)); diff != "" {
				t.Errorf("changes by cause (-want +got):\n%s", diff)
			}
		})
	}
}

func TestGateNamesWhatIsMissing(t *testing.T) {
	tests := []struct {
		name string
		edit func([]issue) []issue
		want []string // parts of the refusal; none where the snapshot is to be made
	}{
		{"a column", func(i []issue) []issue { return i[1:] }, []string{"1 columns missing: col_100", "officials missing", "甲某", "丙某"}},
		{"an activity", func(i []issue) []issue {
			i[0].parts[0].events = i[0].parts[0].events[:2]
			return i
		}, []string{"1 activities missing of col_100: act_100_" + hash("福田区举办了一场没有官员的活动。")[:8]}},
		{"an activity lost to a new parser, while time settles the column", func(i []issue) []issue {
			i[1].version, i[1].state = 2, "settled"
			i[1].parts[0].events = nil
			return i
		}, []string{"1 activities missing of col_90"}},
		{"an official", func(i []issue) []issue {
			i[0].version = 2
			i[0].parts[1].events[0].people = nil
			return i
		}, []string{"1 officials missing: off_" + hash("丙某")[:8] + " 丙某"}},
		{"an activity under another id", func(i []issue) []issue {
			i[0].parts[0].events[2].text = "读" + i[0].parts[0].events[2].text
			return i
		}, nil},
		{"an edit took an activity out", func(i []issue) []issue {
			i[0].revision = 2
			i[0].parts[0].events = i[0].parts[0].events[:2]
			return i
		}, nil},
		{"an edit made a column the copy of another", func(i []issue) []issue {
			i[0].revision, i[1].twin, i[1].parts = 2, "col_100", nil
			return i
		}, nil},
		{"the source withdrew the column", func(i []issue) []issue {
			i[0].state = "withdrawn"
			i[0].parts[0].events = i[0].parts[0].events[:2]
			return i
		}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root := t.TempDir()
			db := newDatabase(t)
			insert(t, db, invented()...)
			first := create(t, db, root)
			before := tree(t, root)
			db = newDatabase(t)
			insert(t, db, test.edit(invented())...)
			_, err := snapshot.Create(t.Context(), readTx(db), snapshot.Options{Root: root})
			if len(test.want) == 0 {
				if err != nil {
					t.Errorf("refused: %v", err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), "holds less than "+first.ID) || !strings.Contains(err.Error(), "--force") {
				t.Fatalf("error %v, want a refusal against %s", err, first.ID)
			}
			for _, part := range test.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("refusal %q does not name %q", err, part)
				}
			}
			if diff := cmp.Diff(slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(tree(t, root)))); diff != "" {
				t.Errorf("refusal left %s", diff)
			}
			forced, err := snapshot.Create(t.Context(), readTx(db), snapshot.Options{Root: root, Force: true})
			if err != nil || forced.ID == first.ID {
				t.Errorf("forced: %+v %v", forced, err)
			}
		})
	}
}

func TestADamagedLatestIsNamed(t *testing.T) {
	db, root := newDatabase(t), t.TempDir()
	insert(t, db, invented()...)
	first := create(t, db, root)
	if err := os.WriteFile(filepath.Join(first.Dir, "activities.csv"), []byte("nonsense\r\n1,2\r\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	insert(t, db, issue{number: 101, week: "2024-05-06"})
	if _, err := snapshot.Create(t.Context(), readTx(db), snapshot.Options{Root: root}); err == nil || !strings.Contains(err.Error(), first.ID) {
		t.Errorf("error %v, want one that names %s", err, first.ID)
	}
}
