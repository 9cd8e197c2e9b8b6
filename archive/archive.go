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
//	open, engine, file           the database, SQLite and its schema; the file: its one writer, its journal, its health
//	capture                      what was received, and its body, compressed and named by its hash
//	derive                       a capture on its way in; the way from captures to rows, on all cores
//	history                      captures in their order; revisions and states from them
//	read                         running the parser, and doubting what it says
//	plan, related                what is to be written of an article; twins, weeks that two report
//	row, rows, pinyin            the rows and their digest; names in Latin letters
//	query                        lists, single rows and prepared statements; times as text
//	write, seal                  writing rows; checksums of those that follow from no page
//	reparse, diff                reading history again, and what a new parser would change
//	beside                       the archive of an earlier day, and that of days when this one was damaged
//	import*                      saved pages, zip and WARC files
//	crawl                        what a crawler has to know of articles and hosts
//	runs, alerts, weeks          what the program did and noted, was told, and has to tell
//	status, check, sound, backup how the archive is, and a copy of it
//	migrations/, queries/        the schema; queries that are longer than what uses them
package archive
