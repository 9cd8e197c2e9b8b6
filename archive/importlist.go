package archive

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// list lists the files to import, folders taken apart, and says of every
// path that gives none why. A file named by itself is taken whatever its name
// is; in a folder, names say which files are pages.
func (m *importer) list(ctx context.Context, paths []string) {
	for _, p := range paths {
		info, err := os.Stat(p)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			m.refuse(ctx, p, "no such file or folder")
		case err == nil && info.IsDir():
			m.folder(ctx, p)
		default:
			m.files = append(m.files, p) // if it is one and can be read
		}
	}
}

// folder lists the pages of a folder at any depth, in the order of their
// names. What cannot be opened is named and the rest goes on.
func (m *importer) folder(ctx context.Context, root string) {
	other, before := 0, len(m.files)+len(m.queue)
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			m.refuse(ctx, path, "cannot be read: %v", err)
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case path != root && (strings.HasPrefix(d.Name(), ".") || d.IsDir() && besidePage(filepath.ToSlash(path), isRegular)):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
		// What is neither a file nor a link to one, a pipe or a loop of links, may never end.
		case isPageName(d.Name()) && (d.Type().IsRegular() || d.Type()&fs.ModeSymlink != 0 && isRegular(path)):
			m.files = append(m.files, path)
		default:
			other++
		}
		return nil
	})
	if err != nil {
		m.refuse(ctx, root, "cannot be read: %v", err)
	}
	if len(m.files)+len(m.queue) == before {
		m.refuse(ctx, root, "a folder without pages (%d other files; one that is named by itself is read whatever its name is)", other)
	}
}

func isRegular(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// besidePage reports a folder that a browser saved beside a page, with the
// pictures and frames of it: NAME_files or NAME.files beside NAME.html.
func besidePage(dir string, there func(file string) bool) bool {
	at := strings.LastIndexAny(dir, "_.-")
	return at > strings.LastIndexByte(dir, '/')+1 &&
		slices.ContainsFunc([]string{".html", ".htm", ".mht", ".xhtml"}, func(ext string) bool { return there(dir[:at] + ext) })
}

// isPageName tells by its name whether a file in a folder is a page, or holds
// pages. Savers write names without an extension, and leave a query after it.
func isPageName(name string) bool {
	if isWARC(name) {
		return true
	}
	name, _, _ = strings.Cut(name, "?")
	ext := strings.ToLower(filepath.Ext(name))
	if ext == ".json" { // an answer of the source's, and not what a WACZ says of itself
		return !strings.HasPrefix(filepath.Base(name), "datapackage")
	}
	return slices.Contains([]string{"", ".html", ".htm", ".shtml", ".xhtml", ".txt", ".mht", ".mhtml", ".eml", ".zip", ".wacz"}, ext)
}

func isWARC(name string) bool {
	return slices.ContainsFunc([]string{".warc", ".warc.gz", ".warc.zst"}, func(end string) bool { return strings.HasSuffix(strings.ToLower(name), end) })
}

func isZIP(name string) bool {
	return slices.Contains([]string{".zip", ".wacz"}, strings.ToLower(path.Ext(name)))
}

// zip imports the pages in a zip file, in the order of their names: saved
// pages, or the WARC files in a WACZ. What is no page by its name is passed over.
func (m *importer) zip(ctx context.Context, file string) {
	z, err := zip.OpenReader(file)
	if err != nil {
		m.refuse(ctx, file, "is no zip file that can be read: %v", err)
		return
	}
	defer func() { m.fail(z.Close()) }()
	if slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == "[Content_Types].xml" }) {
		m.refuse(ctx, file, "is a document of Office; "+saveAsPage)
		return
	}
	names := map[string]bool{}
	for _, f := range z.File {
		names[f.Name] = true
	}
	files := slices.DeleteFunc(slices.Clone(z.File), func(f *zip.File) bool { return !isPageEntry(names, f) })
	slices.SortFunc(files, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	if len(files) == 0 {
		m.refuse(ctx, file, "a zip file without pages (%d other files)", len(z.File))
	}
	for i := 0; i < len(files) && m.err == nil; i++ {
		m.entry(ctx, file+"/"+files[i].Name, files[i])
	}
}

// entry imports one file of a zip file.
func (m *importer) entry(ctx context.Context, name string, f *zip.File) {
	in, err := f.Open()
	if err != nil {
		m.refuse(ctx, name, "cannot be read: %v", err)
		return
	}
	defer func() { m.fail(in.Close()) }()
	if isWARC(f.Name) {
		m.warcFrom(ctx, name, in)
		return
	}
	body, err := io.ReadAll(io.LimitReader(in, maxFile+1))
	switch {
	case err != nil:
		m.refuse(ctx, name, "cannot be read: %v", err)
	case len(body) > maxFile:
		m.refuse(ctx, name, "more than %d bytes are too large for a page", maxFile)
	default:
		m.judged(ctx, m.read(name, body))
	}
}

// isPageEntry reports a file that is a page by its name and does not lie in a
// folder that a browser saved beside one.
func isPageEntry(names map[string]bool, f *zip.File) bool {
	there := func(name string) bool { return names[name] }
	for dir := path.Dir(f.Name); dir != "." && dir != "/"; dir = path.Dir(dir) {
		if base := path.Base(dir); base != ".." && strings.HasPrefix(base, ".") || base == "__MACOSX" || besidePage(dir, there) {
			return false
		}
	}
	return f.Mode().IsRegular() && isPageName(path.Base(f.Name)) && !isZIP(f.Name) && !strings.HasPrefix(path.Base(f.Name), ".")
}
