// Package warc reads and writes web archive files: WARC/1.1 (ISO 28500:2017),
// and on reading also WARC/1.0 and its drafts, plain or compressed, of any maker.
//
// reader.go takes a file apart into records, response.go takes the
// page out of a record, writer.go writes records that come out the
// same, byte for byte, for the same captures.
package warc

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"
)

// Record is one record of a file. Its block is read from the file and is gone
// once the next record is asked for.
type Record struct {
	// Type is warcinfo, request, response, resource, metadata, revisit …
	Type string
	// TargetURI is the address the record is about, empty for warcinfo.
	TargetURI string
	// Date is when the data was captured, UTC; zero where it cannot be read.
	Date time.Time
	// Header holds all named fields, keys in canonical form.
	Header textproto.MIMEHeader
	// Block is as many bytes as the header states, or ends with io.ErrUnexpectedEOF.
	Block io.Reader
}

// maxHeader bounds the head of one record, and that of the HTTP answer in it,
// in bytes; maxBlock the block of one that is given.
const (
	maxHeader = 1 << 20
	maxBlock  = 1 << 30
)

// Reader takes a file apart into records, in constant memory.
type Reader struct {
	in     *bufio.Reader // of the records, decompressed
	block  *io.LimitedReader
	number int // of the current record, from 1
	// pending is the version line of the next record, where it was read already.
	pending string
}

// NewReader looks at the first bytes to tell a file compressed by gzip or zstd
// from a plain one. An empty file has no records.
func NewReader(r io.Reader) (*Reader, error) {
	in := bufio.NewReaderSize(r, 64<<10)
	magic, err := in.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read WARC file: %w", err)
	}
	var plain io.Reader
	switch {
	case bytes.HasPrefix(magic, gzipMagic):
		plain, err = gzip.NewReader(in)
	case bytes.Equal(magic, zstdMagic):
		plain, err = unzstd(in)
	case bytes.Equal(magic, dictionaryMagic):
		plain, err = withDictionary(in)
	default:
		return &Reader{in: in}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read compressed WARC file: %w", err)
	}
	return &Reader{in: bufio.NewReaderSize(plain, 64<<10)}, nil
}

// How compressed data begins.
var (
	gzipMagic       = []byte{0x1f, 0x8b}
	zstdMagic       = []byte{0x28, 0xb5, 0x2f, 0xfd}
	dictionaryMagic = []byte{0x5d, 0x2a, 0x4d, 0x18}
)

// withDictionary reads a file that begins with the dictionary that its records
// are compressed with, as .warc.zst files do; it may be compressed itself.
func withDictionary(in io.Reader) (io.Reader, error) {
	var head [8]byte
	if _, err := io.ReadFull(in, head[:]); err != nil {
		return nil, err
	}
	dictionary, err := readBody(io.LimitReader(in, int64(binary.LittleEndian.Uint32(head[4:]))), maxHeader)
	if err == nil && bytes.HasPrefix(dictionary, zstdMagic) {
		var plain io.Reader
		if plain, err = unzstd(bytes.NewReader(dictionary)); err == nil {
			dictionary, err = readBody(plain, 16*maxHeader)
		}
	}
	if err != nil {
		return nil, err
	}
	return unzstd(in, zstd.WithDecoderDicts(dictionary))
}

// ErrPassedOver is the error of a record that cannot be read and of what stands
// between two records and is none: the next call of Next goes on behind it.
var ErrPassedOver = errors.New("passed over")

// Next gives the next record, io.EOF after the last. What was left unread of
// the record before is passed over. A file that ends inside a record gives
// io.ErrUnexpectedEOF; what came before it is whole.
func (r *Reader) Next() (*Record, error) {
	if err := r.skip(); err != nil {
		return nil, err
	}
	line := r.pending
	if r.pending = ""; line == "" {
		var err error
		if line, err = r.firstLine(); err != nil {
			return nil, err
		}
		r.number++
	}
	if !isVersion(line) {
		err := fmt.Errorf("record %d: %.20q is no WARC version", r.number, line)
		for r.pending == "" {
			next, nerr := r.firstLine()
			if nerr != nil {
				return nil, err
			}
			if isVersion(next) {
				r.pending = next
			}
		}
		return nil, fmt.Errorf("%w, %w", err, ErrPassedOver)
	}
	header, err := r.header()
	if header == nil {
		return nil, fmt.Errorf("record %d: %w", r.number, err)
	}
	return r.record(header, err)
}

// versions are those of the standard, and of the drafts that early Heritrix wrote.
var versions = []string{"WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/0.17"}

func isVersion(line string) bool { return slices.Contains(versions, strings.ToUpper(line)) }

// record gives the record behind a header. odd is what is wrong with the header;
// such a record is passed over, and so is one that is too long.
func (r *Reader) record(h textproto.MIMEHeader, odd error) (*Record, error) {
	length, err := strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil || length < 0 {
		return nil, fmt.Errorf("record %d: %w", r.number, cmp.Or(odd, fmt.Errorf("Content-Length %q is no length", h.Get("Content-Length"))))
	}
	if length > maxBlock {
		odd = cmp.Or(odd, fmt.Errorf("%d bytes are more than any page and its pictures take", length))
	}
	date, err := time.Parse(time.RFC3339Nano, h.Get("Warc-Date"))
	if err != nil {
		date, _ = time.Parse("20060102150405", h.Get("Warc-Date")) // else zero
	}
	if r.block = (&io.LimitedReader{R: r.in, N: length}); odd != nil {
		return nil, fmt.Errorf("record %d: %w, %w", r.number, odd, ErrPassedOver)
	}
	return &Record{Type: h.Get("Warc-Type"), TargetURI: uri(h.Get("Warc-Target-Uri")), Date: date.UTC(),
		Header: h, Block: &whole{r.block}}, nil
}

// uri takes a URI out of the angle brackets that GNU wget puts target addresses
// into, as an early draft of the standard asked.
func uri(s string) string { return strings.Trim(strings.TrimSpace(s), "<>") }

// skip passes over the rest of the current block and the two line ends after it.
func (r *Reader) skip() error {
	if r.block == nil {
		return nil
	}
	if _, err := io.Copy(io.Discard, r.block); err != nil {
		return fmt.Errorf("record %d: %w", r.number, err)
	}
	if r.block.N > 0 {
		return fmt.Errorf("record %d: %w", r.number, io.ErrUnexpectedEOF)
	}
	r.block = nil
	return nil
}

// firstLine gives the version line, past blank ones.
func (r *Reader) firstLine() (string, error) {
	for {
		line, err := r.line()
		if line != "" {
			return line, nil
		}
		if err != nil {
			return "", err // io.EOF: the file ended between records
		}
	}
}

func (r *Reader) line() (string, error) {
	var line []byte
	for {
		part, err := r.in.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > maxHeader {
			return "", fmt.Errorf("a line of the header is longer than %d bytes", maxHeader)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		return strings.TrimRight(string(line), "\r\n"), err
	}
}

// header reads a header to its end. Of one with a line that is no field it gives
// the others and an error, of one that does not end within bounds none.
func (r *Reader) header() (h textproto.MIMEHeader, odd error) {
	h = textproto.MIMEHeader{}
	key, size := "", 0
	for {
		line, err := r.line()
		if errors.Is(err, io.EOF) {
			return nil, io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		if line == "" {
			return h, odd
		}
		if size += len(line); size > maxHeader {
			return nil, fmt.Errorf("the header is longer than %d bytes", maxHeader)
		}
		if (line[0] == ' ' || line[0] == '\t') && key != "" {
			last := len(h[key]) - 1
			h[key][last] += " " + strings.TrimSpace(line)
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			odd = cmp.Or(odd, fmt.Errorf("%.40q is no header field", line))
			continue
		}
		key = textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(name))
		h[key] = append(h[key], strings.TrimSpace(value))
	}
}

// whole turns the early end of a block into io.ErrUnexpectedEOF.
type whole struct{ block *io.LimitedReader }

func (w *whole) Read(p []byte) (int, error) {
	n, err := w.block.Read(p)
	if errors.Is(err, io.EOF) && w.block.N > 0 {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}
