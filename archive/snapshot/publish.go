package snapshot

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Published says what Publish did.
type Published struct {
	Snapshots []string // ids that were copied
	Present   []string // ids that were there already
	Files     int      // files copied
	Bytes     int64    // bytes copied
}

// publisher copies files of root to where they are published.
type publisher struct {
	to   store
	root string
	done *Published
}

// Publish copies the public edition of every snapshot under root to the folder
// or bucket at address: a path or file:///path, s3://bucket/prefix?region=… or
// what is compatible with it (&endpoint=…). A snapshot's sums are copied after
// its files and index.json after everything, so that whoever reads the index
// finds all that it names. What is there already is not sent again; nothing
// there is ever removed. Full editions never leave the machine.
func Publish(ctx context.Context, root, address string, keys Keys) (done Published, err error) {
	defer wrap(&err, "publish")
	list, err := List(root)
	if err == nil && len(list) == 0 {
		err = errors.New("there is no snapshot yet")
	}
	if err != nil {
		return done, err
	}
	to, err := openStore(address, keys)
	if err != nil {
		return done, err
	}
	p := publisher{to: to, root: root, done: &done}
	for _, info := range list {
		if err := p.snapshot(ctx, info); err != nil {
			return done, fmt.Errorf("%s: %w", info.ID, err)
		}
	}
	// What says where everything is, from the list that was copied, since a
	// snapshot made meanwhile is not there yet.
	all := IndexOf(list)
	content, err := encodeJSON(all)
	if err == nil && all.Latest != "" {
		err = p.put(ctx, latestFile, strings.NewReader(all.Latest+"\n"), int64(len(all.Latest)+1), "public, max-age=300")
	}
	if err == nil {
		err = p.put(ctx, indexFile, bytes.NewReader(content), int64(len(content)), "public, max-age=300")
	}
	return done, err
}

// snapshot copies one snapshot, unless its sums are there as they should be.
func (p publisher) snapshot(ctx context.Context, info Info) error {
	if info.Problem != "" {
		return errors.New(info.Problem)
	}
	sums := info.ID + "/" + sumsFile
	there, err := p.to.get(ctx, sums)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read %s: %w", sums, err)
	}
	here, readErr := os.ReadFile(filepath.Join(p.root, sums))
	if readErr != nil {
		return readErr
	}
	if err == nil && bytes.Equal(there, here) {
		p.done.Present = append(p.done.Present, info.ID)
		return nil
	}
	for _, name := range append(slices.Sorted(maps.Keys(info.Files)), sumsFile) {
		if err := p.file(ctx, info.ID+"/"+name, info.Files[name].SHA256); err != nil {
			return err
		}
	}
	p.done.Snapshots = append(p.done.Snapshots, info.ID)
	return nil
}

// file copies one file, unless it is not what the sums say any more; want is
// empty for the sums themselves.
func (p publisher) file(ctx context.Context, name, want string) (err error) {
	path := filepath.Join(p.root, name)
	here, err := fileSum(path)
	if err != nil {
		return err
	}
	if want != "" && here.SHA256 != want {
		return fmt.Errorf("%s is damaged: SHA-256 is %s, listed as %s", name, here.SHA256, want)
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return p.put(ctx, name, file, here.Bytes, "public, max-age=31536000, immutable")
}

func (p publisher) put(ctx context.Context, name string, content io.Reader, size int64, cache string) error {
	if err := p.to.put(ctx, name, content, size, cache); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	p.done.Files++
	p.done.Bytes += size
	return nil
}

var contentTypes = map[string]string{
	".csv":  "text/csv; charset=utf-8; header=present",
	".json": "application/json; charset=utf-8",
	".md":   "text/markdown; charset=utf-8",
	".cff":  "application/yaml; charset=utf-8",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".zip":  "application/zip",
}

// ContentType gives the media type of a snapshot's file by its name.
func ContentType(name string) string {
	return cmp.Or(contentTypes[filepath.Ext(name)], "text/plain; charset=utf-8")
}
