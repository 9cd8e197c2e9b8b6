package snapshot

import (
	"context"
	"database/sql"
	"fmt"
)

// panelOffices are the values of coverage.office.
var panelOffices = []string{"secretary", "head"}

// inDistrict is the place of a district in the order of districts, in SQL.
func inDistrict(expression string) string {
	return "(SELECT rank FROM division WHERE division.district = " + expression + ")"
}

// CellCondition gives the condition on activities, with its arguments, that
// leaves those counted in one row of coverage: the activities of its column in
// which somebody acts who holds the office of the district, as far as they count
// in the week.
func CellCondition(columnID, weekStart, district, office string) (condition string, args []any) {
	return "activities.activity_id IN (SELECT activity_id FROM acting WHERE column_id = ? AND monday = ? AND district = ? AND office = ?)",
		[]any{columnID, weekStart, district, office}
}

// calendar gives the weeks from the first to the last held.
const calendar = `week(monday) AS (
  SELECT min(monday) FROM cells
  UNION ALL
  SELECT date(monday, '+7 days') FROM week WHERE monday < (SELECT max(monday) FROM cells))`

// Week is one week of the calendar of coverage.
type Week struct {
	Monday string // YYYY-MM-DD
	Status string // of coverage where it is no held week: column_missing | not_published; empty for a week that is held
}

// Weeks gives every week from the first to the last of the table coverage. An
// edition holds every week it spans.
func Weeks(ctx context.Context, tx *sql.Tx) (weeks []Week, err error) {
	rows, err := tx.QueryContext(ctx, "WITH RECURSIVE "+calendar+` SELECT monday, CASE WHEN EXISTS (SELECT 1 FROM cells WHERE cells.monday = week.monday) THEN ''
  WHEN monday IN (SELECT week_start FROM skipped_weeks) THEN 'not_published' ELSE 'column_missing' END FROM week WHERE monday IS NOT NULL`)
	if err != nil {
		return nil, fmt.Errorf("query weeks: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var w Week
		if err := rows.Scan(&w.Monday, &w.Status); err != nil {
			return nil, fmt.Errorf("read weeks: %w", err)
		}
		weeks = append(weeks, w)
	}
	return weeks, rows.Err()
}

// CoverageWeeks gives the Mondays of the first and the last week of the table
// coverage, both empty where it has no rows.
func CoverageWeeks(ctx context.Context, tx *sql.Tx) (first, last string, err error) {
	err = tx.QueryRowContext(ctx, "SELECT coalesce(min(monday), ''), coalesce(max(monday), '') FROM cells").Scan(&first, &last)
	if err != nil {
		return "", "", fmt.Errorf("find first and last week of coverage: %w", err)
	}
	return first, last, nil
}
