package archive

import (
	"database/sql"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestRowsThatSomebodyChangedAreNotPublished(t *testing.T) {
	c := newClock()
	fill := func() *Archive {
		a := open(t, testConfig(t, c))
		keep(t, a, page(c, "1000001", weekOne))
		keep(t, a, page(c, "1000002", strings.ReplaceAll(weekOne, "甲周", "乙周")+"activity 2024-04-26 林一禾 会见客人。\n"))
		return a
	}
	nothing := func(*sql.Tx) error { return nil }
	a := fill()
	c.advance(8 * 24 * time.Hour) // time settles columns, and no row below them changes
	if err := a.ReadChecked(t.Context(), nothing); err != nil {
		t.Fatalf("a sound archive: %v", err)
	}
	for _, damage := range []string{
		"UPDATE columns SET title = title || 'x' WHERE column_id = 'col_1000001'",
		"UPDATE sections SET headline = 'x' WHERE section_id = (SELECT min(section_id) FROM sections WHERE column_id = 'col_1000001')",
		"UPDATE activities SET kind = 'other' WHERE activity_id = (SELECT min(activity_id) FROM activities WHERE column_id = 'col_1000001')",
		"UPDATE appearances SET verbs = 'x' WHERE activity_id = (SELECT min(activity_id) FROM activities JOIN appearances USING (activity_id) WHERE column_id = 'col_1000001')",
		"UPDATE posts SET title = 'x' WHERE activity_id IN (SELECT activity_id FROM activities WHERE column_id = 'col_1000001')",
		"UPDATE blocks SET text = 'x' WHERE column_id = 'col_1000001' AND block = 3",
		"DELETE FROM blocks WHERE column_id = 'col_1000001' AND block = 3",
		"INSERT INTO credits VALUES ('col_1000001', 9, 'x', 'x')",
	} {
		a := fill()
		if _, err := a.writer.ExecContext(t.Context(), damage); err != nil {
			t.Fatalf("%s: %v", damage, err)
		}
		err := a.ReadChecked(t.Context(), nothing)
		var found *DamageError
		if !errors.As(err, &found) || len(found.Findings) != 1 || found.Findings[0].Object != "col_1000001" || !strings.Contains(err.Error(), "reparse --column col_1000001") {
			t.Errorf("%s: %v", damage, err)
		}
	}
	a = fill()
	if _, err := a.writer.ExecContext(t.Context(), "UPDATE officials SET name_pinyin = 'x'"); err != nil {
		t.Fatal(err)
	}
	if err := a.ReadChecked(t.Context(), nothing); err == nil || !strings.Contains(err.Error(), "off_") {
		t.Errorf("officials: %v", err)
	}
}
