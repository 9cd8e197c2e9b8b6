package people

import "shenzheng/parser/text"

// Posts that stand behind the names of their holders.

// trailing reads 区委黄某书记 and 黄某书记: a name with the bare title at s[i]
// behind it. It gives the place behind the title, or i.
func (ps *postScan) trailing(i int) int {
	s := ps.s
	t, ok := titleAt(s, i)
	end := i + t.length
	if !ok || !trailingTitles.HasWord(unranked(t.word)) || publicTails.Before(s, i, 3) > 0 || followAt(s, end).score < followsSmall {
		return i
	}
	if _, named := nameAt(s, text.SkipSpaces(s, end), ps.known); named && nameJoins.At(s, end) == 0 {
		return i
	}
	for at := max(ps.from, i-3); at <= i-2; at++ {
		p := postPart{start: i, org: i, end: end, word: t, scope: scopeOf(nil, t.word)}
		if free := at == 0 || !text.IsHan(s[at-1]) || beforeNames.Has(s[at-1]); !free {
			start, r := orgStart(s, ps.from, at, t)
			if start == at || r != reachLocal || publicTails.Before(s, at, at-start) == 0 && s[at-1] != '区' {
				continue
			}
			p.above = text.Span{Start: start, End: at}
		} else if ps.lastEnd > 0 && listedAfter(s, ps.lastEnd, at, ps.lastEnd) {
			p.above = ps.last
		}
		c, ok := nameAt(s[:i], at, ps.known)
		if !ok || c.end != i || !commonSurnames.Has(s[at]) || !givenRunes.Has(s[i-1]) || notNames.At(s, at) > 0 {
			continue
		}
		ps.drop()
		m := ps.mention(at, naming{end: i, sure: true}, []postPart{p})
		m.end, m.bare = end, p.above.End == 0 && p.scope == scopeTitle
		ps.add(m)
		ps.from, ps.lastEnd, ps.lastParts, ps.last = end, end, m.parts, p.above
		return end
	}
	return i
}

var (
	trailingTitles = text.NewWords("书记 区长 市长 主任 局长 部长 主席 检察长 秘书长")
	beforeNames    = text.NewSet("和与在由")
)

// behind reads 黄某常务副区长: a name that opens a clause with its title behind it.
func (ps *postScan) behind() {
	if p := ps.parts[0]; len(ps.parts) == 1 && p.start == p.org && p.word.standsAlone() {
		ps.named(p.start, p.end, true)
	}
}

// bracketed reads 黄某(区委书记): a name with its post in brackets behind it.
func (ps *postScan) bracketed(end int) {
	if open := ps.parts[0].start - 1; open >= 2 && ps.s[open] == '(' && end < len(ps.s) && ps.s[end] == ')' {
		ps.named(open, end+1, false)
	}
}

// named ends the list with the name that ends before it, at nameEnd, and opens
// a clause; the mention ends at end.
func (ps *postScan) named(nameEnd, end int, opening bool) {
	s := ps.s
	for at := max(0, nameEnd-4); at <= nameEnd-2; at++ {
		if inside := at > 0 && text.IsHan(s[at-1]); inside && (opening || !functionRunes.Has(s[at-1]) && predicateWords.Before(s, at, 2) == 0) ||
			opening && surnames.At(s, at) == 0 {
			continue
		}
		if c, ok := nameAt(s, at, ps.known); ok && c.end == nameEnd {
			m := ps.mention(at, naming{end: nameEnd, sure: true}, ps.parts)
			if m.end = end; ps.add(m) {
				ps.parts = nil
			}
			return
		}
	}
}
