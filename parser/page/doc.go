// Package page takes one page apart: bytes in, its printed lines, its links and
// what it says of itself out. It knows how pages are made and nothing of what
// a column is. What stands lower in this list is used by what stands above it.
//
//	read.go       Read: bytes to a Document
//	links.go      Links: those of anchors; linkdata.go those in data: addresses,
//	              articles by their numbers, the pages of a list
//	body.go       texts of articles that a page holds and does not print
//	charset.go    the text of a page as UTF-8, whatever the charset
//	frame.go      where a page breaks off, where it sends its reader on, and the
//	              next part of its article
//	linkset.go    links, each once, and what each leads to
//	saved.go      pages and addresses as browsers save and archives replay them
//	metadata.go   title and times of publication, by selectors
//	address.go    article numbers in addresses and in names of files
//	data.go       the JSON in scripts, and the names under which pages keep what is
//	              looked for
//	walk.go       one walk over the tree that goquery reads, which prints lines
//	markup.go     HTML or plain text; text to a tree, without what would break it
//	line.go       the line being printed, white space and all
//	pages.go      what stands at the head and the foot of printed pages
//	spaced.go     lines with a space between all their characters
//	wrap.go       lines broken at a fixed width, as they were before
//	element.go    what elements, their styles and style sheets mean for printing
//	document.go   what comes out
package page
