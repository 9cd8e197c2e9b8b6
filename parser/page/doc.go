// Package page takes one page apart: bytes in, its printed lines, its links and
// what it says of itself out. It knows how pages are made and nothing of what
// a column is.
//
//	read.go       Read: bytes to a Document; document.go what that is
//	mhtml.go      the page in the file that a browser saved it in
//	replay.go     pages and addresses as web archives replay them
//	charset.go    bytes to UTF-8, whatever the charset
//	markup.go     HTML or plain text
//	tame.go       text to a tree, for goquery, without what would break it
//	walk.go       one walk over the tree that goquery reads, which prints lines
//	element.go    what elements and their styles mean for printing; style.go
//	              what style sheets cross out
//	line.go       the line being printed, white space and all
//	rune.go       what printing a code point does
//	metadata.go   title and times of publication (time.go), by selectors
//	frame.go      where a page breaks off, and where it sends its reader on
//	identity.go   the address under which a saved page says that it stands
//	data.go       the JSON in scripts; keys.go the names under which pages keep
//	              what is looked for
//	body.go       texts of articles that a page holds and does not print
//	links.go      Links: those of anchors; linkset.go each once, and what it
//	              leads to
//	linkdata.go   addresses in data; linkitem.go articles by their numbers and
//	              the pages of a list
//	part.go       the parts of an article
//	address.go    article numbers in addresses and in names of files
package page
