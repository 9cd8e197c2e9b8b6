package web

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
)

// activityView is an activity as shown, with the names the tables use.
type activityView struct {
	ID            string
	ColumnID      string
	SectionID     string
	Position      int
	District      string
	WeekStart     string
	WeekEnd       string
	DateStart     string
	DateEnd       string
	Precision     string
	DatePart      string
	DateList      string
	DateText      string
	Kind          string
	Officials     int
	Paragraphs    int
	Characters    int
	SpanStart     int
	SpanEnd       int
	TextSHA256    string
	SourceURL     string
	ParserVersion int
	Appearances   []appearanceView
	Headline      string
	Text          string // only where the visitor may read it
}

// appearanceView is one official in one activity.
type appearanceView struct {
	ActivityID string
	OfficialID string
	Name       string
	Pinyin     string
	Position   int
	Post       string
	Office     string
	NamedAs    string
	Role       string
	Verbs      string
	Statements string
	SpanStart  int
	SpanEnd    int
}

// Person is who appears, for a link.
func (p appearanceView) Person() tally {
	return tally{ID: p.OfficialID, Name: p.Name, Pinyin: p.Pinyin}
}

// Plain is the activity without the headline of its section, for where that
// stands above already.
func (a activityView) Plain() activityView {
	a.Headline = ""
	return a
}

const activityFields = `a.activity_id, a.column_id, a.section_id, a.position, a.district, a.week_start, a.week_end, a.date_start, a.date_end,
	a.date_precision, a.date_part, a.date_list, a.date_text, a.kind, a.officials, a.paragraphs, a.characters, a.span_start, a.span_end,
	a.text_sha256, a.source_url, c.parser_version, s.headline`

func scanActivity(r *sql.Rows, a *activityView) error {
	return r.Scan(&a.ID, &a.ColumnID, &a.SectionID, &a.Position, &a.District, &a.WeekStart, &a.WeekEnd, &a.DateStart, &a.DateEnd,
		&a.Precision, &a.DatePart, &a.DateList, &a.DateText, &a.Kind, &a.Officials, &a.Paragraphs, &a.Characters, &a.SpanStart, &a.SpanEnd,
		&a.TextSHA256, &a.SourceURL, &a.ParserVersion, &a.Headline)
}

// activitiesByID reads activities in the order of their ids as given.
func activitiesByID(ctx context.Context, db querier, ids []string) ([]activityView, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("list activity ids: %w", err)
	}
	found, err := collect(ctx, db, scanActivity, `SELECT `+activityFields+`
		FROM json_each(?) AS id CROSS JOIN activities AS a ON a.activity_id = id.value JOIN sections AS s ON s.section_id = a.section_id JOIN columns AS c ON c.column_id = a.column_id`, string(list))
	if err != nil {
		return nil, fmt.Errorf("read activities: %w", err)
	}
	place := map[string]int{}
	for i, id := range ids {
		place[id] = i
	}
	slices.SortFunc(found, func(a, b activityView) int { return cmp.Compare(place[a.ID], place[b.ID]) })
	return found, attachAppearances(ctx, db, found)
}

// activitiesOf reads a column's activities in printed order.
func activitiesOf(ctx context.Context, db querier, columnID string) ([]activityView, error) {
	found, err := collect(ctx, db, scanActivity, `SELECT `+activityFields+`
		FROM activities AS a JOIN sections AS s USING (section_id) JOIN columns AS c ON c.column_id = a.column_id WHERE a.column_id = ? ORDER BY a.position`, columnID)
	if err != nil {
		return nil, fmt.Errorf("read activities of %s: %w", columnID, err)
	}
	return found, attachAppearances(ctx, db, found)
}

func attachAppearances(ctx context.Context, db querier, to []activityView) error {
	place := map[string]int{}
	ids := make([]string, len(to))
	for i := range to {
		place[to[i].ID], ids[i] = i, to[i].ID
		to[i].Appearances = []appearanceView{}
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return fmt.Errorf("list activity ids: %w", err)
	}
	all, err := collect(ctx, db, func(r *sql.Rows, p *appearanceView) error {
		return r.Scan(&p.ActivityID, &p.OfficialID, &p.Name, &p.Pinyin, &p.Position, &p.Post, &p.Office, &p.NamedAs, &p.Role, &p.Verbs, &p.Statements, &p.SpanStart, &p.SpanEnd)
	}, `SELECT p.activity_id, p.official_id, p.name, o.name_pinyin, p.position, p.post, p.office, p.named_as, p.role, p.verbs, p.statements, p.span_start, p.span_end
		FROM json_each(?) AS id CROSS JOIN appearances AS p ON p.activity_id = id.value JOIN officials AS o USING (official_id) ORDER BY p.activity_id, p.position`, string(list))
	if err != nil {
		return fmt.Errorf("read appearances: %w", err)
	}
	for _, p := range all {
		a := &to[place[p.ActivityID]]
		a.Appearances = append(a.Appearances, p)
	}
	return nil
}

// activityText reads the sentences of an activity; ask only for who may see
// them.
func activityText(ctx context.Context, db querier, id string) (string, error) {
	var text string
	if err := db.QueryRowContext(ctx, `SELECT text FROM activities WHERE activity_id = ?`, id).Scan(&text); err != nil {
		return "", fmt.Errorf("read text of %s: %w", id, err)
	}
	return text, nil
}
