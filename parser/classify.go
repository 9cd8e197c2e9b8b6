package parser

import (
	"shenzheng/parser/date"
	"shenzheng/parser/text"
)

// classify gives every line its class.
func (l *layout) classify() {
	l.zone = zoneBefore
	if l.found.title < 0 {
		l.zone = zoneMeta
	}
	for i := range l.lines {
		if cause := l.lines[i].failure; cause != "" {
			l.fail(i, cause)
			continue
		}
		l.guard("rules", i, func() { l.classifyLine(i) })
	}
}

// classifyLine gives a line the class of the first rule that takes it.
func (l *layout) classifyLine(i int) {
	l.enter(i)
	for k := range layoutRules {
		r := &layoutRules[k]
		if r.zones&l.zone == 0 || !r.match(l, i) {
			continue
		}
		b := &l.col.Blocks[i]
		b.Class, b.Rule = r.class, r.name
		if r.then != nil {
			r.then(l, i)
		}
		l.previous = r
		return
	}
}

// enter moves on to the zone that begins at line i by its place alone.
func (l *layout) enter(i int) {
	v := &l.found
	switch {
	case l.zone == zoneEnd:
	case i == v.end:
		l.zone = zoneEnd
	case l.round && l.zone&zoneTop != 0 && v.heading >= 0 && i >= v.heading && i > v.clearing:
		l.zone = zoneSections
	case l.zone == zoneIntroduction && l.introductionOver(i):
		l.zone = zoneSections
	case l.zone == zoneMeta && (v.text >= 0 && i >= v.text || v.clearing >= 0 && i >= v.clearing):
		l.zone = zoneIntroduction
	}
}

// introductionOver reports whether the sections begin at line i.
func (l *layout) introductionOver(i int) bool {
	v := &l.found
	switch {
	case !l.round:
		return false
	case v.clearing >= 0:
		return i > v.clearing
	case v.heading >= 0:
		return i >= v.heading
	}
	return l.opensUnmarked(i)
}

// opensUnmarked reports, for a page with neither the 梳理 sentence nor a
// heading, that the sections begin at line i: a dated paragraph about a
// district, or the headline lines right above one.
func (l *layout) opensUnmarked(i int) bool {
	for last := i + maxHeadlines; i <= last && i < len(l.lines) && i < l.found.end; i++ {
		fold := l.lines[i].Fold
		if d, ok := date.Read(fold, Week{}); ok {
			return leadingDistrict(fold[d.Len:]) != nil
		}
		if text.EndsSentence(fold) || len(fold) > maxHeadline || isPlaceholder(fold) {
			return false
		}
	}
	return false
}
