package archive

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"shenzheng/parser/source"
)

// Finding is something that is not as it should be.
type Finding struct {
	Code   string `json:"code"`   // integrity | schema | foreign_key | body | capture | row | check
	Object string `json:"object"` // what it is about, such as a capture or an activity
	Detail string `json:"detail"` // what is wrong, and the command that mends it
	// Restore is true where nothing but a backup brings it back.
	Restore bool `json:"restore,omitempty"`
}

// Check verifies the database: SQLite's own integrity and foreign keys; every
// body against its hash; the numbers of captures against gaps; the rows that
// follow from no page, those of captures among them, against their checksums
// (see sealedTables); the rows of columns and all below them against the
// columns' digests, and against what the parser makes of the pages now; lists
// against the view that they follow from.
//
// An archive without fault gives no findings. A step that cannot be done is a
// finding too, and the others go on; an error means that the check was cut off.
func (a *Archive) Check(ctx context.Context) (found []Finding, err error) {
	steps := [...]checkStep{a.checkIntegrity, a.checkDefinitions, a.findingsOf(foreignKeysSQL), a.checkBodies, a.findingsOf(capturesSQL),
		func(ctx context.Context) ([]Finding, error) { return sealedFindings(ctx, a.reader, sealedTables[:]...) },
		a.findingsOf(listingSQL), a.findingsOf(leftoversSQL), a.checkColumns, a.findingsOf(totalsSQL)}
	for i, step := range steps {
		if i == len(steps)-1 && len(found) > 0 {
			break // what else is wrong with the numbers of rows is told already
		}
		more, err := step(ctx)
		found = append(found, more...)
		if ctx.Err() != nil {
			return found, fmt.Errorf("check: %w", ctx.Err())
		}
		if err != nil {
			found = append(found, Finding{"check", "database", err.Error(), Damaged(err)})
		}
	}
	return found, nil
}

// checkStep finds what is wrong of one kind.
type checkStep func(context.Context) ([]Finding, error)

// ErrDamaged says that the database is not what this program wrote.
var ErrDamaged = errors.New("the database is damaged")

// Damaged tells whether an error says that the database's file is not what
// SQLite wrote, or that its tables are not those that this program made: all
// statements are its own, and right for these.
func Damaged(err error) bool {
	var e *sqlite.Error
	return errors.Is(err, ErrDamaged) || errors.As(err, &e) && slices.Contains([]int{sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}, e.Code()&0xff)
}

// findingsOf is the step of what a query finds.
func (a *Archive) findingsOf(query string) checkStep {
	return func(ctx context.Context) ([]Finding, error) { return findings(ctx, a.reader, query) }
}

func findings(ctx context.Context, db querier, query string) ([]Finding, error) {
	return list(ctx, db, "check", func(f *Finding) []any { return []any{&f.Code, &f.Object, &f.Restore, &f.Detail} }, query)
}

// Queries of findings. An archive without fault gives none.
var (
	foreignKeysSQL, capturesSQL, listingSQL = queryIn("foreign_keys"), queryIn("captures"), queryIn("listing")
	peopleSQL, leftoversSQL, totalsSQL      = queryIn("officials"), queryIn("leftovers"), queryIn("totals")
)

func (a *Archive) checkIntegrity(ctx context.Context) ([]Finding, error) {
	faults, err := integrity(ctx, a.reader, "")
	if err == nil {
		if herr := probeHeader(ctx, a.path()); herr != nil {
			faults = append(faults, herr.Error())
		}
	}
	// SQLite believes the number of free pages, until it needs one.
	if err == nil && len(faults) == 0 {
		var used, free, all int64
		_, err = get(ctx, a.reader, "count pages", `SELECT (SELECT count(*) FROM dbstat), freelist_count, page_count
			FROM pragma_freelist_count, pragma_page_count`, nil, &used, &free, &all)
		if err == nil && used+free != all {
			faults = append(faults, fmt.Sprintf("of %d pages %d are used and %d are said to be free", all, used, free))
		}
	}
	var found []Finding
	for _, fault := range faults {
		found = append(found, Finding{"integrity", "database", fault, true})
	}
	return found, err
}

// integrity gives what SQLite itself finds wrong. Damage so deep that the
// check cannot run is a finding too. It looks at one table and its indexes, ""
// for all.
func integrity(ctx context.Context, db *sql.DB, table string) ([]string, error) {
	pragma := `PRAGMA integrity_check`
	if table != "" {
		pragma += `(` + table + `)`
	}
	lines, err := texts(ctx, db, "check integrity", pragma)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return append(lines, err.Error()), nil
	case slices.Equal(lines, []string{"ok"}):
		return nil, nil
	}
	return lines, nil
}

// checkDefinitions compares the definitions of tables and indexes with those that the
// migrations make: damaged ones may still be read, as others.
func (a *Archive) checkDefinitions(ctx context.Context) (found []Finding, err error) {
	db := openDB("file::memory:")
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1) // another would have another memory
	if err := migrate(ctx, db); err != nil {
		return nil, fmt.Errorf("check schema: %w", err)
	}
	want, err := definitions(ctx, db)
	if err != nil {
		return nil, err
	}
	got, err := definitions(ctx, a.reader)
	for _, definition := range want {
		if err == nil && !slices.Contains(got, definition) {
			found = append(found, Finding{"schema", definition[0], "its definition is not the one that this program made", true})
		}
	}
	return found, err
}

// definitions gives what this program made, by name, with the statements that
// made it, and which migrations they were.
func definitions(ctx context.Context, db *sql.DB) ([][2]string, error) {
	return pairs(ctx, db, "read schema", `SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL
		AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'goose_%'
		UNION ALL SELECT 'migration ' || version_id, 'applied ' || is_applied FROM goose_db_version ORDER BY 1`)
}

// checkBodies unpacks every body and compares it with its hash.
func (a *Archive) checkBodies(ctx context.Context) (found []Finding, err error) {
	bodies, err := pairs(ctx, a.reader, "list bodies", `SELECT sha256, coalesce((SELECT 'shenzheng crawl ' || CASE final_url WHEN '' THEN url ELSE final_url END
		|| ', or ' FROM captures c WHERE c.sha256 = b.sha256 AND url <> '' ORDER BY capture_id DESC LIMIT 1), '') FROM bodies b ORDER BY sha256`)
	for _, b := range bodies {
		if ctx.Err() != nil {
			return found, ctx.Err()
		}
		if _, err := a.Body(ctx, b[0]); err != nil {
			found = append(found, Finding{"body", b[0], fmt.Sprintf("%v; %sshenzheng import FILE with the same bytes replaces it", err, b[1]), true})
		}
	}
	return found, err
}

// checkColumns goes the way from captures to rows for every article, up to the write,
// and compares what this parser makes of the pages with what stands: readings,
// revisions and rows can only differ where somebody changed them.
// Rows that are not those of the digest that they were written with, whatever
// parser read them, are named where they are found, or else their column is.
func (a *Archive) checkColumns(ctx context.Context) ([]Finding, error) {
	found, undigested := a.CheckRows(ctx)
	articles, err := a.targets(ctx, ReparseOptions{All: true})
	var differences []Difference
	damaged := map[string]bool{} // columns
	for _, f := range found {
		damaged[f.Object] = true
	}
	// A writer may come in between the reads of an article; what differs each
	// time it is looked at does.
	for i := 0; i < 3 && err == nil && len(articles) > 0; i++ {
		articles, differences, err = a.differing(ctx, articles, damaged)
	}
	for _, d := range differences {
		found = slices.DeleteFunc(found, func(f Finding) bool { return f.Object == d.ColumnID })
		detail := fmt.Sprintf("is missing; shenzheng reparse --column %s writes it anew", d.ColumnID)
		switch d.Change {
		case "removed":
			detail = fmt.Sprintf("is not in the page; shenzheng reparse --column %s takes it away", d.ColumnID)
		case "changed":
			detail = fmt.Sprintf("%s is %.80q, and %.80q in the page; shenzheng reparse --column %s mends it", d.Field, d.Old, d.New, d.ColumnID)
		}
		found = append(found, Finding{Code: "row", Object: d.Table + " " + d.RowID, Detail: detail})
	}
	return found, cmp.Or(undigested, err)
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
		return h.unread || h.Verdict == source.Good && h.was.version != version
	})
}
