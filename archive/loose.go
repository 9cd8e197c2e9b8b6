package archive

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sort"
)

// loose plans for pages without an article number. Such a page is named
// by its own text, so a parser that reads the text otherwise gives the column
// another id: both the old and the new column have to be looked at.
func (p *planner) loose(ctx context.Context, hs []held) ([]*plan, error) {
	was := make([]string, len(hs))
	for i := range hs {
		was[i] = hs[i].reading.columnID
	}
	if err := p.bring(ctx, hs); err != nil {
		return nil, err
	}
	fresh := map[int64]held{}
	for i := range hs {
		if hs[i].broken != nil {
			return nil, hs[i].broken
		}
		if hs[i].dirty {
			fresh[hs[i].id] = hs[i]
		}
	}
	ids := map[string]bool{}
	for i, h := range hs {
		if was[i] != "" {
			ids[was[i]] = true
		}
		if h.reading.columnID != "" {
			ids[h.reading.columnID] = true
		}
	}
	var plans []*plan
	for _, id := range sorted(ids) {
		one, err := p.looseColumn(ctx, id, fresh)
		if err != nil {
			return nil, err
		}
		plans = append(plans, one)
	}
	return append(plans, noColumn(hs, plans)...), nil
}

// looseColumn plans for one column without a number; fresh holds the
// captures whose reading is newer than the stored one.
func (p *planner) looseColumn(ctx context.Context, id string, fresh map[int64]held) (*plan, error) {
	stored, err := p.archive.captures(ctx, heldSQL+`c.number = '' AND r.column_id = ?`+decisiveSQL, id)
	if err != nil {
		return nil, err
	}
	out := &plan{article: article{columnID: id}}
	for _, h := range stored {
		if _, ok := fresh[h.id]; !ok {
			out.captures = append(out.captures, h)
		}
	}
	for _, h := range fresh {
		if h.reading.columnID == id {
			out.captures = append(out.captures, h)
			out.readings = append(out.readings, h)
		}
	}
	slices.SortFunc(out.captures, byTime)
	slices.SortFunc(out.readings, byTime)
	before, err := p.archive.columnsBefore(ctx, columnBeforeSQL+`column_id = ?`, id)
	if err != nil {
		return nil, err
	}
	if len(before) > 0 {
		out.before = &before[0]
	}
	for i := range out.captures {
		if out.captures[i].shows(id) {
			out.columnID = id
		}
	}
	if err := p.finish(ctx, out); err != nil {
		return nil, fmt.Errorf("column %s: %w", id, err)
	}
	return out, nil
}

// noColumn gives a plan for the captures that no other plan has: pages that
// are no column.
func noColumn(hs []held, plans []*plan) []*plan {
	planned := map[int64]bool{}
	for _, p := range plans {
		for _, h := range p.captures {
			planned[h.id] = true
		}
	}
	rest := &plan{}
	for _, h := range hs {
		if !planned[h.id] {
			rest.captures = append(rest.captures, h)
			rest.readings = append(rest.readings, h)
		}
	}
	if len(rest.captures) == 0 {
		return nil
	}
	return []*plan{rest}
}

func byTime(a, b held) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.id, b.id)) }

func sorted(set map[string]bool) []string {
	out := make([]string, 0, len(set))
	for s := range set {
		out = append(out, s)
	}
	sort.Strings(out)
	return out
}
