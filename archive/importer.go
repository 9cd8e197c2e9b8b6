package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// ImportOptions say what is known of the files beside their names.
type ImportOptions struct {
	// URL is the address a single file was saved from.
	URL string
	// CapturedAt is when the files were saved; zero means now.
	CapturedAt time.Time
	RunID      string
	// Each, where not nil, is told of every page as soon as it is done.
	Each func(done, total int, item Imported)
}

// maxFile bounds an imported page, in bytes.
const maxFile = 64 << 20

// ErrOneFile says that an address was given for more than one file.
var ErrOneFile = errors.New("an address belongs to a single file")

// ErrFuture says that files were said to be saved at a time still to come.
var ErrFuture = errors.New("the time of capture lies in the future")

// Import brings in saved pages: HTML, plain text and WARC files, and folders
// of them at any depth, in the order of their names. The article number in a
// file's name, or in its address, is its identity. A file that is no page of
// the column becomes an Imported that says so; an error means that the import
// could not go on.
func (a *Archive) Import(ctx context.Context, o ImportOptions, paths ...string) ([]Imported, error) {
	if o.URL != "" && len(paths) != 1 {
		return nil, fmt.Errorf("import: %w", ErrOneFile)
	}
	if o.CapturedAt.After(a.cfg.Now()) {
		return nil, fmt.Errorf("import: %w", ErrFuture)
	}
	if _, err := a.DerivePending(ctx); err != nil {
		return nil, fmt.Errorf("import: %w", err)
	}
	m := &importer{archive: a, o: o, alone: paths}
	m.list(paths)
	if o.URL != "" && len(m.files) != 1 && len(m.queue) == 0 {
		return nil, fmt.Errorf("import %s: %w", paths[0], ErrOneFile)
	}
	// Pages are read on all cores; what is written is written from here.
	err := ordered(ctx, m.files, m.open, func(o opened) error {
		m.file(ctx, o)
		m.done++
		return m.err
	})
	m.fail(err)
	m.flush(ctx)
	wrap(&m.err, "import")
	return m.items, m.err
}

// importer takes pages in by the batch: many share a transaction, each is kept
// and read as a whole or not at all.
type importer struct {
	archive *Archive
	o       ImportOptions
	items   []Imported
	queue   []queued
	alone   []string // paths that were named by themselves
	files   []string
	done    int   // files
	err     error // the first that the import cannot go on after; nothing is taken in then
}

// queued is a page that waits for its batch, or what was found of one that is
// not to be kept, which waits for its turn.
type queued struct {
	item Imported
	page *arrival
	done int // files before it
}

func (m *importer) add(i Imported) { m.queue = append(m.queue, queued{item: i, done: m.done}) }

func (m *importer) refuse(path, reason string, args ...any) {
	m.add(Imported{Path: path, Status: ImportRefused, Reason: oneLine(fmt.Sprintf(reason, args...))})
}

func (m *importer) fail(err error) { m.err = cmp.Or(m.err, err) }

// keep queues a page. Two pages of one article are never in one batch, so that
// each is told what it changed.
func (m *importer) keep(ctx context.Context, i Imported, page *arrival) {
	twice := func(q queued) bool {
		return q.page != nil && page.capture.Number != "" && articleOf(q.page.capture) == articleOf(page.capture)
	}
	if len(m.queue) >= batchSize || slices.ContainsFunc(m.queue, twice) {
		m.flush(ctx)
	}
	m.queue = append(m.queue, queued{item: i, page: page, done: m.done})
}

// flush takes in the pages of the batch and tells what became of them.
func (m *importer) flush(ctx context.Context) {
	if m.err != nil {
		return
	}
	var in []*arrival
	for _, q := range m.queue {
		if q.page != nil {
			in = append(in, q.page)
		}
	}
	if m.fail(m.archive.take(ctx, in...)); m.err != nil {
		return
	}
	for _, q := range m.queue {
		if q.page != nil {
			q.item.became(q.page.capture, q.page.out)
		}
		m.items = append(m.items, q.item)
		if m.o.Each != nil {
			m.o.Each(min(q.done+1, len(m.files)), len(m.files), q.item)
		}
	}
	m.queue = nil
}

// opened is a file as it was found, and its page, read.
type opened struct {
	path    string
	refused string // why it is not taken
	capture *source.Capture
	reading parser.Reading
}

// open looks at a file, and reads it where it is a page.
func (m *importer) open(_ context.Context, path string) opened {
	info, err := os.Stat(path)
	switch {
	case err != nil:
	case !info.Mode().IsRegular(): // a pipe or a device may never end
		return opened{path: path, refused: "is neither a file nor a folder"}
	case isWARC(path), isZIP(path):
		return opened{path: path}
	case info.Size() > maxFile:
		return opened{path: path, refused: fmt.Sprintf("%d bytes are too large for a page", info.Size())}
	default:
		var body []byte
		if body, err = os.ReadFile(path); err == nil {
			return m.read(path, body)
		}
	}
	return opened{path: path, refused: "cannot be read: " + err.Error()}
}

// read reads the page in the bytes of one file.
func (m *importer) read(path string, body []byte) opened {
	c := m.archive.fileCapture(path, body, m.o)
	o := opened{path: path, capture: c}
	if len(body) > 0 {
		m.archive.complete(c)
		page := pageOf(c)
		if c.URL == "" { // it may say which article it is
			page.URL, page.SourceOf = "", m.archive.believedSource
		}
		o.reading = m.archive.parse(page)
		switch {
		case c.URL == "" && o.reading.URL != "":
			c.URL, c.FinalURL, c.Source = o.reading.URL, o.reading.URL, m.archive.SourceOf(o.reading.URL)
			c.Number, _ = parser.ArticleNumber(c.URL)
		case pageOf(c).URL != page.URL: // its number is that of the file's name, and gives its address
			o.reading = m.archive.parse(pageOf(c))
		}
	}
	return o
}

func (m *importer) file(ctx context.Context, o opened) {
	switch {
	case o.refused != "":
		m.refuse(o.path, "%s", o.refused)
	case o.capture != nil:
		m.judged(ctx, Imported{Path: o.path, Among: !slices.Contains(m.alone, o.path)}, o.capture, o.reading)
	case isZIP(o.path):
		m.zip(ctx, o.path)
	default:
		m.warc(ctx, o.path)
	}
}

// fileCapture is a capture of a file. The address given says which article it
// is; without one, the file's name does until the page is read.
func (a *Archive) fileCapture(path string, body []byte, o ImportOptions) *source.Capture {
	c := &source.Capture{URL: o.URL, CapturedAt: o.CapturedAt, Method: source.MethodImport, RunID: o.RunID, Body: body}
	if now := a.cfg.Now(); c.CapturedAt.IsZero() {
		if c.CapturedAt = now; c.URL == "" {
			if at := parser.SavedAt(body); !at.IsZero() && at.Before(now) {
				c.CapturedAt = at
			}
		}
	}
	c.FinalURL = c.URL
	if c.Number, _ = parser.ArticleNumber(c.URL); c.URL != "" {
		c.Source = a.SourceOf(c.URL)
	} else {
		c.Number, _ = parser.ArticleNumberInName(path)
	}
	return c
}

// judged queues a page that was read. Pages that a better parser might read
// stay good; those that are certainly something else are bad, so that they are
// never read again.
func (m *importer) judged(ctx context.Context, i Imported, c *source.Capture, r parser.Reading) {
	c.Verdict = source.Good
	switch {
	case len(c.Body) == 0:
		i.Status, i.Reason = ImportEmpty, "is empty"
	case r.Kind == parser.PageBinary:
		i.Status, i.Reason = ImportBinary, binaryReason(c.Body)
	case r.Kind == parser.PageChallenge, r.Kind == parser.PageError, r.Kind == parser.PageEmpty:
		c.Verdict, c.Reason = source.Bad, string(r.Kind)+": "+r.Reason
	}
	if i.Status != "" {
		m.add(i)
		return
	}
	m.keep(ctx, i, &arrival{capture: c, reading: &r})
}
