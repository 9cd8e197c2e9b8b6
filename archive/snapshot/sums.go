package snapshot

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Manifest reads the sums of the snapshot in dir: every file of the public
// edition by its name, and those of the full edition with full/ before it
// where that is there. The lists themselves are not among them.
func Manifest(dir string) (map[string]File, error) {
	files := map[string]File{}
	for _, prefix := range []string{"", fullFolder} {
		err := readSums(dir, prefix, files)
		if err != nil && (prefix == "" || !errors.Is(err, os.ErrNotExist)) {
			return nil, fmt.Errorf("read manifest of %s: %w", dir, err)
		}
	}
	return files, nil
}

func readSums(dir, prefix string, files map[string]File) error {
	list, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(prefix+sumsFile)))
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(list)) {
		line = strings.TrimSuffix(line, "\n")
		sum, name, ok := strings.Cut(line, "  ")
		if !ok || len(sum) != 64 || !filepath.IsLocal(filepath.FromSlash(name)) {
			return fmt.Errorf("%s%s: bad line %q", prefix, sumsFile, line)
		}
		file := File{SHA256: sum, Bytes: -1}
		info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(prefix+name)))
		if err == nil {
			file.Bytes = info.Size()
		} else if !errors.Is(err, os.ErrNotExist) {
			return err
		}
		files[prefix+name] = file
	}
	return nil
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
