package people

import (
	"slices"

	"shenzheng/parser/text"
)

// Appearance is one official in one activity.
type Appearance struct {
	OfficialID string    `json:"official_id"` // off_ + 8 hex
	Name       string    `json:"name"`        // normalized: inner space gone, dot U+00B7
	Position   int       `json:"position"`    // from 1, in order of first mention
	Post       string    `json:"post"`        // as printed, empty when named only by name
	Posts      []Post    `json:"posts"`
	Office     string    `json:"office"`   // OfficeSecretary …
	NamedAs    string    `json:"named_as"` // NamedWithPost or NamedByName
	Role       string    `json:"role"`     // RoleActor or RoleMentioned
	Verbs      []string  `json:"verbs"`
	Statements []string  `json:"statements"`
	Span       text.Span `json:"span"`     // first mention, with the post printed beside the name
	EndedBy    string    `json:"ended_by"` // the word behind the first mention at which the name ends; empty for a stop. For `explain`
}

// How an official is named in an activity.
const (
	NamedWithPost = "post_and_name"
	NamedByName   = "name_only"
)

// What an official is in an activity.
const (
	RoleActor     = "actor"
	RoleMentioned = "mentioned"
)

// Appearances gives the officials of one activity in the order of their first
// mention. d is the section's district, nil when unknown.
func (r *Roster) Appearances(ps []Passage, d *text.District) (list []Appearance) {
	var before *mention
	for _, p := range ps {
		ms := r.mentions(p)
		if before != nil { // whom 他 in a paragraph that goes on may mean
			ms = append([]*mention{{start: -1, name: -1, who: before.who}}, ms...)
		}
		last := readDeeds(p.Fold, ms, r.posted(p).refused)
		if before = nil; len(last) == 1 {
			before = ms[last[0]]
		}
		for _, m := range ms {
			k := 0
			for k < len(list) && list[k].Name != m.who.name {
				k++
			}
			if k == len(list) {
				list = append(list, Appearance{
					OfficialID: m.who.id, Name: m.who.name, Position: k + 1, NamedAs: NamedByName, Role: m.role(), EndedBy: m.endedBy,
					Office: m.who.officeIn(d), Span: text.Span{Start: p.Start + m.start, End: p.Start + m.end},
				})
			}
			list[k].take(p, m, d)
		}
	}
	return list
}

// take adds a mention of the official in the section of d.
func (a *Appearance) take(p Passage, m *mention, d *text.District) {
	if m.posted() && (a.NamedAs == NamedByName || len(a.Posts) == 1 && a.Posts[0].Title == "领导") { // 区领导 says less than any other post
		post := m.post()
		a.NamedAs, a.Post = NamedWithPost, string(p.Runes[post.Start:post.End])
		if a.Posts, a.Office = m.posts(p.Fold, d); d != nil && len(a.Posts) == 1 && a.Posts[0] == (Post{d.NameZH, "领导"}) {
			a.Office = m.who.officeIn(d) // 区领导, whose office the column may tell elsewhere
		}
	}
	switch {
	case m.role() == RoleActor && len(m.verbs)+len(m.statements) > 0:
		a.Role = RoleActor // also one who is mentioned first and acts later
	case m.former && len(a.Verbs)+len(a.Statements) == 0:
		a.Role = RoleMentioned
	}
	a.Verbs, a.Statements = with(a.Verbs, m.verbs...), with(a.Statements, m.statements...)
}

// with adds to have the words that it lacks; among themselves they differ.
func with(have []string, words ...string) []string {
	for _, w := range words {
		if !slices.Contains(have, w) {
			have = append(have, w)
		}
	}
	return have
}

// Refused gives the lists of posts in the passages of an activity that make no
// official.
func (r *Roster) Refused(ps []Passage) (list []Refusal) {
	for _, p := range ps {
		for _, f := range r.posted(p).refused {
			f.Span = text.Span{Start: p.Start + f.Span.Start, End: p.Start + f.Span.End}
			list = append(list, f)
		}
	}
	return list
}
