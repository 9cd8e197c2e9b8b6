package parser

import (
	"cmp"
	"slices"
	"strings"

	"shenzheng/parser/people"
)

// The sections: the lines of each district, and their rows.

// buildParts groups the lines of the sections by district.
func (l *layout) buildParts() []part {
	var parts []part
	var pending []*line // short lines since the last paragraph
	ended := false      // a heading that names no district ended the section above
	for _, ln := range l.lines {
		if ln.block.Rule == ruleFailed {
			continue
		}
		var current *part
		if len(parts) > 0 && !ended {
			current = &parts[len(parts)-1]
		}
		switch {
		case ln.parts:
			if pending, ended = nil, ln.heading == nil; !ended {
				parts = append(parts, part{district: ln.heading, heading: ln})
			}
		case ln.block.Class == ClassHeadline:
			current.headline = append(current.headline, ln)
		case ln.block.Rule == ruleShort:
			pending = append(pending, ln)
		case ln.block.Class == ClassActivity:
			var d *District
			if !l.guard("district", ln, func() { d = l.districtOf(ln, current, len(pending) > 0) }) {
				continue
			}
			if d == nil || len(parts) == 0 && !ended && l.headed[d] && l.introduces(ln) {
				l.orphan(ln, len(parts) == 0 && !ended)
				continue
			}
			if current == nil || d != current.district {
				for _, short := range pending {
					short.block.Class, short.block.Rule = ClassHeadline, "headline_of_inferred_section"
				}
				parts = append(parts, part{district: d, headline: pending})
				current = &parts[len(parts)-1]
			}
			pending, ended = nil, false
			current.lines = append(current.lines, ln)
		}
	}
	return withoutContents(parts)
}

// withoutContents leaves out headings with no paragraph below them of districts
// that have a section elsewhere: a table of contents, or of who did how much. With
// headlines of their own they are one where several follow each other.
func withoutContents(parts []part) []part {
	filled := map[*District]bool{}
	for i := range parts {
		filled[parts[i].district] = filled[parts[i].district] || len(parts[i].lines) > 0
	}
	empty := func(i int) bool {
		return i >= 0 && i < len(parts) && len(parts[i].lines) == 0 && filled[parts[i].district]
	}
	var kept []part
	for i, p := range parts {
		if !empty(i) || (p.heading.headline > 0 || len(p.headline) > 0) && !empty(i-1) && !empty(i+1) {
			kept = append(kept, p)
		}
	}
	return kept
}

// introduces reports a paragraph above the first heading and any day of the calendar.
func (l *layout) introduces(ln *line) bool {
	return ln.at < l.found.heading && !slices.ContainsFunc(l.lines[ln.at:l.found.heading], l.opensWithDay)
}

// orphan is a paragraph that belongs to no district. Without a calendar day
// and above the first section it still introduces.
func (l *layout) orphan(ln *line, first bool) {
	b := ln.block
	if first && !l.opensWithDay(ln) {
		b.Class, b.Rule = ClassIntroduction, "introduction_goes_on"
		return
	}
	b.Class, b.Rule = ClassUnclassified, "paragraph_without_district"
	l.col.problem(problemUnclassified, b.Span, "a paragraph among the sections that belongs to no district")
}

// finishSections writes the rows of sections, activities and appearances.
func (l *layout) finishSections(parts []part, stem string) {
	r := &activityReader{layout: l, stem: stem, ids: map[string]int{}}
	nth := map[*District]int{}
	for k := range parts {
		p := &parts[k]
		nth[p.district]++
		s := l.section(p, nth[p.district])
		s.ID, s.Position = numbered("sec_"+stem+"_"+s.District, "_", nth[p.district]), k+1
		l.col.Sections = append(l.col.Sections, s)
		r.read(k, p)
	}
	r.finish()
	l.reportTwoInOneOffice()
}

// section gives the row of a section, which is the nth of its district.
func (l *layout) section(p *part, nth int) Section {
	s := Section{District: p.district.Slug, HeadingSource: "inferred"}
	var headline []string
	var at *Block // with which it begins
	if p.heading == nil {
		at = p.lines[0].block
	} else {
		at, s.HeadingSource, s.Heading = p.heading.block, "printed", p.heading.block.Text
		if i := p.heading.headline; i > 0 {
			headline = append(headline, string(p.heading.Runes[i:]))
			s.Heading = strings.TrimSpace(string(p.heading.Runes[:i]))
		}
	}
	for _, ln := range p.headline {
		headline = append(headline, ln.block.Text)
	}
	s.Headline = strings.Join(headline, " / ")
	if p.heading == nil {
		l.col.problem(problemSectionInferred, at.Span, p.district.NameZH)
	}
	if len(p.lines) == 0 {
		l.col.problem(problemSectionEmpty, at.Span, p.district.NameZH)
	}
	if nth > 1 {
		l.col.problem(problemDistrictTwice, at.Span, p.district.NameZH)
	}
	return s
}

// reportTwoInOneOffice reports an office of a district that two people hold in
// this column, as they seem to where a heading was not understood.
func (l *layout) reportTwoInOneOffice() {
	type chair struct{ district, office string }
	holders := map[chair]string{} // "" where it is reported
	for _, a := range l.col.Activities {
		for _, o := range a.Officials {
			if o.Role != people.RoleActor || o.Office == people.OfficeOther {
				continue
			}
			for _, p := range o.Posts {
				of, _ := people.OfficeOf(p)
				// A body printed without its place is that of the section.
				at := chair{cmp.Or(of.District, l.col.Sections[a.Section].District), of.Office}
				switch first, held := holders[at]; {
				case of.Office == "":
				case !held:
					holders[at] = o.Name
				case first != "" && first != o.Name:
					holders[at] = ""
					l.col.problem(problemTwoInOneOffice, o.Span, strings.Join([]string{at.district, at.office, first, o.Name}, " "))
				}
			}
		}
	}
}
