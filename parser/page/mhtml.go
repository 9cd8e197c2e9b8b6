package page

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
	"time"
)

// Saved is what a browser put into a file beside the page itself.
type Saved struct {
	Body        []byte // of the page, in its own charset
	ContentType string
	Address     string    // where the page was saved from, empty if not told
	At          time.Time // when, zero if not told
}

// OpenMHTML takes the page out of a file of MHTML (RFC 2557: .mht, .mhtml), as
// Chrome, WeChat's browser and older ones save it. ok is false for any other
// file. Of a file that breaks off the page is what came of it.
func OpenMHTML(body []byte) (saved Saved, ok bool) {
	if !looksLikeMail(body) {
		return Saved{}, false
	}
	m, err := mail.ReadMessage(bytes.NewReader(body))
	if err != nil || m.Header.Get("Mime-Version") == "" {
		return Saved{}, false
	}
	media, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return Saved{}, false
	}
	saved.Address = location(m.Header.Get("Snapshot-Content-Location"), m.Header.Get("Content-Location"))
	if at, err := m.Header.Date(); err == nil {
		saved.At = at.UTC()
	}
	switch {
	case media == "text/html":
		saved.ContentType = m.Header.Get("Content-Type")
		saved.Body = transferred(m.Body, m.Header.Get("Content-Transfer-Encoding"))
	case strings.HasPrefix(media, "multipart/"):
		saved.page(multipart.NewReader(m.Body, params["boundary"]), params["start"])
	}
	return saved, saved.Body != nil
}

// page takes the part that is the page: the one that the file names as its
// start, the one of the saved address, or else the first of HTML. Frames and
// pictures stand behind it.
func (s *Saved) page(parts *multipart.Reader, start string) {
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			return
		}
		media, _, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
		if err != nil || media != "text/html" && media != "application/xhtml+xml" {
			continue
		}
		named := start != "" && part.Header.Get("Content-Id") == start
		own := s.Address != "" && part.Header.Get("Content-Location") == s.Address
		if s.Body != nil && !named && !own {
			continue
		}
		s.take(part, part.Header)
		if named || own {
			return
		}
	}
}

func (s *Saved) take(part io.Reader, h textproto.MIMEHeader) {
	s.Body, s.ContentType = transferred(part, h.Get("Content-Transfer-Encoding")), h.Get("Content-Type")
	if s.Address == "" {
		s.Address = location(h.Get("Content-Location"))
	}
}

// transferred undoes the coding of a part. What is read before a fault stands.
func transferred(r io.Reader, coding string) []byte {
	switch strings.ToLower(strings.TrimSpace(coding)) {
	case "quoted-printable":
		r = quotedprintable.NewReader(r)
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, r)
	}
	body, _ := io.ReadAll(r) // its reader is a slice of bytes: an error says that the coding ends there
	return append([]byte{}, body...)
}

// location gives the first that is an address of the web.
func location(addresses ...string) string {
	for _, a := range addresses {
		if a = strings.TrimSpace(a); strings.HasPrefix(a, "http://") || strings.HasPrefix(a, "https://") {
			return a
		}
	}
	return ""
}

// looksLikeMail reports bytes that open with header fields, one of which is
// MIME-Version.
func looksLikeMail(body []byte) bool {
	head := bytes.TrimLeft(body[:min(len(body), 16<<10)], " \t\r\n")
	if bytes.HasPrefix(head, []byte("<")) {
		return false
	}
	for _, end := range [...]string{"\r\n\r\n", "\n\n"} {
		if i := bytes.Index(head, []byte(end)); i >= 0 {
			head = head[:i]
		}
	}
	return bytes.Contains(bytes.ToLower(head), []byte("mime-version:"))
}
