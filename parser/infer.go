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
	heading  *line // nil when inferred
	headline []*line
	lines    []*line // its paragraphs
}

// districtOf decides the district of a paragraph; broken: a short line stands right above.
func (l *layout) districtOf(ln *line, current *part, broken bool) *District {
	if current != nil && current.heading != nil {
		if l.isStray(ln, current.district, broken) {
			return l.textDistrict(ln)
		}
		return current.district
	}
	if current != nil && l.continues(ln) {
		return current.district
	}
	if l.dayAlone(ln) {
		below := l.below(ln)
		ln = below[slices.IndexFunc(below, (*line).isSentence)]
	}
	d := l.namedDistrict(ln)
	if d == nil && (broken || current == nil) {
		d = l.districtAhead(ln)
	}
	// Another district may be named in passing.
	if current != nil && (d == nil || d != current.district && !broken &&
		text.Contains(ln.Fold[:text.SentenceEnd(ln.Fold, 0)], current.district.ShortName())) {
		return current.district
	}
	return d
}

// districtAhead gives the district of the next paragraph that names one,
// before the next short line or heading.
func (l *layout) districtAhead(ln *line) *District {
	ahead := 0
	for _, below := range l.below(ln) {
		if below.parts || below.block.Rule == ruleShort || ahead == maxAhead {
			break
		}
		if below.block.Class == ClassActivity {
			if d := l.namedDistrict(below); d != nil {
				return d
			}
			ahead++
		}
	}
	return nil
}

// maxAhead bounds how many paragraphs ahead a district is looked for.
const maxAhead = 20

// isStray reports a paragraph of another district than the heading above it: it opens with
// one that has no heading anywhere, says nothing of the one above, and names a body of that
// district or stands below a line like a headline.
func (l *layout) isStray(ln *line, above *District, broken bool) bool {
	o := l.opening(ln)
	if !o.dated {
		return false
	}
	if o.district != nil {
		return o.district != above
	}
	d := leadingDistrict(ln.Fold[o.to:])
	return d != nil && d != above && !l.headed[d] && !text.Contains(ln.Fold, above.ShortName()) && (broken || bodyDistrict(ln.Fold) == d)
}

// namedDistrict gives the district of a paragraph by the names in it.
func (l *layout) namedDistrict(ln *line) *District {
	if d := l.textDistrict(ln); d != nil {
		return d
	}
	return l.roster.District(ln.whole())
}

// textDistrict gives the district a paragraph names: the one it opens with,
// else the first with a body of its own (X区委), else the first named.
func (l *layout) textDistrict(ln *line) *District {
	o := l.opening(ln)
	if o.district != nil {
		return o.district
	}
	i := o.to
	if d := leadingDistrict(ln.Fold[i:]); d != nil {
		return d
	}
	if d := bodyDistrict(ln.Fold); d != nil {
		return d
	}
	for ; i < len(ln.Fold); i++ {
		if d, _, full := text.DistrictAt(ln.Fold, i); d != nil && full {
			return d
		}
	}
	return nil
}

// bodyDistrict gives the first district of which a body is named.
func bodyDistrict(fold []rune) *District {
	for i := range fold {
		if d, n, _ := text.DistrictAt(fold, i); d != nil && bodyWords.At(fold, i+n) > 0 {
			return d
		}
	}
	return nil
}

var bodyWords = text.NewWords("委 党工委 管委会 政府 人民政府 人大 政协 区委 区政府 管理局 区长")

// bindOfficials shows every paragraph to the roster before any activity is
// read, so that a name counts wherever the post is printed.
func (l *layout) bindOfficials() {
	var above *District
	broken := false
	for _, ln := range l.lines {
		switch {
		case ln.block.Rule == ruleShort:
			broken = true
			continue
		case ln.parts:
			above = ln.heading
		case ln.block.Class == ClassIntroduction:
			l.bind(ln, nil)
		case ln.block.Class == ClassActivity:
			if above != nil && l.isStray(ln, above, broken) {
				above = nil
			}
			d := above
			if d == nil {
				d = l.textDistrict(ln)
			}
			l.bind(ln, d)
		default:
			continue
		}
		broken = false
	}
}

// bind shows one line to the roster.
func (l *layout) bind(ln *line, d *District) {
	l.guard("bind", ln, func() { l.roster.Bind(ln.whole(), d) })
}

// continues reports that an undated paragraph can only refer back.
func (l *layout) continues(ln *line) bool {
	o := l.opening(ln)
	if o.dated {
		return false
	}
	fold, above := ln.Fold[o.from:], l.lines[max(ln.at-1, 0)]
	for above.at > 0 && above.block.Class == ClassCaption { // a picture may stand in the midst of a sentence
		above = l.lines[above.at-1]
	}
	return above.block.Class == ClassActivity && above.breaksOff() || backWords.At(fold, 0) > 0 && notBackWords.At(fold, 0) == 0 ||
		l.roster.Continues(ln.passage(o.from, len(ln.Fold)), ln.block.Span.Start)
}

// backWords open what can only refer back, notBackWords begin like them.
var (
	backWords    = text.NewWords("会议 活动 仪式 座谈会 论坛 现场 双方 据悉 据介绍 其中 此外 同时 随后 期间 他 她 (上接")
	notBackWords = text.NewWords("他山 现场会 现场办公 活动室 活动中心 会议室 会议中心 仪式感 同时代")
)
