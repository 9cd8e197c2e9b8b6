package snapshot

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
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

// shareActing makes a temporary table of who acts, which goes with the
// transaction: what several tables of a snapshot count from is made once, and
// whatever it is made from is let go of.
func shareActing(ctx context.Context, tx *sql.Tx) (err error) {
	made := strings.Replace(relations(&statement{}, "office", "held", "acting"), "acting AS MATERIALIZED", "acting AS", 1)
	// A reader may write nothing, not even that; its file is open for reading all the same.
	var only int
	if err := tx.QueryRowContext(ctx, "PRAGMA query_only").Scan(&only); err != nil {
		return fmt.Errorf("find who acts: %w", err)
	}
	defer func() {
		_, rerr := tx.ExecContext(context.WithoutCancel(ctx), fmt.Sprint("PRAGMA query_only = ", only))
		err = errors.Join(err, rerr)
	}()
	for _, statement := range [...]string{"PRAGMA query_only = 0", "CREATE TEMP TABLE acting AS WITH " + made + " SELECT * FROM acting"} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("find who acts: %w", err)
		}
	}
	return nil
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
