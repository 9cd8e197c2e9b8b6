package snapshot

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// tableFile reads one table of a snapshot's folder, row by row.
type tableFile struct {
	table  Table
	header []string
	row    []string // the current row; its array is used again for the next
	done   bool     // no row is left

	file   *os.File
	reader *csv.Reader
	key    []int // places of the key's columns
}

// openTable opens a table of the snapshot in dir and reads its first row. A
// table that the snapshot does not have reads as one without rows, so that a
// snapshot of an older program can be compared with one of a newer.
func openTable(dir string, t Table) (*tableFile, error) {
	name := filepath.Join(dir, filepath.FromSlash(t.File()))
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return &tableFile{table: t, header: t.Header(), done: true}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open table %s: %w", t.Name, err)
	}
	f := &tableFile{table: t, file: file, reader: csv.NewReader(file)}
	if err := f.readHeader(); err != nil {
		return nil, errors.Join(fmt.Errorf("read header of %s: %w", name, err), file.Close())
	}
	return f, f.next()
}

func (f *tableFile) readHeader() error {
	header, err := f.reader.Read()
	if err != nil {
		return err
	}
	f.header = header
	for _, key := range f.table.Key {
		i := slices.Index(header, key)
		if i < 0 {
			return fmt.Errorf("no column %s", key)
		}
		f.key = append(f.key, i)
	}
	f.reader.ReuseRecord = true
	return nil
}

// next moves to the next row, or sets done.
func (f *tableFile) next() error {
	row, err := f.reader.Read()
	if errors.Is(err, io.EOF) {
		f.done, f.row = true, nil
		return nil
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", f.table.File(), err)
	}
	f.row = row
	return nil
}

func (f *tableFile) close() error {
	if f.file == nil {
		return nil
	}
	return f.file.Close()
}

// value gives the current row's value in a column by name, empty where the
// file has no such column.
func (f *tableFile) value(column string) string {
	if i := slices.Index(f.header, column); i >= 0 {
		return f.row[i]
	}
	return ""
}

// rowID names the current row: the values of its key joined with '/'.
func (f *tableFile) rowID() string {
	if len(f.key) == 1 {
		return escapeID(f.row[f.key[0]])
	}
	parts := make([]string, len(f.key))
	for i, at := range f.key {
		parts[i] = escapeID(f.row[at])
	}
	return strings.Join(parts, "/")
}

// escapeID keeps row ids unique where a value holds the joining '/'.
func escapeID(value string) string {
	if !strings.ContainsAny(value, "%/") {
		return value
	}
	return strings.ReplaceAll(strings.ReplaceAll(value, "%", "%25"), "/", "%2F")
}

// order compares the keys of the current rows of two files in the order that
// tables are sorted in.
func (f *tableFile) order(other *tableFile) int {
	for i, name := range f.table.Key {
		column, _ := f.table.Column(name)
		if c := compareValues(column.Type, f.row[f.key[i]], other.row[other.key[i]]); c != 0 {
			return c
		}
	}
	return 0
}

// compareValues orders text by its bytes and integers as numbers.
func compareValues(t Type, a, b string) int {
	if t == Integer {
		x, errX := strconv.ParseInt(a, 10, 64)
		y, errY := strconv.ParseInt(b, 10, 64)
		if errX == nil && errY == nil && x != y {
			if x < y {
				return -1
			}
			return 1
		}
	}
	return strings.Compare(a, b)
}

// complete checks that the snapshot in dir has every table it says it has, so
// that a lost file is never taken for a table without rows.
func complete(dir string) error {
	p, err := readPackage(dir)
	if err != nil {
		return err
	}
	for _, r := range p.Resources {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(r.Path))); err != nil {
			return err
		}
	}
	return nil
}
