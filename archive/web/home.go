package web

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"shenzheng/parser"
)

// homePage is the front page.
type homePage struct {
	Latest   *columnView
	Sections []sectionView
	Held     held
	Release  *release
	Citation *citation
	OverTime strips
	Kinds    grid
	LastYear url.Values // the filter of OverTime
	Empty    bool
	Since    int // weeks gone by since the last held
}

// held is what the archive holds, in numbers.
type held struct {
	Columns, Weekly, Weeks, Missing int
	Activities, Officials           int
	First, Last                     string // weeks, Mondays
	LastCapture                     string // newest capture of any kind
	LastGood                        string // newest capture that was a good page or unchanged
}

// home answers the front page: the latest week, what is held and how fresh it
// is, downloads, and how to cite.
func (s *Server) home(w http.ResponseWriter, r *http.Request) error {
	var body homePage
	ctx := r.Context()
	err := s.read(ctx, func(tx *sql.Tx) error {
		weeks, err := s.weeksHeld(ctx, tx)
		if err != nil {
			return err
		}
		if err := body.fill(ctx, tx, weeks); err != nil {
			return err
		}
		all, err := s.counted(ctx, tx, filter{})
		if err != nil {
			return err
		}
		last := lastYear(body.Held.Last)
		body.LastYear = last.values()
		year, err := s.counted(ctx, tx, last)
		body.Held.Activities, body.Kinds, body.OverTime = all.Total, all.kindsByDistrict(), year.picture(last, 0)
		return err
	})
	if err != nil {
		return err
	}
	body.Empty = body.Held.Columns == 0
	if body.Latest != nil {
		body.Since = weeksSince(body.Latest.WeekEnd, s.cfg.Now())
	}
	if body.Release, err = s.releases.latest(); err != nil {
		return err
	}
	if body.Release != nil {
		body.Citation = s.citeSnapshot(r, body.Release.ID)
	}
	return s.page(w, r, http.StatusOK, "home.html", page{
		ZH: "深圳一周：各区书记区长公开活动数据", EN: "Shenzhen Week: public activities of district leaders",
		Body: &body, Data: datasetOf(body, s.absolute(r)),
	})
}

// lastYear is the filter of the 53 weeks that end with the last held.
func lastYear(lastWeek string) filter {
	t, err := time.Parse(time.DateOnly, lastWeek)
	if err != nil {
		return filter{}
	}
	return filter{From: t.AddDate(0, 0, -52*7).Format(time.DateOnly)}
}

func (h *homePage) fill(ctx context.Context, tx *sql.Tx, weeks []week) error {
	latest, ok, err := latestWeekly(ctx, tx)
	if err != nil {
		return fmt.Errorf("find latest week: %w", err)
	}
	if ok {
		h.Latest = &latest
		if h.Sections, err = sectionsOf(ctx, tx, latest.ID); err != nil {
			return err
		}
	}
	return h.Held.fill(ctx, tx, weeks)
}

func (h *held) fill(ctx context.Context, tx *sql.Tx, weeks []week) error {
	err := tx.QueryRowContext(ctx, `SELECT count(*), count(*) FILTER (WHERE kind = 'weekly'),
			coalesce(min(week_start) FILTER (WHERE kind = 'weekly' AND week_start <> ''), ''),
			coalesce(max(week_start) FILTER (WHERE kind = 'weekly' AND week_start <> ''), ''),
			coalesce((SELECT max(captured_at) FROM captures), ''),
			coalesce((SELECT captured_at FROM captures WHERE verdict IN ('good', 'unchanged') ORDER BY captured_at DESC LIMIT 1), ''),
			(SELECT count(*) FROM officials AS o WHERE EXISTS (SELECT 1 FROM appearances AS p WHERE p.official_id = o.official_id))
		FROM columns`).Scan(&h.Columns, &h.Weekly, &h.First, &h.Last, &h.LastCapture, &h.LastGood, &h.Officials)
	if err != nil {
		return fmt.Errorf("count what is held: %w", err)
	}
	h.Missing, h.Weeks = missing(weeks), 0
	for _, w := range weeks {
		if w.Status == "" {
			h.Weeks++
		}
	}
	return nil
}

// weeksSince is the number of weeks that ended after a Sunday, the day after
// their own left for the column to come.
func weeksSince(sunday string, now time.Time) int {
	t, err := time.ParseInLocation(time.DateOnly, sunday, shanghai)
	if err != nil {
		return 0
	}
	return max(0, int(now.Sub(t.AddDate(0, 0, 1)).Hours()-24)/(7*24))
}

// districtWeek is a district in the latest week, whether it is in the column
// or not.
type districtWeek struct {
	Slug               string
	Sections           []sectionView
	Secretaries, Heads []appearanceView // who acts in the office, each once
	Activities         int
}

// Districts lists every district with what the latest column says of it.
func (h *homePage) Districts() []districtWeek {
	var out []districtWeek
	for _, d := range parser.Districts() {
		week := districtWeek{Slug: d.Slug}
		for _, s := range h.Sections {
			if s.District == d.Slug {
				week.add(s)
			}
		}
		out = append(out, week)
	}
	return out
}

func (d *districtWeek) add(s sectionView) {
	d.Sections = append(d.Sections, s)
	d.Activities += len(s.Activities)
	for _, a := range s.Activities {
		for _, p := range a.Appearances {
			if p.Role == "actor" && (p.Office == "secretary" || p.Office == "both") {
				d.Secretaries = addOnce(d.Secretaries, p)
			}
			if p.Role == "actor" && (p.Office == "head" || p.Office == "both") {
				d.Heads = addOnce(d.Heads, p)
			}
		}
	}
}

func addOnce(list []appearanceView, p appearanceView) []appearanceView {
	if slices.ContainsFunc(list, func(q appearanceView) bool { return q.OfficialID == p.OfficialID }) {
		return list
	}
	return append(list, p)
}
