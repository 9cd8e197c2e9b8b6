package crawler

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
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
	file, offset, length string // where the record lies, of an archive that does not replay
}

// cdxFields is the order of fields in an answer that does not name them, the
// default of the Internet Archive's CDX server.
var cdxFields = [...]string{"urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"}

// cdxAnswer is an index's answer: rows, and the key for those that follow.
type cdxAnswer struct {
	rows   []cdxRow
	resume string

	fields []string // of the rows
	ended  bool     // by an empty line: what follows is the key
}

// parseCDX reads an index's answer in any form that servers give: a JSON list
// of lists whose first names the fields, or of objects; an object a line; CDXJ,
// a line of key, time and object; lines of fields. An empty answer lists
// nothing.
func parseCDX(body []byte) (out cdxAnswer, err error) {
	out.fields = cdxFields[:]
	if body = bytes.TrimSpace(body); len(body) == 0 {
		return out, nil
	}
	if body[0] == '[' {
		var list []any
		decoder := json.NewDecoder(bytes.NewReader(body))
		decoder.UseNumber()
		err = decoder.Decode(&list)
		for i := 0; err == nil && i < len(list); i++ {
			var values []string
			object, _ := list[i].(map[string]any)
			row, isList := list[i].([]any)
			for _, v := range row {
				values = append(values, fmt.Sprint(v))
			}
			if object == nil && !isList {
				object = map[string]any{} // which is refused
			}
			err = out.take(values, object)
		}
	} else {
		for line := range strings.Lines(string(body)) {
			var object map[string]any
			line = strings.TrimSpace(line)
			if at := strings.IndexByte(line, '{'); at >= 0 && strings.HasSuffix(line, "}") {
				err = json.Unmarshal([]byte(line[at:]), &object)
				line = line[:at]
			}
			if err == nil {
				err = out.take(strings.Fields(line), object)
			}
			if err != nil {
				break
			}
		}
	}
	if err != nil {
		return out, fmt.Errorf("read CDX answer: %w", err)
	}
	return out, nil
}

// take takes the words of a line or a list, and the object behind or instead of them.
func (c *cdxAnswer) take(values []string, object map[string]any) error {
	switch {
	case object != nil:
		if len(values) == 2 { // in front of it, in CDXJ
			object["timestamp"] = values[1]
		}
		return c.add(object)
	case len(values) == 0:
		c.ended = true
	case strings.HasPrefix(values[0], "!"), strings.HasPrefix(values[0], "@"): // what CDXJ says of itself
	case values[0] == "CDX":
		c.fields = values[1:]
	case slices.Contains(values, "timestamp"):
		c.fields = values
	case c.ended && len(values) == 1:
		c.resume = values[0]
	default:
		row := map[string]any{}
		for i := range min(len(c.fields), len(values)) {
			row[c.fields[i]] = values[i]
		}
		return c.add(row)
	}
	return nil
}

// add takes a row, whose fields have the names of the Internet Archive's
// server, of pywb's, or the letters of a CDX file's legend.
func (c *cdxAnswer) add(row map[string]any) (err error) {
	field := func(names ...string) string {
		for _, name := range names {
			if v, ok := row[name]; ok {
				return fmt.Sprint(v)
			}
		}
		return ""
	}
	r := cdxRow{stamp: field("timestamp", "b"), original: field("original", "url", "a"), mime: field("mimetype", "mime", "m"),
		status: field("statuscode", "status", "s"), digest: field("digest", "k"), file: field("filename", "g"),
		offset: field("offset", "V"), length: field("length", "S")}
	if r.at, err = time.Parse(cdxTime, r.stamp); err != nil || r.original == "" {
		var said []string
		for _, name := range slices.Sorted(maps.Keys(row)) {
			said = append(said, fmt.Sprint(row[name]))
		}
		return fmt.Errorf("%.80q is no capture", strings.Join(said, " "))
	}
	c.rows = append(c.rows, r)
	return nil
}

// worth reports a row that may be a page: an answer of 200, or a revisit,
// whose status is not listed.
func (r cdxRow) worth() bool {
	return (r.status == "200" || r.status == "-" || r.status == "") && !strings.HasPrefix(r.mime, "image/")
}

// parsePages reads the answer to showNumPages: a number, or an object that
// holds one. A server that does not know the question gives rows.
func parsePages(body []byte) (int, bool) {
	var number int
	if json.Unmarshal(bytes.TrimSpace(body), &number) == nil {
		return number, true
	}
	var object struct {
		Pages *int `json:"pages"`
	}
	if json.Unmarshal(body, &object) == nil && object.Pages != nil {
		return *object.Pages, true
	}
	return 0, false
}

// replayRoot is where the archive behind an index replays its captures: at
// the Internet Archive /cdx/search/cdx and /web/, at pywb /COLLECTION/cdx or
// /COLLECTION-index and /COLLECTION/.
func replayRoot(cdx *url.URL) string {
	root := *cdx
	root.RawQuery, root.Fragment = "", ""
	path := strings.TrimRight(root.Path, "/")
	before, isPywb := strings.CutSuffix(path, "/cdx")
	if !isPywb {
		before, isPywb = strings.CutSuffix(path, "-index")
	}
	switch at := strings.Index(path, "/cdx/search"); {
	case at >= 0:
		root.Path = path[:at] + "/web/"
	case isPywb && before != "":
		root.Path = before + "/"
	default:
		root.Path = "/web/"
	}
	return root.String()
}

// Common Crawl's index and the files behind it, which are all it gives.
const (
	commonCrawlIndex = "index.commoncrawl.org"
	commonCrawlFiles = "https://data.commoncrawl.org/"
)

// address gives the address of a capture as it was received, and for one that
// is a part of the files of an archive, "" for none, the range of bytes.
func (r cdxRow) address(replay, files string) (address, bytes string) {
	from, err := strconv.ParseInt(r.offset, 10, 64)
	length, lengthErr := strconv.ParseInt(r.length, 10, 64)
	if files != "" && r.file != "" && err == nil && lengthErr == nil {
		return files + r.file, fmt.Sprintf("bytes=%d-%d", from, from+length-1)
	}
	return replay + r.stamp + "id_/" + r.original, ""
}
