package archive

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"shenzheng/parser/source"
)

// ImportStatus is what became of one imported file.
type ImportStatus string

// The outcomes of a file.
const (
	ImportColumn   ImportStatus = "column"    // held as one now
	ImportNoColumn ImportStatus = "no_column" // kept as a capture, no row
	ImportRefused  ImportStatus = "refused"   // nothing to read in it, or the parser could not get through
)

// Imported is what became of one file, or of one response in a WARC file.
type Imported struct {
	Path    string
	URL     string // of a response in a WARC file
	Among   bool   // it is one of many: of a folder, a zip or a WARC file
	Status  ImportStatus
	Outcome Outcome // of a page that was kept
	Reason  string  // one line; of a column what is doubtful of its capture, "" for nothing
}

// OK tells whether the file is held as a column now.
func (i *Imported) OK() bool { return i.Status == ImportColumn }

// Failed tells whether a person has to look at it. A folder, a zip or a WARC
// file may hold any page of a news site, so one that is no column is no failure there.
func (i *Imported) Failed() bool {
	return !i.OK() && !(i.Among && i.Status == ImportNoColumn)
}

// String is the line that an operator reads.
func (i Imported) String() string {
	name := plainName(i.Path)
	if i.URL != "" {
		name += " " + i.URL
	}
	if !i.OK() {
		return name + ": " + i.Reason
	}
	o, week := i.Outcome, "no week"
	if o.WeekStart != "" {
		week = "week " + o.WeekStart + " to " + o.WeekEnd
	}
	line := fmt.Sprintf("%s: %s (%s), %s, %d sections, %d activities, %d officials, %d problems",
		name, o.ColumnID, o.Change, week, o.Sections, o.Activities, o.Officials, o.Problems)
	if o.DuplicateOf != "" {
		line += "; its text is that of " + o.DuplicateOf
	}
	if i.Reason != "" {
		line += "; " + i.Reason
	}
	return line
}

// plainName quotes a name that would not stay on its line.
func plainName(name string) string {
	if !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) {
		return strconv.Quote(name)
	}
	return name
}

// became says what a page that was kept is.
func (i *Imported) became(c *source.Capture, out Outcome) {
	i.Outcome = out
	switch {
	case c.Verdict == source.Bad && c.Status != 0 && c.Status != http.StatusOK, c.Verdict != source.Good && c.Verdict != source.Bad && out.ColumnID == "":
		i.Status, i.Reason = ImportNoColumn, "answered with "+c.Reason
	case c.Verdict == source.Bad:
		i.Status, i.Reason = ImportNoColumn, "is no column: "+c.Reason
	case c.Verdict != source.Good:
		i.Status = ImportColumn
	case out.Change == source.ChangeFailed:
		i.Status, i.Reason = ImportRefused, out.Reason
	case out.ColumnID == "":
		i.Status, i.Reason = ImportNoColumn, "is no column: "+out.Reason
	default:
		if i.Status = ImportColumn; c.Reason != source.Whole { // that is no doubt
			i.Reason = c.Reason
		}
	}
}

// saveAsPage says how to get a page that can be imported.
const saveAsPage = "open the article in a browser, save the page itself (HTML, or MHTML as one file) and import that"

// What files are that people try to import and that hold no page to read, by
// their first bytes.
var foreign = [...]struct{ magic, what string }{
	{"%PDF-", "is a PDF file; " + saveAsPage},
	{"\x89PNG", "is a picture; " + saveAsPage},
	{"\xff\xd8\xff", "is a picture; " + saveAsPage},
	{"GIF8", "is a picture; " + saveAsPage},
	{"RIFF", "is a picture or a recording; " + saveAsPage},
	{"bplist00", "is a web archive of Safari; save the page as its source (HTML) and import that"},
	{"\xd0\xcf\x11\xe0", "is a document of Office; " + saveAsPage},
	{"\x1f\x8b", "is a compressed file; unpack it and import what is in it (a WARC file needs a name that ends in .warc.gz)"},
	{"7z\xbc\xaf", "is a 7z file; unpack it and import what is in it"},
	{"Rar!", "is a RAR file; unpack it and import what is in it"},
	{arcMagic, "is an ARC file, the form before WARC; turn it into one and import that: warcio recompress FILE.arc FILE.warc.gz"},
	{"SQLite format 3", "is a database; an archive of this program is put in place, not imported (see the README on backups)"},
}

// arcMagic begins ARC files, which would read as one long text.
const arcMagic = "filedesc:"

// binaryReason says what a file that is not text is, and what to do.
func binaryReason(body []byte) string {
	for _, f := range foreign {
		if bytes.HasPrefix(body, []byte(f.magic)) {
			return f.what
		}
	}
	return "is not text; " + saveAsPage
}
