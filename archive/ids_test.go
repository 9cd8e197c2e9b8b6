package archive

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shenzheng/parser"
)

// ids gives the ids of a table's rows, sorted.
func ids(t *testing.T, a *Archive, query string) []string {
	t.Helper()
	rows, err := a.Reader().Query(query)
	if err != nil {
		t.Fatal(err)
	}
	out, err := collect(rows, func(s *string) []any { return []any{s} })
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}

// moved lists what is in one list alone, gone first.
func moved(before, after []string) (gone, come []string) {
	for _, id := range before {
		if !slices.Contains(after, id) {
			gone = append(gone, id)
		}
	}
	for _, id := range after {
		if !slices.Contains(before, id) {
			come = append(come, id)
		}
	}
	return gone, come
}

// Ids hang on the article number, the district, the opening of an activity's
// text and the name of an official, and on nothing else.
func TestWhichIDsMoveWhenTheGrammarChanges(t *testing.T) {
	sha := func(s string) string { return hashOf([]byte(s))[:8] }
	old := "act_1000001_" + sha("2024-04-24 林一禾 调研企业。")
	for name, s := range map[string]struct {
		read       func(parser.Page) parser.Reading
		gone, come []string
	}{
		"nothing changes": {fakeRead, nil, nil},
		"kinds, dates and posts change": {func(p parser.Page) parser.Reading {
			r := fakeRead(p)
			for i := range r.Column.Activities {
				act := &r.Column.Activities[i]
				act.Kind, act.Date.Precision, act.Date.Part = "other", parser.PrecisionWeek, "上午"
				act.Officials[0].Post, act.Officials[0].Posts = "区长", nil
			}
			return r
		}, nil, nil},
		"an activity is split off before it": {rewrite("activity 2024-04-24", "activity 2024-04-24 林一禾 会见来客。\nactivity 2024-04-24"),
			nil, []string{"act_1000001_" + sha("2024-04-24 林一禾 会见来客。")}},
		"an activity begins elsewhere": {rewrite("林一禾 调研企业。", "林一禾 到企业调研。"),
			[]string{old}, []string{"act_1000001_" + sha("2024-04-24 林一禾 到企业调研。")}},
		"a name is read otherwise": {rewrite("欧阳子木", "欧阳子"),
			[]string{"act_1000001_" + sha("2024-04-25 欧阳子木 检查工地。"), "off_" + sha("欧阳子木")},
			[]string{"act_1000001_" + sha("2024-04-25 欧阳子 检查工地。"), "off_" + sha("欧阳子")}},
		"a district is read otherwise": {rewrite("luohu", "yantian"), []string{"sec_1000001_luohu"}, []string{"sec_1000001_yantian"}},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClock()
			cfg := testConfig(t, c)
			cfg.ParserVersion = 1
			a := open(t, cfg)
			keep(t, a, page(c, "1000001", weekOne))
			const all = `SELECT column_id FROM columns UNION ALL SELECT section_id FROM sections
				UNION ALL SELECT activity_id FROM activities UNION ALL SELECT official_id FROM officials`
			before := ids(t, a, all)
			a.cfg.ParserVersion, a.cfg.Read = 2, s.read
			reparse(t, a, ReparseOptions{})
			gone, come := moved(before, ids(t, a, all))
			slices.Sort(s.gone)
			slices.Sort(s.come)
			if diff := cmp.Diff([][]string{s.gone, s.come}, [][]string{gone, come}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A later edit elsewhere in the column moves no id.
func TestAnEditMovesNoOtherID(t *testing.T) {
	c := newClock()
	a := open(t, testConfig(t, c))
	keep(t, a, page(c, "1000001", weekOne))
	before := ids(t, a, `SELECT activity_id FROM activities`)
	c.advance(1)
	keep(t, a, page(c, "1000001", strings.Replace(weekOne, "section futian\n",
		"section futian\nactivity 2024-04-22 林一禾 新增一条。\n", 1)))
	gone, come := moved(before, ids(t, a, `SELECT activity_id FROM activities`))
	if len(gone) != 0 || len(come) != 1 {
		t.Errorf("gone %v, come %v", gone, come)
	}
}

// The hashes of these names begin with the same eight digits.
func TestTwoPeopleOfOneID(t *testing.T) {
	c := newClock()
	a := open(t, testConfig(t, c))
	keep(t, a, page(c, "1000001", weekOne))
	if found, err := a.Check(t.Context()); err != nil || len(found) > 0 {
		t.Fatalf("check finds %v, %v", found, err)
	}
	keep(t, a, page(c, "1000002", "column 乙周 2024-04-29\nsection futian\nactivity 2024-04-30 杜敏 主持会议。\nactivity 2024-04-30 胥泽源 调研企业。\n"))
	found, err := a.Check(t.Context())
	if err != nil || len(found) != 1 || found[0].Object != "official off_5a5c46e3" || !strings.Contains(found[0].Detail, "杜敏 and 胥泽源") {
		t.Errorf("check finds %v, %v", found, err)
	}
}
