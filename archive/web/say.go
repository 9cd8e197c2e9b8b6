package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"shenzheng/parser"
)

// Say tells what happened in an activity in words built from its fields:
// 盐田区 · 书记贺听澜 · 率队、走访 · 招商.
func (l lang) Say(a activity) string {
	parts := []string{l.ShortDistrict(a.S("district"))}
	if who, verbs := l.lead(a); who != "" {
		parts = append(parts, who)
		if verbs != "" {
			parts = append(parts, verbs)
		}
	}
	return strings.Join(append(parts, l.Word(a.S("kind"))), " · ")
}

// lead names who an activity is told by, the first of those who act and rank
// highest, and what he or she did.
func (l lang) lead(a activity) (who, verbs string) {
	acting := slices.DeleteFunc(slices.Clone(a.Appearances), func(p record) bool { return p.S("role") != "actor" })
	if len(acting) == 0 {
		return "", ""
	}
	p := slices.MaxFunc(acting, func(a, b record) int { return rank(a) - rank(b) })
	office, title := p.S("office"), p.S("post")
	switch {
	case office != "other" && l.En():
		title = l.Word(office)
	case office != "other":
		title = officeZH(office, title)
	case l.En():
		title = postEN(title)
	}
	if who = title + l.Person(p.S("name")); l.En() {
		who = strings.TrimSpace(title + " " + l.Person(p.S("name")))
	}
	if n := len(acting); n > 1 {
		who += l.T(fmt.Sprintf("等 %d 人", n), fmt.Sprintf(" and %d more", n-1))
	}
	return who, l.Words(cmp.Or(p.S("verbs"), p.S("statements")))
}

// rank puts who did something before who only said something, and who holds an
// office of the district before others.
func rank(p record) int {
	n := 0
	if p.S("verbs") != "" {
		n += 2
	}
	if p.S("office") != "other" {
		n++
	}
	return n
}

// officeZH is the office in a word that can stand before a name.
func officeZH(office, post string) string {
	switch {
	case office == "secretary":
		return "书记"
	case office == "both":
		return "书记兼区长"
	case strings.Contains(post, "主任"):
		return "主任"
	case strings.Contains(post, "局长"):
		return "局长"
	default:
		return "区长"
	}
}

// titlesEN are the titles of posts that have an English name here, and
// bodiesEN the bodies, without the district they belong to. What is not listed
// is shown as printed.
var (
	titlesEN = map[string]string{
		"书记": "Party secretary", "副书记": "deputy Party secretary", "党工委书记": "Party secretary", "党组书记": "secretary of the Party group",
		"区长": "district head", "代区长": "acting district head", "代理区长": "acting district head", "副区长": "deputy district head", "常务副区长": "executive deputy district head",
		"主任": "director", "副主任": "deputy director", "局长": "director", "副局长": "deputy director", "部长": "head of department", "副部长": "deputy head of department",
		"常委": "standing committee member", "委员": "member", "主席": "chair", "副主席": "vice chair", "代表": "deputy", "领导": "leader", "成员": "member",
		"市长": "mayor", "副市长": "vice mayor", "秘书长": "secretary-general", "院长": "president of the court", "检察长": "chief procurator", "会长": "chair", "组长": "head of group",
	}
	bodiesEN = map[string]string{
		"委": "Party Committee", "市委": "Party Committee", "政府": "Government", "人民政府": "Government", "市政府": "Government", "政府党组": "Party Group of the Government", "人大常委会": "People's Congress Standing Committee", "市人大": "People's Congress",
		"人大": "People's Congress", "政协": "CPPCC Committee", "纪委监委": "Discipline and Supervision Commission", "纪委": "Discipline Commission", "党工委": "Party Working Committee",
		"管委会": "Administrative Committee", "管理局": "Administration", "人民法院": "Court", "法院": "Court", "人民检察院": "Procuratorate", "检察院": "Procuratorate",
		"委组织部": "Organisation Department", "委宣传部": "Publicity Department", "委统战部": "United Front Work Department", "委政法委": "Political and Legal Affairs Committee",
		"总工会": "Federation of Trade Unions", "妇联": "Women's Federation", "工商联": "Federation of Industry and Commerce",
	}
)

// PostTitle is a title in the page's language.
func (l lang) PostTitle(title string) string {
	plain := strings.TrimSuffix(title, "(挂职)")
	if en, ok := titlesEN[plain]; ok && l.En() {
		return en
	}
	return title
}

// PostBody is a body in the page's language: Futian District Party Committee.
func (l lang) PostBody(org string) string {
	if !l.En() {
		return org
	}
	for _, d := range parser.Districts() {
		if rest, ok := strings.CutPrefix(org, d.NameZH); ok && (rest == "" || bodiesEN[rest] != "") {
			return strings.TrimSpace(d.NameEN + " " + bodiesEN[rest])
		}
	}
	if rest, ok := strings.CutPrefix(org, "深圳"); ok {
		if en := cmp.Or(bodiesEN[strings.TrimPrefix(rest, "市")], bodiesEN[rest]); en != "" {
			return "Shenzhen " + en
		}
	}
	return org
}

// PostIn is the English of a printed post, as far as it is known.
func (l lang) PostIn(post string) string {
	var known []string
	for one := range strings.SplitSeq(post, "、") {
		if en := postEN(one); en != "" {
			known = append(known, en)
		}
	}
	return strings.Join(known, ", ")
}

// ofBody are titles that mean something else where they are of a body that is
// no party committee.
var ofBody = map[string]string{"书记": "secretary", "副书记": "deputy secretary", "部长": "head", "副部长": "deputy head"}

// postEN names the last of the posts printed, of a known body or of none; empty
// where either is not known: 区委书记 is not 区纪委书记.
func postEN(post string) string {
	posts := strings.Split(post, "、")
	last := posts[len(posts)-1]
	title := ""
	for t := range titlesEN {
		if strings.HasSuffix(last, t) && len(t) > len(title) {
			title = t
		}
	}
	if title == "" {
		return ""
	}
	body := placeless(strings.TrimSuffix(last, title))
	if slices.Contains([]string{"", "委", "党工委", "政府", "人民政府"}, body) {
		return titlesEN[title]
	}
	if bodiesEN[body] == "" {
		return ""
	}
	return cmp.Or(ofBody[title], titlesEN[title]) + " of the " + bodiesEN[body]
}

// placeless takes the place off the name of a body: 委 of 福田区委 and of
// 福田区区委.
func placeless(org string) string {
	for _, d := range parser.Districts() {
		org = strings.TrimPrefix(org, d.NameZH)
	}
	for _, place := range [...]string{"深圳市", "前海", "新区", "区", "市"} {
		if rest, ok := strings.CutPrefix(org, place); ok {
			return rest
		}
	}
	return org
}
