package crawler

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
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

// cdxAnswer is what an index says: rows and the key for those that follow, or
// how many pages of rows there are.
type cdxAnswer struct {
	rows   []cdxRow
	resume string
	pages  int

	fields []string // of the rows
	ended  bool     // by an empty line: what follows is the key
}

// parseCDX reads an index's answer in any form that servers give: a JSON list
// of lists whose first names the fields, or of objects; an object a line; CDXJ,
// a line of key, time and object; lines of fields. An empty answer lists
// nothing.
func parseCDX(body []byte) (out cdxAnswer, err error) {
	body = bytes.TrimSpace(body)
	if pages, ok := parsePages(body); ok {
		return cdxAnswer{pages: pages}, nil
	}
	out.fields = cdxFields[:]
	var lines []json.RawMessage
	if bytes.HasPrefix(body, []byte("[")) {
		err = json.Unmarshal(body, &lines)
	} else {
		for line := range bytes.Lines(body) {
			lines = append(lines, line)
		}
	}
	for i := 0; err == nil && i < len(lines); i++ {
		err = out.take(string(bytes.TrimSpace(lines[i])))
	}
	if err != nil {
		return out, fmt.Errorf("read CDX answer: %w", err)
	}
	return out, nil
}

// take takes a line: its words, a list, or an object, behind words or without.
func (c *cdxAnswer) take(line string) error {
	var list []any
	var object map[string]any
	words, err := strings.Fields(line), error(nil)
	if at := strings.IndexByte(line, '{'); strings.HasPrefix(line, "[") {
		words, err = nil, readJSON(line, &list)
	} else if at >= 0 && strings.HasSuffix(line, "}") {
		words, err = strings.Fields(line[:at]), readJSON(line[at:], &object)
	}
	for _, v := range list {
		words = append(words, word(v))
	}
	switch {
	case err != nil:
		return err
	case object != nil:
		if len(words) == 2 { // in front of it, in CDXJ
			object["timestamp"] = words[1]
		}
		return c.add(object, line)
	case len(words) == 0:
		c.ended = true
	case strings.HasPrefix(words[0], "!"), strings.HasPrefix(words[0], "@"): // what CDXJ says of itself
	case words[0] == "CDX":
		c.fields = words[1:]
	case slices.Contains(words, "timestamp"):
		c.fields = words
	case c.ended && len(words) == 1:
		c.resume = words[0]
	default:
		row := map[string]any{}
		for i := range min(len(c.fields), len(words)) {
			row[c.fields[i]] = words[i]
		}
		return c.add(row, line)
	}
	return nil
}

// readJSON reads numbers as they are written: a time is one of 14 digits.
func readJSON(text string, into any) error {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	return decoder.Decode(into)
}

// word is a value as text, "" where there is none.
func word(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

// add takes a row, whose fields have the names of the Internet Archive's
// server, of pywb's, or the letters of a CDX file's legend.
func (c *cdxAnswer) add(row map[string]any, line string) (err error) {
	field := func(names ...string) (text string) {
		for _, name := range names {
			text = cmp.Or(text, word(row[name]))
		}
		return text
	}
	r := cdxRow{stamp: field("timestamp", "b"), original: field("original", "url", "a"), mime: field("mimetype", "mime", "m"),
		status: field("statuscode", "status", "s"), digest: field("digest", "k"), file: field("filename", "g"),
		offset: field("offset", "V"), length: field("length", "S")}
	if r.at, err = time.Parse(cdxTime, r.stamp); err != nil || r.original == "" {
		return fmt.Errorf("%.80q is no capture", line)
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
	if json.Unmarshal(body, &number) == nil {
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
