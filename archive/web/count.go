package web

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"shenzheng/archive/snapshot"
)

// answer is what is counted over all activities that a filter leaves.
type answer struct {
	Total                     int
	Districts, Kinds, Offices map[string]int // Offices: activities in which the office appears
	Pairs                     map[[2]string]int
	Officials                 []tally // most frequent first, at most 12
	Times                     []timed
	Axis                      axis
}

// tally is how often an official appears.
type tally struct {
	ID, Name, Pinyin string
	N                int
}

// timed is the number of activities of one row of the picture in a period: of
// a district, a kind or an official.
type timed struct {
	Period, Row, Name string
	N                 int
}

// counts reads every count of a filter in one statement, so that its condition
// is worked out once.
const counts = `WITH hit AS %[1]s (SELECT activity_id, district, kind, %[6]s AS w FROM activities WHERE %[2]s)
SELECT 'pair', district, kind, '', count(*) FROM hit GROUP BY 2, 3
UNION ALL SELECT 'time', row, name, %[3]s, sum(n) FROM (%[4]s) GROUP BY 2, 4
UNION ALL SELECT 'office', p.office, '', '', count(DISTINCT p.activity_id) FROM %[5]s GROUP BY 2
UNION ALL SELECT * FROM (SELECT 'official', o.official_id, o.name, o.name_pinyin, n FROM
	(SELECT p.official_id, count(*) AS n FROM %[5]s GROUP BY 1 ORDER BY n DESC, 1 LIMIT 12) JOIN officials AS o USING (official_id) ORDER BY n DESC, 2)`

// activitiesTable is the table whose filters the pages share, so that a filter
// means one thing.
func activitiesTable() snapshot.Table {
	t, _ := snapshot.TableNamed("activities")
	return t
}

// condition puts a filter in SQL, on a relation named activities.
func (f filter) condition(ctx context.Context, tx *sql.Tx) (string, []any, error) {
	narrow, err := f.narrow(ctx, tx)
	if err != nil {
		return "", nil, err
	}
	where, args := activitiesTable().Condition(narrow)
	return where, args, nil
}

// narrow puts a filter in the tables' terms.
func (f filter) narrow(ctx context.Context, tx *sql.Tx) (out snapshot.Filter, err error) {
	out = snapshot.Filter{Column: f.Column, District: f.District, Official: f.Official, Office: f.Office, Kind: f.Kind, From: f.From, To: f.To}
	if f.Q != "" {
		out.Where, out.Args, err = search(ctx, tx, f.Q)
	}
	return out, err
}

// count reads the counts of a filter.
func count(ctx context.Context, tx *sql.Tx, f filter) (answer, error) {
	a := answer{Districts: map[string]int{}, Kinds: map[string]int{}, Offices: map[string]int{}, Pairs: map[[2]string]int{}}
	where, args, err := f.condition(ctx, tx)
	if err != nil {
		return a, err
	}
	held, err := weeksHeld(ctx, tx)
	if err != nil {
		return a, err
	}
	a.Axis = axisOf(held, f.From, f.To, f.By)
	week, err := weekOf(ctx, tx)
	if err != nil {
		return a, err
	}
	query := fmt.Sprintf(counts, f.plan(), where, periodSQL[a.Axis.Unit], f.pictured(), f.people(), week)
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return a, fmt.Errorf("count activities: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var what, x, y, z string
		var n int
		if err := rows.Scan(&what, &x, &y, &z, &n); err != nil {
			return a, fmt.Errorf("count activities: %w", err)
		}
		a.add(what, x, y, z, n)
	}
	return a, rows.Err()
}

// weekOf gives the week that an activity counts in, in SQL: that of its column
// or, of an edition that spans several, that of its first day.
func weekOf(ctx context.Context, tx *sql.Tx) (string, error) {
	ends, err := collect(ctx, tx, func(r *sql.Rows, end *string) error { return r.Scan(end) },
		`SELECT DISTINCT quote(week_end) FROM columns WHERE week_start <> '' AND week_end > date(week_start, '+6 days')`)
	if err != nil || len(ends) == 0 {
		return "week_start", err
	}
	return "CASE WHEN week_end IN (" + strings.Join(ends, ", ") + ") AND date_start BETWEEN week_start AND week_end" +
		" THEN date(date_start, 'weekday 0', '-6 days') ELSE week_start END", nil
}

func (a *answer) add(what, x, y, z string, n int) {
	switch what {
	case "pair":
		a.Total += n
		a.Districts[x] += n
		a.Kinds[y] += n
		a.Pairs[[2]string{x, y}] = n
	case "time":
		a.Times = append(a.Times, timed{z, x, y, n})
	case "office":
		a.Offices[x] = n
	case "official":
		a.Officials = append(a.Officials, tally{x, y, z, n})
	}
}

// plan says whether what matches is worked out once and kept: dates, a search
// and who took part are worth it, the rest is read from an index each time.
func (f filter) plan() string {
	if f.Q+f.Office+f.Official+f.From+f.To != "" {
		return "MATERIALIZED"
	}
	return "NOT MATERIALIZED"
}

// pictured counts by week for the rows of the picture. Of officials those are
// counted who act, in the office if one is asked for.
func (f filter) pictured() string {
	switch f.rows() {
	case "kind":
		return "SELECT kind AS row, '' AS name, w, count(*) AS n FROM hit GROUP BY 1, 3"
	case "official":
		office := ""
		if f.Office != "" { // one of a closed list
			office = fmt.Sprintf(" AND (p.office = '%[1]s' OR p.office = 'both' AND '%[1]s' IN ('secretary', 'head'))", f.Office)
		}
		return "SELECT p.official_id AS row, p.name AS name, hit.w, count(*) AS n FROM hit CROSS JOIN appearances AS p ON p.activity_id = hit.activity_id WHERE p.role = 'actor'" + office + " GROUP BY 1, 3"
	default:
		return "SELECT district AS row, '' AS name, w, count(*) AS n FROM hit GROUP BY 1, 3"
	}
}

// rows are what the picture has a row for: of one district its kinds, unless
// something else is asked for.
func (f filter) rows() string {
	if f.Rows == "" && f.District != "" {
		return "kind"
	}
	return f.Rows
}

// people is where appearances are counted: all of them, or those of what
// matches.
func (f filter) people() string {
	if f.everything() {
		return "appearances AS p"
	}
	return "hit CROSS JOIN appearances AS p ON p.activity_id = hit.activity_id"
}

// everything reports that a filter leaves all.
func (f filter) everything() bool {
	f.Page, f.Rows, f.By = 0, "", ""
	return f == filter{}
}

// idsOf reads one page of the list, newest week first, then in printed order.
func idsOf(ctx context.Context, tx *sql.Tx, f filter, perPage int) ([]string, error) {
	where, args, err := f.condition(ctx, tx)
	if err != nil {
		return nil, err
	}
	// Walked in the order of the list, a page is full long before all that match
	// have been sorted; what is one column's or one official's is few.
	along := "INDEXED BY activities_list"
	if f.Column+f.Official != "" {
		along = ""
	}
	ids, err := collect(ctx, tx, func(r *sql.Rows, id *string) error { return r.Scan(id) },
		`SELECT activity_id FROM activities `+along+` WHERE `+where+fmt.Sprintf(` ORDER BY week_start DESC, column_id DESC, position LIMIT %d OFFSET %d`, perPage, (f.Page-1)*perPage), args...)
	if err != nil {
		return nil, fmt.Errorf("list activities: %w", err)
	}
	return ids, nil
}

// key names a filter among others.
func (f filter) key() string {
	return strings.Join([]string{f.Column, f.District, f.Official, f.Office, f.Kind, f.From, f.To, f.Q, f.Rows, f.By}, "\x00")
}
