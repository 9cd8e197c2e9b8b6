package snapshot

import (
	"fmt"
	"strings"

	"shenzheng/parser"
)

// coverageSQL lays the calendar of expected weeks over the districts and the
// two offices, and judges each cell by the best column held for the week: a
// reprint never hides what the newspaper's own page says, nor the reverse.
// Only actors count as appearing; who is merely mentioned does not. A round-up
// in which no section was found is no weekly column, but it is held.
const coverageSQL = `
office(office) AS (VALUES ('head'), ('secretary')),
held AS MATERIALIZED (
  SELECT column_id, source IN ('', 'dutenews') AS own,
    date(week_start, 'weekday 0', '-6 days') AS monday,
    kind <> 'weekly' OR EXISTS (SELECT 1 FROM problems p WHERE p.column_id = c.column_id AND p.code = 'parse_failed') AS failed
  FROM columns c
  WHERE week_start <> '' AND (kind = 'weekly' OR title LIKE '%深圳一周%' OR
    EXISTS (SELECT 1 FROM problems p WHERE p.column_id = c.column_id AND p.code = 'weekly_without_sections'))),
week(monday) AS (
  SELECT min(monday) FROM held
  UNION ALL
  SELECT date(monday, '+7 days') FROM week WHERE monday < (SELECT max(monday) FROM held)),
printed AS MATERIALIZED (
  SELECT column_id, district, sum(activities) AS activities FROM sections GROUP BY column_id, district),
seen AS MATERIALIZED (
  SELECT a.column_id, a.district, o.office, count(DISTINCT a.activity_id) AS activities
  FROM activities a JOIN appearances p USING (activity_id) JOIN office o ON p.office IN (o.office, 'both')
  WHERE p.role = 'actor' GROUP BY a.column_id, a.district, o.office),
cell AS (
  SELECT week.monday, held.column_id, held.own, d.district, office.office, seen.activities,
    CASE
      WHEN held.column_id IS NULL THEN 'column_missing'
      WHEN seen.activities > 0 THEN 'reported'
      WHEN printed.activities > 0 THEN 'not_named'
      WHEN held.failed OR printed.activities = 0 THEN 'parse_failed'
      ELSE 'not_mentioned'
    END AS status
  FROM week CROSS JOIN division d CROSS JOIN office
  LEFT JOIN held ON held.monday = week.monday
  LEFT JOIN printed ON printed.column_id = held.column_id AND printed.district = d.district
  LEFT JOIN seen ON seen.column_id = held.column_id AND seen.district = d.district AND seen.office = office.office
  WHERE week.monday IS NOT NULL),
ranked AS (
  SELECT cell.*, row_number() OVER (PARTITION BY monday, district, office ORDER BY
    CASE status WHEN 'reported' THEN 1 WHEN 'not_named' THEN 2 WHEN 'not_mentioned' THEN 3 ELSE 4 END,
    own DESC, column_id) AS choice
  FROM cell)`

// divisions gives the districts as a common table expression.
func divisions() string {
	var rows []string
	for _, d := range parser.Districts() {
		rows = append(rows, fmt.Sprintf("(%s, %s, %s, %s, %s)", literal(d.Slug), literal(d.NameZH), literal(d.NameEN), literal(d.GB2260), literal(d.Kind)))
	}
	return "division(district, name_zh, name_en, gb2260, kind) AS (VALUES " + strings.Join(rows, ", ") + ")"
}

// literal quotes a string for SQL.
func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func coverageTable() Table {
	return Table{
		Name:  "coverage",
		Title: Words{"覆盖", "Coverage"},
		Note: Words{"从所藏首周到末周,每周、每区、每职位一行;把没有活动与没有刊登分开。",
			"Every week from the first to the last held, every district and both offices: tells 'did nothing' from 'was not printed'."},
		Key:        []string{"week_start", "district", "office"},
		References: []Reference{{[]string{"column_id"}, "columns", []string{"column_id"}}, {[]string{"district"}, "districts", []string{"district"}}},
		alias:      "ranked", with: divisions() + "," + coverageSQL, from: "ranked", where: "choice = 1",
		filters: map[filter]string{
			byColumn:   "ranked.column_id = ?",
			byDistrict: "ranked.district = ?",
			byOffice:   "ranked.office = ?",
			byFrom:     "date(ranked.monday, '+6 days') >= ?",
			byTo:       "ranked.monday <= ?",
		},
		Columns: []Column{
			{Name: "week_start", Type: Day, Required: true, SQL: "ranked.monday", Title: Words{"周起", "Week start"}, Note: Words{"星期一。", "Monday."}},
			{Name: "week_end", Type: Day, Required: true, SQL: "date(ranked.monday, '+6 days')", Title: Words{"周止", "Week end"}, Note: Words{"星期日。", "Sunday."}},
			{Name: "column_id", Type: Text, Title: Words{"专栏编号", "Column id"}, Note: Words{"据以判断的专栏;未藏者为空。", "The column judged by; empty where none is held."}},
			{Name: "district", Type: Text, Required: true, Title: Words{"区", "District"}, Note: Words{"见 districts。", "See districts."}},
			{Name: "office", Type: Text, Required: true, Enum: []string{"secretary", "head"}, Title: Words{"职位", "Office"}, Note: Words{"兼任者两行都计。", "Who holds both counts in both rows."}},
			{Name: "status", Type: Text, Required: true, Enum: []string{"reported", "not_named", "not_mentioned", "column_missing", "parse_failed"}, Title: Words{"状态", "Status"},
				Note: Words{"reported:该职位官员作为行为人出现;not_named:该区有活动而未提及该职位;not_mentioned:无该区区段;column_missing:该周专栏未藏;parse_failed:已藏而未能读出。",
					"reported: an official of that office appears as an actor; not_named: the district has activities but nobody of that office; not_mentioned: no section; column_missing: no column held for the week; parse_failed: held but could not be read."}},
			{Name: "activities", Type: Integer, SQL: "CASE WHEN ranked.status IN ('column_missing', 'parse_failed') THEN NULL ELSE coalesce(ranked.activities, 0) END",
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
		alias: "division", with: divisions(), from: "division",
		filters: map[filter]string{byDistrict: "division.district = ?"},
		Columns: []Column{
			{Name: "district", Type: Text, Required: true, Title: Words{"区", "District"}, Note: Words{"代称。", "Slug."}},
			{Name: "name_zh", Type: Text, Required: true, Title: Words{"中文名", "Chinese name"}, Note: Words{"全称。", "In full."}},
			{Name: "name_en", Type: Text, Required: true, Title: Words{"英文名", "English name"}, Note: Words{"全称。", "In full."}},
			{Name: "gb2260", Type: Text, Title: Words{"行政区划代码", "GB/T 2260 code"}, Note: Words{"无代码者为空。", "Empty where the division has none."}},
			{Name: "kind", Type: Text, Required: true, Enum: []string{"district", "new_area", "cooperation_zone"}, Title: Words{"类别", "Kind"}, Note: Words{"行政区、新区或合作区。", "District, new area or cooperation zone."}},
		},
	}
}
