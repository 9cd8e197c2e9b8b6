package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// listPages lists the files to import, folders taken apart, and says of every
// path that gives none why. A file named by itself is taken whatever its name
// is; in a folder, names say which files are pages.
func listPages(paths []string) (files []string, faults []Imported) {
	for _, p := range paths {
		info, err := os.Stat(p)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			faults = append(faults, Imported{Path: p, Status: ImportMissing, Reason: "no such file or folder"})
		case err == nil && info.IsDir():
			found, bad := listFolder(p)
			files = append(files, found...)
			faults = append(faults, bad...)
		default:
			files = append(files, p) // if it is one and can be read
		}
	}
	return files, faults
}

// listFolder lists the pages of a folder at any depth, in the order of their
// names. What cannot be opened is named and the rest goes on.
func listFolder(root string) (files []string, faults []Imported) {
	other := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			faults = append(faults, refusal(path, "cannot be read: "+err.Error()))
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case path != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
			if path != root && besidePage(path) {
				return fs.SkipDir
			}
		case !isFile(path, d):
			other++
		case isPageName(d.Name()):
			files = append(files, path)
		default:
			other++
		}
		return nil
	})
	if err != nil {
		faults = append(faults, refusal(root, "cannot be read: "+err.Error()))
	}
	if len(files) == 0 && len(faults) == 0 {
		reason := "a folder without pages"
		if other > 0 {
			reason += fmt.Sprintf(" (%d other files; one that is named by itself is read whatever its name is)", other)
		}
		faults = append(faults, Imported{Path: root, Status: ImportNoPages, Reason: reason})
	}
	return files, faults
}

// isFile tells whether an entry of a folder is a file, or a link to one: what
// else there is, a pipe or a loop of links, may never end.
func isFile(path string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return d.Type().IsRegular()
	}
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// besidePage reports a folder that a browser saved beside a page, with the
// pictures and frames of it: NAME_files or NAME.files beside NAME.html.
func besidePage(dir string) bool {
	at := strings.LastIndexAny(dir, "_.-")
	if at <= len(filepath.Dir(dir)) {
		return false
	}
	for _, ext := range [...]string{".html", ".htm", ".mht", ".xhtml"} {
		if info, err := os.Stat(dir[:at] + ext); err == nil && info.Mode().IsRegular() {
			return true
		}
	}
	return false
}

// isPageName tells by its name whether a file in a folder is a page, or holds
// pages. Savers write names without an extension, and leave a query after it.
func isPageName(name string) bool {
	if isWARC(name) {
		return true
	}
	name, _, _ = strings.Cut(name, "?")
	switch strings.ToLower(filepath.Ext(name)) {
	case "", ".html", ".htm", ".shtml", ".xhtml", ".txt", ".mht", ".mhtml", ".zip", ".wacz":
		return true
	case ".json": // an answer of the source's, and not what a WACZ says of itself
		return !strings.HasPrefix(filepath.Base(name), "datapackage")
	}
	return false
}

func isWARC(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, ".warc") || strings.HasSuffix(name, ".warc.gz") || strings.HasSuffix(name, ".warc.zst")
}
