package snapshot_test

import (
	"strings"
	"testing"

	"shenzheng/archive/snapshot"
)

func TestFiltersNarrow(t *testing.T) {
	db := newDatabase(t)
	insert(t, db, invented()...)
	official := func(name string) string { return "off_" + hash(name)[:8] }
	tests := []struct {
		table  string
		filter snapshot.Filter
		want   int
	}{
		{"activities", snapshot.Filter{}, 6},
		{"activities", snapshot.Filter{District: "futian"}, 4},
		{"activities", snapshot.Filter{Official: official("乙某某")}, 2},
		{"activities", snapshot.Filter{Office: "secretary"}, 3}, // 甲某 twice, and 丙某 who holds both
		{"activities", snapshot.Filter{Office: "head"}, 4},
		{"activities", snapshot.Filter{Office: "both"}, 1},
		{"activities", snapshot.Filter{Office: "head", District: "futian"}, 2},
		{"activities", snapshot.Filter{Kind: "signing"}, 0},
		{"activities", snapshot.Filter{From: "2024-04-18"}, 4}, // two of them undated, in a week that reaches past it
		{"activities", snapshot.Filter{From: "2024-04-17", To: "2024-04-17"}, 3},
		{"activities", snapshot.Filter{To: "2024-04-14"}, 0},
		{"activities", snapshot.Filter{Column: "col_90"}, 1},
		{"activities", snapshot.Filter{District: "futian", Where: "activities.date_text <> ? AND activities.officials = ?", Args: []any{"", 1}}, 2},
		{"full/texts", snapshot.Filter{District: "luohu"}, 1},
		{"appearances", snapshot.Filter{Office: "head"}, 4},
		{"appearances", snapshot.Filter{District: "futian", Office: "head"}, 2},
		{"posts", snapshot.Filter{Official: official("甲某"), From: "2024-04-17"}, 1},
		{"posts", snapshot.Filter{Where: "activities.district = ?", Args: []any{"luohu"}}, 1},
		{"officials", snapshot.Filter{District: "luohu"}, 1},
		{"officials", snapshot.Filter{Office: "secretary"}, 2},
		{"tenures", snapshot.Filter{Office: "secretary"}, 2},
		{"tenures", snapshot.Filter{District: "dapeng"}, 2}, // who holds both
		{"officeholders", snapshot.Filter{District: "dapeng"}, 2},
		{"officeholders", snapshot.Filter{Office: "head", From: "2024-04-19"}, 1},
		{"sections", snapshot.Filter{District: "futian", From: "2024-04-25"}, 1},
		{"columns", snapshot.Filter{To: "2024-04-28"}, 1},
		{"columns", snapshot.Filter{Official: official("乙某某")}, 2},
		{"coverage", snapshot.Filter{District: "futian", Office: "head"}, 3},
		{"coverage", snapshot.Filter{From: "2024-04-28", To: "2024-04-28"}, 24},
		{"ledger", snapshot.Filter{Column: "col_95"}, 1},
		{"districts", snapshot.Filter{District: "dapeng"}, 1},
		{"changes", snapshot.Filter{District: "dapeng"}, 0},
	}
	for _, test := range tests {
		of, ok := snapshot.TableNamed(test.table)
		if !ok {
			t.Fatalf("no table %s", test.table)
		}
		var out strings.Builder
		err := snapshot.WriteCSV(t.Context(), &out, db, of, test.filter)
		if rows := strings.Count(out.String(), "\r\n") - 1; err != nil || rows != test.want {
			t.Errorf("%s %+v: %d rows, want %d, %v", test.table, test.filter, rows, test.want, err)
		}
	}
}

func TestFiltersAreNamed(t *testing.T) {
	for name, want := range map[string]string{
		"activities": "column district official office kind from to", "coverage": "column district office from to", "districts": "district", "changes": "",
	} {
		of, _ := snapshot.TableNamed(name)
		if got := strings.Join(of.Filters(), " "); got != want {
			t.Errorf("%s is narrowed by %q, want %q", name, got, want)
		}
	}
}
