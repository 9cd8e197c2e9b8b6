package parser

import "slices"

// bound is an official of the column.
type bound struct {
	name string
	id   string // see OfficialID, made when it is first asked for
	text []rune
	sure bool
	// rival is another reading of the name that is as good: 吕忠 for 吕忠强 in
	// 吕忠强调研企业.
	rival string
	kept  bool   // among the people of the column
	named bool   // a name alone may mean this one
	ties  []*tie // different ones
	told  int    // mentions that ties tell of
}

// tie is what a printed list of posts says of an official.
type tie struct {
	s      []rune // the passage
	parts  []postPart
	at     *District // of the section
	posts  []Post
	own    *District // of the posts themselves
	office string    // that the posts make

	runes []rune // the list as it is printed somewhere
	text  string // of runes
}

// newTie says what a list of posts means in the section of at.
func (r *roster) newTie(s []rune, parts []postPart, at *District) *tie {
	r.parts = append(withRoom(r.parts, len(parts), 32), parts...)
	parts = r.parts[len(r.parts)-len(parts):]
	r.posts = withRoom(r.posts, len(parts), 32)
	n := len(r.posts)
	r.posts = (&splitter{s: s, parts: parts, at: at}).appendPosts(r.posts)
	posts := slices.Clip(r.posts[n:])
	r.ties = append(withRoom(r.ties, 1, 16), tie{s: s, parts: parts, at: at, posts: posts, own: ownDistrict(posts), office: officeOf(posts)})
	return &r.ties[len(r.ties)-1]
}

// tieIn gives what the posts of a mention mean in the section of d.
func (r *roster) tieIn(s []rune, m *mention, d *District) *tie {
	switch {
	case m.tie == nil:
		return r.newTie(s, m.parts, d)
	case m.tie.at != d:
		return r.newTie(m.tie.s, m.tie.parts, d)
	}
	return m.tie
}

// print gives the text of runes, the list as it is printed.
func (t *tie) print(runes []rune) string {
	if t.runes == nil {
		t.runes, t.text = runes, string(runes)
	}
	if slices.Equal(t.runes, runes) {
		return t.text
	}
	return string(runes)
}

// tell keeps what a mention says. The same list is printed beside a name many
// times: it is taken apart once.
func (r *roster) tell(s []rune, m *mention, d *District) {
	b := m.who
	b.sure = b.sure || m.sure
	b.rival = ""
	if m.rival > 0 {
		b.rival = string(appendName(nil, s[m.name:m.rival]))
	}
	known := slices.IndexFunc(b.ties, func(t *tie) bool { return t.at == d && t.prints(s, m.parts) })
	if known >= 0 {
		m.tie = b.ties[known]
	} else {
		m.tie = r.newTie(s, m.parts, d)
	}
	if b.told < maxTies {
		b.told++
		if known < 0 {
			b.ties = append(b.ties, m.tie)
		}
	}
}

// prints reports that parts of s are the same list as that of t.
func (t *tie) prints(s []rune, parts []postPart) bool {
	if len(parts) != len(t.parts) {
		return false
	}
	from, to := parts[0].start, t.parts[0].start
	if !slices.Equal(s[from:parts[len(parts)-1].end], t.s[to:t.parts[len(parts)-1].end]) {
		return false
	}
	for k := range parts {
		p, q := &parts[k], &t.parts[k]
		if p.start-from != q.start-to || p.title-from != q.title-to || p.org-from != q.org-to || p.reach != q.reach ||
			p.above.End > 0 || q.above.End > 0 {
			return false
		}
	}
	return true
}

// officialID gives the id of the official.
func (b *bound) officialID() string {
	if b.id == "" {
		b.id = OfficialID(b.name)
	}
	return b.id
}

// officeIn gives the office of an official named by name alone: what the
// section's own passages say, else what any says.
func (b *bound) officeIn(d *District) string {
	office := ""
	for _, t := range b.ties {
		near := d != nil && (t.at == d || t.own == d)
		if near && t.office != officeOther {
			return t.office
		}
		if office == "" || office == officeOther {
			office = t.office
		}
	}
	return office
}

// ownDistrict gives the district that a post itself names.
func ownDistrict(posts []Post) *District {
	for _, p := range posts {
		if d := orgDistrict(p.Org); d != nil {
			return d
		}
	}
	return nil
}
