package demosite

import (
	"testing"
	"time"

	"shenzheng/parser"
)

// read fetches a round-up and reads it.
func read(t *testing.T, s *Site, number string) *parser.Column {
	t.Helper()
	w := get(t, s, "/n/article/"+number)
	reading := parser.Read(parser.Page{
		Body: w.Body.Bytes(), ContentType: w.Header().Get("Content-Type"), URL: "http://demo.test/n/article/" + number, Number: number, CapturedAt: sunday,
	})
	if reading.Column == nil || reading.Column.Kind != parser.KindWeekly {
		t.Fatalf("article %s: status %d, %s, %s", number, w.Code, reading.Kind, reading.Reason)
	}
	return reading.Column
}

// holders gives who held an office of a district, first named first.
func holders(columns []*parser.Column, district, office string) []string {
	var names []string
	for i := len(columns) - 1; i >= 0; i-- {
		for _, a := range columns[i].Activities {
			for _, o := range a.Officials {
				if columns[i].Sections[a.Section].District == district && o.Office == office && o.Role == "actor" && (len(names) == 0 || names[len(names)-1] != o.Name) {
					names = append(names, o.Name)
				}
			}
		}
	}
	return names
}

// TestEditionsReadInFull has the parser read a year of editions, in all
// shapes: nothing may be left over, and every office has one holder.
func TestEditionsReadInFull(t *testing.T) {
	s := New(Options{Now: func() time.Time { return sunday }, Weeks: 52})
	var columns []*parser.Column
	for _, number := range s.Numbers() {
		c := read(t, s, number)
		if len(c.Problems) > 0 || len(c.Sections) < 10 || c.Published.IsZero() || len(c.Credits) != 4 {
			t.Errorf("article %s: %d sections, %d credits, published %s, problems %v", number, len(c.Sections), len(c.Credits), c.Published, c.Problems)
		}
		columns = append(columns, c)
	}
	for _, d := range parser.Districts() {
		for _, office := range []string{"secretary", "head"} {
			if names := holders(columns, d.Slug, office); len(names) != 1 {
				t.Errorf("%s of %s: %v", office, d.Slug, names)
			}
		}
	}
}

// TestHistory has the events of the past in it: a missing week, a combined
// edition, a column withdrawn and one edited, a move from office to office, a
// former secretary, and a column with problems.
func TestHistory(t *testing.T) {
	now := sunday
	s := New(Options{Now: func() time.Time { return now }, Weeks: 26, History: true})
	moments := s.Moments()
	now = moments[0]
	taken := s.Numbers()[0]
	withdrawn := get(t, s, "/p/"+taken+".html").Code
	now = moments[1]
	changed := s.Numbers()[0]
	before := read(t, s, changed).ArticleSHA256
	now = sunday
	if again := get(t, s, "/p/"+taken+".html").Code; withdrawn != 200 || again != 410 {
		t.Errorf("column %s answers %d, then %d", taken, withdrawn, again)
	}
	if read(t, s, changed).ArticleSHA256 == before {
		t.Errorf("column %s was not edited", changed)
	}
	var columns []*parser.Column
	codes, mentioned, long := map[string]int{}, 0, 0
	for _, number := range s.Numbers() {
		c := read(t, s, number)
		columns = append(columns, c)
		for _, p := range c.Problems {
			codes[p.Code]++
		}
		if c.Week.End.Sub(c.Week.Start) == 13 {
			long++
		}
		for _, a := range c.Activities {
			for _, o := range a.Officials {
				if o.Role == "mentioned" {
					mentioned++
				}
			}
		}
	}
	from, to := holders(columns, "yantian", "head"), holders(columns, "luohu", "secretary")
	if len(from) != 2 || len(to) != 2 || from[0] != to[1] {
		t.Errorf("heads of Yantian %v, secretaries of Luohu %v", from, to)
	}
	if len(columns) != 26-3 || codes["week_disagrees"] != 1 || codes["invalid_date"] != 1 || long != 1 || mentioned == 0 {
		t.Errorf("%d columns, problems %v, %d combined, %d mentioned", len(columns), codes, long, mentioned)
	}
}
