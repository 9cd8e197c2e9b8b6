package snapshot

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"shenzheng/archive"
)

// wrap says of an error what was being done. It is deferred by what does it.
func wrap(err *error, doing string, args ...any) {
	if *err != nil {
		*err = fmt.Errorf("%s: %w", fmt.Sprintf(doing, args...), *err)
	}
}

// Manifest reads the sums of the snapshot in dir: every file of the public
// edition by its name, and those of the full edition with full/ before it
// where that is there; of a lost file there are -1 bytes. The lists themselves,
// which cannot name their own sums, are among them.
func Manifest(dir string) (files map[string]File, err error) {
	defer wrap(&err, "read manifest of %s", dir)
	files = map[string]File{}
	for _, prefix := range []string{"", fullFolder} {
		list, err := os.ReadFile(filepath.Join(dir, prefix+sumsFile))
		if prefix == fullFolder && errors.Is(err, os.ErrNotExist) {
			break
		}
		if err != nil {
			return nil, err
		}
		own := sha256.Sum256(list)
		files[prefix+sumsFile] = File{int64(len(list)), hex.EncodeToString(own[:])}
		for line := range strings.Lines(string(list)) {
			sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
			if !ok || len(sum) != 64 || !filepath.IsLocal(filepath.FromSlash(name)) {
				return nil, fmt.Errorf("%s%s: bad line %q", prefix, sumsFile, line)
			}
			file := File{SHA256: sum, Bytes: -1}
			if info, err := os.Stat(filepath.Join(dir, prefix+name)); err == nil {
				file.Bytes = info.Size()
			} else if !errors.Is(err, os.ErrNotExist) {
				return nil, err
			}
			files[prefix+name] = file
		}
	}
	return files, nil
}

// readPackage reads datapackage.json of the snapshot in dir, which has to be
// there.
func readPackage(dir string) (p dataPackage, err error) {
	name := filepath.Join(dir, packageFile)
	if _, err = os.Stat(name); err == nil {
		err = readJSON(name, &p)
	}
	return p, err
}

// complete checks that the snapshot in dir has every table it says it has, so
// that a lost file is never taken for a table without rows.
func complete(dir string) error {
	p, err := readPackage(dir)
	for _, r := range p.Resources {
		if err == nil {
			_, err = os.Stat(filepath.Join(dir, r.Path))
		}
	}
	return err
}

// readJSON leaves into as it is where the file is not there.
func readJSON(name string, into any) error {
	content, err := os.ReadFile(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = json.Unmarshal(content, into)
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", filepath.Base(name), err)
	}
	return nil
}

func writeJSON(name string, v any) error {
	content, err := encodeJSON(v)
	if err != nil {
		return err
	}
	if err := writeAtomic(name, bytes.NewReader(content)); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(name), err)
	}
	return nil
}

func encodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(v); err != nil {
		return nil, fmt.Errorf("encode: %w", err)
	}
	return b.Bytes(), nil
}

// copyFile copies a file's content into w and counts its bytes.
func copyFile(w io.Writer, name string) (int64, error) {
	file, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(w, file)
	return n, errors.Join(err, file.Close())
}

// fileSum reads a file for its length and sum.
func fileSum(name string) (File, error) {
	h := sha256.New()
	n, err := copyFile(h, name)
	return File{Bytes: n, SHA256: hex.EncodeToString(h.Sum(nil))}, err
}

const writingPrefix = ".writing-"

// writeAtomic replaces a file in one step: a reader sees the old content or
// the new, also after a power cut.
func writeAtomic(name string, content io.Reader) (err error) {
	file, err := os.CreateTemp(filepath.Dir(name), writingPrefix+"*")
	if err != nil {
		return err
	}
	_, err = io.Copy(file, content)
	if err == nil {
		err = file.Sync()
	}
	if err == nil {
		err = file.Chmod(0o644)
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return archive.SyncDir(filepath.Dir(name))
}
