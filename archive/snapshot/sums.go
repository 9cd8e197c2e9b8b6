package snapshot

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

const (
	sumsFile    = "SHA256SUMS"
	fullFolder  = "full/"
	packageFile = "datapackage.json"
)

// sums lists the edition's files under prefix as sha256sum does, sorted, with
// paths relative to it. The full edition has a list of its own, so that the
// public one is whole without it.
func (e *edition) sums(prefix string) []byte {
	var b bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(e.files)) {
		inside, ok := strings.CutPrefix(name, prefix)
		if !ok || inside == sumsFile || (prefix == "" && strings.HasPrefix(name, fullFolder)) {
			continue
		}
		fmt.Fprintf(&b, "%s  %s\n", e.files[name].SHA256, inside)
	}
	return b.Bytes()
}

// Manifest reads the sums of the snapshot in dir: every file of the public
// edition by its name, and those of the full edition with full/ before it
// where that is there. The lists themselves are not among them.
func Manifest(dir string) (map[string]File, error) {
	files := map[string]File{}
	if err := readSums(dir, "", files); err != nil {
		return nil, fmt.Errorf("read manifest of %s: %w", dir, err)
	}
	err := readSums(dir, fullFolder, files)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("read manifest of %s: %w", dir, err)
	}
	return files, nil
}

func readSums(dir, prefix string, files map[string]File) error {
	list, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(prefix+sumsFile)))
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(bytes.NewReader(list))
	for lines.Scan() {
		sum, name, ok := strings.Cut(lines.Text(), "  ")
		if !ok || len(sum) != 64 || !filepath.IsLocal(filepath.FromSlash(name)) {
			return fmt.Errorf("%s%s: bad line %q", prefix, sumsFile, lines.Text())
		}
		file := File{SHA256: sum, Bytes: -1}
		info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(prefix+name)))
		switch {
		case err == nil:
			file.Bytes = info.Size()
		case !errors.Is(err, os.ErrNotExist):
			return err
		}
		files[prefix+name] = file
	}
	return lines.Err()
}

// copyFile copies a file's content into w.
func copyFile(w io.Writer, name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, file)
	return errors.Join(err, file.Close())
}
