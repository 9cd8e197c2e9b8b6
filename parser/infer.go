package parser

import (
	"slices"

	"shenzheng/parser/text"
)

// Where no heading is visible, a paragraph's district comes from the names in
// it: the district it opens with, X区委 and the like, the first district
// named, or an official who is bound to a district in this column.

// part is a section in the making.
type part struct {
	district *District
	heading  int // line, -1 when inferred
	from     int // where a headline begins in the heading's line, 0 for none
	headline []int
	lines    []int // of its paragraphs
}

func (p *part) inferred() bool { return p.heading < 0 }

// buildParts groups the lines of the sections by district.
func (l *layout) buildParts() []part {
	parts := make([]part, 0, len(districts))
	paragraphs := make([]int, 0, len(l.spots)) // of all parts
	var pending []int                          // short lines since the last paragraph
	for k, s := range l.spots {
		switch s.kind {
		case spotHeading:
			parts = append(parts, part{district: s.district, heading: s.line, from: s.from})
			pending = pending[:0]
		case spotHeadline:
			last := &parts[len(parts)-1]
			last.headline = append(last.headline, s.line)
		case spotShort:
			pending = append(pending, s.line)
		case spotParagraph:
			var current *part
			if len(parts) > 0 {
				current = &parts[len(parts)-1]
			}
			d := l.districtOfSpot(k, current, len(pending) > 0)
			switch {
			case d == nil:
				l.orphan(s.line, len(parts) == 0)
				continue
			case current == nil || d != current.district:
				parts = append(parts, part{district: d, heading: -1, headline: l.asHeadline(pending)})
			}
			pending = pending[:0]
			last := &parts[len(parts)-1]
			paragraphs = append(paragraphs, s.line)
			last.lines = paragraphs[len(paragraphs)-len(last.lines)-1:]
		}
	}
	return withoutContents(parts)
}

// withoutContents leaves out headings with nothing below them of districts
// that have a section elsewhere: a table of contents.
func withoutContents(parts []part) []part {
	var filled [len(districts)]bool
	for i := range parts {
		if len(parts[i].lines) > 0 {
			filled[districtIndex(parts[i].district)] = true
		}
	}
	return slices.DeleteFunc(parts, func(p part) bool {
		return len(p.lines)+len(p.headline) == 0 && p.from == 0 && filled[districtIndex(p.district)]
	})
}

// asHeadline turns short lines right above an inferred section into its
// headline.
func (l *layout) asHeadline(pending []int) []int {
	for _, i := range pending {
		b := &l.col.Blocks[i]
		b.Class, b.Rule = ClassHeadline, "headline_of_inferred_section"
	}
	return append([]int(nil), pending...)
}

// orphan is a paragraph that belongs to no district. Without a calendar day
// and above the first section it still introduces.
func (l *layout) orphan(i int, first bool) {
	b := &l.col.Blocks[i]
	if o := l.opening(i); first && (o.moment == nil || !o.explicit) {
		b.Class, b.Rule = ClassIntroduction, "introduction_goes_on"
		return
	}
	b.Class, b.Rule = ClassUnclassified, "paragraph_without_district"
	l.col.problem(problemUnclassified, b.Span, "a paragraph among the sections that belongs to no district")
}

// districtOfSpot decides the district of a paragraph. broken means that a
// short line stands right before it.
func (l *layout) districtOfSpot(k int, current *part, broken bool) *District {
	if current != nil && !current.inferred() {
		if d := l.strayDistrict(k, current.district, broken); d != nil {
			return d
		}
		return current.district
	}
	fold := l.lines[l.spots[k].line].fold
	if current != nil && l.continues(l.spots[k].line) {
		return current.district
	}
	d := l.namedDistrict(k)
	switch {
	case d == nil && (broken || current == nil):
		if d = l.districtAhead(k); d != nil {
			return d
		}
		fallthrough
	case d == nil:
		if current != nil {
			return current.district
		}
		return nil
	case current != nil && d != current.district && !broken && text.Contains(fold[:text.SentenceEnd(fold, 0)], stem(current.district)):
		return current.district
	}
	return d
}

// districtAhead gives the district of the next paragraph that names one,
// before the next short line or heading.
func (l *layout) districtAhead(k int) *District {
	for last := k + maxAhead; k < last && k+1 < len(l.spots) && l.spots[k+1].kind == spotParagraph; {
		k++
		if d := l.namedDistrict(k); d != nil {
			return d
		}
	}
	return nil
}

// maxAhead bounds how many paragraphs ahead a district is looked for.
const maxAhead = 20

// strayDistrict gives the district of a paragraph below another district's
// heading whose own heading is not visible: it opens with a district that has
// no heading anywhere, says nothing of the one above, and names a body of that
// district or stands below a line like a headline.
func (l *layout) strayDistrict(k int, above *District, broken bool) *District {
	fold := l.lines[l.spots[k].line].fold
	o := l.opening(l.spots[k].line)
	if o.moment == nil {
		return nil
	}
	_, behind := o.span()
	d := leadingDistrict(fold[behind:])
	if d == nil || d == above || l.headed[districtIndex(d)] || text.Contains(fold, stem(above)) {
		return nil
	}
	if broken || bodyDistrict(fold) == d {
		return d
	}
	return nil
}

// districtIndex gives the place of a district in the list of districts.
func districtIndex(d *District) int {
	for i := range districts {
		if &districts[i] == d {
			return i
		}
	}
	return 0
}

// namedDistrict gives the district of a paragraph by the names in it.
func (l *layout) namedDistrict(k int) *District {
	i := l.spots[k].line
	if d := l.textDistrict(i); d != nil {
		return d
	}
	for _, a := range l.roster.appearances([]passage{l.passage(i, 0, len(l.lines[i].fold))}, nil) {
		if d := l.roster.district(a.Name); d != nil {
			return d
		}
	}
	return nil
}

// textDistrict gives the district a paragraph names: the one it opens with,
// else the first with a body of its own (X区委), else the first named.
func (l *layout) textDistrict(line int) *District {
	fold := l.lines[line].fold
	_, i := l.opening(line).span()
	if d := leadingDistrict(fold[i:]); d != nil {
		return d
	}
	if d := bodyDistrict(fold); d != nil {
		return d
	}
	for ; i < len(fold); i++ {
		if d, _, full := matchDistrict(fold, i); d != nil && full {
			return d
		}
	}
	return nil
}

// leadingDistrict gives the district a sentence opens with, behind its date.
func leadingDistrict(s []rune) *District {
	i := 0
	for i < len(s) && (text.IsSpace(s[i]) || text.IsStop(s[i])) {
		i++
	}
	if text.HasPrefix(s, i, "深圳市") {
		i += 3
	}
	return districtAt(s, i)
}

// bodyDistrict gives the first district whose party or government body is
// named.
func bodyDistrict(fold []rune) *District {
	for i := range fold {
		d, n, _ := matchDistrict(fold, i)
		if d == nil {
			continue
		}
		if text.FirstPrefix(fold, i+n, bodyWords[:]) != "" {
			return d
		}
	}
	return nil
}

var bodyWords = [...]string{"委", "党工委", "管委会", "政府", "人民政府", "人大", "政协", "区委", "区政府", "管理局", "区长"}

// stem is the name of a district without its kind: 福田.
func stem(d *District) string {
	for i := range districtNames {
		if f := &districtNames[i]; !f.full && &districts[f.slug] == d {
			return f.name
		}
	}
	return d.NameZH
}
