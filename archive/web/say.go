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

// titles and bodies have the English of posts.
var titles, bodies = words["title"], words["body"]

// PostTitle is a title in the page's language.
func (l lang) PostTitle(title string) string {
	return l.T(title, cmp.Or(titles[strings.TrimSuffix(title, "(挂职)")].EN, title))
}

// PostBody is a body in the page's language: Futian District Party Committee.
func (l lang) PostBody(org string) string {
	if !l.En() {
		return org
	}
	for _, d := range parser.Districts() {
		if rest, ok := strings.CutPrefix(org, d.NameZH); ok && (rest == "" || bodies[rest].EN != "") {
			return strings.TrimSpace(d.NameEN + " " + bodies[rest].EN)
		}
	}
	if rest, ok := strings.CutPrefix(org, "深圳"); ok {
		if en := cmp.Or(bodies[strings.TrimPrefix(rest, "市")].EN, bodies[rest].EN); en != "" {
			return "Shenzhen " + en
		}
	}
	return cmp.Or(bodies[org].EN, org)
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

// postEN names the last of the posts printed, of a known body or of none; empty
// where either is not known: 区委书记 is not 区纪委书记.
func postEN(post string) string {
	posts := strings.Split(post, "、")
	last := posts[len(posts)-1]
	title := ""
	for t := range titles {
		if strings.HasSuffix(last, t) && len(t) > len(title) {
			title = t
		}
	}
	if title == "" {
		return ""
	}
	body := placeless(strings.TrimSuffix(last, title))
	if slices.Contains([]string{"", "委", "党工委", "政府", "人民政府"}, body) {
		return titles[title].EN
	}
	if bodies[body].EN == "" {
		return ""
	}
	return cmp.Or(words["title of another body"][title].EN, titles[title].EN) + " of the " + bodies[body].EN
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
