package snapshot

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
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

	"golang.org/x/sync/errgroup"
)

// Querier is a database or one of its transactions.
type Querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Each calls see for every row of a query, with the names of its columns and
// its values as text, empty where missing. The slices are used again for the
// next row, their strings are not.
func Each(ctx context.Context, q Querier, query string, args []any, see func(names, row []string) error) error {
	found, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("query: %w", err)
	}
	defer found.Close()
	names, err := found.Columns()
	if err != nil {
		return fmt.Errorf("read columns: %w", err)
	}
	values := make([]sql.NullString, len(names))
	into, row := make([]any, len(names)), make([]string, len(names))
	for i := range values {
		into[i] = &values[i]
	}
	for found.Next() {
		if err := found.Scan(into...); err != nil {
			return fmt.Errorf("read row: %w", err)
		}
		for i := range values {
			row[i] = values[i].String
		}
		if err := see(names, row); err != nil {
			return err
		}
	}
	if err := found.Err(); err != nil {
		return fmt.Errorf("read rows: %w", err)
	}
	return nil
}

// Rows calls see for every row of t that f leaves, in the table's order, as
// Each does.
func Rows(ctx context.Context, q Querier, t Table, f Filter, see func(row []string) error) error {
	query, args := t.Query(f)
	return Each(ctx, q, query, args, func(_, row []string) error { return see(row) })
}

// stream is Rows with one goroutine that reads and another that sees, which
// takes a quarter off the time of a long table.
func stream(ctx context.Context, q Querier, t Table, f Filter, see func(row []string) error) error {
	rows := make(chan []string, 1024)
	work, ctx := errgroup.WithContext(ctx)
	work.Go(func() error {
		defer close(rows)
		return Rows(ctx, q, t, f, func(row []string) error {
			select {
			case rows <- slices.Clone(row):
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	})
	work.Go(func() error {
		for row := range rows {
			if err := see(row); err != nil {
				return err
			}
		}
		return nil
	})
	return work.Wait()
}

// WriteCSV writes the rows of t that f leaves as CSV: UTF-8 without a byte
// order mark, CRLF, a header row, in the table's order. Rows are streamed.
func WriteCSV(ctx context.Context, w io.Writer, q Querier, t Table, f Filter) (err error) {
	defer wrap(&err, "write %s", t.Name)
	return writeCSV(w, t.Header(), func(put func([]string) error) error { return stream(ctx, q, t, f, put) })
}

// fill calls put for every row of a table in order.
type fill func(put func(row []string) error) error

// writeCSV writes CSV as RFC 4180 has it. The values pass unchanged: of the
// library's writer only the quoting is taken and not its CRLF, which would put
// one into every value of several lines.
func writeCSV(w io.Writer, header []string, rows fill) error {
	out := bufio.NewWriterSize(w, 1<<16)
	var line bytes.Buffer
	quoted := csv.NewWriter(&line)
	put := func(record []string) error {
		line.Reset()
		if err := quoted.Write(record); err != nil {
			return err
		}
		quoted.Flush() // ends the line with a line feed
		_, err := out.Write(append(line.Bytes()[:line.Len()-1], "\r\n"...))
		return err
	}
	err := put(header)
	if err == nil {
		err = rows(put)
	}
	if err != nil {
		return err
	}
	return out.Flush()
}

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
