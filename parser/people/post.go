package people

import "shenzheng/parser/text"

// A printed post is a list of parts, each a body and a title: 市委常委、
// 宝安区委书记. This file finds the titles and the list; post_org.go finds
// where a body begins; post_split.go says which body is meant.

// Post is one part of a printed post.
type Post struct{ Org, Title string }

// postPart is one body and title of a printed post, as places in a passage.
type postPart struct {
	start int // of the body, or of the title where no body is printed
	title int
	end   int
	word  *title
	org   int // end of the body, before a 原 that stands between the two
	// former is set by 原 and 时任.
	former bool
	reach  reach
	// above is the body named with the person before in the same list:
	// 区委书记某某、副书记某某.
	above text.Span
}

// reach says whose post it is.
type reach uint8

const (
	reachLocal   reach = iota // of the city or one of its districts
	reachOther                // of another place, the province or the state
	reachPrivate              // of a company, a school, an association …
)

// partAt reads the part of a post whose title begins at s[title]. Its body
// begins at or behind from.
func partAt(s []rune, from, title int) (postPart, bool) {
	word := titleAt(s, title)
	if word == nil {
		return postPart{}, false
	}
	p := postPart{start: title, title: title, end: title + word.length, org: title, word: word}
	if p.org > from && s[p.org-1] == '原' {
		p.org--
		p.former = true
	}
	p.start, p.reach = orgStart(s, from, p.org, word)
	if p.start == p.org && p.former {
		p.start = title
	}
	if k := formerBefore(s, from, p.start); k > 0 {
		p.former = true
	}
	if p.start == title && word.needsOrg && !listContinues(s, from, title) {
		return postPart{}, false
	}
	if word.kind == titleDeputy && !text.HasSuffix(s[p.start:p.org], "人大") {
		return postPart{}, false
	}
	if p.reach == reachLocal && (word.private || !titleFits(s, &p)) {
		p.reach = reachPrivate
	}
	return p, true
}

// listContinues reports that a title stands in a list behind another post.
func listContinues(s []rune, from, title int) bool {
	return from > 0 && listedAfter(s, from, title)
}

var formerWords = text.NewWords("原 时任 前任 曾任 原任")

// formerBefore gives the length of the 原 or 时任 right before s[i].
func formerBefore(s []rune, from, i int) int {
	return formerWords.Before(s, i, i-from)
}

// follows reports that a part that begins at next carries on the list that
// ended at end: 、 or a comma, 兼, or only a space stands between them.
func listedAfter(s []rune, end, next int) bool {
	i := text.SkipSpaces(s, end)
	if i < next && (s[i] == '、' || s[i] == ',' || s[i] == '兼') {
		i = text.SkipSpaces(s, i+1)
		if i < next && s[i] == '兼' {
			i++
		}
	}
	return i+formerAt(s, i) == next && next > end
}

// formerAt gives the length of the 原 or 时任 at s[i].
func formerAt(s []rune, i int) int { return formerWords.At(s, i) }
