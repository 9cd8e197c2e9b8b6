package people

import (
	"strings"

	"shenzheng/parser/text"
)

// Posts that stand behind the names of their holders.

// trailing reads 区委黄某书记 and 黄某书记, with the title t from s[i] to end.
func (ps *postScan) trailing(t *title, i, end int) bool {
	s := ps.s
	if i < ps.from+2 || !givenRunes.Has(s[i-1]) || !trailingTitles.HasWord(t.base) || publicTails.Before(s, i, 3) > 0 ||
		followAt(s, end).score < followsSmall {
		return false
	}
	if _, named := nameAt(s, text.SkipSpaces(s, end), ps.known); named && nameJoins.At(s, end) == 0 {
		return false
	}
	for at := max(ps.from, i-4); at <= i-2; at++ {
		if s[at] == '区' || cityPlaces.Has(s[at:i]) {
			continue // 区环保局长, 石岩书记
		}
		p := postPart{start: i, org: i, at: i, end: end, title: t, scope: scopeOf(nil, t)}
		if free := at == 0 || !text.IsHan(s[at-1]) || strings.ContainsRune("和与在由受向对同给请让陪", s[at-1]); !free {
			start, r := orgStart(s, ps.from, at, t)
			if start == at || r != reachLocal || publicTails.Before(s, at, at-start) == 0 && s[at-1] != '区' {
				continue
			}
			p.above = text.Span{Start: start, End: at}
		} else if ps.lastEnd > 0 && listedAfter(s, ps.lastEnd, at, ps.lastEnd) {
			p.above = ps.last
		}
		c, ok := nameAt(s[:i], at, ps.known)
		if !ok || c.end != i || surnames.At(s, at) < 2 && !commonSurnames.Has(s[at]) || notNames.At(s, at) > 0 {
			continue
		}
		m := ps.mention(at, naming{end: i, sure: true}, []postPart{p})
		if p.above.End == 0 && ps.others[m.who.name] {
			return false // somebody else's 书记
		}
		ps.drop()
		m.end, m.bare = end, p.above.End == 0 && p.scope == scopeTitle
		ps.add(m)
		ps.from, ps.lastEnd, ps.lastParts, ps.last = end, end, m.parts, p.above
		return true
	}
	return false
}

var trailingTitles = text.NewWords("书记 区长 市长 主任 局长 部长 主席 检察长 秘书长")

// bracketed reads 黄某(区委书记): a name with its post in brackets behind it.
func (ps *postScan) bracketed(end int) {
	s, open := ps.s, ps.parts[0].start-1
	if open < 2 || s[open] != '(' || end >= len(s) || s[end] != ')' {
		return
	}
	for at := max(0, open-4); at <= open-2; at++ {
		if at > 0 && text.IsHan(s[at-1]) && !functionRunes.Has(s[at-1]) && predicateWords.Before(s, at, 2) == 0 {
			continue
		}
		if c, ok := nameAt(s, at, ps.known); ok && c.end == open {
			m := ps.mention(at, naming{end: open, sure: true}, ps.parts)
			if m.end = end + 1; ps.add(m) {
				ps.parts = nil
			}
			return
		}
	}
}
