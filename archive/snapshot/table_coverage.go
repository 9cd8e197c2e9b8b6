package snapshot

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"shenzheng/parser"
)

// coverageSQL lays the calendar of expected weeks over the districts and the
// two offices, and judges each cell by the best column held for the week: a
// reprint never hides what the newspaper's own page says, nor the reverse.
// Only actors count as appearing; who is merely mentioned does not. A round-up
// in which no section was found is no weekly column, but it is held.
//
// All of it is counted from the columns in held, so that a few weeks cost a
// few columns. Per cell the least preference is chosen; SQLite takes the other
// values from the row of the least.
func coverageSQL() string {
	return `
office(office) AS (VALUES ('head'), ('secretary')),
` + coverageEdge + `,
week(monday) AS (
  SELECT first FROM edge
  UNION ALL
  SELECT date(monday, '+7 days') FROM week WHERE monday < (SELECT last FROM edge)),
held AS MATERIALIZED (
  SELECT column_id, source IN ('', 'dutenews') AS own, ` + mondayOf + ` AS monday,
    kind <> 'weekly' OR EXISTS (SELECT 1 FROM problems p WHERE p.column_id = c.column_id AND p.code = 'parse_failed') AS failed
  FROM columns c WHERE ` + roundUp + early + `),
printed AS MATERIALIZED (
  SELECT s.column_id, s.district, sum(s.activities) AS activities, sum(` + actedIn + `) AS acted
  FROM held CROSS JOIN sections s ON s.column_id = held.column_id GROUP BY s.column_id, s.district),
cell AS (
  SELECT week.monday, d.district, office.office, held.column_id, held.own, held.failed, printed.activities AS printed,
    iif(office.office = 'head', printed.acted & 65535, printed.acted >> 16) AS activities
  FROM week CROSS JOIN division d
  LEFT JOIN held ON held.monday = week.monday
  LEFT JOIN printed ON printed.column_id = held.column_id AND printed.district = d.district
  CROSS JOIN office
  WHERE week.monday IS NOT NULL),
judged AS (
  SELECT cell.*, CASE
      WHEN column_id IS NULL THEN 'column_missing'
      WHEN activities > 0 THEN 'reported'
      WHEN printed > 0 THEN 'not_named'
      WHEN failed OR printed = 0 THEN 'parse_failed'
      ELSE 'not_mentioned'
    END AS status
  FROM cell),
chosen AS (
  SELECT monday, district, office, column_id, status, activities, min(
    CASE status WHEN 'reported' THEN 1 WHEN 'not_named' THEN 2 WHEN 'not_mentioned' THEN 3 ELSE 4 END || NOT own || column_id) AS preference
  FROM judged GROUP BY monday, district, office)`
}

// coverageEdge finds the first and the last week without looking at the
// columns between them.
const coverageEdge = `edge(first, last) AS (SELECT
  (SELECT ` + mondayOf + ` FROM columns c WHERE ` + roundUp + ` AND date(week_start) > '' ORDER BY week_start LIMIT 1),
  (SELECT ` + mondayOf + ` FROM columns c WHERE ` + roundUp + ` AND date(week_start) > '' ORDER BY week_start DESC LIMIT 1))`

// mondayOf is the Monday of the week a column is of; roundUp says which
// columns are expected each week.
const (
	mondayOf = `date(week_start, 'weekday 0', '-6 days')`
	roundUp  = `week_start <> '' AND (kind = 'weekly' OR title LIKE '%深圳一周%' OR
    EXISTS (SELECT 1 FROM problems p WHERE p.column_id = c.column_id AND p.code = 'weekly_without_sections'))`
)

// CoverageWeeks gives the Mondays of the first and the last week of the table
// coverage, both empty where it has no rows.
func CoverageWeeks(ctx context.Context, tx *sql.Tx) (first, last string, err error) {
	err = tx.QueryRowContext(ctx, `WITH `+coverageEdge+` SELECT coalesce(first, ''), coalesce(last, '') FROM edge`).Scan(&first, &last)
	if err != nil {
		return "", "", fmt.Errorf("find first and last week of coverage: %w", err)
	}
	return first, last, nil
}

// actedIn counts a section's activities in which a head acts and, times
// 65536, those in which a secretary does: who holds both offices is either. One
// number for the two spares half of the look-ups, which are what coverage
// costs. No section comes near 65536 activities.
const actedIn = `(SELECT sum((
      SELECT max(p.office IN ('head', 'both')) + max(p.office IN ('secretary', 'both')) * 65536
      FROM appearances p WHERE p.activity_id = a.activity_id AND p.role = 'actor'))
    FROM activities a WHERE a.section_id = s.section_id)`

// divisions gives the districts as a common table expression.
func divisions() string {
	var rows []string
	for i, d := range parser.Districts() {
		rows = append(rows, fmt.Sprintf("(%d, %s, %s, %s, %s, %s)", i, literal(d.Slug), literal(d.NameZH), literal(d.NameEN), literal(d.GB2260), literal(d.Kind)))
	}
	return "division(rank, district, name_zh, name_en, gb2260, kind) AS (VALUES " + strings.Join(rows, ", ") + ")"
}

// literal quotes a string for SQL.
func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// panelOffices are the values of coverage.office.
var panelOffices = []string{"secretary", "head"}

func coverageTable() Table {
	return Table{
		Name:  "coverage",
		Title: Words{"覆盖", "Coverage"},
		Note: Words{"从所藏首周到末周,每周、每区、每职位一行;把没有活动与没有刊登分开。",
			"Every week from the first to the last held, every district and both offices: tells 'did nothing' from 'was not printed'."},
		Key:        []string{"week_start", "district", "office"},
		Order:      []string{"week_start", "district", "office"},
		References: []Reference{{[]string{"column_id"}, "columns", []string{"column_id"}}, {[]string{"district"}, "districts", []string{"district"}}},
		alias:      "chosen", with: divisions() + "," + coverageSQL(), from: "chosen",
		order: "chosen.monday, (SELECT rank FROM division WHERE division.district = chosen.district), " + rank("chosen.office", panelOffices),
		filters: map[filter]string{
			byColumn:   "chosen.column_id = ?",
			byDistrict: "chosen.district = ?",
			byOffice:   "chosen.office = ?",
			byFrom:     "date(chosen.monday, '+6 days') >= ?",
			byTo:       "chosen.monday <= ?",
		},
		earlier: map[filter]string{
			byFrom: "week_start >= date(?, '-6 days')",
			byTo:   "week_start <= date(?, '+6 days')",
		},
		Columns: []Column{
			{Name: "week_start", Type: Day, Required: true, SQL: "chosen.monday", Title: Words{"周起", "Week start"}, Note: Words{"星期一。", "Monday."}},
			{Name: "week_end", Type: Day, Required: true, SQL: "date(chosen.monday, '+6 days')", Title: Words{"周止", "Week end"}, Note: Words{"星期日。", "Sunday."}},
			{Name: "column_id", Type: Text, Title: Words{"专栏编号", "Column id"}, Note: Words{"据以判断的专栏;未藏者为空。", "The column judged by; empty where none is held."}},
			{Name: "district", Type: Text, Required: true, Title: Words{"区", "District"}, Note: Words{"见 districts。", "See districts."}},
			{Name: "office", Type: Text, Required: true, Enum: panelOffices, Title: Words{"职位", "Office"}, Note: Words{"兼任者两行都计。", "Who holds both counts in both rows."}},
			{Name: "status", Type: Text, Required: true, Enum: []string{"reported", "not_named", "not_mentioned", "column_missing", "parse_failed"}, Title: Words{"状态", "Status"},
				Note: Words{"reported:该职位官员作为行为人出现;not_named:该区有活动而未提及该职位;not_mentioned:无该区区段;column_missing:该周专栏未藏;parse_failed:已藏而未能读出。",
					"reported: an official of that office appears as an actor; not_named: the district has activities but nobody of that office; not_mentioned: no section; column_missing: no column held for the week; parse_failed: held but could not be read."}},
			{Name: "activities", Type: Integer, SQL: "CASE WHEN chosen.status IN ('column_missing', 'parse_failed') THEN NULL ELSE coalesce(chosen.activities, 0) END",
				Title: Words{"活动数", "Activities"}, Note: Words{"该区该职位官员出现的活动数;无从得知时为空,不是零。", "Activities of the district in which that office appears; empty, not zero, where it cannot be known."}},
		},
	}
}

func districtsTable() Table {
	return Table{
		Name:  "districts",
		Title: Words{"区", "Districts"},
		Note:  Words{"深圳各区、新区与合作区。", "Shenzhen's districts, its new area and its cooperation zones."},
		Key:   []string{"district"},
		Order: []string{}, // that of the codebook
		order: "division.rank",
		alias: "division", with: divisions(), from: "division",
		filters: map[filter]string{byDistrict: "division.district = ?"},
		Columns: []Column{
			{Name: "district", Type: Text, Required: true, Title: Words{"区", "District"}, Note: Words{"代称。", "Slug."}},
			{Name: "name_zh", Type: Text, Required: true, Title: Words{"中文名", "Chinese name"}, Note: Words{"全称。", "In full."}},
			{Name: "name_en", Type: Text, Required: true, Title: Words{"英文名", "English name"}, Note: Words{"全称。", "In full."}},
			{Name: "gb2260", Type: Text, Title: Words{"行政区划代码", "GB/T 2260 code"}, Note: Words{"无代码者为空。", "Empty where the division has none."}},
			{Name: "kind", Type: Text, Required: true, Enum: parser.Values(parser.DistrictKinds()), Title: Words{"类别", "Kind"}, Note: Words{"行政区、新区或合作区。", "District, new area or cooperation zone."}},
		},
	}
}
