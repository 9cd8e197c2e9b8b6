package snapshot

import (
	"context"
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

// tableCheck checks a table against the schema it is published with and the
// tables that it refers to.
type tableCheck struct {
	v        *verifier
	resource resource
	name     string
	file     string // path inside the snapshot
	header   []string
	keys     map[string]int // the line of every key so far
	whole    bool           // read to its end
	rows     int
	refers   []referred
	order    []func(line) string
	last     []string // ranks of the line before
	content  func(number int, l line)
}

// referred is a reference to another table.
type referred struct {
	foreignKey
	to *tableCheck
}

// errHeader stops the reading of a table whose header is not the schema's.
var errHeader = errors.New("header differs from the schema")

// checkTable checks a table after those that it refers to. One that is not
// there, or was checked before, is passed over.
func (v *verifier) checkTable(ctx context.Context, name string) error {
	c := v.tables[name]
	if c == nil || c.keys != nil {
		return nil
	}
	c.keys = map[string]int{}
	if !filepath.IsLocal(filepath.FromSlash(c.file)) {
		v.find(strings.TrimSuffix(c.file, c.resource.Path)+packageFile, 0, "path %q leads out of the snapshot", c.resource.Path)
		return nil
	}
	path := filepath.Join(v.dir, c.file)
	if info, err := os.Stat(path); err == nil && info.Size() != c.resource.Bytes {
		v.find(c.file, 0, "has %d bytes, described as %d", info.Size(), c.resource.Bytes)
	}
	for _, key := range c.foreignKeys() {
		if err := v.checkTable(ctx, key.Reference.Resource); err != nil {
			return err
		}
		to := v.tables[key.Reference.Resource]
		if to == nil || !to.whole || !slices.Equal(to.resource.Schema.PrimaryKey, key.Reference.Fields) {
			v.find(c.file, 0, "reference to %s: its keys cannot be read", key.Reference.Resource)
			continue
		}
		c.refers = append(c.refers, referred{key, to})
	}
	c.order, c.content = c.ranks(c.resource.Order), v.contentOf(name)
	err := eachRow(ctx, path, c.row)
	var bad *csv.ParseError
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, errHeader): // told already
	case errors.As(err, &bad):
		v.find(c.file, bad.Line, "is no CSV: %v", bad.Err)
	case err != nil:
		return err
	case c.rows != c.resource.Rows:
		v.find(c.file, 0, "has %d rows, described as %d", c.rows, c.resource.Rows)
	}
	c.whole = err == nil
	return nil
}

// foreignKeys gives a table's references. Those of the full edition lead into
// the public one, and so stand in no package.
func (c *tableCheck) foreignKeys() []foreignKey {
	if t, ok := TableNamed(c.name); ok && t.Full() {
		return t.schema(func(string) bool { return true }).ForeignKeys
	}
	return c.resource.Schema.ForeignKeys
}

func (c *tableCheck) row(number int, values []string) error {
	fields := c.resource.Schema.Fields
	if number == 1 {
		if !slices.EqualFunc(values, fields, func(got string, want field) bool { return got == want.Name }) {
			c.v.find(c.file, 1, "header is %s", strings.Join(values, ","))
			return errHeader
		}
		c.header = slices.Clone(values)
		return nil
	}
	c.rows++
	for i, f := range fields {
		if wrong := f.check(values[i]); wrong != "" {
			c.v.find(c.file, number, "%s: %s", f.Name, wrong)
		}
	}
	l := line{c.header, values}
	for _, r := range c.refers {
		refer := l.all(r.Fields)
		if strings.Join(refer, "") != "" && r.to.keys[joined(refer)] == 0 {
			c.v.find(c.file, number, "%s %s is not in %s", strings.Join(r.Fields, ", "), strings.Join(refer, ", "), r.Reference.Resource)
		}
	}
	key := l.all(c.resource.Schema.PrimaryKey)
	if c.keys[joined(key)] > 0 {
		c.v.find(c.file, number, "key %s is there twice", strings.Join(key, ", "))
	}
	c.keys[joined(key)] = number
	ranks := make([]string, len(c.order))
	for i, of := range c.order {
		ranks[i] = of(l)
	}
	if slices.Compare(c.last, ranks) > 0 { // no line may stand before the one above it
		c.v.find(c.file, number, "%s is out of order", strings.Join(key, ", "))
	}
	c.last = ranks
	if c.content != nil {
		c.content(number, l)
	}
	return nil
}

// ranks says how each of the columns that the table is in the order of is
// ordered, by texts that sort as the values do: as in the other table where
// they are a reference, else by its type.
func (c *tableCheck) ranks(order []string) (ranks []func(line) string) {
	for len(order) > 0 {
		var longest referred // that the order goes on with
		for _, r := range c.refers {
			if n := len(r.Fields); n > len(longest.Fields) && n <= len(order) && slices.Equal(r.Fields, order[:n]) {
				longest = r
			}
		}
		if longest.to != nil {
			ranks = append(ranks, func(l line) string { return sortable(longest.to.keys[joined(l.all(longest.Fields))]) })
			order = order[len(longest.Fields):]
			continue
		}
		for _, f := range c.resource.Schema.Fields {
			if f.Name == order[0] {
				ranks = append(ranks, func(l line) string { return f.rank(l.value(f.Name)) })
			}
		}
		order = order[1:]
	}
	return ranks
}

// joined makes one text of the values of a key, a copy: it keeps no line in memory.
func joined(key []string) string { return strings.Join(key, "\x00") + "\x00" }

// sortable gives a text that sorts as the number does.
func sortable(n int) string { return string(binary.BigEndian.AppendUint64(nil, uint64(n))) }

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
