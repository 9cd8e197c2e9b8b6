package people

import (
	"strings"

	"shenzheng/parser/text"
)

// placed restores the place a body is printed with: 区委 in the section of
// 福田区 is 福田区委. It reports false where no place is printed.
func (sp *splitter) placed(org string) (string, bool) {
	org = strings.TrimPrefix(org, "中国共产党")
	org = strings.TrimPrefix(org, "中共")
	org = strings.TrimPrefix(org, "广东省")
	org = strings.TrimPrefix(org, "中共")
	inCity := strings.TrimPrefix(strings.TrimPrefix(org, "深圳市"), "深圳")
	inCity = strings.TrimPrefix(inCity, "市")
	if full, ok := districtBody(inCity); ok {
		return full, true
	}
	if rest, ok := strings.CutPrefix(org, "团"); ok {
		org = "共青团" + rest
	}
	for _, party := range parties {
		if rest, ok := strings.CutPrefix(org, party); ok {
			full, ok := sp.placed(rest)
			return party + full, ok
		}
	}
	switch {
	case strings.HasPrefix(org, "深圳"):
		return org, true
	case strings.HasPrefix(org, "市"):
		return "深圳" + org, true
	case strings.HasPrefix(org, "新区"):
		return newArea(sp.at) + strings.TrimPrefix(org, "新区"), true
	case strings.HasPrefix(org, "合作区"), strings.HasPrefix(org, "特别合作区"):
		_, rest, _ := strings.Cut(org, "合作区")
		return cooperationZone(sp.at, "合作区") + rest, true
	case strings.HasPrefix(org, "区") && sp.at != nil:
		return sp.at.NameZH + strings.TrimPrefix(org, "区"), true
	case strings.HasPrefix(org, "区"):
		return org, true
	}
	return org, false
}

// districtBody restores a body that is printed with the name of a district.
func districtBody(org string) (string, bool) {
	s := []rune(org)
	d, n, full := text.DistrictAt(s, 0)
	if d == nil || !full && shortBodies.At(s, n) == 0 && n < len(s) {
		return "", false
	}
	rest := string(s[n:])
	switch {
	case strings.HasPrefix(rest, "管理局") && d.Slug == "qianhai":
		return "前海" + rest, true
	case full && strings.HasPrefix(rest, "区") && strings.HasSuffix(d.NameZH, "区"):
		rest = strings.TrimPrefix(rest, "区")
	case !full && (strings.HasPrefix(rest, "高新区") || strings.HasPrefix(rest, "科学城")):
		return org, true
	case !full:
		for _, kind := range [...]string{"区", "新区", "合作区"} {
			if tail, ok := strings.CutPrefix(rest, kind); ok && tail != "" {
				rest = tail
				break
			}
		}
	}
	return d.NameZH + rest, true
}

// newArea is the place of 新区.
func newArea(d *text.District) string {
	if d != nil && d.Kind != "new_area" {
		d = nil
	}
	if d == nil {
		return "大鹏新区"
	}
	return d.NameZH
}

// cooperationZone is the place of 合作区: the section's, where it is one.
func cooperationZone(d *text.District, printed string) string {
	if d != nil && d.Kind == "cooperation_zone" {
		return d.NameZH
	}
	return printed
}

// shortBody gives a body the name that is used beside its titles.
func shortBody(org string) string {
	org = strings.Replace(org, "人民政府", "政府", 1)
	return strings.Replace(org, "管理委员会", "管委会", 1)
}

// splitter turns the parts of one printed list into posts.
type splitter struct {
	s     []rune
	parts []postPart
	at    *text.District // of the section, nil when unknown
}
