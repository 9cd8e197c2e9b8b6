package people

import (
	"cmp"
	"strings"

	"shenzheng/parser/text"
)

// The place that a body is restored with.

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
	if d, _, full := text.DistrictAt([]rune(org), 0); full || strings.HasPrefix(org, "前海管理局") {
		return d
	}
	return nil
}

// placed restores the place a body is printed with: 区委 in the section of
// 福田区 is 福田区委. It reports false where no place is printed.
func (sp *splitter) placed(org string) (string, bool) {
	s := []rune(org)
	s = s[above.Run(s, 0):]
	if full, ok := districtBody(s[cityNames.Run(s, 0):]); ok {
		return full, true
	}
	if n := conference.At(s, 0); n > 0 {
		full, ok := sp.placed(string(s[n:]))
		return strings.TrimSuffix(full, "委") + "政协", ok
	}
	n := partyWords.At(s, 0)
	party := string(s[:n])
	if text.HasPrefix(s, 0, "团") {
		party, n = "共青团", 1
	}
	if n > 0 {
		full, ok := sp.placed(string(s[n:]))
		return party + full, ok
	}
	zone := "合作区"
	if sp.at != nil && sp.at.Kind == "cooperation_zone" {
		zone = sp.home
	}
	for _, place := range [...]struct{ printed, full string }{
		{"深圳市", "深圳市"}, {"深圳", "深圳"}, {"市", "深圳市"}, {"新区", "大鹏新区"}, {"合作区", zone}, {"特别合作区", zone}, {"区", cmp.Or(sp.home, "区")},
	} {
		if text.HasPrefix(s, 0, place.printed) && !(text.HasPrefix(s, 0, "市场") && cityWord(s, 0, len(s))) {
			return place.full + ownCommittee(string(s[text.Len(place.printed):])), true
		}
	}
	return string(s), false
}

// What stands before a place, and the city's own names.
var (
	above     = text.NewWords("中国共产党 中共 广东省")
	cityNames = text.NewWords("深圳市 深圳 市")

	// conference stands before the place of its committee: 政协福田区委员会.
	conference = text.NewWords("政协 中国人民政治协商会议")
)

const police = "公安"

// ownCommittee gives what stands behind a place the name that is used beside its
// titles: 中共福田区委员会 is 福田区委.
func ownCommittee(rest string) string {
	switch rest {
	case "委员会":
		return "委"
	case "工作委员会":
		return "党工委"
	case "政协委员会": // of its seventh term
		return "政协"
	case "级": // 区级河长
		return ""
	}
	return rest
}

// districtBody restores a body that is printed with the name of a district.
func districtBody(s []rune) (string, bool) {
	d, n, full := text.DistrictAt(s, 0)
	if d == nil || !full && shortBodies.At(s, n) == 0 && n < len(s) {
		return "", false
	}
	rest := string(s[n:])
	switch {
	case strings.HasPrefix(rest, "管理局") && d.Slug == "qianhai":
		return "前海" + rest, true
	case full:
		return d.NameZH + ownCommittee(strings.TrimPrefix(rest, "区")), true
	case strings.HasPrefix(rest, "高新区") || strings.HasPrefix(rest, "科学城"):
		return string(s), true
	}
	for _, kind := range [...]string{"区", "新区", "合作区"} {
		if tail, ok := strings.CutPrefix(rest, kind); ok && tail != "" {
			return d.NameZH + tail, true
		}
	}
	return d.NameZH + rest, true
}

// shortBody gives a body the name that is used beside its titles.
func shortBody(org string) string {
	if branch, ok := strings.CutPrefix(org, police); ok { // 公安福田分局 is 福田公安分局
		if _, n, _ := text.DistrictAt([]rune(branch), 0); n > 0 {
			org = string([]rune(branch)[:n]) + police + string([]rune(branch)[n:])
		}
	}
	org = strings.Replace(org, "人民政府", "政府", 1)
	return strings.Replace(org, "管理委员会", "管委会", 1)
}
