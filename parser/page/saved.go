package page

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html/atom"
)

// addressOf gives the first address that a page says it stands under and that is believed:
// where a browser saved it from, its canonical address, that for sharing.
func (h *head) addressOf(in Input, text []byte) string {
	saved, _ := OpenMHTML(in.Body)
	said := []string{saved.Address, savedAddress(text)}
	for _, l := range h.of[atom.Link] {
		if strings.EqualFold(attribute(l, "rel"), "canonical") {
			said = append(said, attribute(l, "href"))
		}
	}
	for _, address := range append(said, h.meta("og:url")) {
		if inner, _, ok := Original(address); ok {
			address = inner // saved from a web archive
		}
		u, err := url.Parse(strings.TrimSpace(address))
		if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && in.Believe != nil && in.Believe(u.String()) {
			return u.String()
		}
	}
	return ""
}

// savedFrom are the comments of browsers, SingleFile, HTTrack and monolith, saved
// from url=(0042)https://…, url: https://…, Mirrored from www.… by HTTrack, Saved
// from https://… at …, and the marks of Save Page WE and of ScrapBook.
var savedFrom = regexp.MustCompile(`(?m)^\s*(?:Mirrored from (\S+) by HTTrack|saved from url=\(\d+\)(\S+)|Saved from (https?:\S+) at |url:\s*(https?:\S+)\s*$)` +
	`|<meta name="savepage-url" content="([^"]+)"|data-scrapbook-source="([^"]+)"`)

// savedAddress gives the address in such a comment at the top of a page.
func savedAddress(text []byte) string {
	m := savedFrom.FindSubmatch(bytes.ReplaceAll(topOf(text), []byte("<!--"), []byte("\n")))
	if m == nil {
		return ""
	}
	address := string(slices.Concat(m[1:]...))
	if !strings.Contains(address, "://") {
		return "https://" + address
	}
	return address
}

// topOf gives the part of a page in which browsers leave their notes: what stands
// in the body anybody may have written.
func topOf(text []byte) []byte {
	top, _, _ := bytes.Cut(text[:min(len(text), 4096)], []byte("<body"))
	return top
}

// savedDates are the notes of these of when they saved a page.
var savedDates = []struct {
	form   *regexp.Regexp
	layout string
}{
	{regexp.MustCompile(`(?m)(?:^\s*saved date:\s*|"savepage-date" content=")(\w{3} \w{3} \d\d \d{4} \d\d:\d\d:\d\d GMT[+-]\d{4})`), "Mon Jan 02 2006 15:04:05 GMT-0700"},
	{regexp.MustCompile(`Saved from \S+ at (\S+Z) using monolith`), time.RFC3339},
	{regexp.MustCompile(`data-scrapbook-create="(\d{14})`), "20060102150405"},
	{regexp.MustCompile(`Mirrored from \S+ by HTTrack[^>]*, (\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT)`), time.RFC1123},
}

// SavedAt gives the time at which a browser saved the file (UTC), or a web
// archive captured the page in it, where it tells, else the zero time.
func SavedAt(body []byte) time.Time {
	saved, isMHTML := OpenMHTML(body)
	if _, at, ok := Original(cmp.Or(saved.Address, savedAddress(body))); ok {
		return at
	}
	if isMHTML {
		return saved.At
	}
	for _, d := range savedDates {
		if m := d.form.FindSubmatch(topOf(body)); m != nil {
			if at, err := time.Parse(d.layout, string(m[1])); err == nil {
				return at.UTC()
			}
		}
	}
	return time.Time{}
}

// replayed is an address under which web.archive.org or pywb replays a page: the time of
// capture, a mark of the form in which it is given (id_, if_, mp_), the page's own address.
var replayed = regexp.MustCompile(`^(?:https?://[^/?#]+)?/(?:[^?#]*/)?(\d{4,14})(?:[a-z]{2}_)?/(https?:/{1,2}[^/].*)$`)

// Original gives the page's own address and the time of capture (UTC) that the address of a
// web archive's replay holds. A time of fewer digits is the start of its year, month, day …
func Original(address string) (inner string, at time.Time, ok bool) {
	m := replayed.FindStringSubmatch(address)
	if m == nil {
		return "", time.Time{}, false
	}
	const layout = "20060102150405"
	digits := m[1] + "00000101000000"[min(len(m[1]), 14):]
	at, err := time.Parse(layout, digits)
	if err != nil || at.Year() < 1990 || at.Year() > 2200 { // older than the web: another number
		return "", time.Time{}, false
	}
	inner = m[2]
	if scheme, rest, _ := strings.Cut(inner, ":/"); !strings.HasPrefix(rest, "/") { // a server on the way joined the slashes
		inner = scheme + "://" + rest
	}
	return inner, at, true
}

// inserts are what web archives put into the pages they replay, between comments.
var inserts = regexp.MustCompile(`(?s)<!-- (?:BEGIN WAYBACK TOOLBAR INSERT -->.*?<!-- END WAYBACK TOOLBAR INSERT -->` +
	`|WB Insert -->.*?<!-- End WB Insert -->` + // pywb
	`|BEGIN BANNER INSERT -->.*?<!-- END BANNER INSERT -->)`)

// Saved is what a browser put into a file beside the page itself.
type Saved struct {
	Body        []byte // of the page, in its own charset
	ContentType string
	Address     string    // where the page was saved from, empty if not told
	At          time.Time // when, zero if not told
}

// OpenMHTML takes the page out of a file of MHTML (RFC 2557: .mht, .mhtml), not ok for any
// other file. Of a file that breaks off the page is what came of it.
func OpenMHTML(body []byte) (saved Saved, ok bool) {
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")) {
		return Saved{}, false // a page itself, perhaps on one long line
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
	case media == "text/html" || media == "text/plain":
		saved.ContentType = m.Header.Get("Content-Type")
		saved.Body = transferred(m.Body, m.Header.Get("Content-Transfer-Encoding"))
	case strings.HasPrefix(media, "multipart/"):
		saved.page(multipart.NewReader(m.Body, params["boundary"]), params["start"], mostNested)
	}
	return saved, saved.Body != nil
}

// mostNested bounds how many parts stand inside each other: mail has three or four,
// and each that is read is read by all around it.
const mostNested = 8

// page takes the part that is the page: the one that the file names as its start, the one of
// the saved address, or else the first of HTML, in a mail without any the first text. Parts
// are nested no deeper than depth.
func (s *Saved) page(parts *multipart.Reader, start string, depth int) {
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			return
		}
		media, params, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
		if depth > 0 && strings.HasPrefix(media, "multipart/") {
			s.page(multipart.NewReader(part, params["boundary"]), start, depth-1)
		}
		if err != nil || !slices.Contains([]string{"text/html", "application/xhtml+xml", "text/plain"}, media) {
			continue
		}
		named := start != "" && part.Header.Get("Content-Id") == start
		own := s.Address != "" && part.Header.Get("Content-Location") == s.Address
		better := s.Body == nil || media != "text/plain" && strings.HasPrefix(s.ContentType, "text/plain")
		if !better && !named && !own {
			continue
		}
		s.Body, s.ContentType = transferred(part, part.Header.Get("Content-Transfer-Encoding")), part.Header.Get("Content-Type")
		s.Address = cmp.Or(s.Address, location(part.Header.Get("Content-Location")))
		if named || own {
			return
		}
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
