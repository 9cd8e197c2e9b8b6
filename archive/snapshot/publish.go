package snapshot

import (
	"context"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/fileblob" // file://
	_ "gocloud.dev/blob/s3blob"   // s3:// and what is compatible with it
	"gocloud.dev/gcerrors"
)

// ErrAddress refuses to publish to an address of a kind that is not known.
var ErrAddress = errors.New("neither file:// nor s3://")

// Published says what Publish did.
type Published struct {
	Snapshots []string // ids that were copied
	Present   []string // ids that were there already
	Files     int      // files copied
	Bytes     int64    // bytes copied
}

// Publish copies the public edition of every snapshot under root to the folder
// or bucket at address: a path or file:///path,
// s3://bucket/prefix?region=… or what is
// compatible with it (&endpoint=…&use_path_style=true). A snapshot's sums are
// copied after its files and index.json after everything, so that whoever
// reads the index finds all that it names. What is there already is not sent
// again; nothing there is ever removed. Full editions never leave the machine.
func Publish(ctx context.Context, root, address string) (done Published, err error) {
	list, err := List(root)
	if err != nil {
		return done, fmt.Errorf("publish: %w", err)
	}
	if len(list) == 0 {
		return done, errors.New("publish: there is no snapshot yet")
	}
	bucket, err := openBucket(ctx, address)
	if err != nil {
		return done, fmt.Errorf("publish: %w", err)
	}
	defer func() { err = errors.Join(err, bucket.Close()) }()
	p := publisher{bucket: bucket, root: root, done: &done}
	for _, info := range list {
		if err := p.snapshot(ctx, info); err != nil {
			return done, fmt.Errorf("publish %s: %w", info.ID, err)
		}
	}
	if err := p.pointers(ctx, indexOf(list)); err != nil {
		return done, fmt.Errorf("publish: %w", err)
	}
	return done, nil
}

// pointers writes what says where everything is: from the list that was
// copied, since a snapshot made meanwhile is not there yet.
func (p publisher) pointers(ctx context.Context, all index) error {
	content, err := encodeJSON(all)
	if err != nil {
		return err
	}
	if all.Latest != "" {
		if err := p.write(ctx, latestFile, []byte(all.Latest+"\n")); err != nil {
			return err
		}
	}
	return p.write(ctx, indexFile, content)
}

func (p publisher) write(ctx context.Context, name string, content []byte) error {
	err := p.bucket.WriteAll(ctx, name, content, &blob.WriterOptions{ContentType: ContentType(name), CacheControl: shortLived})
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	p.done.Files++
	p.done.Bytes += int64(len(content))
	return nil
}

// openBucket opens the bucket at an address. Its path is a prefix inside the
// bucket; a folder is made if it is not there, and holds the files alone.
func openBucket(ctx context.Context, address string) (*blob.Bucket, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("read address: %w", err)
	}
	if u.Scheme == "" { // a plain path
		path, err := filepath.Abs(address)
		if err != nil {
			return nil, fmt.Errorf("read address: %w", err)
		}
		u = &url.URL{Scheme: "file", Path: filepath.ToSlash(path)}
	}
	query := u.Query()
	prefix := ""
	switch u.Scheme {
	case "file":
		for option, value := range map[string]string{"create_dir": "true", "metadata": "skip", "no_tmp_dir": "true"} {
			if !query.Has(option) {
				query.Set(option, value)
			}
		}
	case "s3":
		if prefix = strings.Trim(u.Path, "/"); prefix != "" {
			u.Path, prefix = "", prefix+"/"
		}
	default:
		return nil, fmt.Errorf("address %q: %w", address, ErrAddress)
	}
	u.RawQuery = query.Encode()
	bucket, err := blob.OpenBucket(ctx, u.String())
	if err != nil {
		return nil, fmt.Errorf("open bucket: %w", err)
	}
	if prefix != "" {
		bucket = blob.PrefixedBucket(bucket, prefix)
	}
	return bucket, nil
}

const (
	immutable  = "public, max-age=31536000, immutable"
	shortLived = "public, max-age=300"
)

// publisher copies files of root into a bucket.
type publisher struct {
	bucket *blob.Bucket
	root   string
	done   *Published
}

// snapshot copies one snapshot, unless its sums are there as they should be.
func (p publisher) snapshot(ctx context.Context, info Info) error {
	if info.Problem != "" {
		return errors.New(info.Problem)
	}
	sums := info.ID + "/" + sumsFile
	there, err := p.same(ctx, sums)
	if err != nil {
		return err
	}
	if there {
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

// same reports whether the bucket holds a file with the same content.
func (p publisher) same(ctx context.Context, name string) (bool, error) {
	there, err := p.bucket.ReadAll(ctx, name)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("read %s: %w", name, err)
	}
	here, err := os.ReadFile(filepath.Join(p.root, filepath.FromSlash(name)))
	return string(there) == string(here), err
}

// file copies one file, unless it is not what the sums say any more (want is
// empty for the sums themselves); the bucket checks the content's MD5 as it
// arrives.
func (p publisher) file(ctx context.Context, name, want string) error {
	path := filepath.Join(p.root, filepath.FromSlash(name))
	sum, content := md5.New(), sha256.New()
	if err := copyFile(io.MultiWriter(sum, content), path); err != nil {
		return err
	}
	if got := hex.EncodeToString(content.Sum(nil)); want != "" && got != want {
		return fmt.Errorf("%s is damaged: SHA-256 is %s, listed as %s", name, got, want)
	}
	// A write whose context is cancelled before it is closed leaves nothing.
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w, err := p.bucket.NewWriter(ctx, name, &blob.WriterOptions{
		ContentType: ContentType(name), CacheControl: immutable, ContentMD5: sum.Sum(nil),
	})
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	counted := &counter{to: w}
	if err := copyFile(counted, path); err != nil {
		cancel()
		return errors.Join(fmt.Errorf("write %s: %w", name, err), w.Close())
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	p.done.Files++
	p.done.Bytes += counted.bytes
	return nil
}

type counter struct {
	to    io.Writer
	bytes int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.to.Write(b)
	c.bytes += int64(n)
	return n, err
}

// ContentType gives the media type of a snapshot's file by its name.
func ContentType(name string) string {
	switch filepath.Ext(name) {
	case ".csv":
		return "text/csv; charset=utf-8; header=present"
	case ".json":
		return "application/json; charset=utf-8"
	case ".md":
		return "text/markdown; charset=utf-8"
	case ".cff":
		return "application/yaml; charset=utf-8"
	case ".xlsx":
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case ".zip":
		return "application/zip"
	}
	return "text/plain; charset=utf-8"
}
