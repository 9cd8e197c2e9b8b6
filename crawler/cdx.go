package crawler

import (
	"bytes"
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

// cdxAnswer is an index's answer: rows, and the key for those that follow.
type cdxAnswer struct {
	rows   []cdxRow
	resume string
}

// parseCDX reads an index's answer in any form that servers give: a JSON list
// of lists whose first names the fields, or of objects; an object a line; CDXJ,
// a line of key, time and object; lines of fields. An empty answer lists
// nothing.
func parseCDX(body []byte) (cdxAnswer, error) {
	body = bytes.TrimSpace(body)
	if len(body) > 0 && body[0] == '[' {
		return cdxList(body)
	}
	var out cdxAnswer
	fields := cdxFields[:]
	blank := false
	for line := range strings.Lines(string(body)) {
		line = strings.TrimSpace(line)
		values := strings.Fields(line)
		switch {
		case line == "":
			blank = true
		case line[0] == '!' || line[0] == '@': // what CDXJ says of itself
		case values[0] == "CDX":
			fields = values[1:]
		case blank && len(values) == 1 && line[0] != '{': // after an empty line
			out.resume = line
		default:
			if err := out.addLine(line, fields, values); err != nil {
				return out, err
			}
		}
	}
	return out, nil
}

func (c *cdxAnswer) addLine(line string, fields, values []string) error {
	at := strings.IndexByte(line, '{')
	if at != 0 && (at < 0 || !strings.HasSuffix(line, "}")) {
		return c.add(zip(fields, values))
	}
	row := map[string]any{}
	if key := strings.Fields(line[:at]); len(key) == 2 {
		row["timestamp"] = key[1]
	}
	if err := json.Unmarshal([]byte(line[at:]), &row); err != nil {
		return fmt.Errorf("read CDX answer: %.80q: %w", line, err)
	}
	return c.add(row)
}

// cdxList reads a JSON list of lists or of objects.
func cdxList(body []byte) (out cdxAnswer, err error) {
	var list []any
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if err := decoder.Decode(&list); err != nil {
		return out, fmt.Errorf("read CDX answer: %w", err)
	}
	fields := cdxFields[:]
	blank := false
	for i, row := range list {
		object, isObject := row.(map[string]any)
		values, isList := words(row)
		switch {
		case isObject || !isList:
			err = out.add(object) // which refuses what is neither
		case len(values) == 0:
			blank = true
		case blank && len(values) == 1:
			out.resume = values[0]
		case i == 0 && !slices.ContainsFunc(values, isStamp):
			fields = values
		default:
			err = out.add(zip(fields, values))
		}
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

// words gives the elements of a JSON list as text.
func words(row any) (values []string, isList bool) {
	list, isList := row.([]any)
	for _, v := range list {
		values = append(values, fmt.Sprint(v))
	}
	return values, isList
}

func isStamp(value string) bool {
	_, err := time.Parse(cdxTime, value)
	return err == nil
}

func zip(fields, values []string) map[string]any {
	row := map[string]any{}
	for i := range min(len(fields), len(values)) {
		row[fields[i]] = values[i]
	}
	return row
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
		return fmt.Errorf("read CDX answer: %.80q is no capture", fmt.Sprint(row))
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
