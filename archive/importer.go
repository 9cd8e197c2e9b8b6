package archive

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"shenzheng/parser"
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

// ImportStatus is what became of one imported file.
type ImportStatus string

// The outcomes of a file. All but the first two are failures.
const (
	ImportColumn    ImportStatus = "column"    // new, edited or read otherwise than before
	ImportUnchanged ImportStatus = "unchanged" // held already
	ImportNoColumn  ImportStatus = "no_column" // kept as a capture, no row
	ImportFailed    ImportStatus = "failed"    // kept; the parser could not get through
	ImportMissing   ImportStatus = "missing"   // no such file
	ImportEmpty     ImportStatus = "empty"     // an empty file; not kept
	ImportBinary    ImportStatus = "binary"    // not text; not kept
	ImportNoPages   ImportStatus = "no_pages"  // a folder or WARC file without pages
	ImportRefused   ImportStatus = "refused"   // unreadable, or too large
)

// Imported is what became of one file, or of one response in a WARC file.
type Imported struct {
	Path    string
	URL     string // of a response in a WARC file
	Status  ImportStatus
	Outcome Outcome // of a page that was kept
	Reason  string  // one line; "" for a column
}

// OK tells whether the file is held as a column now.
func (i *Imported) OK() bool { return i.Status == ImportColumn || i.Status == ImportUnchanged }

// Failed tells whether a person has to look at it. A WARC file may hold any
// page of the site, so one that is no column is no failure there.
func (i *Imported) Failed() bool {
	return !i.OK() && (i.URL == "" || i.Status != ImportNoColumn)
}

// String is the line that an operator reads.
func (i Imported) String() string {
	name := i.Path
	if i.URL != "" {
		name += " " + i.URL
	}
	if !i.OK() {
		return name + ": " + i.Reason
	}
	o := i.Outcome
	week := "no week"
	if o.WeekStart != "" {
		week = "week " + o.WeekStart + " to " + o.WeekEnd
	}
	return fmt.Sprintf("%s: %s (%s), %s, %d sections, %d activities, %d officials, %d problems",
		name, o.ColumnID, o.Change, week, o.Sections, o.Activities, o.Officials, o.Problems)
}

// maxFile bounds an imported page, in bytes.
const maxFile = 64 << 20

// ErrOneFile says that an address was given for more than one file.
var ErrOneFile = errors.New("an address belongs to a single file")

// Import brings in saved pages: HTML, plain text and WARC files, and folders
// of them at any depth, in the order of their names. The article number in a
// file's name, or in its address, is its identity. A file that is no page of
// the column becomes an Imported that says so; an error means that the import
// could not go on.
func (a *Archive) Import(ctx context.Context, o ImportOptions, paths ...string) ([]Imported, error) {
	if o.URL != "" && len(paths) != 1 {
		return nil, fmt.Errorf("import: %w", ErrOneFile)
	}
	if _, err := a.DerivePending(ctx); err != nil {
		return nil, fmt.Errorf("import: %w", err)
	}
	files, items := listPages(paths)
	if o.URL != "" && len(files) != 1 && len(items) == 0 {
		return nil, fmt.Errorf("import %s: %w", paths[0], ErrOneFile)
	}
	m := &importer{archive: a, o: o, items: items, total: len(files)}
	for i := range items {
		m.tell(items[i])
	}
	for _, f := range files {
		if err := m.file(ctx, f); err != nil {
			return m.items, fmt.Errorf("import %s: %w", f, err)
		}
		m.done++
	}
	return m.items, nil
}

type importer struct {
	archive     *Archive
	o           ImportOptions
	items       []Imported
	done, total int
}

func (m *importer) add(i Imported) {
	m.items = append(m.items, i)
	m.tell(i)
}

func (m *importer) tell(i Imported) {
	if m.o.Each != nil {
		m.o.Each(min(m.done+1, m.total), m.total, i)
	}
}

func (m *importer) file(ctx context.Context, path string) error {
	if isWARC(path) {
		return m.warc(ctx, path)
	}
	info, err := os.Stat(path)
	if err == nil && info.Size() > maxFile {
		m.add(Imported{Path: path, Status: ImportRefused, Reason: fmt.Sprintf("%d bytes are too large for a page", info.Size())})
		return nil
	}
	body, err := os.ReadFile(path)
	if err != nil {
		m.add(Imported{Path: path, Status: ImportRefused, Reason: oneLine("cannot be read: " + err.Error())})
		return nil
	}
	c := m.archive.fileCapture(path, m.o)
	c.Body = body
	item, err := m.archive.importPage(ctx, c)
	if err != nil {
		return err
	}
	item.Path = path
	m.add(item)
	return nil
}

// fileCapture is a capture of a file, still without its bytes. The address
// says which article it is; without one, the file's name does.
func (a *Archive) fileCapture(path string, o ImportOptions) *Capture {
	c := &Capture{URL: o.URL, FinalURL: o.URL, CapturedAt: o.CapturedAt, Method: MethodImport, RunID: o.RunID}
	if c.CapturedAt.IsZero() {
		c.CapturedAt = a.cfg.Now()
	}
	if o.URL != "" {
		c.Source = a.SourceOf(o.URL)
		c.Number, _ = parser.ArticleNumber(o.URL)
		return c
	}
	c.Number, _ = parser.ArticleNumberInName(path)
	return c
}

// importPage looks at a page before it is believed, keeps it and reads it.
func (a *Archive) importPage(ctx context.Context, c *Capture) (Imported, error) {
	if len(c.Body) == 0 {
		return Imported{Status: ImportEmpty, Reason: "is empty"}, nil
	}
	a.judge(c)
	if c.Verdict == Bad && c.Reason == string(parser.PageBinary) {
		return Imported{Status: ImportBinary, Reason: "is not text"}, nil
	}
	if err := a.Keep(ctx, c); err != nil {
		return Imported{}, err
	}
	if c.Verdict == Bad {
		return Imported{Status: ImportNoColumn, Reason: "is no column: " + c.Reason}, nil
	}
	out, err := a.Derive(ctx, c.ID)
	if err != nil {
		return Imported{}, err
	}
	item := Imported{Outcome: out}
	switch {
	case out.Change == ChangeFailed:
		item.Status, item.Reason = ImportFailed, out.Reason
	case out.ColumnID == "":
		item.Status, item.Reason = ImportNoColumn, "is no column: "+out.Reason
	case out.Change == ChangeUnchanged:
		item.Status = ImportUnchanged
	default:
		item.Status = ImportColumn
	}
	return item, nil
}

// judge gives a capture without HTTP's help its verdict. Pages that a better
// parser might read stay good; those that are certainly something else are
// bad, so that they are never read again.
func (a *Archive) judge(c *Capture) {
	r := a.readBody(held{id: c.ID, source: c.Source, number: c.Number, url: addressOf(c.Source, c.Number, c.FinalURL), at: c.CapturedAt,
		contentType: c.ContentType}, c.Body)
	switch parser.PageKind(r.kind) {
	case parser.PageBinary:
		c.Verdict, c.Reason = Bad, r.kind
	case parser.PageChallenge, parser.PageError, parser.PageEmpty:
		c.Verdict, c.Reason = Bad, r.kind+": "+r.reason
	default:
		c.Verdict = Good
	}
}
