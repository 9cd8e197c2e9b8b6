package parser

import (
	"slices"
	"strings"
)

// The sections: the lines of each district, and their rows.

// buildParts groups the lines of the sections by district.
func (l *layout) buildParts() []part {
	var parts []part
	var pending []int // short lines since the last paragraph
	ended := false    // a heading that names no district ended the section above
	for k, s := range l.spots {
		if l.failed(s.line) {
			continue
		}
		var current *part
		if len(parts) > 0 && !ended {
			current = &parts[len(parts)-1]
		}
		switch s.kind {
		case spotHeading:
			parts = append(parts, part{district: l.lines[s.line].heading, heading: s.line})
			pending, ended = nil, false
		case spotBreak:
			pending, ended = nil, true
		case spotHeadline:
			current.headline = append(current.headline, s.line)
		case spotShort:
			pending = append(pending, s.line)
		case spotParagraph:
			var d *District
			if !l.guard("district", s.line, func() { d = l.districtOfSpot(k, current, len(pending) > 0) }) {
				continue
			}
			if d == nil {
				l.orphan(s.line, len(parts) == 0 && !ended)
				continue
			}
			if current == nil || d != current.district {
				parts = append(parts, part{district: d, heading: -1, headline: l.asHeadline(pending)})
				current = &parts[len(parts)-1]
			}
			pending, ended = nil, false
			current.lines = append(current.lines, s.line)
		}
	}
	return l.withoutContents(parts)
}

// withoutContents leaves out headings with nothing below them of districts
// that have a section elsewhere: a table of contents.
func (l *layout) withoutContents(parts []part) []part {
	filled := map[*District]bool{}
	for i := range parts {
		filled[parts[i].district] = filled[parts[i].district] || len(parts[i].lines) > 0
	}
	return slices.DeleteFunc(parts, func(p part) bool {
		return len(p.lines)+len(p.headline) == 0 && l.lines[p.heading].headline == 0 && filled[p.district]
	})
}

// asHeadline turns short lines right above an inferred section into its
// headline.
func (l *layout) asHeadline(pending []int) []int {
	for _, i := range pending {
		b := &l.col.Blocks[i]
		b.Class, b.Rule = ClassHeadline, "headline_of_inferred_section"
	}
	return pending
}

// orphan is a paragraph that belongs to no district. Without a calendar day
// and above the first section it still introduces.
func (l *layout) orphan(i int, first bool) {
	b := &l.col.Blocks[i]
	if o := l.opening(i); first && (!o.dated || !o.date.Explicit) {
		b.Class, b.Rule = ClassIntroduction, "introduction_goes_on"
		return
	}
	b.Class, b.Rule = ClassUnclassified, "paragraph_without_district"
	l.col.problem(problemUnclassified, b.Span, "a paragraph among the sections that belongs to no district")
}

// finishSections writes the rows of sections, activities and appearances.
func (l *layout) finishSections(parts []part, stem string) {
	c := l.col
	c.Sections = make([]Section, len(parts))
	paragraphs := 0
	for _, p := range parts {
		paragraphs += len(p.lines)
	}
	r := &activityReader{layout: l, stem: stem, ids: make(twins, paragraphs), drafts: make([]draft, 0, paragraphs)}
	nth := map[*District]int{}
	for k := range parts {
		p := &parts[k]
		nth[p.district]++
		l.finishSection(k, p, "sec_"+stem+"_"+p.district.Slug, nth[p.district])
		r.read(k, p.district, p.lines)
	}
	r.finish()
}

// finishSection writes the row of a section, which is the nth of its district.
func (l *layout) finishSection(k int, p *part, id string, nth int) {
	c := l.col
	s := &c.Sections[k]
	*s = Section{ID: numbered(id, "_", nth), Position: k + 1, District: p.district.Slug, HeadingSource: "printed"}
	var headline []string
	if p.inferred() {
		s.HeadingSource = "inferred"
		c.problem(problemSectionInferred, c.Blocks[p.lines[0]].Span, p.district.NameZH)
	} else {
		s.Heading = c.Blocks[p.heading].Text
		if ln := l.lines[p.heading]; ln.headline > 0 {
			headline = append(headline, string(ln.Runes[ln.headline:]))
			s.Heading = strings.TrimSpace(string(ln.Runes[:ln.headline]))
		}
		if len(p.lines) == 0 {
			c.problem(problemSectionEmpty, c.Blocks[p.heading].Span, p.district.NameZH)
		}
	}
	if nth > 1 {
		at := p.heading
		if at < 0 {
			at = p.lines[0]
		}
		c.problem(problemDistrictTwice, c.Blocks[at].Span, p.district.NameZH)
	}
	for _, i := range p.headline {
		headline = append(headline, c.Blocks[i].Text)
	}
	s.Headline = strings.Join(headline, " / ")
}
