package web

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
)

// differences is what a snapshot's changes.csv says, in numbers.
type differences struct {
	Previous string // as its rows say; empty where it has none
	Lines    []differenceLine
}

// differenceLine counts the rows of a table that changed one way for one
// cause.
type differenceLine struct {
	Table, Change, Cause string
	Rows                 int
}

// differences counts the changes since the snapshot before. The file never
// changes, so it is read once; nil where there is none.
func (rel *release) differences() (*differences, error) {
	rel.once.Lock()
	defer rel.once.Unlock()
	if rel.counted != nil {
		return rel.counted, nil
	}
	f, err := rel.root.Open("changes.csv")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	d, rows := &differences{}, csv.NewReader(f)
	rows.FieldsPerRecord = 5 // table, row_id, change, cause, previous_snapshot
	if _, err := rows.Read(); err != nil {
		return nil, fmt.Errorf("read header: %w", err)
	}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			rel.counted = d
			return d, nil
		}
		if err != nil {
			return nil, err
		}
		d.Previous = row[4]
		at := slices.IndexFunc(d.Lines, func(l differenceLine) bool { return l.Table == row[0] && l.Change == row[2] && l.Cause == row[3] })
		if at < 0 {
			at = len(d.Lines)
			d.Lines = append(d.Lines, differenceLine{Table: row[0], Change: row[2], Cause: row[3]})
		}
		d.Lines[at].Rows++
	}
}
