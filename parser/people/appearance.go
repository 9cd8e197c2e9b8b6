package people

import (
	"slices"

	"shenzheng/parser/text"
)

// Appearance is one official in one activity.
type Appearance struct {
	OfficialID string // off_ + 8 hex
	Name       string // normalized: inner space gone, dot U+00B7
	Position   int    // from 1, in order of first mention
	Post       string // as printed, empty when named only by name
	Posts      []Post
	Office     string // OfficeSecretary …
	NamedAs    string // NamedWithPost or NamedByName
	Role       string // RoleActor or RoleMentioned
	Verbs      []string
	Statements []string
	Span       text.Span // first mention, with the post printed beside the name
	EndedBy    string    // the word behind the first mention at which the name ends; empty for a stop. For `explain`
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
func (r *Roster) Appearances(ps []Passage, d *text.District) []Appearance {
	var list []Appearance
	for _, p := range ps {
		ms := r.mentions(p)
		list = slices.Grow(list, len(ms))
		deeds := readDeeds(p.Fold, ms)
		for k := range ms {
			list = appear(list, p, ms[k], &deeds[k], d)
		}
	}
	for i := range list {
		list[i].Position = i + 1
		if list[i].NamedAs == NamedByName {
			list[i].Office = r.people[list[i].Name].officeIn(d)
		}
	}
	return list
}

// Refused gives the lists of posts in the passages of an activity that make no
// official.
func (r *Roster) Refused(ps []Passage) (list []Refusal) {
	for _, p := range ps {
		_, refused := r.posted(p)
		for _, f := range refused {
			f.Span = text.Span{Start: p.Start + f.Span.Start, End: p.Start + f.Span.End}
			list = append(list, f)
		}
	}
	return list
}

// appear adds one mention to the appearances of an activity.
func appear(list []Appearance, p Passage, m *mention, done *deed, d *text.District) []Appearance {
	role := RoleActor
	if done.delegated || m.former {
		role = RoleMentioned
	}
	at := slices.IndexFunc(list, func(a Appearance) bool { return a.Name == m.who.name })
	if at < 0 {
		at = len(list)
		list = append(list, Appearance{
			OfficialID: m.who.id, Name: m.who.name, NamedAs: NamedByName, Role: role, EndedBy: m.endedBy,
			Span: text.Span{Start: p.Start + m.start, End: p.Start + m.end},
		})
	}
	a := &list[at]
	if m.posted() && (a.NamedAs == NamedByName || len(a.Posts) == 1 && a.Posts[0].Title == "领导") { // 区领导 says less than any other post
		a.NamedAs, a.Post = NamedWithPost, string(p.Runes[m.post.Start:m.post.End])
		a.Posts, a.Office = m.posts(p.Fold, d)
	}
	switch acts := len(done.verbs)+len(done.statements) > 0; {
	case role == RoleActor && acts:
		a.Role = RoleActor // also one who is mentioned first and acts later
	case m.former && len(a.Verbs)+len(a.Statements) == 0:
		a.Role = RoleMentioned
	}
	a.Verbs = united(a.Verbs, done.verbs)
	a.Statements = united(a.Statements, done.statements)
	return list
}

// united adds to have the words of more that it lacks.
func united(have, more []string) []string {
	if len(have) == 0 {
		return more
	}
	for _, w := range more {
		have = with(have, w)
	}
	return have
}

// with adds a word to have unless it is there.
func with(have []string, word string) []string {
	if slices.Contains(have, word) {
		return have
	}
	return append(have, word)
}
