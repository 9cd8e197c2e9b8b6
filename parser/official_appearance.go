package parser

import "slices"

// appearances gives the officials of one activity in the order of their first
// mention. d is the section's district, nil when unknown.
func (r *roster) appearances(ps []passage, d *District) []Appearance {
	var list []Appearance
	for _, p := range ps {
		ms := r.mentions(p)
		deeds := readDeeds(p.fold, ms)
		if list == nil && len(ms) > 0 {
			list = make([]Appearance, 0, min(len(ms), 16))
		}
		for k := range ms {
			list = r.appear(list, p, &ms[k], &deeds[k], d)
		}
	}
	for i := range list {
		list[i].Position = i + 1
		if list[i].NamedAs == namedByName {
			list[i].Office = r.people[list[i].Name].officeIn(d)
		}
	}
	return list
}

const (
	namedWithPost = "post_and_name"
	namedByName   = "name_only"
	roleActor     = "actor"
	roleMentioned = "mentioned"
)

// appear adds one mention to the appearances of an activity.
func (r *roster) appear(list []Appearance, p passage, m *mention, done *deed, d *District) []Appearance {
	at := len(list) - 1
	for at >= 0 && list[at].Name != m.who.name {
		at--
	}
	role := roleActor
	if done.delegated || m.former() {
		role = roleMentioned
	}
	if at < 0 {
		at = len(list)
		list = append(list, Appearance{
			OfficialID: m.who.officialID(), Name: m.who.name, NamedAs: namedByName, Role: role,
			Span: Span{p.start + m.start, p.start + m.end},
		})
	}
	a := &list[at]
	if len(m.parts) > 0 && a.NamedAs == namedByName {
		a.NamedAs = namedWithPost
		a.Post = string(p.runes[m.parts[0].start:m.parts[len(m.parts)-1].end])
		if m.tie == nil || m.tie.at != d {
			m.tie = newTie(p.fold, m.parts, d)
		}
		a.Posts, a.Office = m.tie.posts, m.tie.office
	}
	if role == roleActor && (len(done.verbs) > 0 || len(done.statements) > 0 || a.NamedAs == namedByName) {
		if !m.former() {
			a.Role = mergedRole(a.Role, m, done)
		}
	}
	a.Verbs = united(a.Verbs, done.verbs)
	a.Statements = united(a.Statements, done.statements)
	return list
}

// united adds to have the words of more, none of which more holds twice.
func united(have, more []string) []string {
	if len(have) == 0 {
		return more
	}
	for _, w := range more {
		if !slices.Contains(have, w) {
			have = append(have, w)
		}
	}
	return have
}

// mergedRole makes an actor of one who is mentioned first and acts later.
func mergedRole(role string, m *mention, done *deed) string {
	if role == roleMentioned && len(done.verbs)+len(done.statements) == 0 {
		return role
	}
	return roleActor
}
