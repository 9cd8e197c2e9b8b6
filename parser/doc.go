// Package parser reads one page of the newspaper column 深政观察 into values:
// bytes in, a Reading out. It is pure: no network, no files, no clock, no log,
// and the same page gives the same reading on any machine.
//
// The way of a page:
//
//	page/           bytes to printed lines, links and metadata (goquery)
//	page.go         these lines folded, and what stands beside the article
//	                (asides.go); pagekind.go says what else a page may be
//	layout_survey.go  a first look for the marks of a column: title, account,
//	                  week line, the 梳理 sentence, headings, the end
//	layout*.go        every line to a class, by an ordered table of small rules
//	                  (layout_rules.go); title.go, stamp.go, week.go, meta.go,
//	                  heading.go, caption.go, closing.go, credit.go, furniture.go
//	                  each know one kind of line
//	infer.go          sections, by heading or by the names in their paragraphs
//	activity*.go      paragraphs to activities; kind.go what they are
//	date*.go          date expressions: a scanner and a resolver in the week
//	roster.go …       officials: posts, names, verbs, statements
//	ids.go, ledger.go, problem.go
//	                  ids that survive edits, the character ledger, problems
//
// Rules match on folded text, one code point to one code point; what is stored
// is the text as printed, and every offset counts code points of the canonical
// text. parse.go ties it together in Read.
package parser
