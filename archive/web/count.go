package web

import (
	"cmp"
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
func (m *moment) count(f filter, held []snapshot.Week) answer {
	a := answer{Districts: map[string]int{}, Kinds: map[string]int{}, Offices: map[string]int{}, Pairs: map[string]int{}, rows: map[string][]int{}}
	where, args := f.condition(m)
	if m.err != nil {
		return a
	}
	a.Axis = axisOf(held, f.From, f.To, f.By)
	people := map[string]int{}
	m.fail("count activities", snapshot.Each(m.ctx, m.tx, fmt.Sprintf(counts, where), args, func(_, row []string) error {
		before := a.Total
		for line := range strings.SplitSeq(row[1], "\n") {
			a.add(f, line, people)
		}
		a.weeks = append(a.weeks, heldWeek{row[0], a.Total - before})
		return nil
	}))
	a.nameOfficials(m, f, people)
	return a
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
func (a *answer) nameOfficials(m *moment, f filter, people map[string]int) {
	a.Officials = slices.Clone(mostOften(people, 12))
	var ids []string
	for _, o := range a.Officials {
		ids = append(ids, o.ID)
	}
	if f.rows() == "official" {
		ids = slices.AppendSeq(ids, maps.Keys(a.rows))
	}
	of := these("official_id", ids)
	a.names = map[string]string{}
	for _, r := range m.query("read names of officials", `SELECT official_id, name FROM officials WHERE `+of.Where, of.Args...) {
		a.names[r.S("official_id")] = r.S("name")
	}
	for i, o := range a.Officials {
		a.Officials[i].Name = a.names[o.ID]
	}
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

// narrow puts a filter in the tables' terms.
func (f filter) narrow(m *moment) snapshot.Filter {
	out := f.Filter
	var conditions []string
	if f.Q != "" {
		found, args := m.search(f.Q)
		conditions, out.Args = append(conditions, "activities.activity_id IN (SELECT activity_id FROM listing AS activities WHERE "+found+")"), args
	}
	if c := f.CellAsked(); c != nil { // its row names the column that the week was judged by
		row := m.record("coverage", snapshot.Filter{District: c.District, Office: c.Office, From: c.Week, To: c.Week})
		counted, args := snapshot.CellCondition(row.S("column_id"), c.Week, c.District, c.Office)
		conditions, out.Args = append(conditions, counted), append(out.Args, args...)
	}
	out.Where = strings.Join(conditions, " AND ")
	return out
}

// condition puts a filter in SQL, on listing under the name of activities. It
// is that of the tables, but for what listing has at hand.
func (f filter) condition(m *moment) (where string, args []any) {
	here := f
	here.Q, here.Office = "", ""
	where, args = activitiesTable().Condition(here.narrow(m))
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
	if f.Q != "" {
		searched, more := m.search(f.Q)
		where, args = where+" AND "+searched, append(args, more...)
	}
	return where, args
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

// ids reads one page of the list, newest week first, then in printed order.
// What was counted tells in which weeks to look.
func (m *moment) ids(a answer, f filter, perPage int) []string {
	i, skip := 0, (f.Page-1)*perPage
	for i < len(a.weeks) && skip >= a.weeks[i].N {
		skip -= a.weeks[i].N
		i++
	}
	if i == len(a.weeks) {
		return nil
	}
	first, last := a.weeks[i].Start, ""
	for left := skip + perPage; i < len(a.weeks) && left > 0; i++ {
		left -= a.weeks[i].N
		last = a.weeks[i].Start
	}
	where, args := f.condition(m)
	return valuesOf(m.query("list activities", `SELECT activity_id FROM listing AS activities WHERE `+where+`
		AND week_start BETWEEN ? AND ? ORDER BY week_start DESC, column_id DESC, position LIMIT ? OFFSET ?`,
		append(args, last, first, perPage, skip)...), "activity_id")
}
