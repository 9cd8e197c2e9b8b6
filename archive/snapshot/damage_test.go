package snapshot_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"shenzheng/archive/snapshot"
)

func TestALatestThatWasTakenAwayIsNotTakenForEmpty(t *testing.T) {
	db, root := newDatabase(t), t.TempDir()
	insert(t, db, invented()...)
	first := create(t, db, root)
	if err := os.RemoveAll(first.Dir); err != nil {
		t.Fatal(err)
	}
	if again := create(t, db, root); again.Unchanged || again.ID != first.ID {
		t.Errorf("the same content again is %+v, want %s made anew", again, first.ID)
	}
	if err := os.Remove(filepath.Join(first.Dir, "officials.csv")); err != nil {
		t.Fatal(err)
	}
	insert(t, db, issue{number: 101, week: "2024-05-06"})
	_, err := snapshot.Create(t.Context(), readTx(db), snapshot.Options{Root: root})
	if err == nil || !strings.Contains(err.Error(), first.ID) || !strings.Contains(err.Error(), "officials.csv") {
		t.Errorf("error %v, want one that names %s and the lost table", err, first.ID)
	}
	forced, err := snapshot.Create(t.Context(), readTx(db), snapshot.Options{Root: root, Force: true})
	if err != nil || forced.ID == first.ID {
		t.Errorf("forced: %+v %v", forced, err)
	}
}

func TestADamagedSnapshotKeepsNoOtherFromBeingMade(t *testing.T) {
	root := t.TempDir()
	first, second := twoSnapshots(t, root)
	if err := os.WriteFile(filepath.Join(root, first, "datapackage.json"), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	db := newDatabase(t)
	insert(t, db, append(invented(), issue{number: 101, week: "2024-05-06", capture: "2024-05-12"}, issue{number: 102, week: "2024-05-13"})...)
	third := create(t, db, root)
	list, err := snapshot.List(root)
	if err != nil || len(list) != 3 || list[0].Problem == "" || list[1].Problem != "" || list[1].ID != second || !list[2].Latest || list[2].ID != third.ID {
		t.Errorf("list is %+v %v", list, err)
	}
	if _, err := snapshot.Publish(t.Context(), root, t.TempDir(), snapshot.Keys{}); err == nil || !strings.Contains(err.Error(), first) {
		t.Errorf("publishing a damaged snapshot: %v", err)
	}
}

func TestOneCreationAtATime(t *testing.T) {
	db, root := newDatabase(t), t.TempDir()
	insert(t, db, invented()...)
	_, err := snapshot.Create(t.Context(), func(ctx context.Context, read func(*sql.Tx) error) error {
		_, err := snapshot.Create(ctx, readTx(db), snapshot.Options{Root: root})
		if !errors.Is(err, snapshot.ErrBusy) {
			t.Errorf("a second creation meanwhile: %v, want ErrBusy", err)
		}
		return readTx(db)(ctx, read)
	}, snapshot.Options{Root: root})
	if err != nil {
		t.Error(err)
	}
}

func TestWhatAKilledProcessLeftIsSwept(t *testing.T) {
	db, root := newDatabase(t), t.TempDir()
	insert(t, db, invented()...)
	left := filepath.Join(root, ".building-1")
	if err := os.MkdirAll(filepath.Join(left, "full"), 0o755); err != nil {
		t.Fatal(err)
	}
	create(t, db, root)
	if _, err := os.Stat(left); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s: %v", left, err)
	}
}

// checked gives what check finds of the snapshots under root.
func checked(t *testing.T, root string) string {
	t.Helper()
	found, err := snapshot.CheckAll(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(found, "\n")
}

// A process that ends between two steps of registering or pruning leaves no
// damage: check finds none, and the next creation of the same content finishes
// what it began.
func TestAKillBetweenTwoStepsIsNoDamage(t *testing.T) {
	for name, killed := range map[string]func(root, first, second string) error{
		"pruned, still in the index": func(root, first, _ string) error {
			return os.Rename(filepath.Join(root, first), filepath.Join(root, ".removing-"+first))
		},
		"in place, not yet the latest": func(root, first, _ string) error {
			return errors.Join(os.WriteFile(filepath.Join(root, "latest"), []byte(first+"\n"), 0o600), index(root, first))
		},
		"the latest, not yet in the index": func(root, first, _ string) error { return index(root, first) },
		"half of a file written": func(root, _, _ string) error {
			return os.WriteFile(filepath.Join(root, ".writing-123"), []byte("{"), 0o600)
		},
	} {
		root := t.TempDir()
		first, second := twoSnapshots(t, root)
		if err := killed(root, first, second); err != nil {
			t.Fatal(err)
		}
		if found := checked(t, root); found != "" {
			t.Errorf("%s: check finds %s", name, found)
		}
		db := newDatabase(t)
		insert(t, db, append(invented(), issue{number: 101, week: "2024-05-06", capture: "2024-05-12"})...)
		if again := create(t, db, root); again.ID != second {
			t.Fatalf("%s: made %s, not %s again", name, again.ID, second)
		}
		if found := checked(t, root); found != "" {
			t.Errorf("%s: after the next creation check finds %s", name, found)
		}
		if left, err := filepath.Glob(filepath.Join(root, ".[brw]*")); len(left) > 0 || err != nil {
			t.Errorf("%s: left %v, %v", name, left, err)
		}
		content, err := os.ReadFile(filepath.Join(root, "index.json"))
		if err != nil || !strings.Contains(string(content), `"latest": "`+second) {
			t.Errorf("%s: the index reads %s, %v", name, content, err)
		}
	}
}

// index writes an index that knows one snapshot alone.
func index(root, id string) error {
	return os.WriteFile(filepath.Join(root, "index.json"), []byte(`{"latest": "`+id+`", "snapshots": [{"id": "`+id+`"}]}`), 0o600)
}

// Every damage of the folder of snapshots is found, and the command that the
// finding names mends it.
func TestAnIndexThatCannotBeWrittenLosesNoSnapshot(t *testing.T) {
	root, db, all := t.TempDir(), newDatabase(t), invented()
	insert(t, db, all[0])
	create(t, db, root)
	insert(t, db, all[1])
	file := filepath.Join(root, "index.json")
	inTheWay := func(ctx context.Context, read func(*sql.Tx) error) error { // a folder, from when the rows are read on
		err := errors.Join(os.Remove(file), os.MkdirAll(filepath.Join(file, "x"), 0o755))
		return errors.Join(err, readTx(db)(ctx, read))
	}
	if r, err := snapshot.Create(t.Context(), inTheWay, snapshot.Options{Root: root}); err == nil {
		t.Fatalf("the index could not be written, and yet %+v", r)
	}
	latest, err := snapshot.Latest(root)
	if _, missing := os.Stat(filepath.Join(root, latest)); err != nil || missing != nil {
		t.Fatalf("latest names %s: %v %v", latest, err, missing)
	}
	if err := os.RemoveAll(file); err != nil {
		t.Fatal(err)
	}
	if again := create(t, db, root); !again.Unchanged || again.ID != latest {
		t.Errorf("creating again gives %+v, want %s unchanged", again, latest)
	}
	if content, err := os.ReadFile(file); err != nil || !strings.Contains(string(content), latest) {
		t.Errorf("the next creation wrote the index %s: %v", content, err)
	}
	insert(t, db, all[2:]...)
	create(t, db, root)
}

func TestWhatCheckNamesMendsTheFolder(t *testing.T) {
	for name, damage := range map[string]func(root, second string) error{
		"index is no JSON":     func(root, _ string) error { return os.WriteFile(filepath.Join(root, "index.json"), []byte("{"), 0o600) },
		"latest is no id":      func(root, _ string) error { return os.WriteFile(filepath.Join(root, "latest"), []byte("x"), 0o600) },
		"latest is gone":       func(root, _ string) error { return os.Remove(filepath.Join(root, "latest")) },
		"a snapshot is gone":   func(root, second string) error { return os.RemoveAll(filepath.Join(root, second)) },
		"a table is cut short": func(root, second string) error { return os.Truncate(filepath.Join(root, second, "activities.csv"), 99) },
	} {
		root := t.TempDir()
		_, second := twoSnapshots(t, root)
		if err := damage(root, second); err != nil {
			t.Fatal(err)
		}
		found := checked(t, root)
		if !strings.Contains(found, "shenzheng snapshot create --force") {
			t.Errorf("%s: check finds %q", name, found)
		}
		if strings.Contains(found, "or remove it and run") {
			if err := os.RemoveAll(filepath.Join(root, second)); err != nil {
				t.Fatal(err)
			}
		}
		db := newDatabase(t)
		insert(t, db, append(invented(), issue{number: 101, week: "2024-05-06", capture: "2024-05-12"})...)
		if _, err := snapshot.Create(t.Context(), readTx(db), snapshot.Options{Root: root, Force: true}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if found := checked(t, root); found != "" {
			t.Errorf("%s: mended, check finds %s", name, found)
		}
	}
}

// The same content again does not pass for made where its folder lacks a table.
func TestWhatIsLeftOfASnapshotIsNotTheSnapshot(t *testing.T) {
	db, root := newDatabase(t), t.TempDir()
	insert(t, db, invented()...)
	first := create(t, db, root)
	if err := os.Remove(filepath.Join(first.Dir, "codes.csv")); err != nil {
		t.Fatal(err)
	}
	for _, force := range []bool{false, true} {
		made, err := snapshot.Create(t.Context(), readTx(db), snapshot.Options{Root: root, Force: force})
		if err == nil || !strings.Contains(err.Error(), "remove it and run shenzheng snapshot create --force") {
			t.Errorf("force %t: made %+v, %v", force, made, err)
		}
	}
	if err := os.RemoveAll(first.Dir); err != nil {
		t.Fatal(err)
	}
	if again := create(t, db, root); again.ID != first.ID || checked(t, root) != "" {
		t.Errorf("made %+v, check finds %q", again, checked(t, root))
	}
}

func TestCitationIsYAMLThatNamesTheSnapshot(t *testing.T) {
	db, root := newDatabase(t), t.TempDir()
	insert(t, db, invented()...)
	r := create(t, db, root)
	content, err := os.ReadFile(filepath.Join(r.Dir, "CITATION.cff"))
	if err != nil {
		t.Fatal(err)
	}
	var c struct {
		Version  string `yaml:"version"`
		Type     string `yaml:"type"`
		Abstract string `yaml:"abstract"`
		Released string `yaml:"date-released"`
	}
	if err := yaml.Unmarshal(content, &c); err != nil {
		t.Fatal(err)
	}
	w := snapshot.Wording()
	if c.Version != r.ID || c.Type != "dataset" || c.Released != "2024-05-05" || !strings.Contains(c.Abstract, w.ZH) || !strings.Contains(c.Abstract, w.EN) {
		t.Errorf("citation reads %+v", c)
	}
}
