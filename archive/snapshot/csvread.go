package snapshot

import (
	"context"
	"crypto/sha256"
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

// line is one row of a table's file.
type line struct{ header, values []string }

// value gives the value in a column by name, empty where the file has no such
// column.
func (l line) value(column string) string {
	if i := slices.Index(l.header, column); i >= 0 {
		return l.values[i]
	}
	return ""
}

// number gives an integer value, 0 for what is none.
func (l line) number(column string) int {
	n, err := strconv.Atoi(l.value(column))
	if err != nil {
		return 0
	}
	return n
}

// all gives the values in some columns.
func (l line) all(columns []string) []string {
	values := make([]string, len(columns))
	for i, name := range columns {
		values[i] = l.value(name)
	}
	return values
}

// id names the row of a table: the values of its key joined with '/', which is
// escaped inside them. It does not keep the line in memory.
func (l line) id(t Table) string {
	parts := l.all(t.Key)
	for i := range parts {
		parts[i] = slash.Replace(parts[i])
	}
	return strings.Clone(strings.Join(parts, "/"))
}

var slash = strings.NewReplacer("%", "%25", "/", "%2F")

// keyHash stands for values that are long and many.
type keyHash [16]byte

func hashKey(values []string) keyHash {
	sum := sha256.Sum256([]byte(strings.Join(values, "\x00")))
	return keyHash(sum[:])
}

// eachRow calls see for every record of a CSV file, the header being line 1.
// The record is used again for the next, its strings are not.
func eachRow(ctx context.Context, name string, see func(number int, record []string) error) (err error) {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	reader := csv.NewReader(file)
	reader.ReuseRecord = true
	for number := 1; ; number++ {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil && number%1024 == 0 {
			err = ctx.Err()
		}
		if err == nil {
			err = see(number, record)
		}
		if err != nil {
			return err
		}
	}
}

// eachLine calls see for every row of a table of the snapshot in dir, the
// first being line 2. A table that the snapshot does not have reads as one
// without rows, so that a snapshot of an older program can be compared with one
// of a newer.
func eachLine(ctx context.Context, dir string, t Table, see func(number int, l line) error) error {
	var header []string
	err := eachRow(ctx, filepath.Join(dir, t.File()), func(number int, record []string) error {
		if number > 1 {
			return see(number, line{header, record})
		}
		header = slices.Clone(record)
		for _, key := range t.Key {
			if !slices.Contains(header, key) {
				return fmt.Errorf("no column %s", key)
			}
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read %s of %s: %w", t.File(), dir, err)
	}
	return nil
}
