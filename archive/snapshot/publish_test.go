package snapshot_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"shenzheng/archive/snapshot"
)

// twoSnapshots registers two snapshots and gives their ids.
func twoSnapshots(t *testing.T, root string) (first, second string) {
	db := newDatabase(t)
	insert(t, db, invented()...)
	first = create(t, db, root).ID
	insert(t, db, issue{number: 101, week: "2024-05-06", capture: "2024-05-12"})
	second = create(t, db, root).ID
	return first, second
}

// public gives the files that may leave the machine.
func public(t *testing.T, root string) map[string]string {
	files := tree(t, root)
	for name := range files {
		if strings.Contains(name, "/full/") || name == ".lock" || name == "pins.json" {
			delete(files, name)
		}
	}
	return files
}

func TestPublishToAFolder(t *testing.T) {
	root, to := t.TempDir(), filepath.Join(t.TempDir(), "made", "公开")
	first, second := twoSnapshots(t, root)
	address := (&url.URL{Scheme: "file", Path: to}).String()
	done, err := snapshot.Publish(t.Context(), root, address, snapshot.Keys{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(done.Snapshots, []string{first, second}) {
		t.Errorf("published %v, want %s and %s", done.Snapshots, first, second)
	}
	if diff := cmp.Diff(public(t, root), tree(t, to)); diff != "" {
		t.Errorf("what is published differs: %s", diff)
	}
	for _, id := range []string{first, second} {
		if findings, err := snapshot.Verify(t.Context(), filepath.Join(to, id)); err != nil || len(findings) > 0 {
			t.Errorf("published %s does not verify: %v %v", id, findings, err)
		}
	}
	again, err := snapshot.Publish(t.Context(), root, to, snapshot.Keys{}) // as a plain path
	if err != nil || len(again.Snapshots) != 0 || len(again.Present) != 2 || again.Files != 2 {
		t.Errorf("publishing again: %+v %v", again, err)
	}
}

func TestPublishToABucketEndsWithTheIndex(t *testing.T) {
	root := t.TempDir()
	first, second := twoSnapshots(t, root)
	backend := s3mem.New()
	if err := backend.CreateBucket("press"); err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var put []string
	cache := map[string]string{}
	fake := gofakes3.New(backend).Server()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPut {
			mu.Lock()
			name := strings.TrimPrefix(r.URL.Path, "/press/data/shenzhen/")
			put, cache[name] = append(put, name), r.Header.Get("Cache-Control")
			mu.Unlock()
		}
		fake.ServeHTTP(w, r)
	}))
	defer server.Close()
	address := "s3://press/data/shenzhen?" + url.Values{"endpoint": {server.URL}, "region": {"none"}}.Encode()
	keys := snapshot.Keys{ID: "invented", Secret: "invented"}
	if _, err := snapshot.Publish(t.Context(), root, address, keys); err != nil {
		t.Fatal(err)
	}
	if n := len(put); n < 2 || put[n-1] != "index.json" || put[n-2] != "latest" {
		t.Errorf("last writes are not the pointer and the index: %q", put)
	}
	for _, id := range []string{first, second} {
		if last := put[slices.Index(put, id+"/SHA256SUMS")-1]; !strings.HasPrefix(last, id+"/") {
			t.Errorf("sums of %s were written before its files: %q", id, put)
		}
	}
	got := map[string]string{}
	objects, err := backend.ListBucket("press", nil, gofakes3.ListBucketPage{})
	if err != nil {
		t.Fatal(err)
	}
	for _, object := range objects.Contents {
		content, _ := inBucket(t, backend, object.Key)
		got[strings.TrimPrefix(object.Key, "data/shenzhen/")] = content
	}
	if diff := cmp.Diff(public(t, root), got); diff != "" {
		t.Errorf("bucket differs: %s", diff)
	}
	_, attributes := inBucket(t, backend, "data/shenzhen/"+second+"/activities.csv")
	if !strings.HasPrefix(attributes["Content-Type"], "text/csv") || attributes["Content-Encoding"] != "" || !strings.Contains(cache[second+"/activities.csv"], "immutable") {
		t.Errorf("activities.csv is served as %+v and kept %q", attributes, cache[second+"/activities.csv"])
	}
	put = nil
	again, err := snapshot.Publish(t.Context(), root, address, keys)
	if err != nil || len(again.Present) != 2 || !slices.Equal(put, []string{"latest", "index.json"}) {
		t.Errorf("publishing again: %+v, wrote %q, %v", again, put, err)
	}
	if _, err := snapshot.Publish(t.Context(), root, strings.Replace(address, "//press", "//nowhere", 1), keys); err == nil {
		t.Error("publishing to a bucket that is not there succeeded")
	}
}

// inBucket reads an object and its metadata.
func inBucket(t *testing.T, backend gofakes3.Backend, key string) (string, map[string]string) {
	t.Helper()
	object, err := backend.GetObject("press", key, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer object.Contents.Close()
	content, err := io.ReadAll(object.Contents)
	if err != nil {
		t.Fatal(err)
	}
	return string(content), object.Metadata
}

func TestADamagedFileIsNotPublished(t *testing.T) {
	root, to := t.TempDir(), t.TempDir()
	_, now := twoSnapshots(t, root)
	path := filepath.Join(root, now, "activities.csv")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	content[len(content)/2] ^= 1
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := snapshot.Publish(t.Context(), root, to, snapshot.Keys{}); err == nil || !strings.Contains(err.Error(), "activities.csv is damaged") {
		t.Errorf("publishing a damaged file gives %v", err)
	}
	if _, err := os.Stat(filepath.Join(to, "index.json")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("an index names what was not copied: %v", err)
	}
}

// A folder of snapshots that is made anew from the database has the same data
// under the same name and tells its changes since another snapshot.
func TestWhatIsPublishedNeverChanges(t *testing.T) {
	root, anew, to := t.TempDir(), t.TempDir(), t.TempDir()
	first, second := twoSnapshots(t, root)
	db := newDatabase(t)
	insert(t, db, append(invented(), issue{number: 101, week: "2024-05-06", capture: "2024-05-12"})...)
	if again := create(t, db, anew).ID; again != second {
		t.Fatalf("made anew it is %s, not %s", again, second)
	}
	insert(t, db, issue{number: 102, week: "2024-05-13", capture: "2024-05-19"})
	third := create(t, db, anew).ID
	if _, err := snapshot.Publish(t.Context(), root, to, snapshot.Keys{}); err != nil {
		t.Fatal(err)
	}
	cited := tree(t, to)
	done, err := snapshot.Publish(t.Context(), anew, to, snapshot.Keys{})
	if err == nil || !strings.Contains(err.Error(), second) || strings.Contains(err.Error(), third) {
		t.Errorf("publishing others under the same name gives %v", err)
	}
	if !slices.Equal(done.Snapshots, []string{third}) {
		t.Errorf("published %v, want %s", done.Snapshots, third)
	}
	var index snapshot.Index
	now := tree(t, to)
	if err := json.Unmarshal([]byte(now["index.json"]), &index); err != nil || len(index.Snapshots) != 3 || index.Latest != third {
		t.Fatalf("index names %v: %s", err, now["index.json"])
	}
	for i, id := range []string{first, second, third} {
		if info := index.Snapshots[i]; info.ID != id || info.Latest != (id == third) {
			t.Errorf("the index names %s (latest %t) where %s is due", info.ID, info.Latest, id)
		}
		for name, file := range index.Snapshots[i].Files {
			if sum := sha256.Sum256([]byte(now[id+"/"+name])); hex.EncodeToString(sum[:]) != file.SHA256 {
				t.Errorf("%s/%s is not what the index says", id, name)
			}
		}
	}
	for name, content := range cited {
		if strings.Contains(name, "/") && now[name] != content {
			t.Errorf("published %s has other bytes now", name)
		}
	}
}

func TestPublishNeedsAnAddressItKnows(t *testing.T) {
	root := t.TempDir()
	if _, err := snapshot.Publish(t.Context(), root, t.TempDir(), snapshot.Keys{}); err == nil {
		t.Error("publishing nothing succeeded")
	}
	twoSnapshots(t, root)
	for _, address := range []string{"ftp://example.org/x", "https://example.org", "mem://", "s3:///prefix", "s3://b?profile=x", "s3://b?use_path_style=perhaps", "", "file://", "file://host", "file://folder/below"} {
		if _, err := snapshot.Publish(t.Context(), root, address, snapshot.Keys{}); !errors.Is(err, snapshot.ErrAddress) {
			t.Errorf("publishing to %q gives %v", address, err)
		}
	}
	if _, err := snapshot.Publish(t.Context(), root, filepath.Join(t.TempDir(), "50%off [new]"), snapshot.Keys{}); err != nil {
		t.Errorf("publishing to a folder with signs in its name: %v", err)
	}
}

func TestListPinAndPrune(t *testing.T) {
	root, db := t.TempDir(), newDatabase(t)
	var ids []string
	for n := range 4 {
		insert(t, db, issue{number: 100 + n, week: "2024-04-01", capture: "2024-05-12"})
		ids = append(ids, create(t, db, root).ID)
	}
	if err := snapshot.Pin(root, ids[0], true); err != nil {
		t.Fatal(err)
	}
	if err := snapshot.Pin(root, "20240101-00000000", true); err == nil {
		t.Error("pinning what is not there succeeded")
	}
	list, err := snapshot.List(root)
	if err != nil {
		t.Fatal(err)
	}
	var seen []string
	for _, info := range list {
		seen = append(seen, info.ID)
		if info.Latest != (info.ID == ids[3]) || info.Pinned != (info.ID == ids[0]) || info.Date != "2024-05-12" || info.Bytes == 0 || info.FullBytes == 0 {
			t.Errorf("%s is listed as %+v", info.ID, info)
		}
	}
	if !slices.Equal(seen, ids) {
		t.Errorf("listed %v, want the order they were made in, %v", seen, ids)
	}
	if list[3].Rows["columns"] != 4 || list[3].Files["columns.csv"].Bytes == 0 {
		t.Errorf("latest is listed as %+v", list[3])
	}
	removed, err := snapshot.Prune(root, 1)
	if err != nil || !slices.Equal(removed, ids[1:3]) {
		t.Errorf("pruned %v %v, want %v", removed, err, ids[1:3])
	}
	for n, id := range ids {
		if _, err := os.Stat(filepath.Join(root, id)); (err == nil) != (n == 0 || n == 3) {
			t.Errorf("%s: %v", id, err)
		}
	}
	index, err := os.ReadFile(filepath.Join(root, "index.json"))
	if err != nil || strings.Contains(string(index), ids[1]) || !strings.Contains(string(index), ids[0]) {
		t.Errorf("index after pruning: %v %s", err, index)
	}
	if err := snapshot.Pin(root, ids[0], false); err != nil {
		t.Fatal(err)
	}
	insert(t, db, issue{number: 110, week: "2024-04-01", capture: "2024-05-12"})
	r, err := snapshot.Create(t.Context(), readTx(db), snapshot.Options{Root: root, Keep: 2})
	if err != nil || !slices.Equal(r.Pruned, ids[:1]) {
		t.Errorf("creating with keep 2 pruned %v %v", r.Pruned, err)
	}
	for argument, want := range map[string]string{"latest": r.ID, ids[3]: ids[3], filepath.Join(root, r.ID): r.ID} {
		if dir, err := snapshot.Resolve(root, argument); err != nil || filepath.Base(dir) != want {
			t.Errorf("resolve %s: %s %v", argument, dir, err)
		}
	}
	if _, err := snapshot.Resolve(root, ids[1]); err == nil {
		t.Error("resolving a pruned snapshot succeeded")
	}
}

func TestDiffTellsRowsFieldsAndCauses(t *testing.T) {
	root := t.TempDir()
	first, second := twoSnapshots(t, root)
	var text, csv strings.Builder
	if err := snapshot.WriteDiff(t.Context(), &text, filepath.Join(root, second), filepath.Join(root, first)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{second + " -> " + first, "columns: 1 removed (parser)", "  - col_101"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("difference lacks %q:\n%s", want, text.String())
		}
	}
	db := newDatabase(t)
	edited := invented()
	edited[0].state = "edited"
	insert(t, db, edited...)
	third := create(t, db, t.TempDir())
	if err := snapshot.WriteDiffCSV(t.Context(), &csv, filepath.Join(root, first), third.Dir); err != nil {
		t.Fatal(err)
	}
	want := "table,row_id,change,cause,field,before,after\r\ncolumns,col_100,updated,source_edit,state,settled,edited\r\n"
	if csv.String() != want {
		t.Errorf("difference is %q, want %q", csv.String(), want)
	}
	text.Reset()
	if err := snapshot.WriteDiff(t.Context(), &text, third.Dir, third.Dir); err != nil || !strings.Contains(text.String(), "no difference") {
		t.Errorf("difference with itself: %v %s", err, text.String())
	}
}
