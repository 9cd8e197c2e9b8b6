package archive

import (
	"context"
	"fmt"
	"slices"
)

// digests compares the rows of every column with the digest that they were
// written with, whatever parser read them. What is found is told once it is
// known which rows differ.
func (c *checker) digests(ctx context.Context) (err error) {
	c.differ, err = c.archive.CheckRows(ctx)
	return err
}

// rows goes the way of a dry run over everything and compares what this parser
// makes of the pages with what stands: readings, revisions and rows can only
// differ where somebody changed them. Columns that an older parser read are
// left to their digest.
func (c *checker) rows(ctx context.Context) error {
	found, err := c.differing(ctx, ReparseOptions{All: true})
	if err != nil || len(found) > 0 {
		// A writer may have come in between two reads; look once more.
		if again, aerr := c.differing(ctx, ReparseOptions{All: true}); aerr == nil {
			found, err = again, nil
		}
	}
	for _, d := range found {
		c.differ = slices.DeleteFunc(c.differ, func(f Finding) bool { return f.Object == d.ColumnID })
		object := d.Table + " " + d.RowID
		switch d.Change {
		case "added":
			c.find("row", object, false, "is missing; shenzheng reparse --column %s writes it anew", d.ColumnID)
		case "removed":
			c.find("row", object, false, "is not in the page; shenzheng reparse --column %s takes it away", d.ColumnID)
		default:
			c.find("row", object, false, "%s is %.80q, and %.80q in the page; shenzheng reparse --column %s mends it", d.Field, d.Old, d.New, d.ColumnID)
		}
	}
	c.findings = append(c.findings, c.differ...)
	return err
}

func (c *checker) differing(ctx context.Context, o ReparseOptions) ([]Difference, error) {
	a := c.archive
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
	o.DryRun, o.whole = true, true
	o.Difference = func(d Difference) error {
		if !behind[d.ColumnID] {
			found = append(found, d)
		}
		return nil
	}
	return found, a.reparse(ctx, o, &ReparseReport{})
}
