package people

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"shenzheng/parser/text"
)

// person is an official of the column.
type person struct {
	id, name string
	text     []rune
	sure     bool
	// rival is another reading of the name that is as good: 吕忠 for 吕忠强 in
	// 吕忠强调研企业.
	rival string
	named bool  // a name alone may mean this one
	ties  []tie // different ones
}

func newPerson(name string) *person {
	return &person{id: OfficialID(name), name: name, text: []rune(name)}
}

// nameIn gives the name that is printed in s, without the spaces inside.
func nameIn(s []rune) string {
	if slices.ContainsFunc(s, text.IsSpace) {
		s = slices.DeleteFunc(slices.Clone(s), text.IsSpace)
	}
	return string(s)
}

// tie is what a printed list of posts says of an official.
type tie struct {
	at     *text.District // of the section
	own    *text.District // of the posts themselves
	office string         // that the posts make
}

// OfficialID gives the id of the official of a name: off_ and the first eight
// hex digits of the name's SHA-256.
func OfficialID(name string) string {
	sum := sha256.Sum256([]byte(name))
	return "off_" + hex.EncodeToString(sum[:4])
}

// officeIn gives the office of an official named by name alone: what the
// section's own passages say, else what any says.
func (b *person) officeIn(d *text.District) string {
	office := ""
	for _, t := range b.ties {
		near := d != nil && (t.at == d || t.own == d)
		if near && t.office != OfficeOther {
			return t.office
		}
		if office == "" || office == OfficeOther {
			office = t.office
		}
	}
	return office
}

// tell keeps what a mention in the section of d says.
func (b *person) tell(s []rune, m *mention, d *text.District) {
	b.sure, b.rival = b.sure || m.sure, ""
	if m.rival > 0 {
		b.rival = nameIn(s[m.name:m.rival])
	}
	posts, office := m.posts(s, d)
	t := tie{at: d, office: office}
	for k := 0; k < len(posts) && t.own == nil; k++ {
		t.own = orgDistrict(posts[k].Org)
	}
	if len(b.ties) < maxTies && !slices.Contains(b.ties, t) {
		b.ties = append(b.ties, t)
	}
}
