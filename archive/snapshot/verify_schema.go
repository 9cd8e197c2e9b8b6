package snapshot

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// checkResource checks one table against the schema it is published with.
func (v *verifier) checkResource(ctx context.Context, prefix string, r resource) error {
	name := prefix + r.Path
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		v.find(prefix+packageFile, 0, "path %q leads out of the snapshot", r.Path)
		return nil
	}
	if info, err := os.Stat(filepath.Join(v.dir, filepath.FromSlash(name))); err == nil && info.Size() != r.Bytes {
		v.find(name, 0, "has %d bytes, described as %d", info.Size(), r.Bytes)
	}
	c := tableCheck{v: v, name: name, schema: r.Schema, seen: map[keyHash]bool{}}
	for _, key := range foreignKeys(prefix, r) {
		lines, err := v.keysOf(ctx, key.Reference)
		if err != nil {
			v.find(name, 0, "reference to %s: %v", key.Reference.Resource, err)
			continue
		}
		c.foreign = append(c.foreign, foreignCheck{key, lines})
	}
	c.order = c.ranks(r.Order)
	err := eachRow(ctx, filepath.Join(v.dir, filepath.FromSlash(name)), c.row)
	var bad *csv.ParseError
	switch {
	case errors.Is(err, fs.ErrNotExist): // told already
		return nil
	case errors.As(err, &bad):
		v.find(name, bad.Line, "is no CSV: %v", bad.Err)
		return nil
	case errors.Is(err, errHeader):
		return nil
	case err != nil:
		return err
	}
	if c.rows != r.Rows {
		v.find(name, 0, "has %d rows, described as %d", c.rows, r.Rows)
	}
	return nil
}

// foreignKeys gives a table's references. Those of the full edition lead into
// the public one, and so stand in no package.
func foreignKeys(prefix string, r resource) []foreignKey {
	if t, ok := TableNamed(prefix + r.Name); ok && t.Full() {
		return t.schema(func(string) bool { return true }).ForeignKeys
	}
	return r.Schema.ForeignKeys
}

// errHeader stops the reading of a table whose header is not the schema's.
var errHeader = errors.New("header differs from the schema")

// tableCheck checks the lines of one table.
type tableCheck struct {
	v       *verifier
	name    string
	schema  tableSchema
	header  []string
	seen    map[keyHash]bool // keys of the lines before
	foreign []foreignCheck
	order   []func(line) string
	last    []string // ranks of the line before
	rows    int
}

type foreignCheck struct {
	key   foreignKey
	lines map[keyHash]int // where a value stands in the other table
}

// keyHash stands for the values of a key, as those are long and many.
type keyHash [16]byte

func hashKey(values []string) keyHash {
	sum := sha256.Sum256([]byte(strings.Join(values, "\x00")))
	return keyHash(sum[:])
}

func (c *tableCheck) row(number int, row []string) error {
	if number == 1 {
		if !slices.EqualFunc(row, c.schema.Fields, func(got string, want field) bool { return got == want.Name }) {
			c.v.find(c.name, 1, "header is %s", strings.Join(row, ","))
			return errHeader
		}
		c.header = slices.Clone(row)
		return nil
	}
	c.rows++
	for i, f := range c.schema.Fields {
		if wrong := f.check(row[i]); wrong != "" {
			c.v.find(c.name, number, "%s: %s", f.Name, wrong)
		}
	}
	l := line{c.header, row}
	for _, f := range c.foreign {
		values := l.all(f.key.Fields)
		if empty := strings.Join(values, ""); empty != "" && f.lines[hashKey(values)] == 0 {
			c.v.find(c.name, number, "%s %s is not in %s", strings.Join(f.key.Fields, ", "), strings.Join(values, ", "), f.key.Reference.Resource)
		}
	}
	key := l.all(c.schema.PrimaryKey)
	short := hashKey(key)
	if c.seen[short] {
		c.v.find(c.name, number, "key %s is there twice", strings.Join(key, ", "))
	}
	c.seen[short] = true
	// No line may stand before the one above it.
	ranks := make([]string, len(c.order))
	for i, rank := range c.order {
		ranks[i] = rank(l)
	}
	if slices.Compare(c.last, ranks) > 0 {
		c.v.find(c.name, number, "%s is out of order", strings.Join(key, ", "))
	}
	c.last = ranks
	return nil
}

// ranks says how each of the columns that a table is in the order of is
// ordered: by texts that sort as the values do.
func (c *tableCheck) ranks(order []string) (ranks []func(line) string) {
	for len(order) > 0 {
		if f := c.foreignAt(order); f != nil { // as in the other table
			ranks = append(ranks, func(l line) string { return sortable(f.lines[hashKey(l.all(f.key.Fields))]) })
			order = order[len(f.key.Fields):]
			continue
		}
		if i := slices.IndexFunc(c.schema.Fields, func(f field) bool { return f.Name == order[0] }); i >= 0 {
			ranks = append(ranks, func(l line) string { return c.schema.Fields[i].rank(l.values[i]) })
		}
		order = order[1:]
	}
	return ranks
}

// sortable gives a text that sorts as the number does.
func sortable(n int) string { return string(binary.BigEndian.AppendUint64(nil, uint64(n))) }

// foreignAt gives the longest reference that the named columns begin with.
func (c *tableCheck) foreignAt(names []string) (longest *foreignCheck) {
	for i, f := range c.foreign {
		n := len(f.key.Fields)
		if n <= len(names) && slices.Equal(f.key.Fields, names[:n]) && (longest == nil || n > len(longest.key.Fields)) {
			longest = &c.foreign[i]
		}
	}
	return longest
}

// rank orders a value by its type.
func (f field) rank(value string) string {
	if f.Constraints != nil && f.Constraints.Enum != nil {
		return sortable(slices.Index(f.Constraints.Enum, value) + 1)
	}
	if n, err := strconv.Atoi(value); err == nil && f.Type == Integer {
		return sortable(n)
	}
	return value
}

// check says what is wrong with a value, empty for nothing.
func (f field) check(value string) string {
	if value == "" {
		if f.Constraints != nil && f.Constraints.Required {
			return "is empty"
		}
		return ""
	}
	if f.Constraints != nil && f.Constraints.Enum != nil && !slices.Contains(f.Constraints.Enum, value) {
		return fmt.Sprintf("%q is none of its values", value)
	}
	var err error
	switch f.Type {
	case Integer:
		_, err = strconv.ParseInt(value, 10, 64)
	case Number:
		_, err = strconv.ParseFloat(value, 64)
	case Day:
		_, err = time.Parse(time.DateOnly, value)
	case Instant:
		_, err = time.Parse(time.RFC3339, value)
	}
	if err != nil {
		return fmt.Sprintf("%q is no %s", value, f.Type)
	}
	return ""
}

// keysOf gives the values that a reference may take and the lines they stand
// in, read once each.
func (v *verifier) keysOf(ctx context.Context, to reference) (map[keyHash]int, error) {
	name := to.Resource + "\x00" + strings.Join(to.Fields, "\x00")
	if v.keys[name] != nil {
		return v.keys[name], nil
	}
	lines := map[keyHash]int{}
	var header []string
	err := eachRow(ctx, filepath.Join(v.dir, filepath.Base(to.Resource)+".csv"), func(number int, row []string) error {
		if number > 1 {
			lines[hashKey(line{header, row}.all(to.Fields))] = number
			return nil
		}
		header = slices.Clone(row)
		for _, field := range to.Fields {
			if !slices.Contains(header, field) {
				return fmt.Errorf("no column %s", field)
			}
		}
		return nil
	})
	if err == nil {
		v.keys[name] = lines
	}
	return lines, err
}
