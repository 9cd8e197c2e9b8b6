package people

import (
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// mention is one place where an official is named.
type mention struct {
	start, name, end int // the post (or the name), the name, behind the name
	who              *person
	rival            int        // the end of another reading of the name that is as good, 0 for none
	sure             bool       // no other reading of the name is as good
	former           bool       // a post of the past
	post             text.Span  // the printed list of posts, empty for a mention by name alone
	parts            []postPart // of the list
}

// posted reports a mention with a post.
func (m *mention) posted() bool { return m.post.End > 0 }

// public reports a post of the city or a district among the parts.
func (m *mention) public() bool {
	return slices.ContainsFunc(m.parts, func(p postPart) bool { return p.reach == reachLocal })
}

// postScan finds the posts with names of a passage.
type postScan struct {
	*Roster
	trust bool // names of the column are likely read again
	s     []rune
	found []mention
	parts []postPart // the list that is being read
	from  int        // nothing before it belongs to the next post
	// last is the part before the last name that a body is printed with, and
	// lastEnd the end of that name.
	last    postPart
	lastEnd int
}

// read gives the mentions with posts of a passage.
func (r *Roster) read(s []rune, trust bool) []mention {
	ps := postScan{Roster: r, trust: trust, s: s}
	for i := 0; i < len(s); {
		if end := bookEnd(s, i); end > i {
			i, ps.from, ps.parts = end, end, nil
		} else if p, ok := partAt(s, ps.from, i); ok {
			i = ps.take(p)
		} else {
			i++
		}
	}
	return ps.found
}

// nameAt reads a name at s[i].
func (ps *postScan) nameAt(i int) (naming, bool) {
	if ps.trust {
		return nameAt(ps.s, i, ps.people)
	}
	return nameAt(ps.s, i, nil)
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
	ps.parts = append(ps.parts, p)
	ps.from = p.end
	at := text.SkipSpaces(s, p.end)
	n, ok := ps.nameAt(at)
	if !ok {
		if m, ok := ps.bracketed(p.end); ok {
			ps.found = append(ps.found, m)
			ps.parts = nil
		}
		return p.end
	}
	if n.score < followsVerb && titleAt(s, at) != nil {
		return p.end
	}
	m := ps.mention(at, n.end, ps.parts)
	m.start, m.sure, m.rival = m.post.Start, n.sure, n.rival
	ps.parts = nil
	ps.from = n.end
	ps.remember(&m)
	if m.public() {
		ps.found = append(ps.found, m)
		ps.lend(&m)
	}
	return ps.from
}

// mention makes the mention of the name at name with the posts of parts.
func (ps *postScan) mention(name, end int, parts []postPart) mention {
	return mention{
		start: name, name: name, end: end, who: ps.personOf(ps.s[name:end]), sure: true,
		former: parts[0].former, post: text.Span{Start: parts[0].start, End: parts[len(parts)-1].end}, parts: parts,
	}
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
	switch {
	case ps.last.reach == reachPrivate:
		if privateToo.Has(own) {
			p.reach = reachPrivate
		}
	case len(own) > 0 && !text.Equals(own, "办事处"):
	case ps.last.reach == reachOther:
		if p.word.needsOrg || strings.HasSuffix(p.word.text, "市长") && slices.Contains(s[ps.last.start:ps.last.org], '市') {
			p.reach = reachOther
		}
	case p.word.needsOrg:
		p.above = text.Span{Start: ps.last.start, End: ps.last.org}
	}
}

// privateToo are bodies that belong to the company named before them.
var privateToo = text.NewWords("党委 党组 纪委 党支部 党总支 工会")

// lend reads the further names of a list behind one post: 副区长王五、赵六.
func (ps *postScan) lend(first *mention) {
	s := ps.s
	for {
		i := text.SkipSpaces(s, ps.from)
		if i >= len(s) || s[i] != '、' {
			return
		}
		i = text.SkipSpaces(s, i+1)
		n, ok := ps.nameAt(i)
		if !ok || n.score < followsStrong || predicateWords.At(s, i) > 0 || notNames.At(s, i) > 0 || titleWithin(s, i, n.end) || text.IsDistrictAt(s, i) {
			return
		}
		if c := text.SkipSpaces(s, n.end); c < len(s) && (text.HasPrefix(s, c, "代表") || titleBehind(s, c)) {
			return
		}
		ps.found = append(ps.found, ps.mention(i, n.end, first.parts))
		ps.from = n.end
	}
}

// titleWithin reports that a title or a body begins inside a reading.
func titleWithin(s []rune, from, to int) bool {
	for i := from; i < to; i++ {
		if titleAt(s, i) != nil || bareBodies.Match(s, i) != "" {
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
		if at < 0 || at > 0 && text.IsHan(s[at-1]) && !functionRunes.Has(s[at-1]) && predicateWords.Before(s, at, 2) == 0 {
			continue
		}
		if c, ok := ps.nameAt(at); ok && c.end == open {
			m := ps.mention(at, c.end, ps.parts)
			m.end = end + 1
			return m, m.public()
		}
	}
	return mention{}, false
}

// bookEnd gives the place behind the 》 that closes a 《 at s[i], or i.
func bookEnd(s []rune, i int) int {
	if s[i] != '《' {
		return i
	}
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
