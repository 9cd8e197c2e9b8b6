package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"shenzheng/parser"
)

// SkippedWeek is a week of which a person said that no column was published,
// or that it is lost.
type SkippedWeek struct {
	Week      string    `json:"week"` // Monday, YYYY-MM-DD
	Reason    string    `json:"reason"`
	SkippedAt time.Time `json:"skipped_at"`
}

// Errors of SkipWeek.
var (
	ErrWeekHeld = errors.New("a column of this week is held")
	ErrNoReason = errors.New("a reason is needed")
)

// Monday is the first day of the week of a day.
func Monday(d parser.Date) parser.Date { return d.AddDays(-(int(d.Weekday()) + 6) % 7) }

// SkipWeek notes that the newspaper published no column in the week of this
// day, and why, closes its alert and gives its Monday. Where the alert was told,
// that it is over is queued; where it waits to be told, it is told no more,
// unless its message speaks for other weeks too that are open without one. A
// week skipped before gets the new reason.
func (a *Archive) SkipWeek(ctx context.Context, day parser.Date, reason string) (monday string, err error) {
	monday = Monday(day).String()
	reason = strings.Join(strings.Fields(reason), " ")
	if reason == "" {
		return monday, ErrNoReason
	}
	held, err := texts(ctx, a.reader, "list weeks held", heldWeeksSQL)
	if err == nil && slices.Contains(held, monday) {
		err = fmt.Errorf("skip week of %s: %w", monday, ErrWeekHeld)
	}
	if err != nil {
		return monday, err
	}
	title := fmt.Sprintf("%s%s 起一周标为没有专栏 / the week of %s is skipped", Resolved, monday, monday)
	_, err = a.exec(ctx, "skip week of "+monday, `INSERT OR REPLACE INTO skipped_weeks (week_start, reason, skipped_at) VALUES (?1, ?2, ?3);
		DELETE FROM messages WHERE sent_at = '' AND alert_id = (SELECT alert_id FROM alerts WHERE key = 'week_missing:' || ?1 AND resolved_at = '')
			AND NOT EXISTS (SELECT 1 FROM alerts o WHERE code = 'week_missing' AND resolved_at = '' AND key <> 'week_missing:' || ?1
				AND NOT EXISTS (SELECT 1 FROM messages WHERE alert_id = o.alert_id));
		INSERT INTO messages (alert_id, queued_at, title, body) SELECT alert_id, ?3, ?4, ?2 FROM alerts a
			WHERE key = 'week_missing:' || ?1 AND resolved_at = '' AND EXISTS (SELECT 1 FROM messages WHERE alert_id = a.alert_id);
		UPDATE alerts SET resolved_at = ?3, row_sum = '' WHERE key = 'week_missing:' || ?1 AND resolved_at = ''`, monday, reason, stamp(a.cfg.Now()), title)
	return monday, err
}

// UnskipWeek takes back what SkipWeek noted of the week of this day; false
// where nothing was.
func (a *Archive) UnskipWeek(ctx context.Context, day parser.Date) (monday string, was bool, err error) {
	monday = Monday(day).String()
	n, err := a.exec(ctx, "unskip week of "+monday, `DELETE FROM skipped_weeks WHERE week_start = ?`, monday)
	return monday, n > 0, err
}

// SkippedWeeks lists the weeks that were skipped, oldest first.
func (a *Archive) SkippedWeeks(ctx context.Context) ([]SkippedWeek, error) {
	return list(ctx, a.reader, "list skipped weeks", func(w *SkippedWeek) []any { return []any{&w.Week, &w.Reason, (*stampScan)(&w.SkippedAt)} },
		`SELECT week_start, reason, skipped_at FROM skipped_weeks ORDER BY week_start`)
}

// SettledWeeks gives the Mondays (YYYY-MM-DD) of the weeks that nothing is
// missing of: a column is held that covers them, or they were skipped.
func (a *Archive) SettledWeeks(ctx context.Context) (map[string]bool, error) {
	settled, err := texts(ctx, a.reader, "list settled weeks", heldWeeksSQL+` UNION SELECT week_start FROM skipped_weeks`)
	weeks := map[string]bool{}
	for _, monday := range settled {
		weeks[monday] = true
	}
	return weeks, err
}

// heldWeeksSQL gives the Mondays of the weeks that round-ups cover.
var heldWeeksSQL = queryIn("held") + `SELECT monday FROM held`
