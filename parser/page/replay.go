package page

import (
	"bytes"
	"regexp"
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
	for _, mark := range inserts {
		begin, end := []byte(mark[0]), []byte(mark[1])
		var kept []byte
		for {
			before, rest, found := bytes.Cut(text, begin)
			_, behind, ended := bytes.Cut(rest, end)
			if !found || !ended {
				break
			}
			kept, text = append(kept, before...), behind
		}
		if kept != nil {
			text = append(kept, text...)
		}
	}
	return text
}
