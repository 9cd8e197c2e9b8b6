package page

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"time"
)

// replayed is an address under which a web archive replays a page: the time
// of capture, a mark of the form in which it is given (id_, if_, mp_) and the
// page's own address, as web.archive.org and pywb write it.
var replayed = regexp.MustCompile(`^(?:https?://[^/?#]+)?/(?:[^?#]*/)?(\d{4,14})(?:[a-z]{2}_)?/(https?:/{1,2}[^/].*)$`)

// Original gives the page's own address and the time of capture (UTC) that the
// address of a web archive's replay holds, and false for any other address. A
// time of fewer digits is the start of its year, month, day …
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

// What web archives put into the pages they replay, between comments.
var inserts = [...][2]string{
	{"<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->"},
	{"<!-- WB Insert -->", "<!-- End WB Insert -->"}, // pywb
	{"<!-- BEGIN BANNER INSERT -->", "<!-- END BANNER INSERT -->"},
}

// withoutInserts takes the toolbar of a web archive out of a page.
func withoutInserts(text []byte) []byte {
	var kept []byte
	marks := inserts[:] // those that end somewhere behind
	for from := 0; ; {
		i := bytes.Index(text[from:], []byte("<!-- "))
		if i < 0 {
			break
		}
		from += i
		k := slices.IndexFunc(marks, func(m [2]string) bool { return bytes.HasPrefix(text[from:], []byte(m[0])) })
		if k < 0 {
			from++
		} else if _, behind, ended := bytes.Cut(text[from:], []byte(marks[k][1])); ended {
			kept, text, from = append(kept, text[:from]...), behind, 0
		} else {
			marks = slices.Delete(slices.Clone(marks), k, k+1)
		}
	}
	if kept == nil {
		return text
	}
	return append(kept, text...)
}
