package archive

import (
	"context"
	"strings"
	"testing"
	"time"

	"shenzheng/parser/source"
)

// What a killed process kept and did not come to read is not damage: check
// finds nothing while it waits, whatever it will change.
func TestCheckFindsNothingInWhatWaitsToBeRead(t *testing.T) {
	c := newClock()
	for name, waiting := range map[string]*source.Capture{
		"a new column":     page(c, "1000009", weekNumber(9)),
		"an edit":          page(c, "1000001", strings.Replace(weekOne, "甲周", "改过的周", 1)),
		"the same again":   page(c, "1000001", weekOne),
		"no longer there":  {Number: "1000001", Method: source.MethodCrawl, Status: 404, Verdict: source.Gone},
		"without a number": page(c, "", weekNumber(8)),
		"no column":        page(c, "1000007", "something else"),
		"the same text":    page(c, "1000006", weekOne),
	} {
		a := open(t, testConfig(t, c))
		keep(t, a, page(c, "1000001", weekOne))
		keep(t, a, page(c, "1000002", weekNumber(2)))
		keep(t, a, page(c, "", weekNumber(3)))
		c.advance(time.Hour)
		waiting.CapturedAt = c.t
		keepUnread(t, a, waiting)
		if found, err := a.Check(context.Background()); err != nil || len(found) > 0 {
			t.Errorf("%s: %v, %v", name, found, err)
		}
		if _, err := a.DerivePending(context.Background()); err != nil {
			t.Fatal(err)
		}
		if found, err := a.Check(context.Background()); err != nil || len(found) > 0 {
			t.Errorf("%s, read: %v, %v", name, found, err)
		}
	}
}
