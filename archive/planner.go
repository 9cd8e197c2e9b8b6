package archive

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"shenzheng/parser"
)

// chunkSize is how many articles are looked up in one query.
const chunkSize = 16

// planner plans articles, a chunk at a time. The memory for one page serves
// for the next, so a planner belongs to one goroutine.
type planner struct {
	archive *Archive
	force   bool // read also what this parser version read
	sink    rowSink
	// whole makes the rows of columns whose digest is the same, too: a dry run
	// compares with what stands there, not with what was written.
	whole bool
	page  []byte // the page being read
}

func (a *Archive) newPlanner(force bool) *planner { return &planner{archive: a, force: force} }

// articles plans numbered articles of one source, at most chunkSize of them.
func (p *planner) articles(ctx context.Context, ks []article) []planned {
	out := make([]planned, len(ks))
	for i, k := range ks {
		out[i].article = k
	}
	if err := p.chunk(ctx, out); err != nil {
		for i := range out {
			out[i].plans, out[i].err = nil, err
		}
	}
	return out
}

func (p *planner) chunk(ctx context.Context, out []planned) error {
	numbers := make([]string, len(out))
	for i := range out {
		numbers[i] = out[i].article.number
	}
	source := out[0].article.source
	hs, err := p.archive.captures(ctx, chunkCapturesSQL, inArgs(chunkSize, numbers, source)...)
	if err != nil {
		return err
	}
	slices.SortFunc(hs, func(a, b held) int {
		return cmp.Or(cmp.Compare(a.number, b.number), byTime(a, b))
	})
	before, err := p.archive.columnsBefore(ctx, chunkColumnsSQL, inArgs(chunkSize, numbers, source)...)
	if err != nil {
		return err
	}
	if err := p.bring(ctx, hs); err != nil {
		return err
	}
	for i := range out {
		number := out[i].article.number
		from, _ := slices.BinarySearchFunc(hs, number, func(h held, n string) int { return cmp.Compare(h.number, n) })
		to := from
		for to < len(hs) && hs[to].number == number {
			to++
		}
		one, err := p.article(ctx, out[i].article, hs[from:to], before)
		out[i].plans, out[i].err = []*plan{one}, err
	}
	return nil
}

// article plans one numbered article from its captures, all read now.
func (p *planner) article(ctx context.Context, k article, hs []held, before []columnBefore) (*plan, error) {
	out := &plan{article: k, captures: hs}
	for i := range before {
		if before[i].number == k.number {
			out.before = &before[i]
			break
		}
	}
	for i := range hs {
		h := &hs[i]
		if h.broken != nil {
			return nil, h.broken
		}
		if h.dirty {
			out.readings = append(out.readings, *h)
		}
		if h.verdict == Good && h.reading.kind == string(parser.PageColumn) {
			out.columnID = h.reading.columnID
		}
	}
	return out, p.finish(ctx, out)
}

// finish works out revisions, state and, where the rows have to be written,
// the column to write.
func (p *planner) finish(ctx context.Context, out *plan) error {
	defer out.release()
	out.failures = failuresOf(out.captures)
	if out.columnID == "" {
		out.same = out.before == nil && out.sameReadings()
		return nil
	}
	out.revisions = revisionsOf(out.captures, out.columnID)
	first := &out.revisions[len(out.revisions)-1].first
	b := out.before
	if b != nil && !p.force && len(out.failures) == 0 && b.version == p.archive.cfg.ParserVersion &&
		b.columnID == out.columnID && b.captureID == first.id && b.revision == len(out.revisions) {
		out.state = stateOf(out.captures, out.columnID, len(out.revisions), sinceText(b.publishedAt, b.weekEnd, first.at))
		return nil
	}
	column, err := p.columnOf(ctx, out, *first)
	if err != nil {
		return err
	}
	out.state = stateOf(out.captures, out.columnID, len(out.revisions), since(column, first.at))
	out.after = counts{len(column.Activities), officials(column), len(column.Problems)}
	out.columnRow = columnRow(column, out)
	out.digest = p.sink.digest(column, out.columnRow)
	if out.same = !p.whole && out.sameRows(); !out.same {
		out.column, out.rows = column, rowsOf(column)
	}
	return nil
}

// columnOf is the column as its revision's first capture shows it, with a
// problem for each page that could not be read.
func (p *planner) columnOf(ctx context.Context, out *plan, first held) (*parser.Column, error) {
	column := first.reading.column
	if column == nil {
		r, err := p.archive.readPage(ctx, first)
		if err != nil {
			return nil, err
		}
		if r.column == nil || r.columnID != out.columnID {
			return nil, fmt.Errorf("read capture %d again: the parser gave another answer than before", first.id)
		}
		column = r.column
	}
	if len(out.failures) > 0 {
		with := *column
		with.Problems = append(out.failures, column.Problems...)
		column = &with
	}
	return column, nil
}
