package snapshot

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
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
// there is ever removed or changed, and the index names it for good. Full editions never leave the machine.
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
	all, left, err := p.snapshots(ctx, list)
	if err != nil {
		return done, err
	}
	// What says where everything is, from the list that was copied, since a
	// snapshot made meanwhile is not there yet.
	content, err := encodeJSON(all)
	if err == nil && all.Latest != "" {
		err = p.put(ctx, latestFile, strings.NewReader(all.Latest+"\n"), int64(len(all.Latest)+1), "public, max-age=300")
	}
	if err == nil {
		err = p.put(ctx, indexFile, bytes.NewReader(content), int64(len(content)), "public, max-age=300")
	}
	return done, errors.Join(err, left)
}

// errOther says that a snapshot is published with other files than those here:
// it was made anew, say, and tells its changes since another one before it.
var errOther = errors.New("published already with other files, and left as it is: what may be cited never changes")

// snapshots copies those that are not there yet, and gives the index of what
// is published then: what was published before is still named, as it is there.
// Left names those that are published with other files.
func (p publisher) snapshots(ctx context.Context, list []Info) (all Index, left, err error) {
	var there Index
	content, err := p.to.get(ctx, indexFile)
	if err == nil {
		err = json.Unmarshal(content, &there)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return all, nil, fmt.Errorf("read published %s: %w", indexFile, err)
	}
	var ours []Info
	for _, info := range list {
		known := slices.IndexFunc(there.Snapshots, func(t Info) bool { return t.ID == info.ID })
		err := p.snapshot(ctx, info)
		if err != nil {
			err = fmt.Errorf("%s: %w", info.ID, err)
		}
		switch other := errors.Is(err, errOther); {
		case err != nil && !other:
			return all, nil, err
		case other:
			if left = errors.Join(left, err); known < 0 {
				continue
			}
			marked := info
			info = there.Snapshots[known]
			info.Latest, info.Pinned = marked.Latest, marked.Pinned
		}
		if known >= 0 {
			there.Snapshots = slices.Delete(there.Snapshots, known, known+1)
		}
		ours = append(ours, info)
	}
	for i := range there.Snapshots {
		there.Snapshots[i].Latest = false
	}
	return IndexOf(append(there.Snapshots, ours...)), left, nil
}

// snapshot copies one snapshot, unless its sums are there, which are written last.
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
	if err == nil {
		if !bytes.Equal(there, here) {
			return errOther
		}
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
