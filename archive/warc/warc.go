// Package warc reads and writes web archive files: WARC/1.1 (ISO 28500:2017),
// and on reading also WARC/1.0 and its drafts, plain or compressed, of any maker.
//
// reader.go takes a file apart into records, response.go takes the
// page out of a record, writer.go writes records that come out the
// same, byte for byte, for the same captures.
package warc

import (
	"io"
	"net/textproto"
	"strings"
	"time"
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

// unbracket takes a URI out of angle brackets. GNU wget puts target addresses
// into them, as an early draft of the standard asked.
func unbracket(s string) string {
	if s = strings.TrimSpace(s); strings.HasPrefix(s, "<") && strings.HasSuffix(s, ">") {
		return s[1 : len(s)-1]
	}
	return s
}
