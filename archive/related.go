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
	weekTwice   string // another round-up of its week, the first one kept
}

// relatedSQL begins a query of what columns say of others and what they should
// say. first is the capture that showed a column first. Two round-ups are of
// the same week where they share more than half of the days of the shorter one;
// none is of the same week as a duplicate.
const relatedSQL = `WITH kept AS NOT MATERIALIZED (
		SELECT *, (SELECT min(capture_id) FROM revisions r WHERE r.column_id = columns.column_id) AS first FROM columns),
	related AS NOT MATERIALIZED (SELECT column_id, capture_id, article_sha256, week_start,
		duplicate_of AS said_of, coalesce((SELECT detail FROM problems p WHERE p.column_id = k.column_id AND code = '` + weekTwice + `'), '') AS said_week,
		coalesce((SELECT column_id FROM kept e WHERE e.article_sha256 = k.article_sha256 AND e.first < k.first ORDER BY e.first LIMIT 1), '') AS of,
		coalesce((SELECT 'also ' || column_id FROM kept e WHERE k.kind = 'weekly' AND e.kind = 'weekly' AND e.column_id <> k.column_id
			AND e.week_start BETWEEN date(k.week_start, '-31 days') AND k.week_end AND e.week_end >= k.week_start
			AND 2 * (julianday(min(e.week_end, k.week_end)) - julianday(max(e.week_start, k.week_start)) + 1)
				> min(julianday(e.week_end) - julianday(e.week_start), julianday(k.week_end) - julianday(k.week_start)) + 1
			AND NOT EXISTS (SELECT 1 FROM kept o WHERE o.article_sha256 = e.article_sha256 AND o.first < e.first)
			ORDER BY e.first LIMIT 1), '') AS week FROM kept k) `

const (
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
