// Package archive keeps every page that was ever seen, and what was read from
// it, in one SQLite database.
//
// In come captures (Take, Import): one response or file each, byte for byte.
// From the captures of one article come its rows: columns, sections,
// activities, appearances, problems. Captures are never changed or deleted;
// rows may be dropped and rebuilt from them at any time with the same result.
// Out go read-only connections (Reader, ReadTx) for snapshots and the web.
//
// There is one way from captures to rows, and crawl, import, reparse, dry run,
// as-of and check all take it: per article its captures, their readings, the
// revisions, and then all its rows in one transaction.
//
// Where things are:
//
//	open, lock, log, migrate, probe   the database file, its one writer, its journal, its schema, its health
//	capture, body                what was received, compressed and named by its hash
//	take, derive                 a capture on its way in; the way from captures to rows, on all cores
//	history, revision            captures in their order; revisions and states from them
//	read, believe                running the parser, and doubting what it says
//	plan, stored, related        what is to be written of an article; twins, weeks that two report
//	row, rows, pinyin            the rows and their digest; names in Latin letters
//	query                        lists, single rows and prepared statements
//	write, writerows, seal       writing them; checksums of the rows that follow from no page
//	reparse, scope               reading history again
//	compare, diff                how rows differ from those that stand, and what a new parser would change
//	asof                         the archive of an earlier day
//	import*, exportwarc          saved pages, zip and WARC files
//	articles, hosts              what a crawler has to know
//	runs, parserun, alerts, token, weeks, measure   what the program did, was told, and has to tell
//	status, check, checkcolumns, sound, backup, aside, beside   how the archive is, and a copy of it
package archive
