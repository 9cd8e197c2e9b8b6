package snapshot

import (
	"context"
	"errors"
	"slices"
)

// Change says what became of a row from one snapshot to the next.
type Change string

// The changes.
const (
	Added   Change = "added"
	Updated Change = "updated"
	Removed Change = "removed"
)

// rowPair is one row that differs between two snapshots. The files stand at
// the row: before is nil for an added row, after for a removed one.
type rowPair struct {
	change        Change
	before, after *tableFile
}

// row gives the file standing at the row as it is now, or as it last was.
func (p rowPair) row() *tableFile {
	if p.after != nil {
		return p.after
	}
	return p.before
}

// compareTable walks one table of two snapshots side by side, in flat memory,
// and calls differ for every row that is not the same in both. An empty
// folder name is a snapshot without rows.
func compareTable(ctx context.Context, before, after string, t Table, differ func(rowPair) error) (err error) {
	old, now, err := openPair(before, after, t)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, old.close(), now.close()) }()
	sameHeader := slices.Equal(old.header, now.header)
	for n := 0; !old.done || !now.done; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		pair := rowPair{Updated, old, now}
		switch c := standing(old, now); {
		case c < 0:
			pair = rowPair{Removed, old, nil}
		case c > 0:
			pair = rowPair{Added, nil, now}
		}
		if pair.change != Updated || !sameRow(old, now, sameHeader) {
			if err := differ(pair); err != nil {
				return err
			}
		}
		if err := pair.advance(); err != nil {
			return err
		}
	}
	return nil
}

func openPair(before, after string, t Table) (old, now *tableFile, err error) {
	old = &tableFile{table: t, header: t.Header(), done: true}
	if before != "" {
		if old, err = openTable(before, t); err != nil {
			return nil, nil, err
		}
	}
	now, err = openTable(after, t)
	if err != nil {
		return nil, nil, errors.Join(err, old.close())
	}
	return old, now, nil
}

// standing compares where two files stand: a file at its end is past all rows.
func standing(old, now *tableFile) int {
	switch {
	case now.done:
		return -1
	case old.done:
		return 1
	}
	return old.order(now)
}

func (p rowPair) advance() error {
	if p.before != nil {
		if err := p.before.next(); err != nil {
			return err
		}
	}
	if p.after != nil {
		return p.after.next()
	}
	return nil
}

// sameRow compares the values of two rows by the names of their columns; a
// column that one side does not have counts as empty there.
func sameRow(old, now *tableFile, sameHeader bool) bool {
	if sameHeader {
		return slices.Equal(old.row, now.row)
	}
	for i, name := range now.header {
		if now.row[i] != old.value(name) {
			return false
		}
	}
	for i, name := range old.header {
		if old.row[i] != "" && !slices.Contains(now.header, name) {
			return false
		}
	}
	return true
}
