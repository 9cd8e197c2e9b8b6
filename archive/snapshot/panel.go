package snapshot

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"shenzheng/parser"
)

// The panel counts who acted as secretary or head of a district, week by week.
// Coverage and officeholders are counted from the same relations, each a
// common table expression below, and so is whatever else counts by office.
//
//	division  the districts, in order
//	holding   the posts that make an office, and of which district
//	held      the round-ups, with the weeks they span
//	posted    who is printed with such a post; bound whom a column binds to one,
//	          filled which offices somebody acts in with the post printed
//	acting    who acts in which activity, in which office of which district

// panelOffices are the values of coverage.office.
var panelOffices = []string{"secretary", "head"}

// divisions gives the districts as a common table expression.
func divisions() string {
	var rows []string
	for i, d := range parser.Districts() {
		rows = append(rows, fmt.Sprintf("(%d, %s)", i, literals(d.Slug, d.NameZH, d.NameEN, d.GB2260, d.Kind)))
	}
	return "division(rank, district, name_zh, name_en, gb2260, kind) AS (VALUES " + strings.Join(rows, ", ") + ")"
}

// inDistrict is the place of a district in the order of districts, in SQL.
func inDistrict(expression string) string {
	var slugs []string
	for _, d := range parser.Districts() {
		slugs = append(slugs, d.Slug)
	}
	return rank(expression, slugs)
}

// holdings gives the posts that make an office as a common table expression.
// Without a type SQLite would make no index over it and try each for each post.
func holdings() string {
	var rows []string
	for _, o := range parser.OfficePosts() {
		rows = append(rows, "("+literals(o.Org, o.Title, o.District, o.Office)+")")
	}
	return "holding(org, title, district, office) AS MATERIALIZED (SELECT CAST(column1 AS TEXT), CAST(column2 AS TEXT), column3, column4 FROM (VALUES " +
		strings.Join(rows, ", ") + "))"
}

// literals quotes strings for SQL.
func literals(values ...string) string {
	for i, v := range values {
		values[i] = "'" + strings.ReplaceAll(v, "'", "''") + "'"
	}
	return strings.Join(values, ", ")
}

// monday is the Monday of the week of a day, in SQL.
func monday(day string) string { return "date(" + day + ", 'weekday 0', '-6 days')" }

// roundUp says which columns are expected each week: a round-up in which no
// section was found is no weekly column, but it is held. A duplicate is not
// another.
const roundUp = `week_start <> '' AND duplicate_of = '' AND (kind = 'weekly' OR title LIKE '%深圳一周%' OR
    EXISTS (SELECT 1 FROM problems p WHERE p.column_id = c.column_id AND p.code = 'weekly_without_sections'))`

// heldCTE gives the round-ups. The weeks asked for narrow them early.
var heldCTE = `held AS MATERIALIZED (
  SELECT column_id, source IN ('', 'dutenews') AS own, ` + monday("week_start") + ` AS first,
    ` + monday("coalesce(nullif(week_end, ''), week_start)") + ` AS last,
    kind <> 'weekly' OR EXISTS (SELECT 1 FROM problems p WHERE p.column_id = c.column_id AND p.code = 'parse_failed') AS failed
  FROM columns c WHERE ` + roundUp + early + `)`

// actingCTE gives acting, from held and office.
//
// Whose office it is is said by the post itself: the head of 前海 in a section
// of 南山 is not 南山's. Who is named by name alone holds what the column names
// him or her with, or else what the section is of, unless somebody else acts there
// with that post printed: a guest's may stand in the introduction. An activity counts in the
// week of its first day, of those that its column spans; an undated one in the
// first. Who is merely mentioned does not act.
var actingCTE = holdings() + `,
posted AS MATERIALIZED (
  SELECT ` + acts + `, p.role, iif(h.district = '', a.district, h.district) AS district, h.office
  FROM held CROSS JOIN activities a ON a.column_id = held.column_id
  CROSS JOIN appearances p ON p.activity_id = a.activity_id
  CROSS JOIN posts s ON s.activity_id = p.activity_id AND s.official_id = p.official_id
  JOIN holding h ON h.org = s.org AND h.title = s.title),
bound AS MATERIALIZED (SELECT DISTINCT column_id, official_id, district, office FROM posted),
filled AS MATERIALIZED (SELECT DISTINCT column_id, district, office FROM posted WHERE role = 'actor'),
acting AS MATERIALIZED (
  SELECT * FROM posted WHERE role = 'actor'
  UNION ALL
  SELECT ` + acts + `, p.role, coalesce(bound.district, a.district), o.office
  FROM held CROSS JOIN activities a ON a.column_id = held.column_id
  CROSS JOIN appearances p ON p.activity_id = a.activity_id AND p.named_as = 'name_only' AND p.role = 'actor' AND p.office <> 'other'
  CROSS JOIN office o ON p.office IN (o.office, 'both')
  LEFT JOIN bound ON bound.column_id = a.column_id AND bound.official_id = p.official_id AND bound.office = o.office
  LEFT JOIN filled ON filled.column_id = a.column_id AND filled.district = a.district AND filled.office = o.office
  WHERE bound.district IS NOT NULL OR filled.office IS NULL),
`

// CellCondition gives the condition on activities, with its arguments, that
// leaves those counted in one row of coverage: the activities of its column in
// which somebody acts who holds the office of the district, as far as they count
// in the week.
func CellCondition(columnID, weekStart, district, office string) (condition string, args []any) {
	acting := officeCTE + ",\n" + strings.Replace(heldCTE, early, " AND column_id = ?", 1) + ",\n" + strings.TrimSuffix(actingCTE, ",\n")
	return "activities.activity_id IN (WITH " + acting + " SELECT a.activity_id FROM acting JOIN activities a ON a.rowid = acting.activity" +
		" WHERE acting.monday = ? AND acting.district = ? AND acting.office = ?)", []any{columnID, weekStart, district, office}
}

// shareActing gives t so that it reads who acts from a temporary table, which
// goes with the transaction: what several tables of a snapshot count from is
// made once, and whatever it is made from is let go of.
func (e *edition) shareActing(ctx context.Context, tx *sql.Tx, t Table) (Table, error) {
	alone := t.with
	if t.with = strings.Replace(alone, actingCTE, "", 1); t.with == alone || e.sharesActing {
		return t, nil
	}
	e.sharesActing = true
	made := officeCTE + ",\n" + strings.Replace(heldCTE, early, "", 1) + ",\n" + strings.Replace(strings.TrimSuffix(actingCTE, ",\n"), "acting AS MATERIALIZED", "acting AS", 1)
	// A reader may write nothing, not even that; its file is open for reading all the same.
	var only int
	if err := tx.QueryRowContext(ctx, "PRAGMA query_only").Scan(&only); err != nil {
		return t, fmt.Errorf("find who acts: %w", err)
	}
	for _, statement := range []string{"PRAGMA query_only = 0", "CREATE TEMP TABLE acting AS WITH " + made + " SELECT * FROM acting", fmt.Sprint("PRAGMA query_only = ", only)} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return t, fmt.Errorf("find who acts: %w", err)
		}
	}
	return t, nil
}

// acts is what is known of an official in an activity: where it stands in the
// column, and the Monday of the week it counts in.
var acts = `held.column_id, a.rowid AS activity, a.kind, a.position * 1000 + p.position AS place, p.official_id, p.name,
    iif(held.first = held.last, held.first,
      max(held.first, min(held.last, coalesce(` + monday("nullif(a.date_start, '')") + `, held.first)))) AS monday,
    ` + seen("a", "date_start") + ` AS first_seen, ` + seen("a", "date_end") + ` AS last_seen`

// seen is the day that an activity counts for in tenures: the one printed, or
// else the beginning of its week.
func seen(activity, day string) string {
	return "coalesce(nullif(" + activity + "." + day + ", ''), nullif(" + activity + ".week_start, ''))"
}

// officeCTE is the two offices as a common table expression.
const officeCTE = "office(office) AS (VALUES ('secretary'), ('head'))"

// calendar gives the weeks from the first to the last held, found without
// looking at the columns between them.
var calendar = `edge(first, last) AS (SELECT
  (SELECT ` + monday("week_start") + ` FROM columns c WHERE ` + roundUp + ` AND date(week_start) > '' ORDER BY week_start LIMIT 1),
  (SELECT max(` + monday("coalesce(nullif(week_end, ''), week_start)") + `) FROM columns c WHERE ` + roundUp + ` AND date(week_start) > ''
   AND week_start >= (SELECT date(max(week_start), '-40 days') FROM columns))),
week(monday) AS (
  SELECT first FROM edge
  UNION ALL
  SELECT date(monday, '+7 days') FROM week WHERE monday < (SELECT last FROM edge))`

// Week is one week of the calendar of coverage.
type Week struct {
	Monday time.Time // 00:00 UTC
	Status string    // of coverage where it is no held week: column_missing | not_published; empty for a week that is held
}

// Weeks gives every week from the first to the last of the table coverage. An
// edition holds every week it spans.
func Weeks(ctx context.Context, tx *sql.Tx) (weeks []Week, err error) {
	query := "WITH RECURSIVE " + calendar + `, spanned(monday, last) AS (
  SELECT ` + monday("week_start") + ", " + monday("coalesce(nullif(week_end, ''), week_start)") + " FROM columns c WHERE date(week_start) > '' AND " + roundUp + `
  UNION ALL
  SELECT date(monday, '+7 days'), last FROM spanned WHERE monday < last)
SELECT monday, CASE WHEN monday IN (SELECT monday FROM spanned) THEN ''
  WHEN monday IN (SELECT week_start FROM skipped_weeks) THEN 'not_published' ELSE 'column_missing' END FROM week WHERE monday IS NOT NULL`
	err = Each(ctx, tx, query, nil, func(_, row []string) error {
		day, err := time.Parse(time.DateOnly, row[0])
		weeks = append(weeks, Week{day, row[1]})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read weeks: %w", err)
	}
	return weeks, nil
}
