package archive

import (
	"cmp"
	"context"
	"slices"

	"shenzheng/parser/source"
)

// rows goes the way from captures to rows for every article, up to the write,
// and compares what this parser makes of the pages with what stands: readings,
// revisions and rows can only differ where somebody changed them.
// Rows that are not those of the digest that they were written with, whatever
// parser read them, are named where they are found, or else their column is.
func (c *checker) rows(ctx context.Context) error {
	digests, undigested := c.archive.CheckRows(ctx)
	articles, err := c.archive.targets(ctx, ReparseOptions{All: true})
	var found []Difference
	differ := map[string]bool{} // by column
	for _, f := range digests {
		differ[f.Object] = true
	}
	// A writer may come in between the reads of an article; what differs each
	// time it is looked at does.
	for i := 0; i < 3 && err == nil && len(articles) > 0; i++ {
		articles, found, err = c.archive.differing(ctx, articles, differ)
	}
	for _, d := range found {
		digests = slices.DeleteFunc(digests, func(f Finding) bool { return f.Object == d.ColumnID })
		object := d.Table + " " + d.RowID
		switch d.Change {
		case "added":
			c.mend("row", object, "is missing; shenzheng reparse --column %s writes it anew", d.ColumnID)
		case "removed":
			c.mend("row", object, "is not in the page; shenzheng reparse --column %s takes it away", d.ColumnID)
		default:
			c.mend("row", object, "%s is %.80q, and %.80q in the page; shenzheng reparse --column %s mends it", d.Field, d.Old, d.New, d.ColumnID)
		}
	}
	c.findings = append(c.findings, digests...)
	return cmp.Or(undigested, err)
}

// differing gives what differs of the articles, and of which of them. Rows that
// are those of their digest, as all but the given columns' are, and of the
// plan's, need no look.
func (a *Archive) differing(ctx context.Context, articles []article, damaged map[string]bool) (which []article, found []Difference, err error) {
	p := &planner{archive: a, force: true}
	d := &Diff{each: func(d Difference) error {
		found = append(found, d)
		return nil
	}}
	err = inBatches(ctx, articles, p.article, func(batch []*plan) error {
		for _, next := range batch {
			if Damaged(next.err) { // a body that cannot be had has been told of
				return next.err
			}
			if next.err != nil || next.waits(a.cfg.ParserVersion) {
				continue
			}
			before, n := d.Count, tableCount
			if b := next.before; b.get("column_id") == next.columnID && b.get("rows_sha256") == next.digest && !damaged[next.columnID] {
				n = 1 // the column's own row
			}
			if err := a.compare(ctx, d, next, n); err != nil {
				return err
			}
			if d.Count > before {
				which = append(which, next.article)
			}
		}
		return nil
	})
	return which, found, err
}

// waits tells that what stands is not yet what this parser makes of the pages,
// and need not be: a capture was kept and its process ended before it was
// read, or an older parser read it. Such a column is left to its digest.
func (p *plan) waits(version int) bool {
	return p.before != nil && p.before.num("parser_version") != version || slices.ContainsFunc(p.captures, func(h held) bool {
		return h.unread || h.verdict == source.Good && h.was.version != version
	})
}
