package date

import (
	"testing"
	"time"
)

// TestDatesAgreeWithTime sets every day of some centuries beside the
// standard library's calendar.
func TestDatesAgreeWithTime(t *testing.T) {
	for _, from := range []int{1, 1890, 9990} {
		at := time.Date(from, time.January, 1, 0, 0, 0, 0, time.UTC)
		first, ok := New(from, time.January, 1)
		for n := 0; ok && at.Year() <= min(from+420, 9999); n++ {
			year, month, day := at.Date()
			d, ok := New(year, month, day)
			if !ok || d != first.AddDays(n) || d != Of(at) || !d.Time().Equal(at) {
				t.Fatalf("%s: %v %v", at, d, ok)
			}
			if d.Year() != year || d.Month() != month || d.Day() != day || d.Weekday() != at.Weekday() {
				t.Fatalf("%s: %d %s %d %s", at, d.Year(), d.Month(), d.Day(), d.Weekday())
			}
			at = at.AddDate(0, 0, 1)
		}
		if !ok {
			t.Fatalf("no first day of %d", from)
		}
	}
	for _, d := range [][3]int{{2023, 2, 29}, {2100, 2, 29}, {2024, 2, 30}, {2024, 4, 31}, {2024, 13, 1}, {2024, 0, 1}, {2024, 1, 0}, {0, 1, 1}, {10000, 1, 1}} {
		if got, ok := New(d[0], time.Month(d[1]), d[2]); ok {
			t.Errorf("%v is %s", d, got)
		}
	}
}
