package demosite

import (
	"testing"
	"time"

	"shenzheng/parser"
)

// TestEditionsReadInFull has the parser read a year of editions, in all
// shapes: nothing may be left over, and everyone of the cast who is printed
// has to be found.
func TestEditionsReadInFull(t *testing.T) {
	s := New(Options{Now: func() time.Time { return sunday }, Weeks: 52})
	found := map[string]bool{}
	districts := map[string]bool{}
	for _, number := range s.Numbers() {
		w := get(t, s, "/n/article/"+number)
		reading := parser.Read(parser.Page{
			Body: w.Body.Bytes(), ContentType: w.Header().Get("Content-Type"),
			URL: "http://demo.test/n/article/" + number, Number: number, CapturedAt: sunday,
		})
		c := reading.Column
		if c == nil || c.Kind != parser.KindWeekly {
			t.Fatalf("article %s: %s, %s", number, reading.Kind, reading.Reason)
		}
		if len(c.Problems) > 0 || len(c.Sections) < 10 || c.Published.IsZero() || len(c.Credits) != 4 {
			t.Errorf("article %s: %d sections, %d credits, published %s, problems %v", number, len(c.Sections), len(c.Credits), c.Published, c.Problems)
		}
		for _, section := range c.Sections {
			districts[section.District] = true
		}
		for _, activity := range c.Activities {
			for _, official := range activity.Officials {
				found[official.Name] = true
			}
		}
	}
	for _, o := range cast {
		for _, name := range []string{o.secretary, o.head, o.other} {
			if !found[name] {
				t.Errorf("%s was never found", name)
			}
			delete(found, name)
		}
	}
	if len(found) > 0 || len(districts) != len(cast) {
		t.Errorf("found people who are not of the cast: %v; districts %v", found, districts)
	}
}
