package web

import (
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"shenzheng/archive"
)

// TestListingFollowsTheRows changes, adds and keeps columns: what pages count
// by is always what stands in the tables.
func TestListingFollowsTheRows(t *testing.T) {
	a, columns := openFixture(t, 6)
	differ := func() (n int) {
		t.Helper()
		err := a.Reader().QueryRow(`SELECT (SELECT count(*) FROM (SELECT * FROM listing EXCEPT SELECT * FROM listed))
			+ (SELECT count(*) FROM (SELECT * FROM listed EXCEPT SELECT * FROM listing)) + 1000000 * (NOT EXISTS (SELECT 1 FROM listing))`).Scan(&n)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := differ(); n != 0 {
		t.Errorf("%d rows differ at first", n)
	}
	columns[1].Activities = columns[1].Activities[1:]
	columns[1].Activities[0].Kind = "exchange"
	columns[2].Week.Start, columns[2].Week.End = columns[2].Week.Start.AddDays(700), columns[2].Week.End.AddDays(700)
	edit(t, a, columns[1])
	edit(t, a, columns[2])
	if n := differ(); n != 0 {
		t.Errorf("%d rows differ after edits", n)
	}
	if _, err := a.Reparse(t.Context(), archive.ReparseOptions{All: true}); err != nil {
		t.Fatal(err)
	}
	if n := differ(); n != 0 {
		t.Errorf("%d rows differ after a reparse", n)
	}
}

// TestPagesOfAListAreItsRows reads a filtered list page by page: together the
// pages are the table, newest week first.
func TestPagesOfAListAreItsRows(t *testing.T) {
	a, _ := openFixture(t, 30)
	s, h := serve(t, a, nil)
	for _, query := range []string{"", "district=nanshan", "q=区委书记", "office=head&kind=meeting", "q=１月&from=2024-01-10", "column=col_7004000"} {
		want := map[string]bool{}
		for _, row := range records(t, h, escaped("/activities.csv?"+query))[1:] {
			want[row[0]] = true
		}
		before, pages := len(want), 1
		for page := 1; page <= pages; page++ {
			list := activitiesPage{}
			q, err := url.ParseQuery(fmt.Sprintf("%s&page=%d", query, page))
			if err != nil {
				t.Fatal(err)
			}
			f, err := parseFilter(q)
			if err != nil {
				t.Fatal(err)
			}
			list.Filter = f
			if err := s.read(t.Context(), func(m *moment) { s.fillActivities(m, &list) }); err != nil {
				t.Fatalf("%s page %d: %v", query, page, err)
			}
			pages = list.Pages
			for _, activity := range list.Activities {
				if !want[activity.S("activity_id")] {
					t.Errorf("%s page %d: %s is not in the table, or was on a page before", query, page, activity.S("activity_id"))
				}
				delete(want, activity.S("activity_id"))
			}
		}
		if len(want) > 0 || before == 0 {
			t.Errorf("%s: %d of %d activities are on no page", query, len(want), before)
		}
	}
}

// TestABreakdownLeadsToWhatItCounts follows every number beside a list: the
// list behind it has as many activities.
func TestABreakdownLeadsToWhatItCounts(t *testing.T) {
	a, columns := openFixture(t, 6)
	for i := range columns[1].Activities {
		for j := range columns[1].Activities[i].Officials {
			if o := &columns[1].Activities[i].Officials[j]; o.Office == "head" {
				o.Office = "both"
			}
		}
	}
	edit(t, a, columns[1])
	_, h := serve(t, a, nil)
	link := regexp.MustCompile(`<li><a href="([^"]*)"[^>]*>[^<]*</a> <span>(\d+)</span></li>`)
	for _, query := range []string{"", "?office=head", "?office=both", "?office=other", "?kind=meeting", "?district=futian&official=" + personID(invented[0])} {
		_, body := fetch(t, h, "/activities"+query, "Accept", asBrowser)
		links := link.FindAllStringSubmatch(body, -1)
		if len(links) < 4 {
			t.Errorf("%s: %d numbers beside the list", query, len(links))
		}
		for _, l := range links {
			_, body := fetch(t, h, html.UnescapeString(l[1]), "Accept", asBrowser)
			if !strings.Contains(body, `<strong>`+l[2]+`</strong>`) {
				t.Errorf("%s: %s leads to another number than %s", query, l[1], l[2])
			}
		}
	}
}
