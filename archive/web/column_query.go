package web

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// columnView is a column as shown.
type columnView struct {
	ID, Source, Number, SourceURL, Title, Kind, PublishedAt, WeekStart, WeekEnd string
	Author, Outlet, Topic, CapturedAt, CaptureSHA256, State                     string
	Sections, Activities, Officials, Characters, Unclassified, Problems         int
	Revision, ParserVersion                                                     int
}

const columnFields = `column_id, source, number, source_url, title, kind, published_at, week_start, week_end, author, outlet, topic,
	captured_at, capture_sha256, state, sections, activities, officials, characters, unclassified_characters, problems, revision, parser_version`

func (c *columnView) targets() []any {
	return []any{&c.ID, &c.Source, &c.Number, &c.SourceURL, &c.Title, &c.Kind, &c.PublishedAt, &c.WeekStart, &c.WeekEnd, &c.Author, &c.Outlet, &c.Topic,
		&c.CapturedAt, &c.CaptureSHA256, &c.State, &c.Sections, &c.Activities, &c.Officials, &c.Characters, &c.Unclassified, &c.Problems, &c.Revision, &c.ParserVersion}
}

func scanColumn(r *sql.Rows, c *columnView) error { return r.Scan(c.targets()...) }

// columnByID reads one column; an unknown one is a 404.
func columnByID(ctx context.Context, db querier, id string) (columnView, error) {
	var c columnView
	err := db.QueryRowContext(ctx, `SELECT `+columnFields+` FROM columns WHERE column_id = ?`, id).Scan(c.targets()...)
	if errors.Is(err, sql.ErrNoRows) {
		return c, notFound("没有这篇专栏："+clip(id), "there is no column "+clip(id))
	}
	if err != nil {
		return c, fmt.Errorf("read column %s: %w", id, err)
	}
	return c, nil
}

// latestWeekly is the round-up of the newest week; false when none is held.
func latestWeekly(ctx context.Context, db querier) (columnView, bool, error) {
	found, err := collect(ctx, db, scanColumn, `SELECT `+columnFields+` FROM columns
		WHERE kind = 'weekly' AND week_start <> '' ORDER BY week_start DESC, column_id LIMIT 1`)
	if err != nil || len(found) == 0 {
		return columnView{}, false, err
	}
	return found[0], true, nil
}

// columnsNewest reads columns, newest first.
func columnsNewest(ctx context.Context, db querier, limit int) ([]columnView, error) {
	return collect(ctx, db, scanColumn, `SELECT `+columnFields+` FROM columns
		ORDER BY coalesce(nullif(published_at, ''), captured_at) DESC, column_id LIMIT ?`, limit)
}

// sectionView is a section with its activities.
type sectionView struct {
	ID, District, Heading, HeadingSource, Headline string
	Activities                                     []activityView
}

func sectionsOf(ctx context.Context, db querier, columnID string) ([]sectionView, error) {
	sections, err := collect(ctx, db, func(r *sql.Rows, s *sectionView) error {
		return r.Scan(&s.ID, &s.District, &s.Heading, &s.HeadingSource, &s.Headline)
	}, `SELECT section_id, district, heading, heading_source, headline FROM sections WHERE column_id = ? ORDER BY position`, columnID)
	if err != nil {
		return nil, fmt.Errorf("read sections of %s: %w", columnID, err)
	}
	activities, err := activitiesOf(ctx, db, columnID)
	if err != nil {
		return nil, err
	}
	for i := range sections {
		for _, a := range activities {
			if a.SectionID == sections[i].ID {
				sections[i].Activities = append(sections[i].Activities, a)
			}
		}
	}
	return sections, nil
}

// blockView is one line of the article. Text is filled only for who may read it.
type blockView struct {
	Block, Start, End int
	Class, Text       string
}

func blocksOf(ctx context.Context, db querier, columnID string) ([]blockView, error) {
	return collect(ctx, db, func(r *sql.Rows, b *blockView) error {
		return r.Scan(&b.Block, &b.Class, &b.Start, &b.End, &b.Text)
	}, `SELECT block, class, span_start, span_end, text FROM blocks WHERE column_id = ? ORDER BY block`, columnID)
}

// revisionView is one distinct text of a column.
type revisionView struct {
	Revision                    int
	SHA256, FirstSeen, LastSeen string
}

func revisionsOf(ctx context.Context, db querier, columnID string) ([]revisionView, error) {
	return collect(ctx, db, func(r *sql.Rows, v *revisionView) error {
		return r.Scan(&v.Revision, &v.SHA256, &v.FirstSeen, &v.LastSeen)
	}, `SELECT revision, article_sha256, first_seen, last_seen FROM revisions WHERE column_id = ? ORDER BY revision`, columnID)
}
