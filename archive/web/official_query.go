package web

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// companionView is an official who appeared in the same activities.
type companionView struct {
	ID, Name, Pinyin string
	Activities       int
}

// attendedView is an activity in an official's timeline.
type attendedView struct {
	ActivityID, ColumnID, District, DateStart, DateEnd, DateText, Week, WeekEnd, Kind string
	Post, Office, NamedAs, Role, Verbs, Statements                                    string
	SpanStart, SpanEnd                                                                int
}

// officialName reads a name and its pinyin; an unknown id is a 404.
func officialName(ctx context.Context, db querier, id string) (name, pinyin string, err error) {
	err = db.QueryRowContext(ctx, `SELECT name, name_pinyin FROM officials WHERE official_id = ?`, id).Scan(&name, &pinyin)
	if errors.Is(err, sql.ErrNoRows) {
		return "", "", notFound("没有这位官员："+clip(id), "there is no official "+clip(id))
	}
	if err != nil {
		return "", "", fmt.Errorf("read official %s: %w", id, err)
	}
	return name, pinyin, nil
}

// companionsOf counts who appeared together with an official, most often first.
func companionsOf(ctx context.Context, db querier, id string) ([]companionView, error) {
	return collect(ctx, db, func(r *sql.Rows, c *companionView) error { return r.Scan(&c.ID, &c.Name, &c.Pinyin, &c.Activities) },
		`SELECT o.official_id, o.name, o.name_pinyin, count(*) FROM appearances AS mine
		CROSS JOIN appearances AS theirs ON theirs.activity_id = mine.activity_id AND theirs.official_id <> mine.official_id
		JOIN officials AS o ON o.official_id = theirs.official_id
		WHERE mine.official_id = ? GROUP BY 1 ORDER BY 4 DESC, 2 LIMIT 30`, id)
}

// attendedBy reads an official's activities, newest first.
func attendedBy(ctx context.Context, db querier, id string) ([]attendedView, error) {
	return collect(ctx, db, func(r *sql.Rows, v *attendedView) error {
		return r.Scan(&v.ActivityID, &v.ColumnID, &v.District, &v.DateStart, &v.DateEnd, &v.DateText, &v.Week, &v.WeekEnd, &v.Kind,
			&v.Post, &v.Office, &v.NamedAs, &v.Role, &v.Verbs, &v.Statements, &v.SpanStart, &v.SpanEnd)
	}, `SELECT a.activity_id, a.column_id, a.district, a.date_start, a.date_end, a.date_text, a.week_start, a.week_end, a.kind,
			p.post, p.office, p.named_as, p.role, p.verbs, p.statements, p.span_start, p.span_end
		FROM appearances AS p JOIN activities AS a USING (activity_id) WHERE p.official_id = ?
		ORDER BY a.week_start DESC, a.column_id DESC, a.position`, id)
}
