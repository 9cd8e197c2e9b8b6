package snapshot

import (
	"context"
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
	"time"
)

// checkResource checks one table against the schema it is published with.
func (v *verifier) checkResource(ctx context.Context, prefix string, r resource, sets *keySets) error {
	name := prefix + r.Path
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		v.find(prefix+packageFile, 0, "path %q leads out of the snapshot", r.Path)
		return nil
	}
	if info, err := os.Stat(filepath.Join(v.dir, filepath.FromSlash(name))); err == nil && info.Size() != r.Bytes {
		v.find(name, 0, "has %d bytes, described as %d", info.Size(), r.Bytes)
	}
	c := tableCheck{v: v, name: name, schema: r.Schema}
	for _, key := range r.Schema.ForeignKeys {
		set, err := sets.of(ctx, key.Reference)
		if err != nil {
			v.find(name, 0, "reference to %s: %v", key.Reference.Resource, err)
			continue
		}
		c.foreign = append(c.foreign, foreignCheck{places(r.Schema.Fields, key.Fields), key, set})
	}
	c.key = places(r.Schema.Fields, r.Schema.PrimaryKey)
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

// places finds the places of the named fields.
func places(fields []field, names []string) []int {
	at := make([]int, len(names))
	for i, name := range names {
		at[i] = slices.IndexFunc(fields, func(f field) bool { return f.Name == name })
	}
	return at
}

// eachRow calls see for every line of a CSV file, the header being line 1.
func eachRow(ctx context.Context, name string, see func(line int, row []string) error) (err error) {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	reader := csv.NewReader(file)
	reader.ReuseRecord = true
	for line := 1; ; line++ {
		row, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if line%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := see(line, row); err != nil {
			return err
		}
	}
}

// errHeader stops the reading of a table whose header is not the schema's.
var errHeader = errors.New("header differs from the schema")

// tableCheck checks the lines of one table.
type tableCheck struct {
	v       *verifier
	name    string
	schema  tableSchema
	key     []int
	foreign []foreignCheck
	last    []string // key of the line before
	rows    int
}

type foreignCheck struct {
	at  []int
	key foreignKey
	set map[string]bool
}

func (c *tableCheck) row(line int, row []string) error {
	if line == 1 {
		if !slices.EqualFunc(row, c.schema.Fields, func(got string, want field) bool { return got == want.Name }) {
			c.v.find(c.name, 1, "header is %s", strings.Join(row, ","))
			return errHeader
		}
		return nil
	}
	c.rows++
	for i, f := range c.schema.Fields {
		if wrong := f.check(row[i]); wrong != "" {
			c.v.find(c.name, line, "%s: %s", f.Name, wrong)
		}
	}
	for _, f := range c.foreign {
		values := at(row, f.at)
		if empty := strings.Join(values, ""); empty != "" && !f.set[strings.Join(values, "\x00")] {
			c.v.find(c.name, line, "%s %s is not in %s", strings.Join(f.key.Fields, ", "), strings.Join(values, ", "), f.key.Reference.Resource)
		}
	}
	c.checkKey(line, at(row, c.key))
	return nil
}

// checkKey checks that keys rise from line to line, which keeps them unique.
func (c *tableCheck) checkKey(line int, key []string) {
	if c.last != nil {
		order := 0
		for i := 0; i < len(key) && order == 0; i++ {
			order = compareValues(c.schema.Fields[c.key[i]].Type, c.last[i], key[i])
		}
		if order == 0 {
			c.v.find(c.name, line, "key %s is there twice", strings.Join(key, ", "))
		}
		if order > 0 {
			c.v.find(c.name, line, "key %s is out of order", strings.Join(key, ", "))
		}
	}
	for i := range key {
		key[i] = strings.Clone(key[i])
	}
	c.last = key
}

func at(row []string, places []int) []string {
	values := make([]string, len(places))
	for i, p := range places {
		if p >= 0 {
			values[i] = row[p]
		}
	}
	return values
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

// keySets holds the values that references may take, read once each.
type keySets struct {
	dir  string
	sets map[string]map[string]bool
}

func (k *keySets) of(ctx context.Context, to reference) (map[string]bool, error) {
	name := to.Resource + "\x00" + strings.Join(to.Fields, "\x00")
	if set, ok := k.sets[name]; ok {
		return set, nil
	}
	set := map[string]bool{}
	var places []int
	err := eachRow(ctx, filepath.Join(k.dir, filepath.Base(to.Resource)+".csv"), func(line int, row []string) error {
		if line > 1 {
			set[strings.Join(at(row, places), "\x00")] = true
			return nil
		}
		for _, field := range to.Fields {
			i := slices.Index(row, field)
			if i < 0 {
				return fmt.Errorf("no column %s", field)
			}
			places = append(places, i)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	k.sets[name] = set
	return set, nil
}
