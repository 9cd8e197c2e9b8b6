package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"shenzheng/archive/warc"
	"shenzheng/parser"
)

// warc imports the responses of known hosts from a WARC file. A record that
// cannot be read is named; a file that breaks off gives what came before.
func (m *importer) warc(ctx context.Context, path string) (err error) {
	f, err := os.Open(path)
	if err != nil {
		m.add(Imported{Path: path, Status: ImportRefused, Reason: oneLine("cannot be read: " + err.Error())})
		return nil
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	r, err := warc.NewReader(f)
	if err != nil {
		m.add(Imported{Path: path, Status: ImportRefused, Reason: oneLine(err.Error())})
		return nil
	}
	columns := m.columns()
	for {
		record, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			m.add(Imported{Path: path, Status: ImportRefused, Reason: oneLine("broken off: " + err.Error())})
			return nil
		}
		if err := m.record(ctx, path, record); err != nil {
			return err
		}
	}
	if m.columns() == columns {
		m.add(Imported{Path: path, Status: ImportNoPages, Reason: "no column of a known host in it"})
	}
	return nil
}

// columns counts the pages of columns so far.
func (m *importer) columns() (n int) {
	for i := range m.items {
		if m.items[i].OK() {
			n++
		}
	}
	return n
}

// record imports one record if it is the response, or the resource, of an
// article of a known host. Pictures and styles beside the pages are passed
// over without a word.
func (m *importer) record(ctx context.Context, path string, r *warc.Record) error {
	if r.Type != "response" && r.Type != "revisit" && r.Type != "resource" || !m.archive.known(r.TargetURI) {
		return nil
	}
	c := &Capture{URL: r.TargetURI, FinalURL: r.TargetURI, CapturedAt: r.Date, Method: MethodWARC, RunID: m.o.RunID,
		Source: m.archive.SourceOf(r.TargetURI)}
	c.Number, _ = parser.ArticleNumber(r.TargetURI)
	err := m.fillRecord(ctx, c, r)
	item := Imported{Status: ImportRefused}
	switch {
	case err != nil && (ctx.Err() != nil || errors.Is(err, errStore)):
		return err
	case r.Type == "revisit" && errors.Is(err, errNotHeld) && c.Number == "":
		return nil // as the response would have been
	case err != nil:
		item.Reason = oneLine(err.Error())
	default:
		if item, err = m.archive.importRecord(ctx, c); err != nil {
			return err
		}
	}
	if item.Status == "" {
		return nil
	}
	item.Path, item.URL = path, r.TargetURI
	m.add(item)
	return nil
}

// errStore marks an error of the archive itself, not of the record.
var errStore = errors.New("the archive")

// fillRecord takes status, headers and body out of the record. A revisit
// record points to the body of an earlier one.
func (m *importer) fillRecord(ctx context.Context, c *Capture, r *warc.Record) error {
	if r.Type == "resource" {
		body, err := io.ReadAll(io.LimitReader(r.Block, maxFile+1))
		if err != nil {
			return fmt.Errorf("read resource: %w", err)
		}
		if len(body) > maxFile {
			return warc.ErrTooLarge
		}
		c.Body, c.ContentType = body, r.Header.Get("Content-Type")
		return nil
	}
	res, err := r.ReadResponse(maxFile)
	if err != nil {
		return err
	}
	c.Status, c.ResponseHead, c.ContentType = res.Status, res.Head, res.Head.Get("Content-Type")
	if r.Type != "revisit" || c.Status == http.StatusNotModified {
		c.Body = res.Body
		return nil
	}
	c.Body, err = m.archive.revisited(ctx, r)
	return err
}

// importRecord keeps and reads one response. The zero Imported means that it
// was passed over: it is neither an article's address nor a column.
func (a *Archive) importRecord(ctx context.Context, c *Capture) (Imported, error) {
	switch {
	case c.Status == http.StatusNotFound || c.Status == http.StatusGone:
		c.Verdict = Gone
	case c.Status == http.StatusNotModified:
		c.Verdict, c.Body = Unchanged, nil
	case c.Status != 0 && c.Status != http.StatusOK:
		c.Verdict = Bad
	default:
		if c.Number == "" {
			return a.importUnnumbered(ctx, c)
		}
		return a.importPage(ctx, c)
	}
	if c.Number == "" {
		return Imported{}, nil
	}
	c.Reason = fmt.Sprintf("status %d", c.Status)
	if err := a.Keep(ctx, c); err != nil {
		return Imported{}, err
	}
	if c.Verdict == Bad {
		return Imported{Status: ImportNoColumn, Reason: "answered with " + c.Reason}, nil
	}
	out, err := a.Derive(ctx, c.ID)
	if err != nil {
		return Imported{}, err
	}
	if out.ColumnID == "" {
		return Imported{Status: ImportNoColumn, Reason: "answered with " + c.Reason}, nil
	}
	return Imported{Status: ImportUnchanged, Outcome: out}, nil
}

// importUnnumbered imports a page whose address has no article number, if it
// is a column all the same.
func (a *Archive) importUnnumbered(ctx context.Context, c *Capture) (Imported, error) {
	if !strings.Contains(strings.ToLower(c.ContentType), "text/") && !strings.Contains(strings.ToLower(c.ContentType), "html") {
		return Imported{}, nil
	}
	r := a.readBody(held{source: c.Source, url: c.URL, at: c.CapturedAt, contentType: c.ContentType}, c.Body)
	if r.column == nil {
		return Imported{}, nil
	}
	return a.importPage(ctx, c)
}

// known tells whether an address belongs to a configured source.
func (a *Archive) known(address string) bool {
	name := a.SourceOf(address)
	for _, s := range a.cfg.Sources {
		if s.Name == name && name != "" {
			return true
		}
	}
	return false
}
