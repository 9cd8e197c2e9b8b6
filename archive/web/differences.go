package web

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// differences is what a snapshot's changes.csv says, in numbers.
type differences struct {
	Previous string // empty for the first snapshot
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
	rel.counted, err = countChanges(f)
	return rel.counted, err
}

// countChanges reads table, row_id, change, cause, previous_snapshot.
func countChanges(r io.Reader) (*differences, error) {
	rows := csv.NewReader(r)
	rows.ReuseRecord = true
	if _, err := rows.Read(); err != nil {
		return nil, fmt.Errorf("read header: %w", err)
	}
	d := &differences{}
	place := map[[3]string]int{}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return d, nil
		}
		if err != nil {
			return nil, err
		}
		if len(row) < 5 {
			return nil, fmt.Errorf("a row has %d values", len(row))
		}
		key := [3]string{row[0], row[2], row[3]}
		i, ok := place[key]
		if !ok {
			i = len(d.Lines)
			place[cloned(key)] = i
			d.Lines = append(d.Lines, differenceLine{Table: strings.Clone(row[0]), Change: strings.Clone(row[2]), Cause: strings.Clone(row[3])})
			d.Previous = strings.Clone(row[4])
		}
		d.Lines[i].Rows++
	}
}

// cloned keeps a key from holding on to the reader's buffer.
func cloned(key [3]string) [3]string {
	for i := range key {
		key[i] = strings.Clone(key[i])
	}
	return key
}
