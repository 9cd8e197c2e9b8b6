package archive

import (
	"context"

	"shenzheng/parser"
)

// What one column has to say of others: whose text it repeats, and with whom
// it shares its week. Both follow from all columns together, so a column that
// comes, changes its text or its week, or goes, has those it is related to
// looked at again.

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

// identity is by what a column is related to others.
type identity struct {
	columnID, articleSHA, kind, weekStart, weekEnd string
	first                                          int64 // capture that showed it first
}

// related is what other columns make of a column.
type related struct {
	duplicateOf string // the column that held its text first
	weekTwice   string // another round-up of its week, the first one kept
}

// identity is that of the column as it will be.
func (p *plan) identity() identity {
	id := identity{columnID: p.columnID, articleSHA: p.revisions[len(p.revisions)-1].first.now.articleSHA, first: p.revisions[0].first.id}
	for _, r := range p.revisions {
		id.first = min(id.first, r.first.id)
	}
	switch {
	case p.read != nil:
		id.kind, id.weekStart, id.weekEnd = string(p.read.Kind), p.read.Week.Start.String(), p.read.Week.End.String()
	case p.before != nil:
		id.kind, id.weekStart, id.weekEnd = p.before.kind, p.before.weekStart, p.before.weekEnd
	}
	return id
}

// relate looks for the columns that a column is related to.
func relate(ctx context.Context, db querier, id identity) (r related, err error) {
	_, err = get(ctx, db, "look for the same text", `SELECT column_id FROM columns k WHERE article_sha256 = ?1 AND column_id <> ?2 AND `+firstSQL+` < ?3
		ORDER BY `+firstSQL+` LIMIT 1`, []any{id.articleSHA, id.columnID, id.first}, &r.duplicateOf)
	if err != nil || id.kind != string(parser.KindWeekly) || r.duplicateOf != "" {
		return r, err
	}
	_, err = get(ctx, db, "look for the same week", `SELECT 'also ' || column_id FROM columns k WHERE column_id <> ?1 AND `+sameWeekSQL+` ORDER BY `+firstSQL+` LIMIT 1`,
		[]any{id.columnID, id.weekStart, id.weekEnd}, &r.weekTwice)
	return r, err
}

// firstSQL is the capture that showed a column k first. sameWeekSQL finds the
// round-ups of the same week as the days ?2 to ?3: those that share more than
// half of the shorter one.
const (
	firstSQL    = `(SELECT min(capture_id) FROM revisions r WHERE r.column_id = k.column_id)`
	sameWeekSQL = `kind = 'weekly' AND duplicate_of = '' AND week_start BETWEEN date(?2, '-31 days') AND ?3 AND week_end >= ?2
		AND 2 * (julianday(min(week_end, ?3)) - julianday(max(week_start, ?2)) + 1)
			> min(julianday(week_end) - julianday(week_start), julianday(?3) - julianday(?2)) + 1`
)

// relate puts what other columns say of the plan's into its rows.
func (p *plan) relate(r related) {
	p.related = r
	c := *p.read
	if r.weekTwice != "" {
		c.Problems = append([]parser.Problem{{Code: weekTwice, Severity: "warning", Detail: r.weekTwice}}, c.Problems...)
	}
	if r.duplicateOf != "" { // its rows stand below the other
		c.Sections, c.Activities, c.Credits, c.Blocks, c.Problems, c.Characters = nil, nil, nil, nil, nil, 0
	}
	p.column = &c
	set := rowsOf(p)
	p.rows, p.digest = &set, digest(&set)
	set[columnsTable][0].set("rows_sha256", p.digest)
}

// identity is that of the column as it stands.
func (b *stored) identity() identity {
	if b == nil {
		return identity{}
	}
	return identity{b.columnID, b.articleSHA, b.kind, b.weekStart, b.weekEnd, b.first}
}

// related looks once more at what other columns say of the plan's, where one
// of them has changed since it was planned.
func (w *writer) related(p *plan) {
	is, was := p.identity(), p.before.identity()
	if w.moved || w.moves != p.moves {
		now, err := relate(w.ctx, &w.stmts, is)
		w.fail("look for related columns", err)
		switch {
		case now == p.related:
		case p.read != nil:
			p.relate(now)
		default: // its page has to be read first
			w.moved = true
			w.exec("mark column as unread", `INSERT OR IGNORE INTO unread (capture_id) VALUES (?)`, p.before.captureID)
		}
	}
	// No other column is of the same week as a duplicate.
	if p.related.duplicateOf != "" {
		is.kind = ""
	}
	if p.before != nil && p.before.duplicateOf != "" {
		was.kind = ""
	}
	w.again(was, is)
}

// again marks the columns whose relations a change touches as unread, in the
// transaction of the change: those kept later, and the first of its week. was and is are the column before and after it; an
// identity without an id is that of a column that is not there.
func (w *writer) again(was, is identity) {
	if was == is {
		return
	}
	w.moved = true
	for _, id := range [...]identity{was, is} {
		if id.columnID == "" {
			continue
		}
		w.exec("mark related columns as unread", `INSERT OR IGNORE INTO unread (capture_id)
			SELECT capture_id FROM columns k WHERE article_sha256 = ?6 AND `+firstSQL+` > ?5
			UNION SELECT capture_id FROM columns k WHERE ?4 = 'weekly' AND column_id <> ?1 AND `+sameWeekSQL+` AND `+firstSQL+` > ?5
			UNION SELECT * FROM (SELECT capture_id FROM columns k WHERE ?4 = 'weekly' AND column_id <> ?1 AND `+sameWeekSQL+`
				ORDER BY `+firstSQL+` LIMIT 1)`,
			id.columnID, id.weekStart, id.weekEnd, id.kind, id.first, id.articleSHA)
	}
}
