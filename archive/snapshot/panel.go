package snapshot

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// CellCondition gives the condition on activities, with its arguments, that
// leaves those counted in one row of coverage: the activities of its column in
// which somebody acts who holds the office of the district, as far as they count
// in the week.
func CellCondition(columnID, weekStart, district, office string) (condition string, args []any) {
	acting := relations(&statement{early: " AND column_id = ?"}, "office", "held", "acting")
	return "activities.activity_id IN (WITH " + acting + " SELECT a.activity_id FROM acting JOIN activities a ON a.rowid = acting.activity" +
		" WHERE acting.monday = ? AND acting.district = ? AND acting.office = ?)", []any{columnID, weekStart, district, office}
}

// Week is one week of the calendar of coverage.
type Week struct {
	Monday time.Time // 00:00 UTC
	Status string    // of coverage where it is no held week: column_missing | not_published; empty for a week that is held
}

// Weeks gives every week from the first to the last of the table coverage. An
// edition holds every week it spans.
func Weeks(ctx context.Context, tx *sql.Tx) (weeks []Week, err error) {
	err = Each(ctx, tx, relations(&statement{}, "weeks"), nil, func(_, row []string) error {
		day, err := time.Parse(time.DateOnly, row[0])
		weeks = append(weeks, Week{day, row[1]})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read weeks: %w", err)
	}
	return weeks, nil
}
