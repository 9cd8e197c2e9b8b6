package people

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"shenzheng/parser/text"
)

// person is an official of the column.
type person struct {
	name string
	text []rune
	sure bool
	// rival is another reading of the name that is as good: 吕忠 for 吕忠强 in
	// 吕忠强调研企业.
	rival string
	named bool  // a name alone may mean this one
	ties  []tie // different ones
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

// tell keeps what a mention in the section of d says.
func (b *person) tell(s []rune, m *mention, d *text.District) {
	b.sure = b.sure || m.sure
	b.rival = ""
	if m.rival > 0 {
		b.rival = nameOf(s[m.name:m.rival])
	}
	posts := postsOf(s, m.parts, d)
	m.bound, m.at = posts, d
	t := tie{at: d, own: ownDistrict(posts), office: officeOf(posts)}
	if len(b.ties) < maxTies && !slices.Contains(b.ties, t) {
		b.ties = append(b.ties, t)
	}
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

// ownDistrict gives the district that a post itself names.
func ownDistrict(posts []Post) *text.District {
	for _, p := range posts {
		if d := orgDistrict(p.Org); d != nil {
			return d
		}
	}
	return nil
}
