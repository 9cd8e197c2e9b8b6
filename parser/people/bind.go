package people

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// tell keeps what a mention in the section of d says.
func (b *person) tell(s []rune, m *mention, d *text.District) {
	b.sure = b.sure || m.sure
	b.rival = ""
	if m.rival > 0 {
		b.rival = string(nameOf(nil, s[m.name:m.rival]))
	}
	posts, office := m.posts(s, d)
	t := tie{at: d, own: ownDistrict(posts), office: office}
	if len(b.ties) < maxTies && !slices.Contains(b.ties, t) {
		b.ties = append(b.ties, t)
	}
}

// Bind takes in the officials that a passage names with a post and gives their
// names, with other readings of them that a later passage may settle on. d is
// the section's district, nil when unknown.
func (r *Roster) Bind(p Passage, d *text.District) (names []string) {
	r.settled = false
	found := &seen{fold: p.Fold, sure: true}
	found.mentions, found.refused = r.read(p.Fold, false)
	names = make([]string, 0, len(found.mentions))
	for k := range found.mentions {
		m := found.mentions[k]
		found.sure = found.sure && m.sure
		if b := r.people[m.who.name]; b != nil {
			m.who = b // met twice in one passage
		} else if len(r.people) < maxPeople {
			r.add(m.who)
		}
		m.who.tell(p.Fold, m, d)
		names = append(names, m.who.name)
		if m.who.rival != "" {
			names = append(names, m.who.rival)
		}
	}
	r.seen[p.Start] = found
	return names
}

// settle drops the doubtful readings that a certain one contradicts: 吕忠强
// read from 吕忠强调研 where 吕忠 is named elsewhere.
func (r *Roster) settle() {
	if r.settled {
		return
	}
	r.settled = true
	r.weigh()
	r.named = map[rune][]*person{}
	for _, b := range r.order {
		b.named = b.sure || !r.contradicted(b.name)
		if b.named {
			r.named[b.text[0]] = append(r.named[b.text[0]], b)
		}
	}
	r.firsts = text.NewSet(string(slices.Collect(maps.Keys(r.named))))
	for _, list := range r.named {
		slices.SortFunc(list, func(a, b *person) int {
			return cmp.Or(len(b.text)-len(a.text), strings.Compare(a.name, b.name))
		})
	}
}

// weigh lets the mentions by name alone decide between two readings.
func (r *Roster) weigh() {
	var doubtful []*person
	for _, b := range r.order {
		if !b.sure && b.rival != "" {
			doubtful = append(doubtful, b)
		}
	}
	slices.SortFunc(doubtful, func(a, b *person) int { return strings.Compare(a.name, b.name) })
	for _, b := range doubtful {
		if r.people[b.rival] != nil {
			continue
		}
		rival, own := r.opens([]rune(b.rival)), r.opens(b.text)
		if rival > own || rival > 0 && rival == own && strings.HasPrefix(b.rival, b.name) {
			r.add(&person{id: OfficialID(b.rival), name: b.rival, text: []rune(b.rival), sure: true, ties: b.ties})
		}
	}
}

// opens weighs the sentences that open with a name and a certain word.
func (r *Roster) opens(name []rune) int {
	n := 0
	for _, p := range r.seen {
		s := p.fold
		for i := range s {
			if s[i] == name[0] && (i == 0 || !text.IsHan(s[i-1])) {
				if end := matchName(s, i, name); end > i && followAt(s, end).score >= followsSmall {
					n += followAt(s, end).score
				}
			}
		}
	}
	return n
}

func (r *Roster) contradicted(name string) bool {
	return slices.ContainsFunc(r.order, func(b *person) bool {
		return b.sure && b.name != name && (strings.HasPrefix(b.name, name) || strings.HasPrefix(name, b.name))
	})
}
