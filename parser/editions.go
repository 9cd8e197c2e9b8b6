package parser

import (
	"slices"

	"shenzheng/parser/page"
)

// Pages that hold a round-up more than once, for other screens or for print, or
// several round-ups: one of them is read.

// edition is a part of a page that reads as a round-up by itself.
type edition struct {
	first, last int
	rank        int // 2 with the page's own title, 1 with the days of a week, 3 with both
	days        *line
	dated       int // paragraphs
	titled      bool
	cleared     bool
	sections    int // headings of districts with a dated paragraph below them
}

// isOne reports that there is enough in it for a round-up.
func (e *edition) isOne() bool { return e.sections > 0 || e.dated > 2 }

// settleEditions leaves out all round-ups of a page but one: the first with the page's
// title, or else with a week; of copies the longest. It reports one that is no copy of it.
func settleEditions(lines []*line, title string) (another bool) {
	all := findEditions(lines, title)
	if len(all) < 2 {
		return false
	}
	best := &all[0]
	for i := range all {
		e := &all[i]
		isCopy := e.days != nil && best.days != nil && slices.Equal(e.days.Fold, best.days.Fold)
		if e.rank > best.rank || e.rank == best.rank && isCopy && e.dated > best.dated {
			best = e
		}
	}
	read := map[string]bool{}
	for _, ln := range lines[best.first:best.last] {
		read[string(ln.Fold)] = true
	}
	for _, e := range all {
		if e.first == best.first {
			continue
		}
		for _, ln := range lines[e.first:e.last] {
			another = another || (e.days != nil || e.cleared) && ln.isText() && !read[string(ln.Fold)]
			*ln = line{Line: &page.Line{}}
		}
	}
	return another
}

// findEditions finds the round-ups of a page: each begins with a title or a week behind the
// week and the sections of the one before, and with what stands above that.
func findEditions(lines []*line, title string) []edition {
	var all []edition
	heading := -maxHeadlines - 1
	for i, ln := range lines {
		marks := ln.title && !ln.mostlyLink() || ln.isWeek()
		if marks && (len(all) == 0 || all[len(all)-1].days != nil && all[len(all)-1].isOne()) {
			first := i
			for first > 0 && (lines[first-1].opens() || len(lines[first-1].Fold) == 0) {
				first--
			}
			all = append(all, edition{first: first})
		}
		if len(all) == 0 {
			continue
		}
		e := &all[len(all)-1]
		e.titled, e.cleared = e.titled || ln.title, e.cleared || ln.clearing
		switch {
		case ln.isWeek() && e.days == nil:
			e.days = ln
			e.rank |= 1
		case ln.title && string(ln.Runes) == title:
			e.rank |= 2
		case ln.alone() != nil && !ln.mostlyLink():
			heading = i
		case ln.isText() && !ln.mostlyLink():
			if ln.dated {
				e.dated++
			}
			if ln.dated && i-heading <= maxHeadlines {
				e.sections++
			}
		}
	}
	first := true
	all = slices.DeleteFunc(all, func(e edition) bool { // a title in the midst of another may be a link
		none := !e.isOne() || !first && !e.cleared && !(e.titled && e.days != nil)
		first = first && none
		return none
	})
	for i := range all {
		if all[i].last = len(lines); i+1 < len(all) {
			all[i].last = all[i+1].first
		}
	}
	return all
}
