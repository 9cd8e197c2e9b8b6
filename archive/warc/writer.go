package warc

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"shenzheng/parser/source"
)

// Profiles of revisit records (ISO 28500:2017, section 6.7).
const (
	profileSame        = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
	profileNotModified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
)

// Writer writes captures as records. The same captures in the same order give
// the same bytes: ids come from the content, and no clock is read.
type Writer struct {
	out      io.Writer
	compress bool
	seen     map[[2]string]origin // SHA-256 of a body, and address -> when it was first
	err      error
}

// origin is the record a revisit refers to. It is one of the same address: a
// reader may have left out what it has no use for, such as robots.txt.
type origin struct {
	id, date string
}

// NewWriter begins a file with its warcinfo record. software is the program
// and its version; began dates the file and is the time of its first capture.
// With compress, each record is a gzip member of its own.
func NewWriter(out io.Writer, compress bool, software string, began time.Time) (*Writer, error) {
	w := &Writer{out: out, compress: compress, seen: map[[2]string]origin{}}
	info := "software: " + software + "\r\nformat: WARC file version 1.1\r\n" +
		"conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
	w.record("warcinfo", recordID("warcinfo", info, stamp(began)), stamp(began), "", []byte(info), fields{{"Content-Type", "application/warc-fields"}})
	return w, w.err
}

// Write adds one capture: its response, resource or revisit record, the
// request that led to it, and its metadata. Its address is URL; Body is decoded,
// and SHA256 tells an empty one from none. note is metadata, written in order as
// "key: value" lines.
func (w *Writer) Write(c *source.Capture, note [][2]string) error {
	date, content, digest := stamp(c.CapturedAt), c.SHA256, ""
	if content != "" {
		digest = blockDigest(c.Body)
	}
	same := [2]string{content, c.URL}
	id := recordID("capture", c.URL, date, strconv.Itoa(c.Status), content)
	const answer = "application/http; msgtype=response"
	first, repeated := w.seen[same]
	switch {
	case c.Status == 0:
		w.record("resource", id, date, c.URL, c.Body,
			fields{{"Content-Type", cmp.Or(c.ContentType, "application/octet-stream")}, {"WARC-Payload-Digest", digest}})
	case c.Status == http.StatusNotModified:
		w.record("revisit", id, date, c.URL, httpHead(c), fields{{"Content-Type", answer}, {"WARC-Profile", profileNotModified}})
	case content != "" && repeated:
		w.record("revisit", id, date, c.URL, httpHead(c), fields{{"Content-Type", answer}, {"WARC-Payload-Digest", digest},
			{"WARC-Profile", profileSame}, {"WARC-Refers-To", first.id}, {"WARC-Refers-To-Target-URI", c.URL}, {"WARC-Refers-To-Date", first.date}})
	default:
		w.record("response", id, date, c.URL, append(httpHead(c), c.Body...), fields{{"Content-Type", answer}, {"WARC-Payload-Digest", digest}})
	}
	if !repeated && len(c.Body) > 0 && c.Status != http.StatusNotModified {
		w.seen[same] = origin{id, date}
	}
	if c.Status != 0 {
		w.request(c, id, date)
	}
	if len(note) > 0 {
		var b bytes.Buffer
		for _, n := range note {
			b.WriteString(n[0] + ": " + oneLine(n[1]) + "\r\n")
		}
		w.record("metadata", recordID("metadata", id), date, c.URL, b.Bytes(), fields{{"Content-Type", "application/warc-fields"}, {"WARC-Refers-To", id}})
	}
	return w.err
}

func (w *Writer) request(c *source.Capture, id, date string) {
	u, err := url.Parse(c.URL)
	if err != nil {
		return // an address that breaks off in an escape has no request line; the answer is written all the same
	}
	head := http.Header(c.RequestHead).Clone()
	head.Del("Host")
	var b bytes.Buffer
	fmt.Fprintf(&b, "GET %s HTTP/1.1\r\nHost: %s\r\n", u.RequestURI(), u.Host)
	writeHead(&b, head)
	w.record("request", recordID("request", id), date, c.URL, b.Bytes(),
		fields{{"Content-Type", "application/http; msgtype=request"}, {"WARC-Concurrent-To", id}})
}

// fields are named fields of a record in their order.
type fields [][2]string

// record writes one record; fields with an empty value are left out.
func (w *Writer) record(kind, id, date, uri string, block []byte, more fields) {
	if w.err != nil {
		return
	}
	var b bytes.Buffer
	b.WriteString("WARC/1.1\r\n")
	for _, f := range append(fields{{"WARC-Type", kind}, {"WARC-Record-ID", id}, {"WARC-Date", date}, {"WARC-Target-URI", uri}}, more...) {
		if f[1] != "" {
			b.WriteString(f[0] + ": " + oneLine(f[1]) + "\r\n")
		}
	}
	fmt.Fprintf(&b, "WARC-Block-Digest: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", blockDigest(block), len(block), block)
	if !w.compress {
		_, err := w.out.Write(b.Bytes())
		w.fail(err)
		return
	}
	z := gzip.NewWriter(w.out) // no name, no time: the member depends on the record alone
	_, err := z.Write(b.Bytes())
	w.fail(errors.Join(err, z.Close()))
}

func (w *Writer) fail(err error) {
	if w.err == nil && err != nil {
		w.err = fmt.Errorf("write WARC record: %w", err)
	}
}

// httpHead writes the status line and headers so that they describe the body
// that follows: the codings were removed, so their fields are renamed.
func httpHead(c *source.Capture) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %d %s\r\n", c.Status, http.StatusText(c.Status))
	head := http.Header{}
	for k, v := range c.ResponseHead {
		switch k = http.CanonicalHeaderKey(k); k {
		case "Content-Encoding", "Transfer-Encoding", "Content-Length":
			head["X-Archive-Orig-"+k] = v
		default:
			head[k] = v
		}
	}
	if c.SHA256 != "" {
		head.Set("Content-Length", strconv.Itoa(len(c.Body)))
	}
	writeHead(&b, head)
	return b.Bytes()
}

func writeHead(b *bytes.Buffer, head http.Header) {
	for _, k := range slices.Sorted(maps.Keys(head)) {
		for _, v := range head[k] {
			b.WriteString(k + ": " + oneLine(v) + "\r\n")
		}
	}
	b.WriteString("\r\n")
}

func oneLine(s string) string {
	return strings.NewReplacer("\r", " ", "\n", " ").Replace(s)
}

// blockDigest is SHA-1 in base 32, which every reader of the format knows;
// it finds damage, it proves nothing. Identity is decided by SHA-256.
func blockDigest(body []byte) string {
	sum := sha1.Sum(body)
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}

// stamp writes a time as the standard wants it, with fractions only where
// there are any.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.999Z07:00") }

// recordID makes a UUID of version 8 (RFC 9562) from what the record is about.
func recordID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	u := sum[:16]
	u[6] = u[6]&0x0f | 0x80
	u[8] = u[8]&0x3f | 0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}
