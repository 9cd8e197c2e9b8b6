package parser

import (
	"shenzheng/parser/people"
	"shenzheng/parser/text"
)

// Where no heading is visible, a paragraph's district comes from the names in
// it: the district it opens with, X区委 and the like, the first district
// named, or an official who is bound to a district in this column.

// districtOfSpot decides the district of a paragraph. broken means that a
// short line stands right before it.
func (l *layout) districtOfSpot(k int, current *part, broken bool) *District {
	if current != nil && !current.inferred() {
		if d := l.strayDistrict(k, current.district, broken); d != nil {
			return d
		}
		return current.district
	}
	fold := l.lines[l.spots[k].line].Fold
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
	case current != nil && d != current.district && !broken && text.Contains(fold[:text.SentenceEnd(fold, 0)], current.district.ShortName()):
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
	fold := l.lines[l.spots[k].line].Fold
	o := l.opening(l.spots[k].line)
	if !o.dated {
		return nil
	}
	d := leadingDistrict(fold[o.to:])
	if d == nil || d == above || l.headed[d] || text.Contains(fold, above.ShortName()) {
		return nil
	}
	if broken || bodyDistrict(fold) == d {
		return d
	}
	return nil
}

// namedDistrict gives the district of a paragraph by the names in it.
func (l *layout) namedDistrict(k int) *District {
	i := l.spots[k].line
	if d := l.textDistrict(i); d != nil {
		return d
	}
	for _, a := range l.roster.Appearances([]people.Passage{l.passage(i, 0, len(l.lines[i].Fold))}, nil) {
		if d := l.roster.District(a.Name); d != nil {
			return d
		}
	}
	return nil
}

// textDistrict gives the district a paragraph names: the one it opens with,
// else the first with a body of its own (X区委), else the first named.
func (l *layout) textDistrict(line int) *District {
	fold := l.lines[line].Fold
	i := l.opening(line).to
	if d := leadingDistrict(fold[i:]); d != nil {
		return d
	}
	if d := bodyDistrict(fold); d != nil {
		return d
	}
	for ; i < len(fold); i++ {
		if d, _, full := text.DistrictAt(fold, i); d != nil && full {
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
	d, _, _ := text.DistrictAt(s, i)
	return d
}

// bodyDistrict gives the first district whose party or government body is
// named.
func bodyDistrict(fold []rune) *District {
	for i := range fold {
		d, n, _ := text.DistrictAt(fold, i)
		if d == nil {
			continue
		}
		if bodyWords.Match(fold, i+n) != "" {
			return d
		}
	}
	return nil
}

var bodyWords = text.NewWords("委 党工委 管委会 政府 人民政府 人大 政协 区委 区政府 管理局 区长")

// part is a section in the making.
type part struct {
	district *District
	heading  int // line, -1 when inferred
	headline []int
	lines    []int // of its paragraphs
}

func (p *part) inferred() bool { return p.heading < 0 }
