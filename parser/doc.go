// Package parser reads one page of the newspaper column 深政观察 into values:
// bytes in, a Reading out. It is pure: no network, no files, no clock, no log,
// and the same page gives the same reading on any machine.
//
// The way of a page goes down this list; what stands lower is used by what
// stands above it, never the other way round.
//
//	read.go      Read; document.go the whole way of a page in a dozen lines;
//	             canonical.go the text that offsets count in, revision.go what
//	             makes an edit
//	page.go      the page taken apart by package page; pagekind.go what else
//	             than a column a page may be; hidden.go what is read of hidden
//	             text, held.go of texts that a page holds and does not print
//	line.go      a printed line, and note.go what it says by itself: read_note.go
//	             has it read once by title.go, stamp.go (stamp_digits.go),
//	             relative.go, weekline.go,
//	             meta.go, header.go, summary.go, label.go, introduction.go,
//	             heading.go, caption.go, credit.go, closing.go, editors_note.go and
//	             furniture.go, which each know one kind of line and hold its
//	             rules; marks.go the signs around its words
//	beside.go    what stands beside the article (beside_blocks.go judges blocks,
//	             beside_signs.go by which words)
//	survey.go    a first look for the marks the reading hangs on
//	week.go      the week of the column; published.go when it was published
//	classify.go  line by line through rules.go, the ordered table of rules that
//	             give every line its class; layout.go the state of the reading
//	             and its zones; paragraph.go the lines inside the sections,
//	             unknown_heading.go headings that name no known district
//	sections.go  lines to sections; infer.go the district where no heading says
//	             it; bind.go who holds which post in this column, two_in_office.go
//	             who cannot both
//	activity.go  paragraphs to activities; opening.go where one opens, split.go
//	             where one opens inside a paragraph; package kind what it is
//	failed.go    what becomes of a paragraph whose rule panics
//	ids.go, ledger.go, problem.go, codes.go, column.go
//	             ids that survive edits, the character ledger, problems, the
//	             closed lists of values, and the values that come out
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
