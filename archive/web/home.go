package web

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"net/url"
	"time"
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
		if err := body.fill(ctx, tx); err != nil {
			return err
		}
		all, err := s.counted(ctx, tx, filter{})
		if err != nil {
			return err
		}
		last := lastYear(body.Held.Last)
		body.LastYear = last.values()
		year, err := s.counted(ctx, tx, last)
		body.Held.Activities, body.Kinds, body.OverTime = all.Total, all.kindsByDistrict(), year.byDistrict("")
		return err
	})
	if err != nil {
		return err
	}
	body.Empty = body.Held.Columns == 0
	if body.Release, err = s.releases.latest(); err != nil {
		return err
	}
	if body.Release != nil {
		c := cite(body.Release.ID, s.absolute(r), s.cfg.Now().In(shanghai))
		body.Citation = &c
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

func (h *homePage) fill(ctx context.Context, tx *sql.Tx) error {
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
	return h.Held.fill(ctx, tx)
}

func (h *held) fill(ctx context.Context, tx *sql.Tx) error {
	err := tx.QueryRowContext(ctx, `SELECT count(*), count(*) FILTER (WHERE kind = 'weekly'),
			count(DISTINCT week_start) FILTER (WHERE kind = 'weekly' AND week_start <> ''),
			coalesce(min(week_start) FILTER (WHERE kind = 'weekly' AND week_start <> ''), ''),
			coalesce(max(week_start) FILTER (WHERE kind = 'weekly' AND week_start <> ''), ''),
			coalesce((SELECT max(captured_at) FROM captures), ''),
			coalesce((SELECT captured_at FROM captures WHERE verdict IN ('good', 'unchanged') ORDER BY captured_at DESC LIMIT 1), ''),
			(SELECT count(*) FROM officials AS o WHERE EXISTS (SELECT 1 FROM appearances AS p WHERE p.official_id = o.official_id))
		FROM columns`).Scan(&h.Columns, &h.Weekly, &h.Weeks, &h.First, &h.Last, &h.LastCapture, &h.LastGood, &h.Officials)
	if err != nil {
		return fmt.Errorf("count what is held: %w", err)
	}
	h.Missing = missingWeeks(h.First, h.Last, h.Weeks)
	return nil
}

// missingWeeks is the number of weeks between the first and the last held
// that are not.
func missingWeeks(first, last string, held int) int {
	a, err := time.Parse(time.DateOnly, first)
	if err != nil {
		return 0
	}
	b, err := time.Parse(time.DateOnly, last)
	if err != nil {
		return 0
	}
	return max(0, int(b.Sub(a).Hours())/(7*24)+1-held)
}

// Officials lists the section's officials who hold one of the two offices or
// appear at all, each once, in order of appearance.
func (s sectionView) Officials() []appearanceView {
	var out []appearanceView
	seen := map[string]bool{}
	for _, a := range s.Activities {
		for _, p := range a.Appearances {
			if !seen[p.OfficialID] && p.Role == "actor" {
				seen[p.OfficialID] = true
				out = append(out, p)
			}
		}
	}
	return out
}
