package forms

import (
	"errors"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func file(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

// TestMeasure counts what is as expected and what is not.
func TestMeasure(t *testing.T) {
	lists := fstest.MapFS{
		"date/testdata/dates/a.txtar":   file("week: 2024-04-22\n-- input --\n4月23日,福田区\n24日,福田区\n-- rows --\nday|2024-04-23|2024-04-23 explicit <4月23日>\nday|2024-04-25|2024-04-25 explicit <24日>\n"),
		"people/testdata/posts/a.txtar": file("-- text --\n福田区\n区委书记柳三明调研。\n\n福田区\n区长甘一鸣调研。\n-- rows --\n# 区委书记柳三明调研。\n柳三明 | 区委书记 | 福田区委+书记 | secretary | post_and_name | actor | 调研 |  | 0-7\n\n# 区长甘一鸣调研。\n\n"),
		"kind/testdata/sentences.txt":   file("# a remark\ninspection 区长甘一鸣调研园区\nmeeting 区长甘一鸣走访商户\n"),
	}
	got, err := Measure(lists)
	if err != nil {
		t.Fatal(err)
	}
	want := []Figure{{"date.expression", 1, 1, 1, nil}, {"appearance.row", 1, 1, 0, nil}, {"activity.kind", 1, 1, 1, nil}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	delete(lists, "people/testdata/posts/a.txtar")
	if _, err := Measure(lists); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a list that is not there: %v", err)
	}
}
