package snapshot_test

import (
	"errors"
	"testing"

	"shenzheng/archive/snapshot"
)

func TestThePastIsRegisteredAndNeverTheLatest(t *testing.T) {
	db, root := newDatabase(t), t.TempDir()
	past := func() (snapshot.Result, error) {
		return snapshot.Create(t.Context(), readTx(db), snapshot.Options{Root: root, Past: true, Keep: 1})
	}
	if _, err := past(); !errors.Is(err, snapshot.ErrEmpty) {
		t.Fatalf("an empty past gives %v", err)
	}
	insert(t, db, invented()...)
	early, err := past()
	if err != nil || early.Unchanged || early.Previous != "" {
		t.Fatalf("the past is %+v, %v", early, err)
	}
	if latest, err := snapshot.Latest(root); err != nil || latest != "" {
		t.Errorf("latest is %q, %v after a snapshot of the past", latest, err)
	}
	if again, err := past(); err != nil || !again.Unchanged || again.ID != early.ID {
		t.Errorf("the same past again is %+v, %v", again, err)
	}
	if findings, err := snapshot.Verify(t.Context(), early.Dir); err != nil || len(findings) > 0 {
		t.Errorf("verify finds %v, %v", findings, err)
	}

	change := func(statement string) {
		t.Helper()
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	change("UPDATE columns SET title = 'another', captured_at = '2024-05-20T00:00:00.000Z'")
	now := create(t, db, root)
	change("DELETE FROM appearances; UPDATE columns SET captured_at = '2024-05-06T00:00:00.000Z'")
	between, err := past()
	if err != nil || between.Unchanged || between.Previous != "" || len(between.Pruned) > 0 {
		t.Errorf("a past of which less is held is %+v, %v", between, err)
	}
	list, err := snapshot.List(root)
	if err != nil || len(list) != 3 || list[0].ID != early.ID || !list[1].Latest || list[1].ID != now.ID || list[2].ID != between.ID {
		t.Errorf("the list is %+v, %v", list, err)
	}
}
