package web

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"shenzheng/archive/snapshot"
)

// homePage is the front page.
type homePage struct {
	Latest   *record
	Sections []section
	Held     held
	Release  *release
	Citation *citation
	OverTime strips
	Kinds    grid
	LastYear url.Values // the filter of OverTime
	Since    int        // weeks gone by since the last held
}

// held is what the archive holds, in numbers.
type held struct {
	Columns, Weeks, Missing, Activities, Officials int
	First, Last                                    string // weeks, Mondays
	LastGood                                       string // newest capture that was a good page or unchanged
}

// home answers the front page: the latest week, what is held and how fresh it
// is, downloads, and how to cite.
func (s *Server) home(w http.ResponseWriter, r *http.Request) error {
	var body homePage
	err := s.read(r.Context(), func(m *moment) {
		body.fill(m, s.weeks(m))
		all, last := s.counted(m, filter{}), lastYear(body.Held.Last)
		body.LastYear = last.values()
		body.Held.Activities, body.Kinds, body.OverTime = all.Total, all.kindsByDistrict(), s.counted(m, last).picture(last, maxRows)
	})
	if err != nil {
		return err
	}
	if body.Latest != nil {
		body.Since = weeksSince(body.Latest.S("week_end"), s.cfg.Now())
	}
	if body.Release, err = s.latestRelease(); err != nil {
		return err
	}
	if body.Release != nil {
		body.Citation = s.citeSnapshot(r, body.Release.ID)
	}
	return s.page(w, r, http.StatusOK, "home.html", page{
		ZH: "深圳一周：各区书记区长公开活动数据", EN: "Shenzhen Week: public activities of district leaders",
		Body: &body, Dataset: true,
	})
}

// lastYear is the filter of the 53 weeks that end with the last held.
func lastYear(lastWeek string) filter {
	t, err := time.Parse(time.DateOnly, lastWeek)
	if err != nil {
		return filter{}
	}
	return filter{Filter: snapshot.Filter{From: t.AddDate(0, 0, -52*7).Format(time.DateOnly)}}
}

func (h *homePage) fill(m *moment, weeks []snapshot.Week) {
	latest := m.record("columns", snapshot.Filter{
		Where: `columns.column_id = (SELECT column_id FROM columns WHERE kind = 'weekly' AND week_start <> '' ORDER BY week_start DESC, column_id LIMIT 1)`})
	if latest.columns != nil {
		h.Latest, h.Sections = &latest, m.sections(latest.S("column_id"))
	}
	held := &h.Held
	m.scan("count what is held", `SELECT count(*),
			coalesce(min(week_start) FILTER (WHERE kind = 'weekly' AND week_start <> ''), ''),
			coalesce(max(week_start) FILTER (WHERE kind = 'weekly' AND week_start <> ''), ''),
			coalesce((SELECT captured_at FROM captures WHERE verdict IN ('good', 'unchanged') ORDER BY captured_at DESC LIMIT 1), ''),
			(SELECT count(*) FROM officials AS o WHERE EXISTS (SELECT 1 FROM appearances AS p WHERE p.official_id = o.official_id))
		FROM columns`, nil, &held.Columns, &held.First, &held.Last, &held.LastGood, &held.Officials)
	held.Missing, held.Weeks = withStatus(weeks, "column_missing"), withStatus(weeks, "")
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
	Slug       string
	Sections   []section
	Activities int
}

// Districts lists every district with what the latest column says of it.
func (h *homePage) Districts() []districtWeek {
	var out []districtWeek
	for _, slug := range districtSlugs() {
		week := districtWeek{Slug: slug}
		for _, s := range h.Sections {
			if s.S("district") == slug {
				week.Sections, week.Activities = append(week.Sections, s), week.Activities+len(s.Activities)
			}
		}
		out = append(out, week)
	}
	return out
}

// Acting lists who acts in an office, each once.
func (d districtWeek) Acting(office string) (acting []record) {
	for _, s := range d.Sections {
		for _, a := range s.Activities {
			for _, p := range a.Appearances {
				if p.S("role") == "actor" && (p.S("office") == office || p.S("office") == "both") && !slices.Contains(valuesOf(acting, "official_id"), p.S("official_id")) {
					acting = append(acting, p)
				}
			}
		}
	}
	return acting
}
