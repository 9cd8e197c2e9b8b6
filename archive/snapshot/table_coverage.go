package snapshot

import (
	"strings"
)

// coverageSQL lays the calendar of expected weeks over the districts and the
// two offices, and judges each cell by the best column held for the week: a
// reprint never hides what the newspaper's own page says, nor the reverse, and
// an edition that reaches into the week not the week's own.
//
// All of it is counted from the columns in held, so that a few weeks cost a
// few columns. Per cell the least preference is chosen; SQLite takes the other
// values from the row of the least.
func coverageSQL() string {
	var sums, names []string
	for _, kind := range kinds {
		sums = append(sums, "sum(kind = '"+kind+"') AS "+kind)
		names = append(names, "counted."+kind)
	}
	return strings.Join([]string{divisions(), officeCTE, calendar, heldCTE, actingCTE}, ",\n") + `
counted AS MATERIALIZED (
  SELECT column_id, monday, district, office, count(*) AS activities, ` + strings.Join(sums, ", ") + `
  FROM (SELECT DISTINCT column_id, monday, district, office, activity, kind FROM acting) GROUP BY 1, 2, 3, 4),
named AS MATERIALIZED (
  SELECT column_id, monday, district, office, group_concat(name, ';' ORDER BY place) AS names
  FROM (SELECT column_id, monday, district, office, name, min(place) AS place FROM acting GROUP BY 1, 2, 3, 4, 5) GROUP BY 1, 2, 3, 4),
printed AS MATERIALIZED (
  SELECT s.column_id, s.district, sum(s.activities) AS activities
  FROM held CROSS JOIN sections s ON s.column_id = held.column_id GROUP BY 1, 2),
spanned AS ( -- each column with each of its weeks
  SELECT column_id, own, failed, first, last, first AS monday FROM held
  UNION ALL
  SELECT column_id, own, failed, first, last, date(monday, '+7 days') FROM spanned WHERE monday < last),
cell AS (
  SELECT week.monday, d.district, office.office, held.column_id, held.own, held.failed, held.monday <> held.first AS later, printed.activities AS printed, counted.activities, named.names,
    ` + strings.Join(names, ", ") + `
  FROM week CROSS JOIN division d CROSS JOIN office
  LEFT JOIN spanned held ON held.monday = week.monday
  LEFT JOIN printed ON printed.column_id = held.column_id AND printed.district = d.district
  LEFT JOIN counted ON counted.column_id = held.column_id AND counted.monday = week.monday
    AND counted.district = d.district AND counted.office = office.office
  LEFT JOIN named ON named.column_id = held.column_id AND named.monday = week.monday AND named.district = d.district AND named.office = office.office
  WHERE week.monday IS NOT NULL),
judged AS (
  SELECT cell.*, CASE
      WHEN column_id IS NULL THEN iif(monday IN (SELECT week_start FROM skipped_weeks), 'not_published', 'column_missing')
      WHEN activities > 0 THEN 'reported'
      WHEN printed > 0 THEN 'not_named'
      WHEN failed OR printed = 0 THEN 'parse_failed'
      ELSE 'not_mentioned'
    END AS status
  FROM cell),
chosen AS (
  SELECT *, min(
    CASE status WHEN 'reported' THEN 1 WHEN 'not_named' THEN 2 WHEN 'not_mentioned' THEN 3 ELSE 4 END || later || (NOT own) || column_id) AS preference
  FROM judged GROUP BY monday, district, office)`
}

// known is a count where the column of the week could be read, and missing,
// not zero, where nothing can be known.
func known(count string) string {
	return "CASE WHEN chosen.status IN ('column_missing', 'not_published', 'parse_failed') THEN NULL ELSE coalesce(" + count + ", 0) END"
}

func coverageTable() Table {
	t := Table{
		Name:  "coverage",
		Title: Words{"覆盖", "Coverage"},
		Note: Words{"可直接用于分析的面板:从所藏首周到末周,每周、每区、每职位一行,含各类活动数;把没有活动与没有刊登分开。",
			"The ready panel: every week from the first to the last held, every district and both offices, with a count for each kind; tells 'did nothing' from 'was not printed'."},
		Key:        []string{"week_start", "district", "office"},
		References: []string{"columns", "districts"},
		alias:      "chosen", with: coverageSQL(), from: "chosen",
		order: "chosen.monday, " + inDistrict("chosen.district") + ", " + rank("chosen.office", panelOffices),
		filters: map[string]string{
			byOffice: "chosen.office = ?",
			byFrom:   "date(chosen.monday, '+6 days') >= ?",
			byTo:     "chosen.monday <= ?",
		},
		earlier: map[string]string{
			byFrom: "coalesce(nullif(week_end, ''), week_start) >= date(?, '-6 days')",
			byTo:   "week_start <= date(?, '+6 days')",
		},
		Columns: []Column{
			{Name: "week_start", Type: Day, Required: true, SQL: "chosen.monday", Title: Words{"周起", "Week start"}, Note: Words{"星期一。合刊所跨各周各有其行。", "Monday. A combined edition has rows for every week it spans."}},
			{Name: "week_end", Type: Day, Required: true, SQL: "date(chosen.monday, '+6 days')", Title: Words{"周止", "Week end"}, Note: Words{"星期日。", "Sunday."}},
			{Name: "column_id", Type: Text, Title: Words{"专栏编号", "Column id"}, Note: Words{"据以判断的专栏;未藏者为空。", "The column judged by; empty where none is held."}},
			{Name: "district", Type: Text, Required: true, Title: Words{"区", "District"}, Note: Words{"见 districts。", "See districts."}},
			{Name: "office", Type: Text, Required: true, List: "office", Enum: panelOffices, Title: Words{"职位", "Office"}, Note: Words{"兼任者两行都计。", "Who holds both counts in both rows."}},
			{Name: "status", Type: Text, Required: true, List: "status", Title: Words{"状态", "Status"},
				Note: Words{"reported:该职位官员作为行为人出现;not_named:该区有活动而未提及该职位;not_mentioned:无该区区段;column_missing:该周专栏未藏;not_published:经确认该周未刊;parse_failed:已藏而全文或该区区段未能读出。",
					"reported: an official of that office appears as an actor; not_named: the district has activities but nobody of that office; not_mentioned: no section; column_missing: no column held for the week; not_published: a person said that none was; parse_failed: held, but it or the district's section could not be read."}},
			{Name: "activities", Type: Integer, SQL: known("chosen.activities"), Title: Words{"活动数", "Activities"},
				Note: Words{"该区该职位在任者作为行为人的活动数,以所印职务为准;无从得知时为空,不是零。", "Activities in which somebody acts who holds that office of that district, by the post itself; empty, not zero, where it cannot be known."}},
			{Name: "names", Type: Joined, SQL: "CASE WHEN chosen.status = 'reported' THEN chosen.names ELSE '' END", Title: Words{"姓名", "Names"}, Note: Words{"这些活动中的在任者,按出现先后,以 ; 相连。", "Those who hold it in these activities, in order of mention, joined with ;."}},
		},
	}
	for _, k := range kindCodes {
		t.Columns = append(t.Columns, Column{Name: k.Code, Type: Integer, SQL: known("chosen." + k.Code), Title: Words{k.ZH + "数", "Of kind " + k.Code},
			Note: Words{"其中此类活动数;各类相加等于 activities。", "Those of this kind; the kinds add up to activities."}})
	}
	t.Columns = append(t.Columns, Column{Name: "reason", Type: Text, Title: Words{"原因", "Reason"}, Note: Words{"该周为何未刊。", "Why the week was not published."},
		SQL: "CASE WHEN chosen.status = 'not_published' THEN (SELECT reason FROM skipped_weeks w WHERE w.week_start = chosen.monday) ELSE '' END"})
	return t
}

func districtsTable() Table {
	return Table{
		Name:  "districts",
		Title: Words{"区", "Districts"},
		Note:  Words{"深圳各区、新区与合作区。", "Shenzhen's districts, its new area and its cooperation zones."},
		Key:   []string{"district"},
		Order: []string{}, // that of the codebook
		alias: "division", with: divisions(), from: "division", order: "division.rank",
		Columns: []Column{
			{Name: "district", Type: Text, Required: true, Title: Words{"区", "District"}, Note: Words{"代称。", "Slug."}},
			{Name: "name_zh", Type: Text, Required: true, Title: Words{"中文名", "Chinese name"}, Note: Words{"全称。", "In full."}},
			{Name: "name_en", Type: Text, Required: true, Title: Words{"英文名", "English name"}, Note: Words{"全称。", "In full."}},
			{Name: "gb2260", Type: Text, Title: Words{"行政区划代码", "GB/T 2260 code"}, Note: Words{"无代码者为空。", "Empty where the division has none."}},
			{Name: "kind", Type: Text, Required: true, List: "district_kind", Title: Words{"类别", "Kind"}, Note: Words{"行政区、新区或合作区。", "District, new area or cooperation zone."}},
		},
	}
}

// spells gives who was seen in which office of which district, week by week,
// and numbers the spells: one ends where in the weeks that follow somebody
// else is seen in the office and he or she is not.
func spells() string {
	return officeCTE + ",\n" + heldCTE + ",\n" + actingCTE + `
sighting AS MATERIALIZED (
  SELECT district, office, official_id, name, monday, column_id, min(first_seen) AS first_seen, max(last_seen) AS last_seen
  FROM acting GROUP BY district, office, official_id, monday, column_id),
numbered AS (
  SELECT *, dense_rank() OVER (PARTITION BY district, office ORDER BY monday)
    - dense_rank() OVER (PARTITION BY district, office, official_id ORDER BY monday) AS run FROM sighting),
spell AS (
  SELECT district, office, official_id, name, min(monday) AS began, min(first_seen) AS first_seen, max(last_seen) AS last_seen, count(DISTINCT column_id) AS columns
  FROM numbered GROUP BY district, office, official_id, run),
holder AS (
  SELECT *, row_number() OVER (PARTITION BY district, office ORDER BY began, first_seen, last_seen, official_id) AS position FROM spell)`
}

func officeholdersTable() Table {
	return Table{
		Name:  "officeholders",
		Title: Words{"历任", "Officeholders"},
		Note: Words{"每行一段任职:各区书记与区长(主任)先后由谁担任,据专栏所印,不是任免时间。此后各周另有他人而不见其人者,该段即止。",
			"One spell a row: who held secretary or head of a district, one after the other, as printed in the column and not as appointed. A spell ends where in the weeks that follow somebody else is seen in the office instead."},
		Key:        []string{"district", "office", "position"},
		References: []string{"officials", "districts"},
		alias:      "holder", with: spells(), from: "holder",
		order: inDistrict("holder.district") + ", " + rank("holder.office", panelOffices) + ", holder.position",
		filters: map[string]string{
			byOffice: "holder.office = ?",
			byFrom:   "holder.last_seen >= ?",
			byTo:     "holder.first_seen <= ?",
		},
		Columns: []Column{
			{Name: "district", Type: Text, Required: true, Title: Words{"区", "District"}, Note: Words{"见 districts;以所印职务为准。", "See districts; by the post itself."}},
			{Name: "office", Type: Text, Required: true, List: "office", Enum: panelOffices, Title: Words{"职位", "Office"}, Note: Words{"兼任者两处都列。", "Who holds both stands in both."}},
			{Name: "position", Type: Integer, Required: true, Title: Words{"次序", "Position"}, Note: Words{"在该区该职位中从 1 起,按首见之周及首见日。", "From 1 in that office of that district, by the week and then the day first seen."}},
			officialIDColumn,
			{Name: "name", Type: Text, Required: true, Title: Words{"姓名", "Name"}, Note: Words{"统一后的姓名。", "The name as normalized."}},
			{Name: "first_seen", Type: Day, Title: Words{"首见日", "First seen"}, Note: Words{"同 tenures。", "As in tenures."}},
			{Name: "last_seen", Type: Day, Title: Words{"末见日", "Last seen"}, Note: Words{"同 tenures。", "As in tenures."}},
			{Name: "columns", Type: Integer, Required: true, Title: Words{"专栏数", "Columns"}, Note: Words{"该段之中印有其任此职的专栏数。", "Columns of the spell in which he or she acts in the office."}},
		},
	}
}
