package people

import (
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// postScan finds the posts with names of a passage.
type postScan struct {
	*Roster
	*reading
	known map[string]*person // whose names are likely read again, nil for nobody's
	parts []postPart         // the list that is being read
	from  int                // nothing before it belongs to the next post
	owner owner              // of the list
	// last is the body printed with the last name, lastParts are its posts, and
	// lastEnd is the end of that name.
	last      text.Span
	lastEnd   int
	lastParts []postPart
}

// read gives what a passage names with a post.
func (r *Roster) read(s []rune, known map[string]*person) *reading {
	ps := postScan{Roster: r, reading: &reading{s: s}, known: known}
	for i := 0; i < len(s); i++ {
		if end := bookEnd(s, i); end > i {
			ps.from, ps.parts, i = end, nil, end-1
		} else if t, end := titleAt(s, i); t == nil || s[i] == '代' && i > 0 && i == ps.lastEnd { // 副区长某某代区长某某作报告
			continue
		} else if end = quotedEnd(s, t, i, end); ps.trailing(t, i, end) || ps.take(t, i, end) {
			i = ps.from - 1
		}
	}
	ps.drop()
	return ps.reading
}

// take adds the part with the title t to the list and reads the name behind it.
func (ps *postScan) take(t *title, at, end int) bool {
	s := ps.s
	p, ok := ps.part(t, at, end)
	if !ok || strings.HasSuffix(t.word, "负责人") && !ps.onlyNames(end) { // most are not named
		return false
	}
	shared := ps.sharing(&p)
	first := p.start
	if len(shared) > 0 {
		first = shared[0].start
	}
	if n := len(ps.parts); n >= maxParts || n > 0 && ps.parts[n-1].end != first && !listedAfter(s, ps.parts[n-1].end, first, -1) {
		ps.drop()
	}
	taken := len(ps.parts)
	beyond := taken == 0
	below := p.above.End > 0 && p.above.End <= ps.lastEnd // a deputy of the last name's
	if beyond && (ps.lastEnd == 0 || !listedAfter(s, ps.lastEnd, first, ps.lastEnd)) && !below {
		ps.owner, ps.last = owner{}, text.Span{}
	}
	ps.parts = append(append(ps.parts, shared...), p)
	ps.ofFirm(taken)
	for k := range ps.parts[taken:] {
		part := &ps.parts[taken+k]
		org := s[part.start:part.org]
		if beyond && part.above.End == 0 && (part.scope <= scopeBody || part.scope == scopeDistrict && len(org) == 0 || ofSomeUnit(org)) && ps.owner.reach == reachLocal {
			part.above = ps.last
		}
		ps.owner = ps.owner.take(part, org, beyond)
		beyond = false
	}
	ps.from = p.end
	at = text.SkipSpaces(s, p.end)
	if ps.parts[0].former && text.HasPrefix(s, at, "的") {
		at++ // 曾任福田区区长的某某
	}
	if t.word == "领导" {
		at += among.At(s, at) // 参加活动的区领导有某某、某某
	}
	n, ok := nameAt(s, at, ps.known)
	switch {
	case !ok:
		ps.bracketed(p.end)
	case n.follow.score >= followsVerb || !titleIn(s, at, at+1):
		ps.dropAppointed()
		ps.name(at, n)
	}
	return true
}

// ofFirm makes the post before part k one of a firm, where part k is the bare
// title of one: 深圳某某党委书记、总经理.
func (ps *postScan) ofFirm(k int) {
	if p := &ps.parts[k]; k > 0 && p.title.private && p.scope == scopeTitle && privateToo.End(ps.s[:ps.parts[k-1].org]) {
		ps.parts[k-1].reach = reachPrivate
	}
}

// name ends the list with the name at s[at].
func (ps *postScan) name(at int, n naming) {
	m := ps.mention(at, n, ps.parts)
	m.start = ps.parts[0].start
	ps.parts = nil
	ps.from = n.end + honours.At(ps.s, n.end)
	ps.lastEnd, ps.lastParts = ps.from, m.parts
	for _, p := range m.parts {
		body := p.body()
		if body.End > 0 && !(ps.last.End > 0 && ofSomeUnit(ps.s[p.start:p.org])) {
			ps.last = body
		}
	}
	if ps.add(m) {
		ps.lend(m)
	} else {
		ps.others[m.who.name] = true
		ps.refused = append(ps.refused, Refusal{text.Span{Start: m.start, End: m.end}, string(m.parts[0].reach)})
	}
}

// add takes in a mention that makes an official.
func (ps *postScan) add(m *mention) bool {
	public := slices.ContainsFunc(m.parts, func(p postPart) bool { return p.reach == reachLocal })
	if public {
		ps.found = append(ps.found, m)
	}
	return public
}

// mention makes the mention of the name at s[at] with the posts of parts.
func (ps *postScan) mention(at int, n naming, parts []postPart) *mention {
	printed := nameIn(ps.s[at:n.end])
	who := ps.people[printed]
	if who == nil {
		who = newPerson(printed)
	}
	return &mention{
		start: at, name: at, end: n.end, who: who, rival: n.rival, sure: n.sure, endedBy: n.follow.word, former: parts[0].former, parts: parts,
	}
}

// sharing gives the parts that share the title of p: 区委办公室、区政府办公室主任.
func (ps *postScan) sharing(p *postPart) (parts []postPart) {
	s, end := ps.s, p.start-1
	for p.org > p.start && end > ps.from && s[end] == '、' {
		start, r, ok := markedOrg(s, hanStart(s, ps.from, end), end)
		org := s[start:end]
		if !ok || r != reachLocal || publicTails.Before(org, len(org), 4) == 0 {
			break
		}
		q := *p
		q.start, q.org, q.scope, q.reach = start, end, scopeOf(org, p.title), r
		parts = append([]postPart{q}, parts...)
		end = start - 1
	}
	return parts
}

// lend reads the further names of a list behind one post: 副区长王五、赵六.
func (ps *postScan) lend(first *mention) {
	s := ps.s
	title := first.parts[len(first.parts)-1].title
	several := title.base != title.word || ofMany.HasWord(title.word)
	for {
		i := text.SkipSpaces(s, ps.from)
		last := lastOf.At(s, i)
		switch {
		case last > 0 && several:
			i += last
		case text.HasPrefix(s, i, "、"):
			i++
		case several && text.HasPrefix(s, i, ",") && ps.onlyNames(i+1):
			i++
		case !several || i == ps.from || !ps.onlyNames(i):
			return
		}
		i = text.SkipSpaces(s, i)
		n, ok := nameAt(s, i, ps.known)
		if !ok || !goesOn(s, i, n, last > 0) || opensPost(s, i, n) {
			return
		}
		n.sure, n.rival = true, 0
		m := ps.mention(i, n, first.parts)
		m.lent = title.word != "领导"
		ps.add(m)
		ps.from, ps.lastEnd = n.end, n.end
		several = true
	}
}

// goesOn reports that the name n at s[i] is one more of a list; last, that 和 stands
// before it.
func goesOn(s []rune, i int, n naming, last bool) bool {
	strong, given := n.follow.score >= followsStrong, givenRunes.Has(s[n.end-1])
	switch verb := predicateWords.At(s, i); {
	case last && (surnames.At(s, i) == 0 || !strong && !(given && n.follow.certain(s, n.end))):
		return false
	case n.follow.score < followsSmall && !(given && n.length == 3 && verbsAt(s, n.end+2).listed > 0): // but 李某某分段陪同, with an adverb of no list
		return false
	case notNames.At(s, i) > 0 && !(given && n.length == 3 && s[i] != '区'), titleIn(s, i, n.end): // but 史志强
		return false
	case verb > 1, verb == 1 && !strong && !connectors.Has(s[min(n.end, len(s)-1)]): // 区长李某、到场的还有, but 来某某等
		return false
	}
	return true
}

// opensPost reports that what reads as the name n at s[i] begins the post of somebody
// else who follows in a list.
func opensPost(s []rune, i int, n naming) bool {
	if (formerWords.At(s, i) > 0 || s[i] == '区' || s[i] == '省' || cityPlaces.At(s, i) > 0) && postAhead(s, i+1) {
		return true // 区长李某、原区领导王某, 区长李某、省发展改革委主任王某
	}
	if to := text.BracketEnd(s, n.end); to > n.end && (privateAt(hans(s, to, maxOrg)) || postAhead(s, to)) {
		return true // 区长李某、某某(中国)有限公司总裁王某
	}
	unlike := surnames.At(s, i) == 0 && (n.follow.score < followsStrong || verbsAt(s, n.end).word == 0)
	return (elsewhere.At(s, i) > 0 || unlike || peopleBehind.At(s, n.end) > 0) && postAhead(s, n.end) // 区长李某、住房和建设局局长王某, 区长李某、中央宣传部副部长王某
}

// onlyNames reports that names alone stand from s[i] to a predicate, with commas
// or spaces between them, or to somebody's post: 副区长张某,李某,王某出席.
func (ps *postScan) onlyNames(i int) bool {
	s := ps.s
	for from := i; ; {
		if i = text.SkipSpaces(s, i); i-from > 2*lookAround {
			return false // so many are not listed
		}
		n, ok := nameAt(s, i, ps.known)
		if !ok || !commonSurnames.Has(s[i]) || !givenRunes.Has(s[n.end-1]) || notNames.At(s, i) > 0 || titleIn(s, i, n.end) || predicateWords.At(s, i) > 0 {
			return i > text.SkipSpaces(s, from) && postAhead(s, i)
		}
		i = text.SkipSpaces(s, n.end)
		switch join := nameJoins.At(s, i); {
		case join > 0:
			i += join
		case n.follow.score >= followsStrong:
			return predicateWords.At(s, i) > 1 || verbsAt(s, i).listed > 0 || text.HasPrefix(s, i, "等")
		case i == n.end:
			return false
		}
	}
}

// lastOf stand before the last name of a list whose title, as those ofMany,
// more than one may have; among between it and the names.
var (
	lastOf = text.NewWords("和 及 以及")
	ofMany = text.NewWords("领导 常委 委员 代表 成员 党代表")
	among  = text.NewWords(": 有 有: 还有 还有: 包括 包括:")
)
