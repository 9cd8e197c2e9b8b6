package parser

import "slices"

// appearances gives the officials of one activity in the order of their first
// mention. d is the section's district, nil when unknown.
func (r *roster) appearances(ps []passage, d *District) []Appearance {
	var list []Appearance
	for _, p := range ps {
		ms := r.mentions(p.fold)
		deeds := readDeeds(p.fold, ms)
		for k := range ms {
			list = r.appear(list, p, &ms[k], &deeds[k], d)
		}
	}
	for i := range list {
		list[i].Position = i + 1
		if list[i].NamedAs == namedByName {
			list[i].Office = r.officeOf(list[i].Name, d)
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
	at := slices.IndexFunc(list, func(a Appearance) bool { return a.Name == m.who })
	role := roleActor
	if done.delegated || m.former() {
		role = roleMentioned
	}
	if at < 0 {
		at = len(list)
		list = append(list, Appearance{
			OfficialID: OfficialID(m.who), Name: m.who, NamedAs: namedByName, Role: role,
			Span: Span{p.start + m.start, p.start + m.end},
		})
	}
	a := &list[at]
	if len(m.parts) > 0 && a.NamedAs == namedByName {
		a.NamedAs = namedWithPost
		a.Post = string(p.runes[m.parts[0].start:m.parts[len(m.parts)-1].end])
		a.Posts = m.posts
		if a.Posts == nil || m.at != d {
			a.Posts = (&splitter{s: p.fold, parts: m.parts, at: d}).posts()
		}
		a.Office = officeOf(a.Posts)
	}
	if role == roleActor && (len(done.verbs) > 0 || len(done.statements) > 0 || a.NamedAs == namedByName) {
		if !m.former() {
			a.Role = mergedRole(a.Role, m, done)
		}
	}
	for _, v := range done.verbs {
		if !slices.Contains(a.Verbs, v) {
			a.Verbs = append(a.Verbs, v)
		}
	}
	for _, v := range done.statements {
		if !slices.Contains(a.Statements, v) {
			a.Statements = append(a.Statements, v)
		}
	}
	return list
}

// mergedRole makes an actor of one who is mentioned first and acts later.
func mergedRole(role string, m *mention, done *deed) string {
	if role == roleMentioned && len(done.verbs)+len(done.statements) == 0 {
		return role
	}
	return roleActor
}
