package snapshot_test

import (
	"strings"
	"testing"

	"shenzheng/archive/snapshot"
)

func TestATenureLastsToTheEndOfItsLastActivity(t *testing.T) {
	db, dir := newDatabase(t), t.TempDir()
	head := person{name: "乙某某", post: "区长", org: "福田区政府", title: "区长", office: "head"}
	insert(t, db, issue{number: 1, week: "2024-04-22", parts: []part{{"futian", []event{{"区长乙某某率队。", "2024-04-24", []person{head}}}}}})
	if _, err := db.ExecContext(t.Context(), "UPDATE activities SET date_end = '2024-04-27', date_precision = 'range'"); err != nil {
		t.Fatal(err)
	}
	if _, err := snapshot.Export(t.Context(), readTx(db), dir, false, ""); err != nil {
		t.Fatal(err)
	}
	if all := lines(t, dir, "tenures"); len(all) != 1 || !strings.HasSuffix(all[0], "|head|2024-04-24|2024-04-27|1") {
		t.Errorf("tenures are %q", all)
	}
}
