package snapshot

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// perFile bounds how many findings are told of one file.
const perFile = 20

// verifier checks the snapshot in dir, each of its files once.
type verifier struct {
	dir        string
	findings   []string               // a line each, without sentences of articles
	count      map[string]int         // of findings by file
	sums       map[string]File        // of the files as they are
	tables     map[string]*tableCheck // by name
	articles   map[string]*article    // by column_id
	activities map[string]activity    // by activity_id, until their text is seen
	held       *article               // the one whose text stands in runes
	runes      []rune
}

// Verify checks the snapshot in dir against itself: every file against its
// sum, every table against the schema it is published with (types, values,
// keys, references, order), the id against the tables, the ledger against the
// columns and, where the full edition is there, every span against the text.
// It needs no database. Without findings the snapshot is whole.
func Verify(ctx context.Context, dir string) ([]string, error) {
	v := &verifier{dir: dir, count: map[string]int{}, sums: map[string]File{}, tables: map[string]*tableCheck{},
		articles: map[string]*article{}, activities: map[string]activity{}}
	if _, err := os.Stat(filepath.Join(dir, sumsFile)); err != nil {
		return nil, fmt.Errorf("verify snapshot: %w", err)
	}
	for _, check := range []func(context.Context) error{v.checkSums, v.checkTables} {
		if err := check(ctx); err != nil {
			return v.findings, fmt.Errorf("verify snapshot %s: %w", dir, err)
		}
	}
	v.tellArticles()
	return v.findings, nil
}

// find takes note of something wrong with a file, in a line of it, the header
// being 1, or 0 where no line is meant.
func (v *verifier) find(file string, number int, format string, args ...any) {
	detail := ": " + fmt.Sprintf(format, args...)
	if number > 0 {
		detail = fmt.Sprintf(", line %d%s", number, detail)
	}
	v.count[file]++
	switch n := v.count[file]; {
	case n <= perFile:
		v.findings = append(v.findings, file+detail)
	case n == perFile+1:
		v.findings = append(v.findings, file+": and more")
	}
}

// checkSums checks every file against its sum, and that each file has one.
func (v *verifier) checkSums(ctx context.Context) error {
	listed, err := Manifest(v.dir)
	if err != nil {
		v.find(sumsFile, 0, "%v", err)
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(listed)) {
		if err := ctx.Err(); err != nil {
			return err
		}
		sum, err := fileSum(filepath.Join(v.dir, name))
		v.sums[name] = sum
		switch {
		case errors.Is(err, fs.ErrNotExist):
			v.find(name, 0, "is missing")
		case err != nil:
			return err
		case sum.SHA256 != listed[name].SHA256:
			v.find(name, 0, "SHA-256 is %s, listed as %s", sum.SHA256, listed[name].SHA256)
		}
	}
	return filepath.WalkDir(v.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		inside, err := filepath.Rel(v.dir, path)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(inside)
		if _, ok := listed[name]; !ok {
			v.find(name, 0, "is in no list of sums")
		}
		return nil
	})
}

// checkTables checks the tables of both editions, each after those it refers
// to and the blocks before those whose text they hold, and the id against the
// public ones.
func (v *verifier) checkTables(ctx context.Context) error {
	names := []string{blocksTable.Name}
	for _, prefix := range []string{"", fullFolder} {
		p, err := readPackage(filepath.Join(v.dir, prefix))
		if prefix == fullFolder && errors.Is(err, fs.ErrNotExist) {
			break // the public edition alone
		}
		if err != nil {
			v.find(prefix+packageFile, 0, "%v", err)
			break
		}
		for _, r := range p.Resources {
			names = append(names, prefix+r.Name)
			v.tables[prefix+r.Name] = &tableCheck{v: v, resource: r, name: prefix + r.Name, file: prefix + r.Path}
		}
		if prefix == "" {
			v.checkID(p)
		}
	}
	for _, name := range names {
		if err := v.checkTable(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// checkID checks the hash in the id against the tables as they are, and the
// folder's name against the id.
func (v *verifier) checkID(p dataPackage) {
	var tables []string
	for _, r := range p.Resources {
		if v.sums[r.Path].SHA256 == "" {
			return // told already, as a missing file
		}
		tables = append(tables, r.Path)
	}
	got := identity("", tables, v.sums)
	if _, hash, _ := strings.Cut(p.Version, "-"); !strings.HasSuffix(got, "-"+hash) {
		v.find(packageFile, 0, "version is %s, but the tables' hash begins with %s", p.Version, got[len(got)-8:])
	}
	if base := filepath.Base(filepath.Clean(v.dir)); IsID(base) && base != p.Version {
		v.find(packageFile, 0, "version is %s in the folder %s", p.Version, base)
	}
}
