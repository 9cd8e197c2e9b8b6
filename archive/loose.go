package archive

import (
	"context"
	"fmt"
	"sort"
)

// planLoose plans for pages without an article number. Such a page is named
// by its own text, so a parser that reads the text otherwise gives the column
// another id: both the old and the new column have to be looked at.
func (a *Archive) planLoose(ctx context.Context, hs []held, force bool) ([]*plan, error) {
	was := make([]string, len(hs))
	for i := range hs {
		was[i] = hs[i].reading.columnID
	}
	dirty, err := a.bring(ctx, hs, force)
	if err != nil {
		return nil, err
	}
	fresh := map[int64]held{}
	for _, i := range dirty {
		fresh[hs[i].id] = hs[i]
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
		p, err := a.planLooseColumn(ctx, id, fresh, force)
		if err != nil {
			return nil, err
		}
		plans = append(plans, p)
	}
	return append(plans, noColumn(hs, plans)...), nil
}

// planLooseColumn plans for one column without a number; fresh holds the
// captures whose reading is newer than the stored one.
func (a *Archive) planLooseColumn(ctx context.Context, id string, fresh map[int64]held, force bool) (*plan, error) {
	k := article{columnID: id}
	stored, err := a.history(ctx, k)
	if err != nil {
		return nil, err
	}
	p := &plan{article: k}
	for _, h := range stored {
		if _, ok := fresh[h.id]; !ok {
			p.captures = append(p.captures, h)
		}
	}
	for _, h := range fresh {
		if h.reading.columnID == id {
			p.captures = append(p.captures, h)
			p.readings = append(p.readings, h)
		}
	}
	sort.Slice(p.captures, func(i, j int) bool { return earlier(p.captures[i], p.captures[j]) })
	sort.Slice(p.readings, func(i, j int) bool { return earlier(p.readings[i], p.readings[j]) })
	if p.before, err = a.columnBefore(ctx, `column_id = ?`, id); err != nil {
		return nil, err
	}
	for _, h := range p.captures {
		if h.shows(id) {
			p.columnID = id
		}
	}
	if err := a.finish(ctx, p, force); err != nil {
		return nil, fmt.Errorf("column %s: %w", id, err)
	}
	return p, nil
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

func earlier(a, b held) bool {
	if !a.at.Equal(b.at) {
		return a.at.Before(b.at)
	}
	return a.id < b.id
}

func sorted(set map[string]bool) []string {
	out := make([]string, 0, len(set))
	for s := range set {
		out = append(out, s)
	}
	sort.Strings(out)
	return out
}
