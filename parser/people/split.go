package people

import (
	"strings"

	"shenzheng/parser/text"
)

// Which body a printed post belongs to. 区 is the section's district, 市 is
// Shenzhen; a title without a body takes the one its list tells.

// postsOf gives the public posts of a list printed in s, in the section of d.
func postsOf(s []rune, parts []postPart, d *text.District) (posts []Post) {
	sp := &splitter{s: s, parts: parts, at: d}
	posts = make([]Post, 0, len(parts))
	level, previous := sp.levelOf(sp.at), ""
	for k := range sp.parts {
		p := &sp.parts[k]
		if p.reach == reachPrivate || p.reach == reachUnknown {
			continue
		}
		title := p.titled(k > 0 && !sp.parts[0].former)
		if p.above.End > p.above.Start && previous == "" {
			previous = sp.org(string(sp.s[p.above.Start:p.above.End]), "", level, "", k)
			if l := orgLevel(previous); l != "" {
				level = l
			}
		}
		org := ""
		if p.reach == reachOther {
			org = string(bodyOf(sp.s[p.start:p.org], p.word))
			if strings.HasPrefix(org, "省") {
				org = "广东" + org
			}
		} else {
			org = sp.org(string(bodyOf(sp.s[p.start:p.org], p.word)), title, level, previous, k)
			if l := orgLevel(org); l != "" {
				level = l
			}
		}
		posts = append(posts, Post{Org: org, Title: title})
		previous = org
	}
	return posts
}

// titled gives the title as it is stored. One of the past in a list that is
// not, and one that is still to be taken, are no office.
func (p *postPart) titled(among bool) string {
	switch {
	case p.designed:
		return "拟任" + p.word.text
	case p.former && among:
		return "原" + p.word.text
	}
	return p.word.text
}

func (sp *splitter) levelOf(d *text.District) string {
	if d == nil {
		return ""
	}
	return d.NameZH
}

// org restores the body of part k.
func (sp *splitter) org(printed, title, level, previous string, k int) string {
	switch printed {
	case "":
		return sp.bare(sp.parts[k].word, level, previous)
	case "党组":
		return sp.partyGroup(level, previous, k)
	case "党委":
		if previous != "" && !isCommittee(previous) {
			return previous + "党委"
		}
		return printed
	case "管委会", "管理委员会", "党工委":
		if zone := zoneOf(previous); zone != "" && orgDistrict(previous) == nil {
			return zone + shortBody(printed)
		}
		return zoneLevel(sp.at, level) + shortBody(printed)
	case "管理局":
		return sp.administration(level)
	}
	org := shortBody(printed)
	if full, ok := sp.placed(org); ok {
		if sp.parts[k].word.alone() && isPlace(full) {
			return full + "政府" // 福田区区长
		}
		return full
	}
	if street, ok := strings.CutSuffix(previous, "街道党工委"); ok && strings.HasPrefix(org, "办事处") {
		return street + "街道" + org
	}
	if previous != "" && orgLevel(previous) == "" && printed == "办公室" {
		return org // of a street or an office
	}
	if bareBodies.HasWord(printed) {
		if committeeOrgans.HasWord(printed) {
			return sp.committee(level, previous) + org
		}
		return sp.bodyLevel(level) + org
	}
	if at := sp.bodyLevel(level); strings.HasSuffix(org, "局") && at != "" && text.Len(org) <= 8 && !text.IsDistrictAt([]rune(org), 0) {
		return at + org
	}
	return org
}

// bodyLevel is the place of a body printed without one: the section's, or the
// one the list named before it.
func (sp *splitter) bodyLevel(level string) string {
	if level == "" {
		return sp.levelOf(sp.at)
	}
	return level
}

// committeeOrgans are departments of a party committee.
var committeeOrgans = text.NewWords("组织部 宣传部 统战部 统一战线工作部 政法委 政法委员会 社会工作部 办公厅 两新工委 教育工委 编办 巡察办")

// committee gives the party committee whose department is printed alone.
func (sp *splitter) committee(level, previous string) string {
	if isCommittee(previous) {
		return previous
	}
	if level == "深圳市" || strings.HasSuffix(level, "区") && !isZone(level) {
		return level + "委"
	}
	if level == "" {
		return "区委"
	}
	return level + "党工委"
}

func isCommittee(org string) bool {
	return strings.HasSuffix(org, "区委") || strings.HasSuffix(org, "市委") || strings.HasSuffix(org, "党工委")
}

func isZone(level string) bool {
	return strings.HasSuffix(level, "新区") || strings.HasSuffix(level, "合作区")
}

// bare gives the body of a title printed without one.
func (sp *splitter) bare(word *title, level, previous string) string {
	title := word.word
	switch {
	case strings.HasSuffix(word.word, "市长"):
		return "深圳市政府"
	case word.alone():
		if level == "" || level == "深圳市" {
			level = sp.levelOf(sp.at)
		}
		if level == "" {
			return "区政府"
		}
		return level + "政府"
	}
	if strings.HasSuffix(title, "河长") || strings.HasSuffix(title, "林长") || strings.HasSuffix(title, "总指挥") {
		return level
	}
	if !strings.HasSuffix(title, "书记") && !strings.HasSuffix(title, "委员") {
		previous = strings.TrimSuffix(previous, "党委")
	}
	return strings.TrimSuffix(previous, "党组")
}

// partyGroup gives the body of a 党组书记: the nearest one that has a party
// group, first behind it in the list, then before it.
func (sp *splitter) partyGroup(level, previous string, k int) string {
	if previous != "" && !isCommittee(previous) {
		return strings.TrimSuffix(previous, "党组") + "党组"
	}
	if k+1 < len(sp.parts) {
		p := &sp.parts[k+1]
		if next := sp.org(string(bodyOf(sp.s[p.start:p.org], p.word)), p.word.text, level, "", k+1); next != "" && next != "党组" && !isCommittee(next) {
			return strings.TrimSuffix(next, "党组") + "党组"
		}
	}
	return "党组"
}

// zoneOf gives the zone whose 党工委 or 管委会 a body is: 宝安高新区.
func zoneOf(org string) string {
	for _, body := range []string{"党工委", "管委会"} {
		if zone, ok := strings.CutSuffix(org, body); ok && strings.HasSuffix(zone, "区") {
			return zone
		}
	}
	return ""
}

// zoneLevel is the place of a 党工委 or 管委会 printed without one.
func zoneLevel(d *text.District, level string) string {
	if isZone(level) || d == nil {
		if isZone(level) {
			return level
		}
		return ""
	}
	return d.NameZH
}

// administration is the body of a 管理局局长.
func (sp *splitter) administration(level string) string {
	if level == "前海合作区" || level == "" && sp.at == nil {
		return "前海管理局"
	}
	return level + "管理局"
}

// orgLevel gives the place a restored body belongs to.
func orgLevel(org string) string {
	if strings.HasPrefix(org, "深圳市") {
		return "深圳市"
	}
	if d := orgDistrict(org); d != nil {
		return d.NameZH
	}
	return ""
}

// orgDistrict gives the district a restored body belongs to.
func orgDistrict(org string) *text.District {
	if strings.HasPrefix(org, "前海管理局") {
		org = "前海合作区"
	}
	return text.DistrictOf(org)
}

// isPlace reports a place without a body.
func isPlace(org string) bool { return org == "深圳市" || org == "深圳" || orgLevel(org) == org }
