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
	Officials                 []tally // most frequent first, at most topOfficials
	Times                     []timed
	Axis                      axis
}

// tally is how often an official appears.
type tally struct {
	ID, Name, Pinyin string
	N                int
}

// timed is the number of activities of one district and kind in a period.
type timed struct {
	Period, District, Kind string
	N                      int
}

const topOfficials = 12

// counts reads every count of a filter in one statement, so that its condition
// is worked out once. Kind and district of a time are those asked for.
const counts = `WITH hit AS %[1]s (SELECT activity_id, district, kind, week_start FROM activities WHERE %[2]s)
SELECT 'pair', district, kind, '', count(*) FROM hit GROUP BY 2, 3
UNION ALL SELECT 'time', district, kind, %[3]s, sum(n) FROM (SELECT district, %[4]s AS kind, week_start AS w, count(*) AS n FROM hit GROUP BY 1, 2, 3) GROUP BY 2, 3, 4
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
	a.Axis = axisOf(held, f.From, f.To)
	kind := "''"
	if f.District != "" { // of one district the kinds are told apart
		kind = "kind"
	}
	query := fmt.Sprintf(counts, f.plan(), where, periodSQL[a.Axis.Unit], kind, f.people())
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
	f.Page = 0
	return f == filter{}
}

// idsOf reads one page of the list, newest week first, then in printed order.
func idsOf(ctx context.Context, tx *sql.Tx, f filter, perPage int) ([]string, error) {
	where, args, err := f.condition(ctx, tx)
	if err != nil {
		return nil, err
	}
	ids, err := collect(ctx, tx, func(r *sql.Rows, id *string) error { return r.Scan(id) },
		`SELECT activity_id FROM activities WHERE `+where+fmt.Sprintf(` ORDER BY week_start DESC, column_id DESC, position LIMIT %d OFFSET %d`, perPage, (f.Page-1)*perPage), args...)
	if err != nil {
		return nil, fmt.Errorf("list activities: %w", err)
	}
	return ids, nil
}

// key names a filter among others.
func (f filter) key() string {
	return strings.Join([]string{f.Column, f.District, f.Official, f.Office, f.Kind, f.From, f.To, f.Q}, "\x00")
}
