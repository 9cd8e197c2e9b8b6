// Package parser reads one page of the newspaper column 深政观察 into values:
// bytes in, a Reading out. It is pure: no network, no files, no clock, no log,
// and the same page gives the same reading on any machine.
//
// The way of a page goes down this list; what stands lower is used by what
// stands above it, never the other way round.
//
//	read.go      Read: what is printed, else what the page holds and does not print
//	article.go   the whole way of an article in two dozen lines
//	rules.go     line by line through the ordered table of rules that give every
//	             line its class: rules_above.go those above the sections,
//	             rules_unknown_heading.go headings that name no known district,
//	             rules_sections.go the others inside the sections and behind them
//	sections.go  lines to sections
//	activity.go  paragraphs to activities, one at each date; package kind what it is
//	infer.go     the district where no heading says it, and who holds which post
//	week.go      the week of the column; published.go when it was published
//	layout.go    the state of the reading and its zones, the text that offsets
//	             count in, what becomes of a paragraph whose rule panics
//	leadin.go    what stands before the date of a paragraph
//	survey.go    a first look for the marks the reading hangs on
//	page.go      the page taken apart by package page, and what is read of hidden
//	             text; pagekind.go what else than a column a page may be
//	editions.go  the one that is read of several round-ups on a page
//	beside.go    what stands beside the article; signs.go the words that tell
//	links.go     what a page leads to
//	line.go      a printed line and what it says by itself, read once by credit.go,
//	             roundup.go, about.go, notes.go, furniture.go, heading.go, relative.go
//	             and stamp.go, which each know some kinds of line; marks.go the signs
//	             around words
//	ids.go, codes.go, problem.go, column.go
//	             ids that survive edits, the closed lists of values, problems, and
//	             the values that come out
//
// and through the packages below:
//
//	page         bytes to printed lines, links and metadata (goquery)
//	people       posts, names, what each did
//	kind         what was mainly done in an activity
//	date         date expressions, and the week they are resolved in
//	text         width folding, word lists
//	evaluate     how well all this reads
//
// A rule's name, which `shenzheng explain` prints, stands once in the code: a
// search leads to the rule. Rules match on folded text, one code point to one
// code point; what is stored is the text as printed, and every offset counts
// code points of the canonical text.
package parser
