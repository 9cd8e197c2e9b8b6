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

var coverageTable = describe(Table{
	Name:       "coverage",
	Key:        []string{"week_start", "district", "office"},
	References: []string{"columns", "districts"},
	alias:      "chosen", with: coverageSQL(), from: "chosen",
	order: "chosen.monday, " + inDistrict("chosen.district") + ", " + rank("chosen.office", panelOffices),
	sql:   coverageValues(),
	enum:  map[string][]string{"office": panelOffices},
	filters: map[string]string{
		byOffice: "chosen.office = ?",
		byFrom:   "date(chosen.monday, '+6 days') >= ?",
		byTo:     "chosen.monday <= ?",
	},
	earlier: map[string]string{
		byFrom: "coalesce(nullif(week_end, ''), week_start) >= date(?, '-6 days')",
		byTo:   "week_start <= date(?, '+6 days')",
	},
})

// coverageValues gives what is not in chosen as it is published. A count is
// missing, not zero, where the column of the week could not be read.
func coverageValues() map[string]string {
	values := map[string]string{
		"week_start": "chosen.monday",
		"week_end":   "date(chosen.monday, '+6 days')",
		"names":      "iif(chosen.status = 'reported', chosen.names, '')",
		"reason":     "iif(chosen.status = 'not_published', (SELECT reason FROM skipped_weeks w WHERE w.week_start = chosen.monday), '')",
	}
	for _, count := range append([]string{"activities"}, kinds...) {
		values[count] = "CASE WHEN chosen.status IN ('column_missing', 'not_published', 'parse_failed') THEN NULL ELSE coalesce(chosen." + count + ", 0) END"
	}
	return values
}

var districtsTable = describe(Table{
	Name:  "districts",
	Key:   []string{"district"},
	Order: []string{}, // that of the codebook
	alias: "division", with: divisions(), from: "division", order: "division.rank",
})

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

var officeholdersTable = describe(Table{
	Name:       "officeholders",
	Key:        []string{"district", "office", "position"},
	References: []string{"officials", "districts"},
	alias:      "holder", with: spells(), from: "holder",
	order: inDistrict("holder.district") + ", " + rank("holder.office", panelOffices) + ", holder.position",
	enum:  map[string][]string{"office": panelOffices},
	filters: map[string]string{
		byOffice: "holder.office = ?",
		byFrom:   "holder.last_seen >= ?",
		byTo:     "holder.first_seen <= ?",
	},
})
