package snapshot_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shenzheng/archive/snapshot"
)

func TestVerifyFindsEveryKindOfDamage(t *testing.T) {
	replace := func(name, old, with string) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			path := filepath.Join(dir, name)
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			changed := strings.Replace(string(content), old, with, 1)
			if changed == string(content) {
				t.Fatalf("%s holds no %q", name, old)
			}
			if err := os.WriteFile(path, []byte(changed), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	tests := []struct {
		name   string
		damage func(t *testing.T, dir string)
		want   string
	}{
		{"a byte", replace("README.md", "R", "r"), "README.md: SHA-256 is"},
		{"a byte of the archive", replace("shenzheng-ID.zip", "PK", "pk"), "shenzheng-ID.zip: SHA-256 is"},
		{"a day", replace("activities.csv", "2024-04-16,2024-04-16", "2024-04-31,2024-04-16"), `date_start: "2024-04-31" is no date`},
		{"a number", replace("sections.csv", ",1,futian", ",one,futian"), `position: "one" is no integer`},
		{"a value", replace("columns.csv", ",settled,", ",solid,"), `state: "solid" is none of its values`},
		{"an instant", replace("columns.csv", "T16:56:00+08:00", " 16:56"), "published_at:"},
		{"an empty id", replace("credits.csv", "col_100,", ","), "column_id: is empty"},
		{"a reference", replace("activities.csv", ",sec_100_luohu,", ",sec_999_luohu,"), "section_id sec_999_luohu is not in sections"},
		{"a key twice", replace("credits.csv", "col_95,", "col_90,"), "key col_90, 1 is there twice"},
		{"the order", replace("districts.csv", "baoan,", "zzz,"), "is out of order"},
		{"a header", replace("posts.csv", "org,title", "title,org"), "header is activity_id,official_id,post_position,title,org"},
		{"a line", replace("problems.csv", "col_90,1,week_disagrees,error,0,1,invented\r\n", ""), "problems.csv: has 0 rows, described as 1"},
		{"quotes", replace("columns.csv", "col_100,", `"col_100,`), "is no CSV"},
		{"the ledger", replace("ledger.csv", "col_95,title,1,9", "col_95,title,1,8"), "the ledger adds up to 8"},
		{"a text", replace("full/texts.csv", "没有官员", "没有人员"), "has another hash"},
		{"a block", replace("full/blocks.csv", "没有官员", "有官员"), "does not stand at its span"},
		{"a span of an activity", replace("full/texts.csv", "col_100,福田区举办", "col_90,福田区举办"), "does not stand at its span"},
		{"an unknown file", func(t *testing.T, dir string) {
			if err := os.WriteFile(filepath.Join(dir, "extra.csv"), nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}, "extra.csv: is in no list of sums"},
		{"a missing table", func(t *testing.T, dir string) {
			if err := os.Remove(filepath.Join(dir, "tenures.csv")); err != nil {
				t.Fatal(err)
			}
		}, "tenures.csv: is missing"},
		{"the package", replace("datapackage.json", "{", ""), "datapackage.json: read"},
		{"a way out", replace("datapackage.json", `"path": "columns.csv"`, `"path": "../columns.csv"`), "leads out of the snapshot"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			db, root := newDatabase(t), t.TempDir()
			insert(t, db, invented()...)
			r := create(t, db, root)
			zip := filepath.Join(r.Dir, "shenzheng-"+r.ID+".zip")
			alias := strings.Replace(zip, r.ID+".zip", "ID.zip", 1)
			if err := os.Rename(zip, alias); err != nil {
				t.Fatal(err)
			}
			test.damage(t, r.Dir)
			if err := os.Rename(alias, zip); err != nil {
				t.Fatal(err)
			}
			findings, err := snapshot.Verify(t.Context(), r.Dir)
			if err != nil {
				t.Fatal(err)
			}
			all := strings.ReplaceAll(fmt.Sprint(findings), r.ID, "ID")
			if !strings.Contains(all, test.want) {
				t.Errorf("findings %s do not tell %q", all, test.want)
			}
		})
	}
}

func TestVerifyOfAnAppearanceThatStandsElsewhere(t *testing.T) {
	db, root := newDatabase(t), t.TempDir()
	insert(t, db, invented()...)
	if _, err := db.Exec("UPDATE appearances SET span_start = 0, span_end = 3 WHERE name = '丙某'"); err != nil {
		t.Fatal(err)
	}
	findings, err := snapshot.Verify(t.Context(), create(t, db, root).Dir)
	if err != nil || len(findings) != 1 || !strings.Contains(findings[0], "does not stand at 0-3") {
		t.Errorf("findings %v %v", findings, err)
	}
}

func TestVerifyNeedsASnapshot(t *testing.T) {
	if _, err := snapshot.Verify(t.Context(), t.TempDir()); err == nil {
		t.Error("an empty folder verified")
	}
}

func TestVerifyAcceptsThePublicEditionAndTheArchiveUnpacked(t *testing.T) {
	db, root := newDatabase(t), t.TempDir()
	insert(t, db, invented()...)
	r := create(t, db, root)
	public := filepath.Join(t.TempDir(), "public")
	if _, err := snapshot.Export(t.Context(), readTx(db), public, false, ""); err != nil {
		t.Fatal(err)
	}
	unpacked := t.TempDir()
	unzip(t, filepath.Join(r.Dir, "shenzheng-"+r.ID+".zip"), unpacked)
	for _, dir := range []string{public, unpacked} {
		if findings, err := snapshot.Verify(t.Context(), dir); err != nil || len(findings) > 0 {
			t.Errorf("%s: %v %v", dir, findings, err)
		}
	}
	if _, err := os.Stat(filepath.Join(unpacked, "full")); err == nil {
		t.Error("the public archive holds the full edition")
	}
}
