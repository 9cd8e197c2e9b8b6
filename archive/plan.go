package archive

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// plan is all that has to be written for one column, worked out by reads
// alone before the write begins.
type plan struct {
	article   article
	captures  []held // of the article, in their order, all read now
	before    *stored
	columnID  string // "" where no capture shows a column
	revisions []revision
	state     string
	failures  []parser.Problem // pages that could not be read
	broken    []error          // captures whose bodies cannot be had

	related related
	moves   int64          // of the archive, before anything was looked up
	read    *parser.Column // as the parser gave it; nil where the rows stay as they are
	column  *parser.Column // what is stored of it
	rows    *rowSet        // of column
	digest  string         // of rows
	look    bool           // at the rows that stand, and not only at their digest
}

// planner goes from captures to plans. It writes nothing.
type planner struct {
	archive *Archive
	force   bool                      // read also what this parser version read
	given   map[int64]*parser.Reading // readings made already, by capture
	// thorough compares with the rows that stand, not with their digest: somebody
	// may have changed them.
	thorough bool
	whole    bool // plans have their rows also where these stand already
}

// article plans for an article. What cannot be read costs that article alone.
//
// A page without an article number is named by its own text, so a parser that
// reads the text otherwise gives the column another id: both the old and the new
// column are planned for, and, as "", the pages that are no column.
func (p *planner) article(ctx context.Context, k article) planned {
	out := planned{article: k}
	moves := p.archive.moves.Load()
	query, args := ofArticleSQL, []any{k.source, k.number}
	switch {
	case k.number != "":
	case k.capture != 0:
		query, args = oneSQL, []any{k.capture}
	case k.columnID != "":
		query, args = ofLooseSQL, []any{k.columnID}
	default:
		query, args = ofSourceSQL, []any{k.source}
	}
	var hs []held
	if hs, out.err = p.archive.captures(ctx, query, args...); out.err != nil {
		return out
	}
	ids := map[string]bool{}
	for i := range hs {
		p.bring(ctx, &hs[i], hs[:i])
		ids[hs[i].was.columnID], ids[hs[i].now.columnID] = true, true
	}
	add := func(one *plan, err error) {
		if out.plans = append(out.plans, one); err != nil {
			out.plans, out.err = nil, err
		}
	}
	if k.number != "" {
		before, err := p.archive.stored(ctx, `source = ? AND number = ?`, k.source, k.number)
		if out.err = err; err == nil {
			add(p.plan(ctx, k, hs, before, moves))
		}
		return out
	}
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		if out.err == nil {
			add(p.looseColumn(ctx, article{source: k.source, columnID: id}, hs, moves))
		}
	}
	return out
}

// looseColumn plans for one column without a number; fresh are captures whose
// reading is newer than the stored one.
func (p *planner) looseColumn(ctx context.Context, k article, fresh []held, moves int64) (*plan, error) {
	var hs []held
	var before *stored
	if k.columnID != "" {
		all, err := p.archive.captures(ctx, ofLooseSQL, k.columnID)
		if err != nil {
			return nil, err
		}
		for _, h := range all {
			if !slices.ContainsFunc(fresh, func(f held) bool { return f.id == h.id }) {
				hs = append(hs, h)
			}
		}
		if before, err = p.archive.stored(ctx, `column_id = ?`, k.columnID); err != nil {
			return nil, err
		}
	}
	for _, h := range fresh {
		if h.now.columnID == k.columnID {
			hs = append(hs, h)
		}
	}
	inOrder(hs)
	return p.plan(ctx, k, hs, before, moves)
}

// plan works out revisions, state and, where they may change, the rows.
func (p *planner) plan(ctx context.Context, k article, hs []held, before *stored, moves int64) (*plan, error) {
	out := &plan{article: k, captures: hs, before: before, moves: moves, look: p.thorough}
	for i := range hs {
		h := &hs[i]
		if h.broken != nil {
			out.broken = append(out.broken, h.broken)
		}
		if h.verdict == source.Good && h.now.kind == string(parser.PageColumn) {
			out.columnID = h.now.columnID
		}
	}
	out.failures = failuresOf(hs)
	var err error
	if out.columnID != "" && before == nil {
		err = out.giveWay(ctx, p.archive.stmts, p.archive.cfg.ParserVersion)
	}
	if err != nil || out.columnID == "" {
		return out, err
	}
	out.revisions = revisionsOf(hs, out.columnID)
	first := &out.revisions[len(out.revisions)-1].first
	if p.stands(out, first) {
		out.state = stateOf(hs, out.columnID, len(out.revisions), since(before.publishedAt, before.weekEnd, first.order))
		if out.related, err = p.relate(ctx, out); err != nil || out.related == before.related {
			return out, err
		}
	}
	if out.read, err = p.columnOf(ctx, out, *first); err != nil {
		return nil, err
	}
	out.state = stateOf(hs, out.columnID, len(out.revisions), since(published(out.read.Published), out.read.Week.End.String(), first.order))
	r, err := p.relate(ctx, out)
	if err != nil {
		return nil, err
	}
	out.relate(r)
	out.forget(p.whole)
	return out, nil
}

// relate looks for the columns that a plan's is related to. What stands holds
// where nothing that it follows from has changed: the columns whose change touches
// it have marked it as unread.
func (p *planner) relate(ctx context.Context, out *plan) (related, error) {
	b, is := out.before, out.identity()
	if b != nil && !p.force && b.identity() == is && !slices.ContainsFunc(out.captures, func(h held) bool { return h.unread }) {
		return b.related, nil
	}
	return relate(ctx, p.archive.stmts, is)
}

// forget lets go of what is not needed to write the plan, many of which wait
// at a time: what pages were read as and, unless the whole is asked for, rows
// that stand already.
func (p *plan) forget(whole bool) {
	for i := range p.captures {
		p.captures[i].column = nil
	}
	for i := range p.revisions {
		p.revisions[i].first.column = nil
	}
	if b := p.before; !whole && !p.look && b != nil && b.columnID == p.columnID && b.rowsSHA == p.digest {
		p.read, p.column, p.rows = nil, nil, nil
	}
}

// giveWay leaves the column's id to the article that had it first, if there is
// one: names of sources that differ in their punctuation alone give the same ids.
// The pages of this one count as failed until its source has another name.
func (p *plan) giveWay(ctx context.Context, db querier, version int) error {
	var by article
	found, err := get(ctx, db, "look up column "+p.columnID, `SELECT source, number FROM columns WHERE column_id = ? AND number <> ''`,
		[]any{p.columnID}, &by.source, &by.number)
	if err != nil || !found {
		return err
	}
	reason := oneLine(fmt.Sprintf("the id %s is that of %s; give one of the sources another name", p.columnID, by))
	for i := range p.captures {
		if h := &p.captures[i]; h.shows(p.columnID) {
			h.now = reading{kind: failedKind, reason: reason, version: version}
		}
	}
	p.failures, p.columnID, p.read, p.column = failuresOf(p.captures), "", nil, nil
	return nil
}

// stands tells that the rows are those of this capture, by this parser.
func (p *planner) stands(out *plan, first *held) bool {
	b := out.before
	return b != nil && !p.force && len(out.failures) == 0 && b.rowsSHA != "" && b.version == p.archive.cfg.ParserVersion &&
		b.columnID == out.columnID && b.captureID == first.id && b.revision == len(out.revisions)
}

// columnOf is the column as its revision's first capture shows it, with a
// problem for each page that could not be read.
func (p *planner) columnOf(ctx context.Context, out *plan, first held) (*parser.Column, error) {
	switch {
	case first.broken != nil:
		return nil, first.broken
	case first.column == nil:
		if err := p.read(ctx, &first); err != nil {
			return nil, err
		}
		if first.column == nil || first.now.columnID != out.columnID {
			return nil, fmt.Errorf("read capture %d again: %w", first.id, errOtherAnswer)
		}
	}
	column := first.column
	if len(out.failures) > 0 {
		with := *column
		with.Problems = append(out.failures, column.Problems...)
		column = &with
	}
	return column, nil
}

var errOtherAnswer = errors.New("the parser gave another answer than before")

// parseFailed is the code of the problem that stands for a page the parser
// could not get through.
const parseFailed = "parse_failed"

func failuresOf(hs []held) []parser.Problem {
	var out []parser.Problem
	for _, h := range hs {
		if h.verdict == source.Good && h.now.kind == failedKind {
			out = append(out, parser.Problem{Code: parseFailed, Severity: "error",
				Detail: "page captured at " + stamp(h.at) + " could not be read: " + h.now.reason})
		}
	}
	return out
}

// stored is the row of columns as it stands.
type stored struct {
	columnID, kind, publishedAt, weekStart, weekEnd, articleSHA, rowsSHA, state string
	related
	captureID, first                                   int64 // of the current revision, and of all
	revision, version, activities, officials, problems int
}

const storedSQL = `SELECT column_id, kind, published_at, week_start, week_end, article_sha256, rows_sha256, state, duplicate_of,
	coalesce((SELECT detail FROM problems p WHERE p.column_id = columns.column_id AND code = '` + weekTwice + `'), ''),
	capture_id, coalesce((SELECT min(capture_id) FROM revisions r WHERE r.column_id = columns.column_id), 0),
	revision, parser_version, activities, officials, problems FROM columns WHERE `

// stored gives the row of columns that a condition finds, nil for none.
func (a *Archive) stored(ctx context.Context, condition string, args ...any) (*stored, error) {
	found, err := list(ctx, a.stmts, "read column", func(b *stored) []any {
		return []any{&b.columnID, &b.kind, &b.publishedAt, &b.weekStart, &b.weekEnd, &b.articleSHA, &b.rowsSHA, &b.state,
			&b.duplicateOf, &b.weekTwice, &b.captureID, &b.first, &b.revision, &b.version, &b.activities, &b.officials, &b.problems}
	}, storedSQL+condition, args...)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}
