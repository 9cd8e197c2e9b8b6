package web

import (
	"fmt"
	"strings"
)

// Say tells what happened in an activity in words built from its fields:
// 盐田区 · 书记贺听澜 · 率队、走访 · 招商.
func (p *page) Say(a activity) string { return say(p.Lang, a) }

func say(lang string, a activity) string {
	parts := []string{shortDistrict(lang, a.S("district"))}
	if who, verbs := a.lead(lang); who != "" {
		parts = append(parts, who)
		if verbs != "" {
			parts = append(parts, verbs)
		}
	}
	return strings.Join(append(parts, word(lang, a.S("kind"))), " · ")
}

// lead names who an activity is told by, the first of those who act and rank
// highest, and what he or she did.
func (a activity) lead(lang string) (who, verbs string) {
	best, acting := -1, 0
	for i, p := range a.Appearances {
		if p.S("role") != "actor" {
			continue
		}
		acting++
		if best < 0 || rank(p) > rank(a.Appearances[best]) {
			best = i
		}
	}
	if best < 0 {
		return "", ""
	}
	p := a.Appearances[best]
	who = person(lang, p.S("name"))
	switch office, post := p.S("office"), p.S("post"); {
	case office != "other" && lang == "en":
		who = word(lang, office) + " " + who
	case office != "other":
		who = officeZH(office, post) + who
	case lang == "en" && postEN(post) != "":
		who = postEN(post) + " " + who
	case lang != "en":
		who = post + who
	}
	if acting > 1 {
		who += map[string]string{"zh": fmt.Sprintf("等 %d 人", acting), "en": fmt.Sprintf(" and %d more", acting-1)}[lang]
	}
	return who, words(lang, or(p.S("verbs"), p.S("statements")))
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
