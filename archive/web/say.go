package web

import (
	"fmt"
	"strings"
)

// Say tells what happened in an activity in words built from its fields:
// 盐田区 · 书记贺听澜 · 率队、走访 · 招商.
func (p *page) Say(a activityView) string { return say(p.Lang, a) }

func say(lang string, a activityView) string {
	parts := []string{shortDistrict(lang, a.District)}
	if who, verbs := a.lead(lang); who != "" {
		parts = append(parts, who)
		if verbs != "" {
			parts = append(parts, verbs)
		}
	}
	return strings.Join(append(parts, word(lang, a.Kind)), " · ")
}

// lead names who an activity is told by, the first of those who act and rank
// highest, and what he or she did.
func (a activityView) lead(lang string) (who, verbs string) {
	best, acting := -1, 0
	for i, p := range a.Appearances {
		if p.Role != "actor" {
			continue
		}
		acting++
		if best < 0 || p.rank() > a.Appearances[best].rank() {
			best = i
		}
	}
	if best < 0 {
		return "", ""
	}
	p := a.Appearances[best]
	who = person(lang, p.Name, p.Pinyin)
	switch {
	case p.Office != "other" && lang == "en":
		who = word(lang, p.Office) + " " + who
	case p.Office != "other":
		who = officeZH(p) + who
	case lang == "en" && postEN(p.Post) != "":
		who = postEN(p.Post) + " " + who
	case lang != "en":
		who = p.Post + who
	}
	if acting > 1 {
		who += map[string]string{"zh": fmt.Sprintf("等 %d 人", acting), "en": fmt.Sprintf(" and %d more", acting-1)}[lang]
	}
	verbs = p.Verbs
	if verbs == "" {
		verbs = p.Statements
	}
	return who, words(lang, verbs)
}

// rank puts who did something before who only said something, and who holds an
// office of the district before others.
func (p appearanceView) rank() int {
	n := 0
	if p.Verbs != "" {
		n += 2
	}
	if p.Office != "other" {
		n++
	}
	return n
}

// officeZH is the office in a word that can stand before a name.
func officeZH(p appearanceView) string {
	switch {
	case p.Office == "secretary":
		return "书记"
	case p.Office == "both":
		return "书记兼区长"
	case strings.Contains(p.Post, "主任"):
		return "主任"
	case strings.Contains(p.Post, "局长"):
		return "局长"
	default:
		return "区长"
	}
}
