package archive

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"hash"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"shenzheng/parser"
)

// digestOrder reads a table's rows column by column in the order they were
// digested in: by what and where they stand.
var digestOrder = [tableCount]string{
	columnsTable:     "WHERE x.rows_sha256 <> '' ORDER BY x.column_id", // one without a digest waits for its page to be read anew
	sectionsTable:    "ORDER BY x.column_id, x.position",
	activitiesTable:  "ORDER BY x.column_id, x.position",
	appearancesTable: "JOIN activities a USING (activity_id) ORDER BY a.column_id, a.position, x.position",
	postsTable:       "JOIN activities a USING (activity_id) JOIN appearances p USING (activity_id, official_id) ORDER BY a.column_id, a.position, p.position, x.position",
	creditsTable:     "ORDER BY x.column_id, x.position",
	blocksTable:      "ORDER BY x.column_id, x.block",
	problemsTable:    "ORDER BY x.column_id, x.position",
}

// CheckRows digests the rows of every column again and compares with the
// digest they were written with, so that nothing is published that a damaged
// disk or another hand has changed. It gives one finding for each column that
// differs. Pages are not read: see Check.
func (a *Archive) CheckRows(ctx context.Context) (found []Finding, err error) {
	err = a.ReadTx(ctx, func(tx *sql.Tx) error {
		s := sounding{tx: tx, want: map[string]string{}, sums: map[string]hash.Hash{}}
		for t := range tables {
			if err := s.table(ctx, t); err != nil {
				return err
			}
		}
		found = s.findings()
		return s.officials(ctx, &found)
	})
	if err != nil {
		return nil, fmt.Errorf("check rows: %w", err)
	}
	return found, nil
}

// sounding digests all columns at once, table after table.
type sounding struct {
	tx   *sql.Tx
	ids  []string          // of the columns, in order
	want map[string]string // digest by column
	sums map[string]hash.Hash
	buf  []byte
}

// table digests the rows of one table, those of columns first.
func (s *sounding) table(ctx context.Context, t int) error {
	for _, id := range s.ids {
		s.sums[id].Write(appendTable(nil, t))
	}
	column := "x.column_id"
	if tables[t].where == ofActivity {
		column = "a.column_id"
	}
	var id string
	r := slices.Clone(tables[t].blank)
	into := append([]any{&id}, r.dest()...)
	return each(ctx, s.tx, "read "+tables[t].name, func(*struct{}) []any { return into }, func(struct{}) {
		if t == columnsTable {
			s.ids = append(s.ids, id)
			s.want[id], s.sums[id] = r.get("rows_sha256"), sha256.New()
		}
		if sum := s.sums[id]; sum != nil {
			s.buf = appendRow(s.buf[:0], t, r)
			sum.Write(s.buf)
		}
	}, "SELECT "+column+", x."+strings.Join(tables[t].blank.columns(), ", x.")+" FROM "+tables[t].name+" x "+digestOrder[t])
}

// officials are rows of no column: each follows from the name, which its id is
// made of.
func (s *sounding) officials(ctx context.Context, found *[]Finding) error {
	return each(ctx, s.tx, "read officials", func(o *[3]string) []any { return []any{&o[0], &o[1], &o[2]} }, func(o [3]string) {
		id, name, latin := o[0], o[1], o[2]
		if parser.OfficialID(name) != id || Pinyin(name) != latin {
			*found = append(*found, Finding{Code: "row", Object: "officials " + id,
				Detail: fmt.Sprintf("its name %.40q and pinyin %.40q do not belong to it; shenzheng reparse --all writes them anew", name, latin)})
		}
	}, "SELECT official_id, name, name_pinyin FROM officials ORDER BY official_id")
}

// ReadChecked is ReadTx for what is published: it fails, and names what it
// found, where rows are not those that were written, or indexes not theirs.
func (a *Archive) ReadChecked(ctx context.Context, read func(*sql.Tx) error) error {
	var found []Finding
	work, ctx := errgroup.WithContext(ctx)
	work.Go(func() (err error) {
		if found, err = a.CheckRows(ctx); err == nil && len(found) == 0 {
			found, err = skippedTable.findings(ctx, a.reader) // they stand in coverage
		}
		if err == nil && len(found) == 0 {
			found, err = a.checkIndexes(ctx)
		}
		return err
	})
	work.Go(func() error { return a.ReadTx(ctx, read) })
	if err := work.Wait(); err != nil {
		return err
	}
	if len(found) > 0 {
		return &DamageError{found}
	}
	return nil
}

// checkIndexes looks for rows that an index of a derived table does not lead
// to, as a damaged one hides them.
func (a *Archive) checkIndexes(ctx context.Context) (found []Finding, err error) {
	names := []string{"officials", skippedTable.name}
	for _, t := range tables {
		names = append(names, t.name)
	}
	for _, name := range names {
		faults, err := integrity(ctx, a.reader, name)
		if err != nil {
			return nil, fmt.Errorf("check indexes of %s: %w", name, err)
		}
		for _, fault := range faults {
			found = append(found, Finding{Code: "integrity", Object: name, Detail: fault + "; shenzheng check tells how to restore", Restore: true})
		}
	}
	return found, nil
}

// DamageError refuses to publish damaged rows.
type DamageError struct{ Findings []Finding }

func (e *DamageError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d columns, officials or indexes are damaged and nothing is published of them:", len(e.Findings))
	for i, f := range e.Findings {
		if i == 10 {
			fmt.Fprintf(&b, " and %d more", len(e.Findings)-i)
			break
		}
		b.WriteString(" " + f.Object + " (" + f.Detail + ")")
	}
	return b.String()
}

func (s *sounding) findings() (found []Finding) {
	for _, id := range s.ids {
		if hex.EncodeToString(s.sums[id].Sum(nil)) != s.want[id] {
			found = append(found, Finding{Code: "row", Object: id,
				Detail: "its rows are not those that were written; shenzheng check names them, and reparse --column " + id + " writes them anew"})
		}
	}
	return found
}
