// Package archive keeps every page that was ever seen, and what was read from
// it, in one SQLite database.
//
// In come captures (Keep): one response or file each, byte for byte. From the
// captures of one article come its rows (Derive): columns, sections,
// activities, appearances, problems. Captures are never changed or deleted;
// rows may be dropped and rebuilt from them at any time with the same result.
// Out go read-only connections (Reader, ReadTx) for snapshots and the web.
//
// Where things are:
//
//	open, lock, migrate      the database file, its one writer, its schema
//	capture, body, bodies    what was received, compressed and named by its hash
//	derive, planner, chunk, plan, loose   from captures to rows: what has to be read and written
//	read, believe            running the parser, and doubting what it says
//	history, revision        captures in time order; revisions and states from them
//	tables, rows, rowsink    the rows themselves, and the digest that spares most of them
//	rowwriter, replace, confirm, rival   writing them, or only that they stand
//	pinyin                   names in Latin letters
//	reparse, scope, pipeline reading history again, on all cores
//	compare, diff, diffcsv   what a new parser would change
//	rebuild, asof            all rows from captures alone; the archive of an earlier day
//	importer, importlist, importwarc, exportwarc   saved pages and WARC files
//	articles, hosts          what a crawler has to know
//	runs, parserun, alerts, token, measure   what the program did and has to tell
//	status, check, checktext, backup         how the archive is, and a copy of it
package archive
