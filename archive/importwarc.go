package archive

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"os"
	"slices"
	"strings"
	"time"

	"shenzheng/archive/warc"
	"shenzheng/parser"
	"shenzheng/parser/source"
)

// warc imports the responses of known hosts from a WARC file. A record that
// cannot be read is named; a file that breaks off gives what came before.
func (m *importer) warc(ctx context.Context, path string) {
	f, err := os.Open(path)
	if err != nil {
		m.refuse(ctx, path, "cannot be read: %v", err)
		return
	}
	m.warcFrom(ctx, path, f)
	m.fail(f.Close())
}

// warcFrom imports what a WARC file holds.
func (m *importer) warcFrom(ctx context.Context, path string, in io.Reader) {
	r, err := warc.NewReader(in)
	if err != nil {
		m.refuse(ctx, path, "%v", err)
		return
	}
	m.flush(ctx)
	before := len(m.items)
	for m.err == nil {
		record, err := r.Next()
		switch {
		case errors.Is(err, warc.ErrPassedOver):
			m.refuse(ctx, path, "%v", err)
		case errors.Is(err, io.EOF):
			m.flush(ctx)
			if !slices.ContainsFunc(m.items[before:], func(i Imported) bool { return i.OK() }) {
				m.refuse(ctx, path, "no column of a known host in it")
			}
			return
		case err != nil:
			m.refuse(ctx, path, "broken off: %v", err)
			return
		default:
			m.record(ctx, path, record)
		}
	}
}

// record imports one record if it is the response, or the resource, of an
// article of a known host. Pictures and styles beside the pages are passed
// over without a word.
func (m *importer) record(ctx context.Context, path string, r *warc.Record) {
	target, at := r.TargetURI, r.Date
	if inner, captured, replayed := parser.Original(target); replayed { // a web archive's own crawl: the page is of another time
		target, at = inner, captured
	}
	if strings.HasPrefix(target, urnOfContent) { // exported from an archive that held it without an address
		target = ""
	} else if m.archive.believedSource(target) == "" {
		return
	}
	if r.Type == "metadata" {
		m.note(r)
	}
	if !slices.Contains([]string{"response", "revisit", "resource", "conversion"}, r.Type) {
		return
	}
	c := &source.Capture{URL: target, FinalURL: target, CapturedAt: at, Method: source.MethodWARC, RunID: m.o.RunID, Source: m.archive.SourceOf(target)}
	c.Number, _ = parser.ArticleNumber(target)
	x := &arrival{item: Imported{Path: path, URL: target, Among: true}, capture: c, reading: &parser.Reading{}, record: r.Header.Get("Warc-Record-Id")}
	switch r.Type {
	case "conversion": // made of another record: what is held says more
		m.flush(ctx)
		if k, err := m.archive.Known(ctx, c.Source, c.Number); err != nil || k.Read {
			m.fail(err)
			return
		}
	case "revisit": // may repeat what is still in the batch
		m.flush(ctx)
	}
	var err error
	switch {
	case at.IsZero():
		err = errors.New("does not say when it was captured")
	case at.After(m.archive.cfg.Now()):
		err = errors.New("says that it was captured in the future, at " + stamp(at))
	default:
		err = m.archive.fillRecord(ctx, c, r)
	}
	switch {
	case err == nil:
		m.response(ctx, x)
	case ctx.Err() != nil, errors.Is(err, errStore):
		m.fail(err)
	case r.Type == "revisit" && errors.Is(err, errNotHeld) && c.Number == "": // as the response would have been
	default:
		m.add(ctx, x.refused("%v", err))
	}
}

// note takes from the note that an export writes behind every page that the page
// was not believed, or said that it is gone, which may look like any other, or
// that it is whole as all pages of its host are.
func (m *importer) note(r *warc.Record) {
	if len(m.queue) == 0 {
		return
	}
	x := m.queue[len(m.queue)-1]
	if x.capture == nil || x.record == "" || x.record != r.Header.Get("Warc-Refers-To") {
		return
	}
	// What can be read of it counts; it has no empty line at its end.
	note, _ := textproto.NewReader(bufio.NewReader(io.LimitReader(r.Block, maxNote))).ReadMIMEHeader()
	c, verdict, reason := x.capture, source.Verdict(note.Get("verdict")), note.Get("reason")
	switch {
	case verdict == source.Bad, verdict == source.Gone && c.Number != "":
		c.Verdict, c.Reason = verdict, reason
	case verdict == source.Good && c.Verdict == source.Good && reason == source.Whole:
		c.Reason, x.reading = reason, nil // it reads otherwise
	}
}

// maxNote bounds what is read of a note, in bytes.
const maxNote = 64 << 10

// errStore marks an error of the archive itself, not of the record.
var errStore = errors.New("the archive")

// OpenRecord reads the answer in a record of a WARC file, of which nothing but
// status, header, body and what is doubtful is filled in.
func (a *Archive) OpenRecord(ctx context.Context, record []byte) (c source.Capture, err error) {
	r, err := warc.NewReader(bytes.NewReader(record))
	if err != nil {
		return c, err
	}
	first, err := r.Next()
	if err != nil {
		return c, err
	}
	return c, a.fillRecord(ctx, &c, first)
}

// fillRecord takes status, headers and body out of the record. A revisit
// record points to the body of an earlier one.
func (a *Archive) fillRecord(ctx context.Context, c *source.Capture, r *warc.Record) error {
	err := r.Fill(c, maxFile)
	if err == nil && r.Type == "revisit" && c.Status != http.StatusNotModified {
		c.Body, err = a.revisited(ctx, r)
	}
	return err
}

// errNotHeld says that a revisit record repeats something that is not here.
var errNotHeld = errors.New("it repeats a response that is not held")

// revisited finds the body that a revisit record refers to: by the address and
// time it names, or else, as GNU wget names neither, by the digest of what is
// held of its own address from any time up to the record's, the latest first.
func (a *Archive) revisited(ctx context.Context, r *warc.Record) ([]byte, error) {
	const second = "2006-01-02T15:04:05"
	target := cmp.Or(strings.Trim(r.Header.Get("Warc-Refers-To-Target-Uri"), "<>"), r.TargetURI)
	from, until := "", r.Date.UTC().Format(second)
	if named := r.Header.Get("Warc-Refers-To-Date"); named != "" {
		at, err := time.Parse(time.RFC3339Nano, named)
		if err != nil {
			return nil, errors.New("a revisit record that does not say what it repeats")
		}
		from = at.UTC().Format(second)
		until = from
	}
	hashes, err := texts(ctx, a.reader, "look up what a revisit repeats", `SELECT sha256 FROM captures WHERE ?1 IN (url, final_url) AND sha256 IS NOT NULL
		AND (status IN (0, 200) OR ?2 <> '') AND substr(captured_at, 1, 19) BETWEEN ?2 AND ?3 GROUP BY sha256 ORDER BY max(captured_at) DESC`, target, from, until)
	var body []byte
	for i := 0; err == nil && i < len(hashes); i++ {
		if body, err = a.Body(ctx, hashes[i]); err == nil {
			if _, is := warc.HasDigest(body, r.Header.Get("Warc-Payload-Digest")); is {
				return body, nil
			}
		}
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", errStore, err)
	case len(hashes) == 1:
		// A digest may be of the bytes before their codings were removed; where
		// only one content is held there is nothing else to repeat.
		return body, nil
	}
	return nil, errNotHeld
}

// response queues one response. It is passed over where it is neither an
// article's address nor a column.
func (m *importer) response(ctx context.Context, x *arrival) {
	c := x.capture
	kind := strings.ToLower(c.ContentType)
	switch {
	case c.Status == http.StatusNotFound || c.Status == http.StatusGone:
		c.Verdict = source.Gone
	case c.Status == http.StatusNotModified:
		c.Verdict, c.Body = source.Unchanged, nil
	case c.Status != 0 && c.Status != http.StatusOK:
		c.Verdict = source.Bad
	case besidePages(kind), c.Number == "" && c.URL != "" && !strings.Contains(kind, "text/") && !strings.Contains(kind, "html"):
		return
	default:
		if len(c.Body) > 0 {
			m.archive.complete(c)
			*x.reading = m.archive.parse(pageOf(c))
		}
		if c.Number != "" || x.reading.Column != nil {
			m.judged(ctx, x)
		}
		return
	}
	if c.Number != "" {
		c.Reason = fmt.Sprintf("status %d", c.Status)
		m.add(ctx, x)
	}
}

// besidePages reports the types of what stands beside pages: its addresses may
// hold a number as those of articles do, such as the month in /202404/1.png.
func besidePages(contentType string) bool {
	kind, _, _ := strings.Cut(contentType, ";")
	family, of, _ := strings.Cut(strings.TrimSpace(kind), "/")
	return slices.Contains([]string{"image", "audio", "video", "font"}, family) ||
		slices.Contains([]string{"css", "javascript", "x-javascript", "ecmascript", "font-woff", "font-woff2", "wasm", "pdf"}, of)
}

// believedSource names the configured source that an address belongs to, ""
// for none.
func (a *Archive) believedSource(address string) string {
	name := a.SourceOf(address)
	if !slices.ContainsFunc(a.cfg.Sources, func(s Source) bool { return s.Name == name }) {
		return ""
	}
	return name
}
