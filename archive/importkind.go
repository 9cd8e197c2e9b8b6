package archive

import "bytes"

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
	{"SQLite format 3", "is a database; an archive of this program is put in place, not imported (see the README on backups)"},
}

// binaryReason says what a file that is not text is, and what to do.
func binaryReason(body []byte) string {
	for _, f := range foreign {
		if bytes.HasPrefix(body, []byte(f.magic)) {
			return f.what
		}
	}
	return "is not text; " + saveAsPage
}
