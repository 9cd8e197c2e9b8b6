package people

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// Which body a printed post belongs to. 区 is the section's district, 市 is
// Shenzhen; a title without a body takes the one its list tells.

// splitter turns the parts of one printed list into posts.
type splitter struct {
	s        []rune
	parts    []postPart
	at       *text.District // of the section, nil when unknown
	home     string         // its name
	level    string         // the place the list has named last, else home
	previous string         // the body of the post before
}

// postsOf gives the public posts of a list printed in s, in the section of d.
func postsOf(s []rune, parts []postPart, d *text.District) []Post {
	sp := &splitter{s: s, parts: parts, at: d}
	if d != nil {
		sp.home, sp.level = d.NameZH, d.NameZH
	}
	posts := make([]Post, 0, len(parts))
	for k := range parts {
		p := &parts[k]
		if p.reach == reachPrivate || p.reach == reachUnknown {
			continue
		}
		if p.above.End > p.above.Start && sp.previous == "" {
			sp.take(sp.org(withoutTerm(bodyOf(s[p.above.Start:p.above.End], p.title)), k))
		}
		org := sp.printed(k)
		switch {
		case p.reach != reachOther:
			sp.take(sp.org(org, k))
		case strings.HasPrefix(org, "省"):
			sp.previous = "广东" + org
		default:
			sp.previous = org
		}
		title := remarked(p.title.stored, strings.TrimSuffix(string(s[p.at+text.Len(p.title.word):p.end]), "”"))
		switch { // one that is still to be taken, and one of the past in a list that is not, are no office
		case p.designed:
			title = "拟任" + title
		case p.former && k > 0 && !parts[0].former:
			title = "原" + title
		}
		if post := (Post{Org: sp.previous, Title: title}); !slices.Contains(posts, post) { // 区委、区政府领导
			posts = append(posts, post)
		}
	}
	return posts
}

// remarked gives a title with what stands behind it, (挂职); (代) and (候选人) are
// put as they are without brackets.
func remarked(title, remark string) string {
	inside := strings.Trim(remark, "()")
	switch {
	case inside == "代":
		return inside + title
	case strings.HasSuffix(inside, "候选人") || strings.HasSuffix(inside, "人选"):
		return title + inside
	}
	return title + remark
}

// take goes on behind a post of the body org.
func (sp *splitter) take(org string) { sp.level, sp.previous = cmp.Or(orgLevel(org), sp.level), org }

// printed gives the body of part k as printed.
func (sp *splitter) printed(k int) string {
	p := &sp.parts[k]
	return withoutTerm(bodyOf(sp.s[p.start:p.org], p.title))
}

// withoutTerm gives a body without the ordinal of a congress, which is no part of
// it: 龙岗区第七届政协.
func withoutTerm(org []rune) string {
	if slices.Contains(org, '届') {
		return ordinals.ReplaceAllString(string(org), "")
	}
	return string(org)
}

var ordinals = regexp.MustCompile(`第?[\d一二三四五六七八九十]+届`)

// org restores the printed body of part k.
func (sp *splitter) org(printed string, k int) string {
	unit := []rune(sp.previous) // of which street or community, without the body
	unit = unit[:len(unit)-unitBodies.Before(unit, len(unit), len(unit))]
	switch printed {
	case "":
		return sp.bare(sp.parts[k].title)
	case "党组":
		return sp.partyGroup(k)
	case "党委":
		if isCommittee(sp.previous) {
			return printed
		}
		return sp.previous + printed
	case "管委会", "管理委员会", "党工委":
		zone := strings.TrimSuffix(strings.TrimSuffix(sp.previous, "党工委"), "管委会") // 宝安高新区
		switch {
		case zone != sp.previous && strings.HasSuffix(zone, "区") && orgDistrict(zone) == nil:
			return zone + shortBody(printed)
		case isZone(sp.level):
			return sp.level + shortBody(printed)
		case printed == "党工委" && text.HasSuffix(unit, "街道"):
			return string(unit) + printed
		}
		return sp.home + shortBody(printed)
	case "管理局":
		if sp.level == "" || sp.level == "前海合作区" {
			return "前海管理局"
		}
		return sp.level + printed
	}
	org := shortBody(printed)
	if full, ok := sp.placed(org); ok {
		if sp.parts[k].title.word == "领导" {
			return cmp.Or(orgLevel(full), full) // 区四套班子领导
		}
		if isPlace := full == "深圳市" || full == "深圳" || orgLevel(full) == full; isPlace && sp.parts[k].title.standsAlone() {
			return full + "政府" // 福田区区长
		}
		return full
	}
	return sp.unplaced(printed, org, unit)
}

// unplaced restores a body that names no place; unit is the last post's street or community.
func (sp *splitter) unplaced(printed, org string, unit []rune) string {
	if n := ownUnit.At([]rune(org), 0); n > 0 && text.HasSuffix(unit, string([]rune(org)[:n])) {
		return string(unit) + string([]rune(org)[n:]) // 香蜜湖街道党工委书记某某、街道办主任某某
	}
	switch {
	case org == "办事处" && text.HasSuffix(unit, org):
		return string(unit) // 葵涌办事处党工委书记、办事处主任
	case text.HasSuffix(unit, "街道") && (ofStreets.At([]rune(org), 0) > 0 || streetsToo.HasWord(org) || strings.HasSuffix(org, "办")), text.HasSuffix(unit, "社区") && ofCommunities.At([]rune(org), 0) > 0:
		return string(unit) + org
	case ofCommunities.HasWord(printed):
		return org
	case sp.previous != "" && orgLevel(sp.previous) == "" && printed == "办公室":
		return org // of a street or an office
	case strings.HasPrefix(printed, "办公") && strings.HasSuffix(sp.previous, "政府"):
		return sp.previous + org
	case printed == "常委会":
		return cmp.Or(sp.level, "区") + "人大常委会"
	case printed == "办公室" && officeKeepers.End([]rune(strings.TrimSuffix(sp.previous, "党组"))):
		return strings.TrimSuffix(sp.previous, "党组") + org
	case committeeOrgans.HasWord(printed) && isZone(sp.level):
		return sp.level + "党工委" + org
	case committeeOrgans.HasWord(printed):
		return cmp.Or(sp.level, "区") + "委" + org
	case bareBodies.HasWord(printed), ownOffice(org):
		return sp.level + org
	}
	return org
}

// ownOffice reports an office that is printed without its place: 教育局党组.
func ownOffice(org string) bool {
	office := []rune(strings.TrimSuffix(strings.TrimSuffix(org, "党组"), "党委"))
	return (text.HasSuffix(office, "局") || text.HasSuffix(office, "办")) && len(office) <= 12 && ministries.At(office, 0) == 0 && !ownAreas.In(office) && text.Provinces.At(office, 0) == 0
}

// ofSomeUnit reports a body that says not of which street or community it is.
func ofSomeUnit(org []rune) bool {
	return ofStreets.Has(org) || ownUnit.At(org, 0) > 0 || offshoot(org)
}

// ofStreets and ofCommunities are what a street and a community have.
var (
	ofStreets     = text.NewWords("办事处 人大工委 党工委")
	ofCommunities = text.NewWords("居委会 工作站")
	streetsToo    = text.NewWords("武装部 人武部 纪工委 综合行政执法队") // which others have as well
	unitBodies    = text.NewWords("办 办事处 人大工委 党工委 党委 居委会 工作站")
)

// officeKeepers have an office of their own.
var officeKeepers = text.NewWords("政府 区委 市委 人大 人大常委会 政协 政协常委会 纪委 监委 纪委监委")

// committeeOrgans are departments of a party committee.
var committeeOrgans = text.NewWords("党校 组织部 宣传部 统战部 统一战线工作部 政法委 政法委员会 社会工作部 办公厅 两新工委 教育工委 编办 巡察办 政研室")

func isCommittee(org string) bool { return committees.End([]rune(org)) }

func isZone(level string) bool {
	return strings.HasSuffix(level, "新区") || strings.HasSuffix(level, "合作区")
}

// bare gives the body of a title printed without one.
func (sp *splitter) bare(t *title) string {
	ends := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(t.word, w) })
	}
	whose := []rune(sp.previous)
	whose = whose[:len(whose)-partyGroups.Before(whose, len(whose), len(whose))]
	switch {
	case ends("市长"):
		return "深圳市政府"
	case ends("区长"):
		if sp.level == "深圳市" || isZone(sp.level) { // which have no 区长
			return cmp.Or(sp.home, "区") + "政府"
		}
		return cmp.Or(sp.level, "区") + "政府"
	case ends("检察长") && !strings.Contains(sp.previous, "检察院"):
		return cmp.Or(sp.level, "区") + "检察院"
	case ends("河长", "林长", "总指挥") && !text.HasSuffix(whose, "指挥部"):
		return sp.level
	case ends("书记") && sp.previous == "" && isZone(sp.home):
		return sp.home + "党工委"
	case ends("书记") && sp.previous == "":
		return cmp.Or(sp.home, "区") + "委"
	case ends("书记", "委员"):
		return strings.TrimSuffix(sp.previous, "党组")
	}
	if of, ok := strings.CutSuffix(sp.previous, "办事处党工委"); ok {
		return of + "办事处"
	}
	if of, ok := strings.CutSuffix(sp.previous, "党工委"); ok && (strings.HasSuffix(of, "局") || strings.HasSuffix(of, "署")) {
		return of // whose 党工委 is a bureau's own
	}
	return string(whose)
}

// partyGroup gives the body of a 党组书记: the nearest one that has a party
// group, first behind it in the list, then before it.
func (sp *splitter) partyGroup(k int) string {
	near := sp.previous
	if (near == "" || isCommittee(near)) && k+1 < len(sp.parts) {
		next := *sp
		next.previous = ""
		near = next.org(sp.printed(k+1), k+1)
	}
	if isCommittee(near) {
		return "党组"
	}
	return strings.TrimSuffix(near, "党组") + "党组"
}
