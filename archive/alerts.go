package archive

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Alert is something that needs a person and is not over.
type Alert struct {
	ID       int64     `json:"alert_id"`
	Key      string    `json:"key"`  // what it is about, such as week_missing:2024-04-22
	Code     string    `json:"code"` // week_missing
	OpenedAt time.Time `json:"opened_at"`
	Detail   string    `json:"detail"`
}

// Message is a text for the operator's webhook.
type Message struct {
	ID        int64
	AlertID   int64  // 0 for a message about no alert
	Code      string // of the alert; read only
	Resolved  bool   // the message says that the alert is over; read only
	QueuedAt  time.Time
	Attempts  int
	NotBefore time.Time
	Title     string
	Body      string
	LastError string
}

// RaiseAlert opens an alert and queues its message, both or neither, and
// reports true. An alert of this key that is open already is left as it is:
// false. A message without a title is not queued.
func (a *Archive) RaiseAlert(ctx context.Context, key, code, detail string, m Message) (bool, error) {
	return a.turn(ctx, "raise alert "+key, m, `INSERT INTO alerts (key, code, opened_at, detail) VALUES (?, ?, ?, ?)
		ON CONFLICT (key) WHERE resolved_at = '' DO NOTHING RETURNING alert_id`, key, code, stamp(a.cfg.Now()), detail)
}

// Resolved begins the title of a message that says that an alert is over.
// Nothing else tells it: an alert that is over may have had no other message.
const Resolved = "已恢复 / resolved: "

// ResolveAlert closes the open alert of this key and queues its message, whose
// title it marks as resolved, both or neither, and reports true; false when
// none is open.
func (a *Archive) ResolveAlert(ctx context.Context, key string, m Message) (bool, error) {
	if m.Title != "" {
		m.Title = Resolved + m.Title
	}
	return a.turn(ctx, "resolve alert "+key, m, `UPDATE alerts SET resolved_at = ?, row_sum = '' WHERE key = ? AND resolved_at = ''
		RETURNING alert_id`, stamp(a.cfg.Now()), key)
}

// turn opens or closes an alert by a statement that gives its id, and queues
// the message.
func (a *Archive) turn(ctx context.Context, doing string, m Message, query string, args ...any) (done bool, err error) {
	err = a.write(ctx, func(tx *sql.Tx) (err error) {
		if done, err = get(ctx, tx, doing, query, args, &m.AlertID); err != nil || !done || m.Title == "" {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO messages (alert_id, queued_at, title, body) VALUES (?, ?, ?, ?)`,
			m.AlertID, stamp(a.cfg.Now()), m.Title, m.Body)
		return err
	})
	return done && err == nil, err
}

// OpenAlerts lists the alerts that are not resolved, oldest first.
func (a *Archive) OpenAlerts(ctx context.Context) ([]Alert, error) {
	return list(ctx, a.reader, "list open alerts", func(l *Alert) []any {
		return []any{&l.ID, &l.Key, &l.Code, (*stampScan)(&l.OpenedAt), &l.Detail}
	}, `SELECT alert_id, key, code, opened_at, detail FROM alerts WHERE resolved_at = '' ORDER BY opened_at, alert_id`)
}

// AlertState reports whether an alert of this key was raised since a time, and
// whether one is open.
func (a *Archive) AlertState(ctx context.Context, key string, since time.Time) (known, open bool, err error) {
	_, err = get(ctx, a.reader, "look for alert "+key, `SELECT coalesce(max(opened_at >= ?2), FALSE), coalesce(max(resolved_at = ''), FALSE)
		FROM alerts WHERE key = ?1`, []any{key, stamp(since)}, &known, &open)
	return known, open, err
}

// wrongClock is how far in the future a message's next attempt must lie for
// the clock to have been wrong when it was set.
const wrongClock = 48 * time.Hour

// WaitingMessages lists the messages that may be sent now, oldest first. The
// message that an alert is over waits until the one that opened it is sent.
func (a *Archive) WaitingMessages(ctx context.Context) ([]Message, error) {
	return list(ctx, a.reader, "list waiting messages", func(m *Message) []any {
		return []any{&m.ID, &m.AlertID, &m.Code, &m.Resolved, (*stampScan)(&m.QueuedAt), &m.Attempts, (*stampScan)(&m.NotBefore), &m.Title, &m.Body,
			&m.LastError}
	}, `SELECT message_id, coalesce(m.alert_id, 0), coalesce(code, ''),
		instr(title, ?3) = 1,
		queued_at, attempts, not_before, title, body, last_error
		FROM messages m LEFT JOIN alerts a USING (alert_id) WHERE sent_at = '' AND (not_before <= ?1 OR not_before > ?2)
		AND NOT EXISTS (SELECT 1 FROM messages e WHERE e.alert_id = m.alert_id AND e.sent_at = '' AND e.message_id < m.message_id)
		ORDER BY message_id`, stamp(a.cfg.Now()), stamp(a.cfg.Now().Add(wrongClock)), Resolved)
}

// MessageSent records that a message was taken by the webhook.
func (a *Archive) MessageSent(ctx context.Context, id int64) error {
	_, err := a.exec(ctx, fmt.Sprint("update message ", id), `UPDATE messages SET sent_at = ?, attempts = attempts + 1, last_error = '', row_sum = ''
		WHERE message_id = ?`, stamp(a.cfg.Now()), id)
	return err
}

// MessageFailed records a failed attempt; the message waits until notBefore.
func (a *Archive) MessageFailed(ctx context.Context, id int64, cause error, notBefore time.Time) error {
	_, err := a.exec(ctx, fmt.Sprint("update message ", id), `UPDATE messages SET attempts = attempts + 1, last_error = ?, not_before = ?, row_sum = ''
		WHERE message_id = ?`, oneLine(cause.Error()), stamp(notBefore), id)
	return err
}
