package parser

import "slices"

// appearances gives the officials of one activity in the order of their first
// mention. d is the section's district, nil when unknown.
func (r *roster) appearances(ps []passage, d *District) []Appearance {
	var list []Appearance
	for _, p := range ps {
		ms := r.mentions(p)
		deeds := r.sentence.readDeeds(p.fold, ms)
		if list == nil && len(ms) > 0 {
			r.rows = withRoom(r.rows, min(len(ms), 4))
			list = r.rows[len(r.rows):]
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
	if list != nil {
		r.rows = list
	}
	return slices.Clip(list)
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
	if done.delegated || m.former {
		role = roleMentioned
	}
	if at < 0 {
		at = len(list)
		list = append(list, Appearance{})
		a := &list[at]
		a.OfficialID, a.Name, a.NamedAs, a.Role = m.who.officialID(), m.who.name, namedByName, role
		a.Span = Span{Start: p.start + m.start, End: p.start + m.end}
	}
	a := &list[at]
	if m.posted() && a.NamedAs == namedByName {
		t := r.tieIn(p.fold, m, d)
		a.NamedAs, a.Posts, a.Office = namedWithPost, t.posts, t.office
		a.Post = t.print(p.runes[m.post.Start:m.post.End])
	}
	if role == roleActor && (len(done.verbs) > 0 || len(done.statements) > 0 || a.NamedAs == namedByName) {
		if !m.former {
			a.Role = mergedRole(a.Role, m, done)
		}
	}
	a.Verbs = r.united(a.Verbs, done.verbs)
	a.Statements = r.united(a.Statements, done.statements)
	return list
}

// united adds to have the words of more, none of which more holds twice.
func (r *roster) united(have, more []string) []string {
	if len(more) == 0 {
		return have
	}
	if len(have) == 0 {
		r.words = withRoom(r.words, len(more))
		n := len(r.words)
		r.words = append(r.words, more...)
		return slices.Clip(r.words[n:])
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
