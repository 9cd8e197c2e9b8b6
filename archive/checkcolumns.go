package archive

import (
	"context"
	"fmt"
)

// digests compares the rows of every column with the digest that they were
// written with, whatever parser read them.
func (c *checker) digests(ctx context.Context) error {
	a := c.archive
	c.named = map[string]bool{}
	ids, err := a.query(ctx, `SELECT column_id, rows_sha256 FROM columns ORDER BY column_id`)
	if err != nil {
		return fmt.Errorf("list columns: %w", err)
	}
	columns, err := collect(ids, func(s *[2]string) []any { return []any{&s[0], &s[1]} })
	for _, k := range columns {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if k[1] == "" {
			continue // looked at when it is read next
		}
		own, err := a.readRows(ctx, columnsTable, k[0])
		if err != nil {
			return err
		}
		var below rowSet
		for i := range below {
			if below[i], err = a.readRows(ctx, tables[i], k[0]); err != nil {
				return err
			}
		}
		if len(own) == 0 || digest(own[0], &below) != k[1] || own[0].get("rows_below") != fmt.Sprint(below.count()) {
			c.named[k[0]] = true
		}
	}
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
		delete(c.named, d.ColumnID)
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
	for id := range c.named {
		if again, err := c.stillDiffers(ctx, id); err != nil || again {
			c.find("row", id, false, "its rows are not those that were written; shenzheng reparse --column %s writes them anew", id)
		}
	}
	return err
}

// stillDiffers looks at one column again, which a writer may have changed
// between two reads.
func (c *checker) stillDiffers(ctx context.Context, id string) (bool, error) {
	one := &checker{archive: c.archive}
	err := one.digests(ctx)
	return one.named[id], err
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

// officials looks for people whose name is not the one that their appearances
// have, or is written otherwise in Latin letters.
func (c *checker) officials(ctx context.Context) error {
	rows, err := c.archive.reader.QueryContext(ctx, `SELECT o.official_id, o.name, o.name_pinyin, p.name, min(a.column_id)
		FROM officials o JOIN appearances p USING (official_id) JOIN activities a USING (activity_id) GROUP BY 1, 2, 3, 4`)
	if err != nil {
		return fmt.Errorf("list officials: %w", err)
	}
	people, err := collect(rows, func(s *[5]string) []any { return []any{&s[0], &s[1], &s[2], &s[3], &s[4]} })
	for _, p := range people {
		if p[1] != p[3] || p[2] != Pinyin(p[1]) {
			c.find("row", "officials "+p[0], false, "the name is %q, %q; shenzheng reparse --column %s mends it", p[1], p[2], p[4])
		}
	}
	return err
}
