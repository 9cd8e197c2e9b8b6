package archive

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRowsChangedByAnotherHand changes derived rows behind the archive's back:
// check names them, and reading again writes them anew.
func TestRowsChangedByAnotherHand(t *testing.T) {
	ctx := context.Background()
	for name, test := range map[string]struct {
		damage string
		all    bool // reparse --all mends it, not only the columns by name
	}{
		"posts gone":              {`DELETE FROM posts`, true},
		"appearances gone":        {`DELETE FROM appearances`, true},
		"an activity gone":        {`DELETE FROM activities WHERE position = 2`, true},
		"sections gone":           {`DELETE FROM sections`, true},
		"blocks gone":             {`DELETE FROM blocks`, true},
		"one block gone":          {`DELETE FROM blocks WHERE block = 2`, true},
		"one appearance gone":     {`DELETE FROM appearances WHERE position = 1 AND activity_id = (SELECT min(activity_id) FROM appearances)`, true},
		"revisions gone":          {`DELETE FROM revisions`, true},
		"officials gone":          {`DELETE FROM officials`, true},
		"columns gone":            {`DELETE FROM columns`, true},
		"readings gone":           {`DELETE FROM readings`, true},
		"another kind":            {`UPDATE activities SET kind = 'media' WHERE position = 1`, false},
		"another office":          {`UPDATE appearances SET office = 'both'`, false},
		"another name":            {`UPDATE officials SET name = 'x', name_pinyin = 'y'`, true},
		"another revision":        {`UPDATE revisions SET last_seen = 'x'`, false},
		"another reading":         {`UPDATE readings SET reason = 'x'`, false},
		"another state":           {`UPDATE columns SET state = 'settled'`, false},
		"another title":           {`UPDATE columns SET title = 'x'`, false},
		"another line of lists":   {`UPDATE listing SET people = 'x'`, true},
		"a line of lists gone":    {`DELETE FROM listing`, true},
		"an activity in addition": {`INSERT INTO activities SELECT 'act_x', column_id, section_id, 99, district, week_start, week_end, date_start, date_end, date_precision, date_part, date_list, date_text, kind, 0, paragraphs, characters, span_start, span_end, text, text_sha256, source_url FROM activities WHERE position = 1`, true},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClock()
			a := open(t, testConfig(t, c))
			keep(t, a, page(c, "1000001", weekOne))
			want := derived(t, a)
			if _, err := a.writer.ExecContext(ctx, `PRAGMA foreign_keys = 0; `+test.damage+`; PRAGMA foreign_keys = 1`); err != nil {
				t.Fatal(err)
			}
			if found, err := a.Check(ctx); err != nil || len(found) == 0 {
				t.Errorf("check finds %v, %v", found, err)
			}
			o := ReparseOptions{All: true}
			if !test.all {
				o = ReparseOptions{Columns: []string{"col_1000001"}}
			}
			if rep, err := a.Reparse(ctx, o); err != nil || rep.Failed > 0 {
				t.Fatalf("reparse: %+v, %v", rep, err)
			}
			if diff := cmp.Diff(want, derived(t, a)); diff != "" {
				t.Error(diff)
			}
			if found, err := a.Check(ctx); err != nil || len(found) > 0 {
				t.Errorf("afterwards check finds %v, %v", found, err)
			}
		})
	}
}
