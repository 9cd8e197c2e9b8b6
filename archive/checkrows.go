package archive

import (
	"context"
	"errors"
	"fmt"
)

// rows reads every page again and compares what this parser makes of it with
// the rows as they stand: they can only differ where somebody changed them.
func (c *checker) rows(ctx context.Context) error {
	if c.archive.parent != nil {
		return nil
	}
	found, err := c.archive.differing(ctx, ReparseOptions{All: true})
	if err != nil || len(found) == 0 {
		return err
	}
	// A writer may have come in between two reads; look at these once more.
	again := ReparseOptions{Columns: columnsOf(found)}
	if found, err = c.archive.differing(ctx, again); errors.Is(err, ErrNoColumn) {
		found, err = c.archive.differing(ctx, ReparseOptions{All: true})
	}
	for _, d := range found {
		object := d.Table + " " + d.RowID
		switch d.Change {
		case "added":
			c.find("row", object, "is missing; reparse --column %s writes it anew", d.ColumnID)
		case "removed":
			c.find("row", object, "is not in the page; reparse --column %s takes it away", d.ColumnID)
		default:
			c.find("row", object, "%s is %.80q, and %.80q in the page; reparse --column %s mends it", d.Field, d.Old, d.New, d.ColumnID)
		}
	}
	return err
}

// differing gives the differences between the rows that this parser version
// wrote and what it makes of their pages.
func (a *Archive) differing(ctx context.Context, o ReparseOptions) ([]Difference, error) {
	rows, err := a.reader.QueryContext(ctx, `SELECT column_id FROM columns WHERE parser_version <> ?`, a.cfg.ParserVersion)
	if err != nil {
		return nil, fmt.Errorf("list columns behind: %w", err)
	}
	ids, err := collect(rows, func(s *string) []any { return []any{s} })
	if err != nil {
		return nil, fmt.Errorf("list columns behind: %w", err)
	}
	behind := map[string]bool{}
	for _, id := range ids {
		behind[id] = true
	}
	var found []Difference
	o.DryRun = true
	o.Difference = func(d Difference) error {
		if !behind[d.ColumnID] {
			found = append(found, d)
		}
		return nil
	}
	return found, a.reparse(ctx, o, &ReparseReport{})
}

func columnsOf(found []Difference) (ids []string) {
	seen := map[string]bool{}
	for _, d := range found {
		if !seen[d.ColumnID] {
			seen[d.ColumnID] = true
			ids = append(ids, d.ColumnID)
		}
	}
	return ids
}
