package archive

import (
	"bytes"
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
	RunID      string // of the run that the captures are marked with
	// Each, where not nil, is told of every page as soon as it is done.
	Each func(done, total int, item Imported)
}

// maxFile bounds an imported page, in bytes.
const maxFile = 64 << 20

// ErrOneFile says that an address was given for more than one file.
var ErrOneFile = errors.New("an address belongs to a single file")

// ErrFuture says that files were said to be saved at a time still to come.
var ErrFuture = errors.New("the time of capture lies in the future")

// Import brings in saved pages: HTML, MHTML, plain text, WARC and WACZ files,
// and zip files and folders of them at any depth, in the order of their names.
// The address, or the article number in a file's name, is a page's identity. A file that is no page of
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
	m.list(ctx, paths)
	if o.URL != "" && len(m.files) != 1 && len(m.queue) == 0 {
		return nil, fmt.Errorf("import %s: %w", paths[0], ErrOneFile)
	}
	// Pages are read on all cores; what is written is written from one.
	m.fail(inBatches(ctx, m.files, m.open, func(batch []*arrival) error {
		for _, x := range batch {
			m.file(ctx, x)
			m.done++
		}
		return m.err
	}))
	m.flush(ctx)
	wrap(&m.err, "import")
	return m.items, m.err
}

// importer takes pages in by the batch: many share a transaction, each is kept
// and read as a whole or not at all.
type importer struct {
	archive *Archive
	o       ImportOptions
	alone   []string // paths that were named by themselves
	files   []string
	done    int // files
	queue   []*arrival
	items   []Imported
	err     error // the first that the import cannot go on after; nothing is taken in then
}

// refused is a file that is not to be kept, and why.
func (x *arrival) refused(reason string, args ...any) *arrival {
	x.capture, x.item.Status, x.item.Reason = nil, ImportRefused, oneLine(fmt.Sprintf(reason, args...))
	return x
}

func fileOf(path string) *arrival { return &arrival{item: Imported{Path: path}} }

func (m *importer) refuse(ctx context.Context, path, reason string, args ...any) {
	m.add(ctx, fileOf(path).refused(reason, args...))
}

func (m *importer) fail(err error) { m.err = cmp.Or(m.err, err) }

// add queues a page, or what was found of a file that is not to be kept. Two
// pages of one article are never in one batch, so that each is told what it changed.
func (m *importer) add(ctx context.Context, x *arrival) {
	twice := func(q *arrival) bool {
		return q.capture != nil && x.capture != nil && q.capture.Number != "" && articleOf(q.capture) == articleOf(x.capture)
	}
	if len(m.queue) >= batchSize || slices.ContainsFunc(m.queue, twice) {
		m.flush(ctx)
	}
	m.queue = append(m.queue, x)
}

// flush takes in the pages of the batch and tells what became of them.
func (m *importer) flush(ctx context.Context) {
	if m.err != nil {
		return
	}
	in := slices.DeleteFunc(slices.Clone(m.queue), func(x *arrival) bool { return x.capture == nil })
	if m.fail(m.archive.take(ctx, in...)); m.err != nil {
		return
	}
	for _, x := range m.queue {
		if x.capture != nil {
			x.item.became(x.capture, x.out)
		}
		m.items = append(m.items, x.item)
		if m.o.Each != nil {
			m.o.Each(min(m.done+1, len(m.files)), len(m.files), x.item)
		}
	}
	m.queue = nil
}

// open looks at a file, and reads it where it is a page.
func (m *importer) open(_ context.Context, path string) *arrival {
	info, err := os.Stat(path)
	switch {
	case err != nil:
	case !info.Mode().IsRegular(): // a pipe or a device may never end
		return fileOf(path).refused("is neither a file nor a folder")
	case isWARC(path), isZIP(path):
		return fileOf(path)
	case info.Size() > maxFile:
		return fileOf(path).refused("%d bytes are too large for a page", info.Size())
	default:
		var body []byte
		if body, err = os.ReadFile(path); err == nil {
			return m.read(path, body)
		}
	}
	return fileOf(path).refused("cannot be read: %v", err)
}

// read reads the page in the bytes of one file. The address given says which
// article it is; without one what the page says of itself does, or else the
// file's name.
func (m *importer) read(path string, body []byte) *arrival {
	a, now := m.archive, m.archive.cfg.Now()
	c := &source.Capture{URL: m.o.URL, FinalURL: m.o.URL, CapturedAt: m.o.CapturedAt, Method: source.MethodImport, RunID: m.o.RunID, Body: body}
	if c.CapturedAt.IsZero() {
		c.CapturedAt = now
		if at := parser.SavedAt(body); c.URL == "" && !at.IsZero() && at.Before(now) {
			c.CapturedAt = at
		}
	}
	if c.Number, _ = parser.ArticleNumber(c.URL); c.URL != "" {
		c.Source = a.SourceOf(c.URL)
	} else {
		c.Number, _ = parser.ArticleNumberInName(path)
	}
	x := &arrival{item: Imported{Path: path, Among: !slices.Contains(m.alone, path)}, capture: c, reading: &parser.Reading{}}
	if len(body) == 0 {
		return x
	}
	a.complete(c)
	page := pageOf(c)
	if c.URL == "" { // it may say which article it is
		page.URL, page.SourceOf = "", a.believedSource
	}
	*x.reading = a.parse(page)
	switch {
	case c.URL == "" && x.reading.URL != "":
		c.URL, c.FinalURL, c.Source = x.reading.URL, x.reading.URL, a.SourceOf(x.reading.URL)
		c.Number, _ = parser.ArticleNumber(c.URL)
	case pageOf(c).URL != page.URL: // its number is that of the file's name, and gives its address
		*x.reading = a.parse(pageOf(c))
	}
	return x
}

func (m *importer) file(ctx context.Context, x *arrival) {
	switch path := x.item.Path; {
	case x.item.Status != "":
		m.add(ctx, x)
	case x.capture != nil:
		m.judged(ctx, x)
	case isZIP(path):
		m.zip(ctx, path)
	default:
		m.warc(ctx, path)
	}
}

// judged queues a page that was read. Pages that a better parser might read
// stay good; those that are certainly something else are bad, so that they are
// never read again.
func (m *importer) judged(ctx context.Context, x *arrival) {
	c, r := x.capture, x.reading
	c.Verdict = source.Good
	switch {
	case len(c.Body) == 0:
		x.refused("is empty")
	case r.Kind == parser.PageBinary, bytes.HasPrefix(c.Body, []byte(arcMagic)):
		x.refused("%s", binaryReason(c.Body))
	case r.Kind == parser.PageChallenge, r.Kind == parser.PageError, r.Kind == parser.PageEmpty:
		c.Verdict, c.Reason = source.Bad, string(r.Kind)+": "+r.Reason
	}
	m.add(ctx, x)
}
