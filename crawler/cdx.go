package crawler

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// cdxTime is the form of a CDX timestamp, UTC.
const cdxTime = "20060102150405"

// cdxRow is one capture that a web archive's index lists.
type cdxRow struct {
	at                   time.Time
	stamp                string // as listed; part of the replay address
	original             string
	mime, status, digest string
}

// cdxFields is the order of fields in an answer that does not name them, the
// default of the Internet Archive's CDX server.
var cdxFields = [...]string{"urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"}

// parseCDX reads an index's answer: a JSON list of lists whose first names
// the fields, or lines of fields. An empty answer lists nothing.
func parseCDX(body []byte) ([]cdxRow, error) {
	body = bytes.TrimSpace(body)
	if len(body) == 0 {
		return nil, nil
	}
	if body[0] != '[' {
		return cdxLines(string(body))
	}
	var table [][]string
	if err := json.Unmarshal(body, &table); err != nil {
		return nil, fmt.Errorf("read CDX answer: %w", err)
	}
	fields := cdxFields[:]
	if len(table) > 0 && !isStamp(table[0]) {
		fields, table = table[0], table[1:]
	}
	rows := make([]cdxRow, 0, len(table))
	for _, values := range table {
		row, err := newCDXRow(fields, values)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// isStamp tells a row from a header by whether one of its values is a time.
func isStamp(values []string) bool {
	for _, v := range values {
		if _, err := time.Parse(cdxTime, v); err == nil {
			return true
		}
	}
	return false
}

func cdxLines(text string) ([]cdxRow, error) {
	var rows []cdxRow
	for _, line := range strings.Split(text, "\n") {
		values := strings.Fields(line)
		if len(values) == 0 || values[0] == "CDX" {
			continue
		}
		row, err := newCDXRow(cdxFields[:], values)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func newCDXRow(fields, values []string) (cdxRow, error) {
	var r cdxRow
	for i, name := range fields {
		if i >= len(values) {
			break
		}
		switch name {
		case "timestamp":
			r.stamp = values[i]
		case "original":
			r.original = values[i]
		case "mimetype":
			r.mime = values[i]
		case "statuscode":
			r.status = values[i]
		case "digest":
			r.digest = values[i]
		}
	}
	var err error
	if r.at, err = time.Parse(cdxTime, r.stamp); err != nil || r.original == "" {
		return r, fmt.Errorf("read CDX answer: %.80q is no capture", strings.Join(values, " "))
	}
	return r, nil
}

// worth reports a row that may be a page: an answer of 200, or a revisit,
// whose status is not listed.
func (r cdxRow) worth() bool {
	return (r.status == "200" || r.status == "-" || r.status == "") && !strings.HasPrefix(r.mime, "image/")
}

// replayRoot is where the archive behind an index replays its captures: at
// the Internet Archive /cdx/search/cdx and /web/, at pywb /COLLECTION/cdx and
// /COLLECTION/.
func replayRoot(cdx *url.URL) string {
	root := *cdx
	root.RawQuery, root.Fragment = "", ""
	path, isPywb := strings.CutSuffix(strings.TrimRight(root.Path, "/"), "/cdx")
	switch {
	case strings.Contains(root.Path, "/cdx/search"):
		root.Path = root.Path[:strings.Index(root.Path, "/cdx/search")] + "/web/"
	case isPywb && path != "":
		root.Path = path + "/"
	default:
		root.Path = "/web/"
	}
	return root.String()
}
