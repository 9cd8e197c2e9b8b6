// Package page takes one page apart: bytes in, its printed lines, its links and
// what it says of itself out. It knows how pages are made and nothing of what
// a column is.
//
//	document.go   Read, and what it gives
//	charset.go    bytes to UTF-8, whatever the charset
//	markup.go     HTML or plain text
//	walk.go       one walk over the tree that goquery reads, which prints lines
//	element.go    what elements and their styles mean for printing
//	line.go       the line being printed, white space and all
//	rune.go       what printing a code point does
//	metadata.go   title and time of publication, by selectors
//	links.go      links of anchors; linkkind.go what they lead to
//	linkdata.go   links in the data that scripts carry
//	address.go    article numbers in addresses and in names of files
package page
