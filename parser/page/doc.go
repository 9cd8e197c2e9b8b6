// Package page takes one page apart: bytes in, its printed lines, its links and
// what it says of itself out. It knows how pages are made and nothing of what
// a column is.
//
//	document.go   Read, and what it gives
//	mhtml.go      the page in the file that a browser saved it in
//	replay.go     pages and addresses as web archives replay them
//	charset.go    bytes to UTF-8, whatever the charset
//	markup.go     HTML or plain text
//	tame.go       text to a tree, for goquery, without what would break it
//	walk.go       one walk over the tree that goquery reads, which prints lines
//	element.go    what elements and their styles mean for printing
//	line.go       the line being printed, white space and all
//	rune.go       what printing a code point does
//	metadata.go   title and time of publication, by selectors
//	data.go       the JSON in scripts
//	links.go      links of anchors; linkkind.go what they lead to
//	linkdata.go   links in data
//	address.go    article numbers in addresses and in names of files
package page
