package parser

import (
	"strings"
	"testing"
	"time"
)

// TestYearThatOnlyTheCaptureTells reads a column that prints no year at all,
// captured long after its week.
func TestYearThatOnlyTheCaptureTells(t *testing.T) {
	const page = "深圳一周丨深圳各区书记区长这周都在忙啥?(TITLE)\n深政观察\n04-28 16:56\nBODY\n" +
		"《深政观察》对本周深圳各区区委书记、区长公开报道的活动进行梳理。\n福田区\n区长林知远表示,要落实。\n"
	for _, test := range []struct{ title, body, captured, want string }{
		{"4月22日-4月28日", "", "2024-04-29", "2024-04-22"},
		{"4月22日-4月28日", "", "2025-03-01", "2024-04-22"},
		{"4月22日-4月28日", "", "2026-11-22", "2024-04-22"},
		{"4月22日-4月28日", "4月22日至4月28日。", "2026-11-22", "2024-04-22"},
		{"12月30日-1月5日", "", "2026-11-22", "2024-12-30"},
		{"4月23日-4月29日", "", "2024-05-05", "2024-04-23"},                  // an odd week, captured at once
		{"4月23日-4月29日", "", "2024-12-05", "2018-04-23"},                  // a Tuesday in 2024
		{"4月22日-4月27日", "", "2024-05-05", "2024-04-22"},                  // regular in no year
		{"4月22日-4月28日", "2022年4月22日至4月28日。", "2024-05-05", "2022-04-22"}, // the year is printed
	} {
		at, err := time.Parse(time.DateOnly, test.captured)
		if err != nil {
			t.Fatal(err)
		}
		body := strings.NewReplacer("TITLE", test.title, "BODY", test.body).Replace(page)
		r := Read(Page{Body: []byte(body), Number: "1", CapturedAt: at})
		if r.Column == nil {
			t.Fatalf("%+v: %s", test, r.Reason)
		}
		if got := r.Column.Week.Start.String(); got != test.want {
			t.Errorf("%s %s captured %s: week of %s, want %s", test.title, test.body, test.captured, got, test.want)
		}
	}
}
