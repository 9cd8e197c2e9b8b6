package web

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"shenzheng/archive/snapshot"
	"shenzheng/parser"
)

// answer is what is counted over all activities that a filter leaves.
type answer struct {
	Total                     int
	Districts, Kinds, Offices map[string]int // Offices: activities that the filter of an office finds
	Pairs                     map[string]int // by district|kind
	Officials                 []tally        // most frequent first, at most 12
	Axis                      axis
	rows                      map[string][]int  // of the picture, by slug, kind or official id: activities of each period
	names                     map[string]string // of the officials among rows
	weeks                     []heldWeek        // newest first
}

// tally is how often an official appears.
type tally struct {
	ID, Name string
	N        int
}

// heldWeek is the number of activities in the columns of a week.
type heldWeek struct {
	Start string // as the columns have it, or empty
	N     int
}

// counts reads what matches, week by week, each activity a line: one scan is
// all that a page costs, and 2,600 long values are read five times as fast as
// 120,000 rows.
const counts = `SELECT week_start, group_concat(district || '|' || kind || '|' || week || '|' || people, char(10))
	FROM listing AS activities WHERE %s GROUP BY week_start ORDER BY week_start DESC`

// count reads the counts of a filter over the weeks of the archive.
func count(ctx context.Context, tx *sql.Tx, f filter, held []snapshot.Week) (answer, error) {
	a := answer{Districts: map[string]int{}, Kinds: map[string]int{}, Offices: map[string]int{}, Pairs: map[string]int{}, rows: map[string][]int{}}
	where, args, err := f.condition(ctx, tx)
	if err != nil {
		return a, err
	}
	a.Axis = axisOf(held, f.From, f.To, f.By)
	people := map[string]int{}
	err = snapshot.Each(ctx, tx, fmt.Sprintf(counts, where), args, func(_, row []string) error {
		before := a.Total
		for line := range strings.SplitSeq(row[1], "\n") {
			a.add(f, line, people)
		}
		a.weeks = append(a.weeks, heldWeek{row[0], a.Total - before})
		return nil
	})
	if err != nil {
		return a, fmt.Errorf("count activities: %w", err)
	}
	return a, a.nameOfficials(ctx, tx, f, people)
}

// add counts an activity: district|kind|week|official_id office role;…
func (a *answer) add(f filter, line string, people map[string]int) {
	district, rest, _ := strings.Cut(line, "|")
	kind, rest, _ := strings.Cut(rest, "|")
	week, who, _ := strings.Cut(rest, "|")
	a.Total++
	another(a.Districts, district)
	another(a.Kinds, kind)
	another(a.Pairs, line[:len(district)+1+len(kind)])
	switch f.rows() {
	case "kind":
		a.mark(kind, week)
	case "official":
	default:
		a.mark(district, week)
	}
	held := make([]string, 0, 4)
	for one := range strings.SplitSeq(who, ";") {
		id, rest, named := strings.Cut(one, " ")
		if !named {
			continue // nobody, or after the last
		}
		office, role, _ := strings.Cut(rest, " ")
		another(people, id)
		if !slices.Contains(held, office) {
			held = append(held, office)
		}
		if f.rows() == "official" && role == "actor" && (f.Office == "" || holds(office, f.Office)) {
			a.mark(id, week)
		}
	}
	for _, o := range offices {
		if slices.ContainsFunc(held, func(office string) bool { return holds(office, o) }) {
			a.Offices[o]++
		}
	}
}

// another counts one more under a name, which is cut from a long text: what is
// kept is a copy.
func another(counts map[string]int, name string) {
	if _, known := counts[name]; !known {
		name = strings.Clone(name)
	}
	counts[name]++
}

var offices = parser.Values(parser.Offices())

// holds reports whether who has an office is found by the filter of another:
// one person holding both counts for each.
func holds(office, asked string) bool {
	return office == asked || office == "both" && asked != "other"
}

// mark counts an activity in a row of the picture. Rows are kept under copies
// of their names, which are cut from long texts.
func (a *answer) mark(row, week string) {
	at, known := a.Axis.at[week]
	if !known {
		return
	}
	if a.rows[row] == nil {
		a.rows[strings.Clone(row)] = make([]int, len(a.Axis.Periods))
	}
	a.rows[row][at]++
}

// nameOfficials names those that are shown.
func (a *answer) nameOfficials(ctx context.Context, tx *sql.Tx, f filter, people map[string]int) (err error) {
	a.Officials = slices.Clone(mostOften(people, 12))
	var ids []string
	for _, o := range a.Officials {
		ids = append(ids, o.ID)
	}
	if f.rows() == "official" {
		ids = slices.AppendSeq(ids, maps.Keys(a.rows))
	}
	a.names, err = officialsNamed(ctx, tx, ids)
	for i, o := range a.Officials {
		a.Officials[i].Name = a.names[o.ID]
	}
	return err
}

// mostOften lists officials by how often they appear, so many at most.
func mostOften(counts map[string]int, most int) []tally {
	all := make([]tally, 0, len(counts))
	for id, n := range counts {
		all = append(all, tally{ID: id, N: n})
	}
	slices.SortFunc(all, func(x, y tally) int { return cmp.Or(cmp.Compare(y.N, x.N), cmp.Compare(x.ID, y.ID)) })
	return all[:min(most, len(all))]
}

// officialsNamed reads the names of officials, by id.
func officialsNamed(ctx context.Context, tx *sql.Tx, ids []string) (map[string]string, error) {
	f, err := these("official_id", ids)
	if err != nil {
		return nil, err
	}
	found, err := query(ctx, tx, `SELECT official_id, name FROM officials WHERE `+f.Where, f.Args...)
	if err != nil {
		return nil, fmt.Errorf("read names of officials: %w", err)
	}
	names := map[string]string{}
	for _, r := range found {
		names[r.S("official_id")] = r.S("name")
	}
	return names, nil
}

// narrow puts a filter in the tables' terms.
func (f filter) narrow(ctx context.Context, tx *sql.Tx) (out snapshot.Filter, err error) {
	out = f.Filter
	var conditions []string
	if f.Q != "" {
		found, args, err := search(ctx, tx, f.Q)
		if err != nil {
			return out, err
		}
		conditions, out.Args = append(conditions, "activities.activity_id IN (SELECT activity_id FROM listing AS activities WHERE "+found+")"), args
	}
	if f.Cell != "" {
		counted, args, err := inCell(ctx, tx, f.CellAsked())
		if err != nil {
			return out, err
		}
		conditions, out.Args = append(conditions, counted), append(out.Args, args...)
	}
	out.Where = strings.Join(conditions, " AND ")
	return out, nil
}

// inCell gives the condition on activities that leaves those a cell of coverage
// counts. Its row names the column that the week was judged by.
func inCell(ctx context.Context, tx *sql.Tx, c *cell) (condition string, args []any, err error) {
	row, err := recordOf(ctx, tx, "coverage", snapshot.Filter{District: c.District, Office: c.Office, From: c.Week, To: c.Week})
	if err != nil {
		return "", nil, err
	}
	condition, args = snapshot.CellCondition(row.S("column_id"), c.Week, c.District, c.Office)
	return condition, args, nil
}

// condition puts a filter in SQL, on listing under the name of activities. It
// is that of the tables, but for what listing has at hand.
func (f filter) condition(ctx context.Context, tx *sql.Tx) (string, []any, error) {
	here := f
	here.Q, here.Office = "", ""
	narrow, err := here.narrow(ctx, tx)
	if err != nil {
		return "", nil, err
	}
	where, args := activitiesTable().Condition(narrow)
	if f.Column != "" {
		where, args = where+" AND week_start = (SELECT week_start FROM columns WHERE column_id = ?)", append(args, f.Column)
	}
	if f.Office != "" {
		office := "people GLOB '* ' || ? || ' *'"
		if f.Office != "other" {
			office += " OR people GLOB '* both *'"
		}
		where, args = where+" AND ("+office+")", append(args, f.Office)
	}
	if f.Q == "" {
		return where, args, nil
	}
	searched, more, err := search(ctx, tx, f.Q)
	return where + " AND " + searched, append(args, more...), err
}

// activitiesTable is the table whose filters the pages share, so that a filter
// means one thing.
func activitiesTable() snapshot.Table {
	t, _ := snapshot.TableNamed("activities")
	return t
}

// rows are what the picture has a row for: of one district its kinds, unless
// something else is asked for.
func (f filter) rows() string {
	if f.Rows == "" && f.District != "" {
		return "kind"
	}
	return f.Rows
}

// idsOf reads one page of the list, newest week first, then in printed order.
// What was counted tells in which weeks to look.
func (a answer) idsOf(ctx context.Context, tx *sql.Tx, f filter, perPage int) ([]string, error) {
	i, skip := 0, (f.Page-1)*perPage
	for i < len(a.weeks) && skip >= a.weeks[i].N {
		skip -= a.weeks[i].N
		i++
	}
	if i == len(a.weeks) {
		return nil, nil
	}
	first, last := a.weeks[i].Start, ""
	for left := skip + perPage; i < len(a.weeks) && left > 0; i++ {
		left -= a.weeks[i].N
		last = a.weeks[i].Start
	}
	where, args, err := f.condition(ctx, tx)
	if err != nil {
		return nil, err
	}
	ids, err := query(ctx, tx, `SELECT activity_id FROM listing AS activities WHERE `+where+`
		AND week_start BETWEEN ? AND ? ORDER BY week_start DESC, column_id DESC, position LIMIT ? OFFSET ?`,
		append(args, last, first, perPage, skip)...)
	if err != nil {
		return nil, fmt.Errorf("list activities: %w", err)
	}
	return valuesOf(ids, "activity_id"), nil
}
