package archive

import "shenzheng/parser"

// What one column has to say of others: whose text it repeats, and with whom
// it shares its week. Both follow from all columns together. So once a column
// comes, changes its text or its week, or goes, those that say otherwise than
// they should are read again.

// weekTwice is the code of the problem that another round-up is of the same week.
const weekTwice = "week_twice"

// ProblemCodes lists every code a column's problems can have: the parser's,
// and those that only the archive can tell.
func ProblemCodes() []parser.ProblemCode {
	return append(parser.ProblemCodes(),
		parser.ProblemCode{Code: weekTwice, Severity: "warning", ZH: "同一周另有一篇不同的周报", EN: "another, different round-up is of the same week"},
		parser.ProblemCode{Code: parseFailed, Severity: "error",
			ZH: "较新的一次抓取未能读出,各行取自此前的读取", EN: "a newer page of the column could not be read; the rows are those read before"})
}

// related is what other columns make of a column.
type related struct {
	duplicateOf string // the column that held its text first
	sameWeek    string // another round-up of its week, the first one kept
}

var (
	// relatedSQL begins a query of related, what columns say and should say.
	relatedSQL = queryIn("related")
	// relatedToSQL gives what other columns make of one.
	relatedToSQL = relatedSQL + `SELECT of, iif(of = '', week, '') FROM related WHERE column_id = ?`
	// strayedSQL marks as unread, of the columns that share a text, or may share
	// a week, those that say otherwise than they should.
	strayedSQL = `INSERT OR IGNORE INTO unread (capture_id) ` + relatedSQL + `SELECT capture_id FROM related
		WHERE (article_sha256 = ?1 OR week_start BETWEEN date(?2, '-31 days') AND ?3) AND (said_of, said_week) <> (of, iif(of = '', week, ''))`
)

// again looks at the columns that are related to one as it was before a change
// and as it is after it, in the transaction of the change; nil is one that is
// not there.
func (w *writer) again(columns ...row) {
	w.moved = true
	for _, c := range columns {
		if c != nil {
			w.exec("mark related columns as unread", strayedSQL, c.get("article_sha256"), c.get("week_start"), c.get("week_end"))
		}
	}
}
