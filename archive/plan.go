package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// plan is all that has to be written for one article, worked out by reads
// alone before the write begins.
type plan struct {
	article   article
	captures  []held // in their order, all read now
	before    row    // of columns, as it stands; nil for none
	columnID  string // "" where no capture shows a column
	revisions []revision
	state     string
	failures  []parser.Problem // pages that could not be read
	broken    []error          // captures whose bodies cannot be had

	related related
	column  *parser.Column // nil where the rows stay as they are
	rows    *rowSet        // of column
	digest  string         // of rows
	// thorough compares with the rows that stand, not with their digest: somebody
	// may have changed them.
	thorough bool

	change source.Change // what writing it changed
	err    error         // why it could not be made or written: that costs this article alone
}

// planner goes from captures to plans. It writes nothing.
type planner struct {
	archive *Archive
	force   bool               // read also what this parser version read
	given   map[int64]*arrival // what just came in, by capture, and may have been read already
	// thorough is that of the plans.
	thorough bool
}

// article plans for an article. That takes milliseconds: to watch the context at
// every query would cost two goroutines each.
func (p *planner) article(ctx context.Context, k article) *plan {
	ctx = context.WithoutCancel(ctx)
	out := &plan{article: k, thorough: p.thorough}
	if k.number != "" {
		out.err = p.numbered(ctx, out)
	} else {
		out.err = p.loose(ctx, out)
	}
	if out.err == nil {
		out.err = p.plan(ctx, out)
	}
	return out
}

func (p *planner) numbered(ctx context.Context, out *plan) (err error) {
	k := out.article
	if out.captures, err = p.archive.captures(ctx, ofArticleSQL, k.source, k.number); err != nil {
		return err
	}
	for i := range out.captures {
		p.bring(ctx, &out.captures[i], out.captures[:i])
	}
	out.before, err = p.archive.standing(ctx, `source = ? AND number = ?`, k.source, k.number)
	return err
}

// loose looks up the captures of a page without an article number. Such a page
// is named by its own text, and all captures of one text are one column's. A
// parser that reads the text otherwise gives it another name.
func (p *planner) loose(ctx context.Context, out *plan) (err error) {
	if out.captures, err = p.archive.captures(ctx, oneSQL, out.article.capture); err != nil || len(out.captures) == 0 {
		return err
	}
	h := &out.captures[0]
	p.bring(ctx, h, nil)
	is, was := h.now.columnID, h.was.columnID
	if is != "" {
		others, err := p.archive.captures(ctx, ofLooseSQL, is, h.ID)
		if err != nil {
			return err
		}
		out.captures = append(out.captures, others...)
		inOrder(out.captures)
		out.before, err = p.archive.standing(ctx, `column_id = ?`, is)
		if err != nil {
			return err
		}
	}
	if out.before == nil && was != "" { // the column goes, unless another capture is one of its
		out.before, err = p.archive.standing(ctx, `column_id = ?1 AND NOT EXISTS (SELECT 1 FROM readings
			WHERE column_id = ?1 AND capture_id <> ?2)`, was, out.article.capture)
	}
	return err
}

// plan works out revisions, state and, where they may change, the rows.
func (p *planner) plan(ctx context.Context, out *plan) error {
	hs, before := out.captures, out.before
	for i := range hs {
		h := &hs[i]
		if h.broken != nil {
			out.broken = append(out.broken, h.broken)
		}
		if h.Verdict == source.Good && h.now.kind == string(parser.PageColumn) {
			out.columnID = h.now.columnID
		}
	}
	if err := p.giveWay(ctx, out); err != nil {
		return err
	}
	out.failures = failuresOf(hs)
	if out.columnID == "" {
		return nil
	}
	out.revisions = revisionsOf(hs, out.columnID)
	first := &out.revisions[len(out.revisions)-1].first
	stands := false // the rows
	if before != nil {
		said := related{before.get("duplicate_of"), before.get(weekTwice)}
		// A change of another column that touches this one has marked it as unread.
		if out.related = said; p.force || slices.ContainsFunc(hs, func(h held) bool { return h.unread }) {
			_, err := get(ctx, p.archive.stmts, "look for related columns", relatedToSQL, []any{out.columnID}, &out.related.duplicateOf, &out.related.sameWeek)
			if err != nil {
				return err
			}
		}
		stands = p.stands(out, first) && said == out.related
	}
	published, weekEnd := before.get("published_at"), before.get("week_end")
	if !stands {
		if err := p.readColumn(ctx, out, *first); err != nil {
			return err
		}
		published, weekEnd = publishedAt(out.column.Published), out.column.Week.End.String()
	}
	out.state = stateOf(hs, out.columnID, len(out.revisions), publishedOr(published, weekEnd, first.order))
	if !stands {
		set := rowsOf(out)
		out.rows, out.digest = &set, digest(&set)
		set[columnsTable][0].set("rows_sha256", out.digest)
		if before != nil && (p.thorough || before.get("rows_sha256") == "") {
			before.set("rows_sha256", p.archive.digestStanding(ctx, before.get("column_id")))
		}
	}
	return nil
}

// giveWay leaves the column's id to the article that had it first, if there is
// one: names of sources that differ in their punctuation alone give the same ids.
// The pages of this one count as failed until its source has another name.
func (p *planner) giveWay(ctx context.Context, out *plan) error {
	if out.columnID == "" || out.before != nil {
		return nil
	}
	var by article
	found, err := get(ctx, p.archive.stmts, "look up column "+out.columnID, `SELECT source, number FROM columns WHERE column_id = ? AND number <> ''`,
		[]any{out.columnID}, &by.source, &by.number)
	if err != nil || !found {
		return err
	}
	reason := oneLine(fmt.Sprintf("the id %s is that of %s; give one of the sources another name", out.columnID, by))
	for i := range out.captures {
		if h := &out.captures[i]; h.shows(out.columnID) {
			h.now = reading{kind: failedKind, reason: reason, version: p.archive.cfg.ParserVersion}
		}
	}
	out.columnID = ""
	return nil
}

// stands tells that the rows are those of this capture, by this parser.
func (p *planner) stands(out *plan, first *held) bool {
	b := out.before
	return !p.force && len(out.failures) == 0 && b.get("rows_sha256") != "" && b.num("parser_version") == p.archive.cfg.ParserVersion &&
		b.get("column_id") == out.columnID && b.num("capture_id") == int(first.ID) && b.num("revision") == len(out.revisions)
}

// readColumn gives the plan the column as its revision's first capture shows
// it, with a problem for each page that could not be read, and with what other
// columns say of it.
func (p *planner) readColumn(ctx context.Context, out *plan, first held) error {
	switch {
	case first.broken != nil:
		return first.broken
	case first.column == nil:
		if err := p.read(ctx, &first); err != nil {
			return err
		}
		if first.column == nil || first.now.columnID != out.columnID {
			return fmt.Errorf("read capture %d again: %w", first.ID, errOtherAnswer)
		}
	}
	c := *first.column
	c.Problems = slices.Concat(out.failures, c.Problems)
	if also := out.related.sameWeek; also != "" {
		c.Problems = append([]parser.Problem{{Code: weekTwice, Severity: "warning", Detail: also}}, c.Problems...)
	}
	if out.related.duplicateOf != "" { // its rows stand below the other
		c.Sections, c.Activities, c.Credits, c.Blocks, c.Problems, c.Characters = nil, nil, nil, nil, nil, 0
	}
	out.column = &c
	return nil
}

var errOtherAnswer = errors.New("the parser gave another answer than before")

// parseFailed is the code of the problem that stands for a page the parser
// could not get through.
const parseFailed = "parse_failed"

func failuresOf(hs []held) []parser.Problem {
	var out []parser.Problem
	for _, h := range hs {
		if h.Verdict == source.Good && h.now.kind == failedKind {
			out = append(out, parser.Problem{Code: parseFailed, Severity: "error",
				Detail: "page captured at " + stamp(h.CapturedAt) + " could not be read: " + h.now.reason})
		}
	}
	return out
}

// standing gives the row of columns that a condition finds, nil for none, with
// the column's problem of its week, which stands in another table, behind it.
func (a *Archive) standing(ctx context.Context, condition string, args ...any) (row, error) {
	t := &tables[columnsTable]
	found, err := list(ctx, a.stmts, "read column", func(r *row) []any {
		*r = append(slices.Clone(t.blank), field{column: weekTwice})
		return r.dest()
	}, `SELECT `+t.columns()+`, (SELECT detail FROM problems p WHERE p.column_id = columns.column_id AND code = '`+weekTwice+`')
		FROM columns WHERE `+condition, args...)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}

// digestStanding gives the digest of a column's rows as they stand, whatever
// they were written with; "" where they cannot be read.
func (a *Archive) digestStanding(ctx context.Context, columnID string) string {
	set, err := readRows(ctx, a.stmts, columnID)
	if err != nil {
		a.cfg.Log.WarnContext(ctx, "rows cannot be read and are written anew", "column", columnID, "error", err)
		return ""
	}
	return digest(&set)
}
