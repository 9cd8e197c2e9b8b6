package snapshot

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io"
	"strings"
)

// Querier is a database or one of its transactions.
type Querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// WriteCSV writes the rows of t that f leaves as CSV: UTF-8 without a byte
// order mark, CRLF, a header row, sorted by the table's key. Rows are streamed
// in flat memory; it returns how many there were, the header not counted.
func WriteCSV(ctx context.Context, w io.Writer, q Querier, t Table, f Filter) (rows int, err error) {
	out := bufio.NewWriterSize(w, 1<<16)
	if _, err := out.Write(appendRecord(nil, t.Header())); err != nil {
		return 0, fmt.Errorf("write header of %s: %w", t.Name, err)
	}
	query, args := t.packed(f)
	found, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return 0, fmt.Errorf("query %s: %w", t.Name, err)
	}
	rows, err = writeRows(out, found, len(t.Columns))
	if closed := found.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return rows, fmt.Errorf("write %s: %w", t.Name, err)
	}
	return rows, nil
}

func writeRows(out *bufio.Writer, found *sql.Rows, width int) (rows int, err error) {
	var packed sql.RawBytes
	var line []byte
	for found.Next() {
		if err := found.Scan(&packed); err != nil {
			return rows, err
		}
		if line, err = unpack(line[:0], packed, width); err != nil {
			return rows, err
		}
		if _, err := out.Write(line); err != nil {
			return rows, err
		}
		rows++
	}
	return rows, found.Err()
}

// unpack appends a packed row as one CSV record.
func unpack(line, packed []byte, width int) ([]byte, error) {
	for left := width; ; left-- {
		value, rest, more := bytes.Cut(packed, []byte{separator})
		if more == (left == 1) {
			return nil, fmt.Errorf("row beginning %.60q: a value is not UTF-8", packed)
		}
		line = appendField(line, value)
		if !more {
			return append(line, '\r', '\n'), nil
		}
		line = append(line, ',')
		packed = rest
	}
}

// appendRecord appends one CSV record with its line end.
func appendRecord(line []byte, values []string) []byte {
	for i, v := range values {
		if i > 0 {
			line = append(line, ',')
		}
		line = appendField(line, v)
	}
	return append(line, '\r', '\n')
}

// appendField quotes only where RFC 4180 asks for it. The value itself is
// never altered, whatever a spreadsheet may make of its first character.
func appendField[S string | []byte](line []byte, value S) []byte {
	quote := false
	for i := range len(value) {
		if c := value[i]; c == ',' || c == '"' || c == '\r' || c == '\n' {
			quote = true
			break
		}
	}
	if !quote {
		return append(line, value...)
	}
	line = append(line, '"')
	line = append(line, strings.ReplaceAll(string(value), `"`, `""`)...)
	return append(line, '"')
}
