package snapshot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// ErrAddress refuses to publish to an address that cannot be one.
var ErrAddress = errors.New("neither a folder, file:// nor s3://bucket/prefix?endpoint=…&region=…")

// Keys open a bucket: what the variables AWS_ACCESS_KEY_ID,
// AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN and AWS_REGION say.
type Keys struct{ ID, Secret, Token, Region string }

// store is where snapshots are published.
type store interface {
	// get gives a file's content, or an error that is fs.ErrNotExist.
	get(ctx context.Context, name string) ([]byte, error)
	// put writes a file whole or not at all; cache says how long it may be kept.
	put(ctx context.Context, name string, content io.Reader, size int64, cache string) error
}

// openStore finds what an address means.
func openStore(address string, keys Keys) (store, error) {
	if address != "" && !strings.Contains(address, "://") && !strings.HasPrefix(address, "file:") {
		return folder(address), nil // whatever signs are in its name
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("read address: %w", err)
	}
	switch {
	case u.Scheme == "s3":
		return openBucket(u, keys)
	case u.Scheme == "file" && u.Path != "" && (u.Host == "" || u.Host == "localhost"):
		return folder(filepath.FromSlash(u.Path)), nil
	}
	return nil, fmt.Errorf("address %q: %w", address, ErrAddress)
}

// folder is a folder to publish to, made with the first file.
type folder string

func (f folder) get(_ context.Context, name string) ([]byte, error) {
	return os.ReadFile(filepath.Join(string(f), name))
}

func (f folder) put(ctx context.Context, name string, content io.Reader, _ int64, _ string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	path := filepath.Join(string(f), name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return writeAtomic(path, content)
}

// bucket is a bucket of an S3-compatible store.
type bucket struct {
	client       *minio.Client
	name, prefix string
}

// openBucket reads an address such as s3://bucket/prefix?region=…&endpoint=….
func openBucket(u *url.URL, keys Keys) (store, error) {
	endpoint := &url.URL{Scheme: "https", Host: "s3.amazonaws.com"}
	for option, values := range u.Query() {
		value := values[len(values)-1]
		switch option {
		case "region":
			keys.Region = value
		case "endpoint":
			if !strings.Contains(value, "://") {
				value = "https://" + value
			}
			var err error
			if endpoint, err = url.Parse(value); err != nil || endpoint.Host == "" {
				return nil, fmt.Errorf("endpoint %q is no address: %w", value, ErrAddress)
			}
		default:
			return nil, fmt.Errorf("unknown option %q, known are endpoint and region: %w", option, ErrAddress)
		}
	}
	if u.Host == "" {
		return nil, fmt.Errorf("address %q names no bucket: %w", u, ErrAddress)
	}
	client, err := minio.New(endpoint.Host, &minio.Options{
		Creds:  credentials.NewStaticV4(keys.ID, keys.Secret, keys.Token),
		Secure: endpoint.Scheme != "http", Region: keys.Region,
	})
	if err != nil {
		return nil, fmt.Errorf("open bucket: %w", err)
	}
	b := bucket{client: client, name: u.Host}
	if prefix := strings.Trim(u.Path, "/"); prefix != "" {
		b.prefix = prefix + "/"
	}
	return b, nil
}

func (b bucket) get(ctx context.Context, name string) (content []byte, err error) {
	object, err := b.client.GetObject(ctx, b.name, b.prefix+name, minio.GetObjectOptions{})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, object.Close()) }()
	content, err = io.ReadAll(object)
	if response := minio.ToErrorResponse(err); response.Code == minio.NoSuchKey || response.StatusCode == http.StatusNotFound && response.Code != minio.NoSuchBucket {
		return nil, fs.ErrNotExist
	}
	return content, err
}

// put sends an MD5 along, so that the store checks what arrives.
func (b bucket) put(ctx context.Context, name string, content io.Reader, size int64, cache string) error {
	_, err := b.client.PutObject(ctx, b.name, b.prefix+name, content, size, minio.PutObjectOptions{
		ContentType: ContentType(name), CacheControl: cache,
		SendContentMd5: true, DisableContentSha256: true, // else a body arrives in signed pieces, which not every store takes apart
	})
	return err
}
