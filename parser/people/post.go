package people

import (
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// A printed post is a list of parts, each a body and a title: 市委常委、宝安区委书记. This file
// reads one part and says whose it is; title.go knows the titles, org.go finds where a body
// begins, split.go says which body is meant.

// Post is one part of a printed post.
type Post struct {
	Org   string `json:"org"`
	Title string `json:"title"`
}

// postPart is one body and title of a printed post, as places in a passage.
type postPart struct {
	start    int // of the body, or of the title where no body is printed
	org      int // end of the body, before a 原 between it and the title
	at       int // of the title
	end      int // behind what belongs to it
	title    *title
	former   bool // 原, 前, 时任
	designed bool // 拟任
	scope    scope
	reach    reach
	// above is the body named with the person before in the same list:
	// 区委书记某某、副书记某某.
	above text.Span
}

// body is the body as printed with the title, or the one above it.
func (p *postPart) body() text.Span {
	if p.org > p.start {
		return text.Span{Start: p.start, End: p.org}
	}
	return p.above
}

// scope is how a body tells its place.
type scope uint8

const (
	scopeTitle    scope = iota // no body is printed
	scopeBody                  // a body without a place: 组织部, 党组
	scopeDistrict              // 区委, 新区党工委, or 区长 alone
	scopeCity                  // 市委, or 市长 alone
	scopeNamed                 // a place by its name
)

// part reads the part of a post with the title t from s[at] to end.
func (ps *postScan) part(t *title, at, end int) (postPart, bool) {
	s, from := ps.s, ps.from
	p := postPart{org: at, at: at, end: end, title: t}
	opens := at
	if n := formerWords.Before(s, at, at-from); n > 0 {
		p.org, p.former = at-n, true
	} else if at > from && s[at-1] == '“' && s[end-1] == '”' {
		p.org, opens = at-1, at-1
	}
	p.org -= newly.Before(s, p.org, p.org-from)   // 区侨联新任主席
	p.org -= honours.Before(s, p.org, p.org-from) // 区人武部上校政委
	listed := from > 0 && listedAfter(s, from, opens, from)
	joined := listed || from > 0 && at > from && company.At(s, from) == at-from
	if !joined { // the 和 of 主席某某和副主席某某 is no body
		p.start, p.reach = orgStart(s, from+ps.unknownVerb(from, p.org), p.org, t)
	}
	if joined || p.start == p.org {
		p.start, p.org = opens, opens
	}
	if p.reach == reachLocal && p.start > from && connectors.Has(s[p.start-1]) && ofAnother(s, p.start) {
		p.reach = reachOther
	}
	past := p.start - 1 // 前 is one where a word ends before it: not 会前 or 日前
	p.former = p.former || formerWords.Before(s, p.start, p.start-from) > 0 ||
		past >= from && s[past] == '前' && (past == from || !text.IsHan(s[past-1]) || predicateWords.Before(s, past, 3) > 1)
	p.designed = designed.Before(s, p.start, p.start-from) > 0
	org := s[p.start:p.org]
	p.scope = scopeOf(org, t)
	if p.scope == scopeTitle {
		if p.above = ps.deputy(&p); p.above.End == 0 && !listed {
			p.above = ps.host(&p)
		}
	}
	if text.Equals(org, "党组") && !listed {
		p.above = ps.before(&p, ps.partyGroup)
	}
	counted := len(org) > 0 && p.start > 0 && text.IsDigit(s[p.start-1]) && strings.ContainsRune("名位个", org[0]) // 20名社区书记齐声宣誓
	if counted || p.scope == scopeTitle && p.above.End == 0 && !listed && !t.ofArea() || !titleStands(org, t) {
		return postPart{}, false
	}
	if k, b := len(ps.parts)-1, t.bodies; b != nil && !b.alone && listed && k >= 0 { // 党组书记、理事长
		org = s[ps.parts[k].start:ps.parts[k].org]
		org = org[:len(org)-partyGroups.Before(org, len(org), len(org))]
	}
	if p.reach == reachLocal && (t.private || !titleFits(org, t)) {
		p.reach = reachPrivate
	}
	return p, true
}

// unknownVerb gives the length of what can only be a verb between a name that ends
// at from and a body: 某某责成区住建局局长.
func (ps *postScan) unknownVerb(from, end int) int {
	s, clean := ps.s, true
	for n := 0; from > 0 && from == ps.lastEnd && n <= 4 && from+n+1 < end && text.IsHan(s[from+n]); n++ {
		at := from + n
		switch {
		case n > 1 && strings.ContainsRune("区市", s[at]):
			if !clean || otherTowns.Before(s, at, n) > 0 || areaWords.At(s, at) > 0 {
				return 0
			}
			return n
		case n > 0 && cityPlaces.At(s, at) > 1: // 送别福田区委书记某某
			return n
		}
		clean = clean && predicateWords.At(s, at) < 2 && neutralWords.At(s, at) == 0 && !functionRunes.Has(s[at]) && !strings.ContainsRune("赴往区市街社", s[at])
	}
	return 0
}

// ofAnother reports a bare 新区 at s[i] behind one of another city:
// 赴东莞市滨海湾新区,与新区党工委书记某某座谈.
func ofAnother(s []rune, i int) bool {
	n := districtWords.At(s, i)
	for k := i - 1; n > 0 && k > 0 && i-k < lookAround && !isSentenceStop(s[k]); k-- {
		if text.HasPrefix(s, k, string(s[i:i+n])) && text.IsHan(s[k-1]) && !functionRunes.Has(s[k-1]) {
			return text.DistrictNames.Before(s, k+n, k+n) == 0 && (otherTowns.In(s[max(0, k-8):k]) || slices.ContainsFunc(s[max(0, k-6):k], otherRunes.Has))
		}
	}
	return false
}

// otherRunes end the names of other places.
var otherRunes = text.NewSet("市州省县")

var designed = text.NewWords("拟任 拟提任 拟提名 候任")

// scopeOf says how the body of a title tells its place.
func scopeOf(org []rune, t *title) scope {
	switch {
	case len(org) == 0 && strings.HasSuffix(t.word, "区长"):
		return scopeDistrict
	case len(org) == 0 && strings.HasSuffix(t.word, "市长"):
		return scopeCity
	case len(org) == 0:
		return scopeTitle
	case org[0] == '区' || districtWords.At(org, 0) > 0:
		return scopeDistrict
	case org[0] == '市' || text.HasPrefix(org, 0, "团市"):
		return scopeCity
	case bareBodies.Has(org) || privateToo.Has(org):
		return scopeBody
	}
	return scopeNamed
}

var districtWords = text.NewWords("新区 合作区 特别合作区 团区")

// listedAfter reports that a part that begins at next carries on the list that
// ended at end: 、 or a comma, 兼, or only a space stands between them. Behind
// the name that ends at named also 和 and the like do.
func listedAfter(s []rune, end, next, named int) bool {
	i := text.SkipSpaces(s, end)
	if i < next {
		n := listJoins.At(s, i)
		if n == 0 && end == named {
			n = nameJoins.At(s, i)
		}
		if n > 0 {
			i = text.SkipSpaces(s, i+n)
			i += concurrent.At(s, i)
		}
	}
	if text.HasPrefix(s, i, "前") && text.DistrictNames.At(s, i) == 0 {
		i++
	}
	i += formerWords.At(s, i)
	return i == next && next > end
}

var (
	listJoins  = text.NewWords("、 , 兼 兼任")
	nameJoins  = text.NewWords("、 , 和 与 及 以及")
	concurrent = text.NewWords("兼 兼任")
)

var newly = text.NewWords("新任 新当选 新晋 新一届 现任")

var formerWords = text.NewWords("原 时任 前任 曾任 原任 首任 历任")

// owner is whose list of posts is read, by the last body that said so.
type owner struct {
	reach reach
	org   []rune
	title string
}

// take gives a part that does not say whose it is to the owner of its list: in
// 云溪市委副书记、市长 the bare 市长 is 云溪市's. beyond means that the owner is
// the one of the person before.
func (o owner) take(p *postPart, org []rune, beyond bool) owner {
	if o.reach != reachLocal && p.reach != reachPrivate && o.covers(p, org, beyond) {
		p.reach = o.reach
		return o
	}
	if p.reach == reachUnknown && o.title != "" && o.reach == reachLocal && (!beyond || offshoot(org)) {
		p.reach = reachLocal // 区委书记、某某产业园党工委书记; 街道党工委书记某某、城管办主任某某
	}
	if len(org) == 0 && p.scope == scopeTitle && !p.title.private {
		if beyond && o.title != "" && p.reach == reachLocal && !privateToo.Has(o.org) && !o.has(p.title) {
			p.reach = reachUnknown // 区委书记某某、院长某某
		}
		return o
	}
	return owner{p.reach, org, p.title.word}
}

// offshoot reports a small unit that says not of which body it is.
func offshoot(org []rune) bool {
	return len(org) > 2 && strings.ContainsRune("办处科", org[len(org)-1]) && !strings.ContainsRune("区市", org[0]) && cityPlaces.At(org, 0) == 0
}

// has reports that the owner may have a title that only some bodies have.
func (o owner) has(t *title) bool {
	return t.bodies == nil || t.bodies.words.End(bodyOf(o.org, t))
}

// noDistricts takes away what has a 区 in its name and no 区委 or 区长.
var noDistricts = strings.NewReplacer("特区", "", "新区", "", "开发区", "", "园区", "", "高新区", "", "合作区", "")

// covers reports that the body of a part may be one of the owner's.
func (o owner) covers(p *postPart, org []rune, beyond bool) bool {
	post := string(o.org) + o.title
	foreign := strings.Contains(post, "省") && !strings.HasPrefix(post, "省") && !strings.HasPrefix(post, "广东")
	city := o.reach == reachOther && (foreign && !beyond || strings.ContainsAny(post, "市县州盟旗"))
	switch p.scope {
	case scopeTitle:
		return true
	case scopeNamed:
		return city && !beyond && areaBodies.End(org) && !ownAreas.In(org) // 云溪市委常委、园区党工委书记
	case scopeBody:
		if beyond && areaBodies.Has(org) && !strings.ContainsAny(post, "区管工") {
			return false // 云溪市委书记某某,管委会主任某某
		}
		return o.reach != reachPrivate || privateToo.Has(org)
	case scopeCity:
		return city
	case scopeDistrict:
		if beyond && strings.HasSuffix(post, string(org)+p.title.word) {
			return false // 浦东新区区委书记某某、区委书记某某
		}
		return o.reach == reachOther && strings.Contains(noDistricts.Replace(post), "区") || city && !beyond
	}
	return false
}
