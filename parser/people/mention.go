package people

import (
	"slices"

	"shenzheng/parser/text"
)

// mention is one place where an official is named.
type mention struct {
	start, name, end int // the post (or the name), the name, behind the name
	who              *person
	rival            int        // the end of another reading of the name that is as good, 0 for none
	sure             bool       // no other reading of the name is as good
	former           bool       // a post of the past
	endedBy          string     // the word behind the name
	post             text.Span  // the printed list of posts, empty for a mention by name alone
	parts            []postPart // of the list
	bound            []Post     // of the list, in the section of at; nil before it is bound
	office           string     // that these make
	at               *text.District
}

// posts gives the posts of the list in the section of d, and their office.
func (m *mention) posts(s []rune, d *text.District) ([]Post, string) {
	if m.bound == nil || m.at != d {
		m.bound, m.at = postsOf(s, m.parts, d), d
		m.office = officeOf(m.bound)
	}
	return m.bound, m.office
}

// posted reports a mention with a post.
func (m *mention) posted() bool { return m.post.End > 0 }

// public reports a post of the city or a district among the parts.
func (m *mention) public() bool {
	return slices.ContainsFunc(m.parts, func(p postPart) bool { return p.reach == reachLocal })
}

// Refusal is a list of posts with a name that makes no official, and why. For
// `explain`.
type Refusal struct {
	Span   text.Span // of the posts and the name
	Reason string    // other_place | not_public | unknown_body
}
