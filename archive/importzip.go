package archive

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// zip imports the pages in a zip file, in the order of their names: saved
// pages, or the WARC files in a WACZ. What is no page by its name is passed over.
func (m *importer) zip(ctx context.Context, file string) (err error) {
	z, err := zip.OpenReader(file)
	if err != nil {
		m.refuse(file, "is no zip file that can be read: "+err.Error())
		return nil
	}
	defer func() { err = errors.Join(err, z.Close()) }()
	if slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == "[Content_Types].xml" }) {
		m.refuse(file, "is a document of Office; "+saveAsPage)
		return nil
	}
	files := slices.DeleteFunc(slices.Clone(z.File), func(f *zip.File) bool { return !isPageEntry(z.File, f) })
	slices.SortFunc(files, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	if len(files) == 0 {
		m.add(Imported{Path: file, Status: ImportNoPages, Reason: fmt.Sprintf("a zip file without pages (%d other files)", len(z.File))})
	}
	for _, f := range files {
		if err := m.entry(ctx, file+"/"+f.Name, f); err != nil {
			return err
		}
	}
	return nil
}

// entry imports one file of a zip file.
func (m *importer) entry(ctx context.Context, name string, f *zip.File) (err error) {
	in, err := f.Open()
	if err != nil {
		m.refuse(name, "cannot be read: "+err.Error())
		return nil
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	if isWARC(f.Name) {
		return m.warcFrom(ctx, name, in)
	}
	body, err := io.ReadAll(io.LimitReader(in, maxFile+1))
	switch {
	case err != nil:
		m.refuse(name, "cannot be read: "+err.Error())
		return nil
	case len(body) > maxFile:
		m.refuse(name, fmt.Sprintf("more than %d bytes are too large for a page", maxFile))
		return nil
	}
	return m.file(ctx, m.read(name, body))
}

// isPageEntry reports a file that is a page by its name and does not lie in a
// folder that a browser saved beside one.
func isPageEntry(all []*zip.File, f *zip.File) bool {
	if !f.Mode().IsRegular() || !isPageName(path.Base(f.Name)) || isZIP(f.Name) {
		return false
	}
	for dir := path.Dir(f.Name); dir != "."; dir = path.Dir(dir) {
		base := path.Base(dir)
		if strings.HasPrefix(base, ".") || base == "__MACOSX" || dir == "/" {
			return false
		}
		if at := strings.LastIndexAny(base, "_.-"); at > 0 {
			stem := strings.TrimSuffix(dir, base) + base[:at]
			if slices.ContainsFunc(all, func(f *zip.File) bool { return f.Name == stem+".html" || f.Name == stem+".htm" }) {
				return false
			}
		}
	}
	return !strings.HasPrefix(path.Base(f.Name), ".")
}

func isZIP(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".zip", ".wacz":
		return true
	}
	return false
}
