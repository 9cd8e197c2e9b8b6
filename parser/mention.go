package parser

import "slices"

// mention is one place where an official is named.
type mention struct {
	start, name, end int // the post (or the name), the name, behind the name
	who              string
	parts            []postPart // nil for a mention by name alone
	lent             bool       // the post is printed beside another name
	sure             bool       // no other reading of the name is as good
	rival            string     // the reading that is as good
	posts            []Post     // what the parts say in the section of at
	at               *District
	office           string // that the posts make
}

// former reports a post of the past: 原 and 时任 before a list cover all of it.
func (m *mention) former() bool { return len(m.parts) > 0 && m.parts[0].former }

// public reports a post of the city or a district among the parts.
func (m *mention) public() bool {
	for i := range m.parts {
		if m.parts[i].reach == reachLocal {
			return true
		}
	}
	return false
}

// postScan finds the posts with names of one passage.
type postScan struct {
	s     []rune
	known func(string) bool
	found []mention
	store []postPart // all parts read
	parts []postPart // the list that is being read, the last of store
	from  int        // nothing before it belongs to the next post
	// last is the part before the last name that a body is printed with, and
	// lastEnd the end of that name.
	last    postPart
	lastEnd int
}

// scan reads the passage once.
func (ps *postScan) scan() []mention {
	for i := 0; i < len(ps.s); {
		switch {
		case ps.s[i] == '《':
			if end := bookEnd(ps.s, i); end > i {
				i, ps.from, ps.parts = end, end, nil
				continue
			}
		case titleWords.first.has(ps.s[i]) || privateTitles.first.has(ps.s[i]):
			if p, ok := partAt(ps.s, ps.from, i); ok {
				i = ps.take(p)
				continue
			}
		}
		i++
	}
	return ps.found
}

// take adds a part to the list and reads the name behind it. It gives the
// place where scanning goes on.
func (ps *postScan) take(p postPart) int {
	s := ps.s
	if n := len(ps.parts); n > 0 && !(ps.parts[n-1].end == p.start || listedAfter(s, ps.parts[n-1].end, p.start)) {
		ps.parts = nil
	}
	if len(ps.parts) >= maxParts {
		ps.parts = nil
	}
	if len(ps.parts) == 0 && ps.lastEnd > 0 && listedAfter(s, ps.lastEnd, p.start) {
		ps.inherit(&p)
	}
	ps.add(p)
	ps.from = p.end
	at := skipSpaces(s, p.end)
	n, ok := nameAt(s, at, ps.known)
	if !ok {
		if m, ok := ps.bracketed(p.end); ok {
			ps.found = append(ps.found, m)
			ps.parts = nil
		}
		return p.end
	}
	if nextTitle := titleAt(s, at); nextTitle > 0 && n.score < followsVerb {
		return p.end
	}
	m := mention{start: ps.parts[0].start, name: at, end: n.end, who: n.text, parts: ps.parts, sure: n.sure, rival: n.rival}
	ps.parts = nil
	ps.from = n.end
	ps.remember(&m)
	if m.public() {
		ps.found = append(ps.found, m)
		ps.lend(&m)
	}
	return ps.from
}

// add puts a part behind the list that is being read.
func (ps *postScan) add(p postPart) {
	if ps.store == nil {
		ps.store = make([]postPart, 0, 8)
	}
	n := len(ps.parts) + 1
	ps.store = append(ps.store, p)
	ps.parts = ps.store[len(ps.store)-n : len(ps.store) : len(ps.store)]
}

// remember keeps the body that the posts of a name were printed with.
func (ps *postScan) remember(m *mention) {
	ps.last, ps.lastEnd = postPart{}, m.end
	for _, p := range m.parts {
		if p.org > p.start || p.reach == reachPrivate {
			ps.last = p
		} else if p.above.End > 0 {
			ps.last.start, ps.last.org = p.above.Start, p.above.End
		}
	}
}

// inherit gives the first post of a person the body of the person before,
// where it has none of its own: 总经理某某、党委书记某某.
func (ps *postScan) inherit(p *postPart) {
	s, own := ps.s, ps.s[p.start:p.org]
	title := s[p.title:p.end]
	switch {
	case ps.last.reach == reachPrivate:
		if privateToo.has(own) {
			p.reach = reachPrivate
		}
	case len(own) > 0 && !equals(own, "办事处"):
	case ps.last.reach == reachOther:
		if needsOrg.has(title) || endsWith(title, "市长") && slices.Contains(s[ps.last.start:ps.last.org], '市') {
			p.reach = reachOther
		}
	case needsOrg.has(title):
		p.above = Span{ps.last.start, ps.last.org}
	}
}

// privateToo are bodies that belong to the company named before them.
var privateToo = newLexicon("党委 党组 纪委 党支部 党总支 工会")

// lend reads the further names of a list behind one post: 副区长王五、赵六.
func (ps *postScan) lend(first *mention) {
	s := ps.s
	for {
		i := skipSpaces(s, ps.from)
		if i >= len(s) || s[i] != '、' {
			return
		}
		i = skipSpaces(s, i+1)
		n, ok := nameAt(s, i, ps.known)
		if !ok || n.score < followsStrong || predicateWords.at(s, i) > 0 || notNames.at(s, i) > 0 || titleWithin(s, i, n.end) || districtAt(s, i) != nil {
			return
		}
		if c := skipSpaces(s, n.end); c < len(s) && (hasPrefix(s, c, "代表") || titleBehind(s, c)) {
			return
		}
		ps.found = append(ps.found, mention{start: i, name: i, end: n.end, who: n.text, parts: first.parts, lent: true, sure: true})
		ps.from = n.end
	}
}

// titleWithin reports that a title or a body begins inside a reading.
func titleWithin(s []rune, from, to int) bool {
	for i := from; i < to; i++ {
		if titleAt(s, i) > 0 || bareBodies.match(s, i) != "" {
			return true
		}
	}
	return false
}

// bracketed reads 黄某(区委书记): a name with its post in brackets behind it.
func (ps *postScan) bracketed(end int) (mention, bool) {
	s := ps.s
	open := ps.parts[0].start - 1
	if open < 2 || s[open] != '(' || end >= len(s) || s[end] != ')' {
		return mention{}, false
	}
	for n := 4; n >= 2; n-- {
		at := open - n
		if at < 0 || at > 0 && isHan(s[at-1]) && !functionRunes.has(s[at-1]) && predicateWords.before(s, at, 2) == 0 {
			continue
		}
		if c, ok := nameAt(s, at, ps.known); ok && c.end == open {
			m := mention{start: at, name: at, end: end + 1, who: c.text, parts: ps.parts, sure: true}
			return m, m.public()
		}
	}
	return mention{}, false
}

// bookEnd gives the place behind the 》 that closes the 《 at s[i], or i.
func bookEnd(s []rune, i int) int {
	depth := 0
	for k := i; k < len(s) && k < i+maxBook; k++ {
		switch s[k] {
		case '《':
			depth++
		case '》':
			if depth--; depth == 0 {
				return k + 1
			}
		case '。':
			return i
		}
	}
	return i
}

// maxBook bounds the length of a title in 《》 in code points.
const maxBook = 120
