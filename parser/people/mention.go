package people

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"shenzheng/parser/text"
)

// reading is what a passage names with a post.
type reading struct {
	s       []rune
	found   []*mention
	refused []Refusal // lists with a name that make no official
}

// mention is one place where an official is named.
type mention struct {
	start, name, end int // the post (or the name), the name, behind the name
	who              *person
	rival            int        // the end of another reading of the name that is as good, 0 for none
	sure             bool       // no other reading of the name is as good
	former           bool       // a post of the past
	bare             bool       // the post is a title behind the name: 黄某书记
	lent             bool       // the post is printed with the name before it in a list
	endedBy          string     // the word behind the name
	parts            []postPart // of the printed list of posts, none for a mention by name alone
	bound            []Post     // of the list, in the section of at; nil before it is bound
	office           string     // that these make
	at               *text.District
	// What the mention is said to do, and whether in 受…委托; readDeeds tells.
	verbs, statements []string
	delegated         bool
}

// posts gives the posts of the list in the section of d, and their office.
func (m *mention) posts(s []rune, d *text.District) ([]Post, string) {
	if m.bound == nil || m.at != d {
		m.bound, m.at = postsOf(s, m.parts, d), d
		m.office = officeOf(m.bound)
	}
	return m.bound, m.office
}

// saysLess reports a post that is not printed with the name, of somebody whose own
// the column prints: a title behind the name, or in 副市长某某、某某 that of the one
// before, who holds another office.
func (m *mention) saysLess(s []rune) bool {
	if len(m.who.ties) == 0 || m.who.ties[0].bare {
		return false
	}
	_, office := m.posts(s, m.at)
	return m.bare || m.lent && m.who.ties[0].office != office
}

// posted reports a mention with a post.
func (m *mention) posted() bool { return len(m.parts) > 0 }

// post is the printed list of posts.
func (m *mention) post() text.Span {
	return text.Span{Start: m.parts[0].start, End: m.parts[len(m.parts)-1].end}
}

// role is what the mention makes its official in the activity.
func (m *mention) role() string {
	if m.delegated || m.former || !m.posted() && m.who.past() {
		return RoleMentioned
	}
	return RoleActor
}

// Refusal is a list of posts with a name that makes no official, and why. For
// `explain`.
type Refusal struct {
	Span   text.Span // of the posts and the name
	Reason string    // other_place | not_public | unknown_body
}

// person is an official of the column.
type person struct {
	id, name string
	text     []rune
	behind   rune // what stands behind the name where it is first printed, 0 for nothing
	sure     bool
	entire   bool // without its last character it stands nowhere
	first    int  // where the passage begins that first names it with a post
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
	past   bool           // they are printed as posts of the past
	bare   bool           // they are a title behind the name, which says less than any others
}

func newPerson(name string) *person {
	return &person{id: OfficialID(name), name: name, text: []rune(name)}
}

// OfficialID gives the id of the official of a name: off_ and the first eight
// hex digits of the name's SHA-256.
func OfficialID(name string) string {
	sum := sha256.Sum256([]byte(name))
	return "off_" + hex.EncodeToString(sum[:4])
}

// nameIn gives the name that is printed in s, without the spaces inside.
func nameIn(s []rune) string {
	if slices.ContainsFunc(s, text.IsSpace) {
		s = slices.DeleteFunc(slices.Clone(s), text.IsSpace)
	}
	return string(s)
}

// officeIn gives the office of an official named by name alone: what the
// section's own passages say, else what any says.
func (b *person) officeIn(d *text.District) string {
	office := ""
	past := b.past()
	for _, t := range b.ties {
		if t.past && !past {
			continue
		}
		if d != nil && (t.at == d || t.own == d) && t.office != OfficeOther {
			return t.office
		}
		if office == "" || office == OfficeOther {
			office = t.office
		}
	}
	return office
}

// past reports one whom the column names with posts of the past alone: 原区长某某.
func (b *person) past() bool {
	return len(b.ties) > 0 && !slices.ContainsFunc(b.ties, func(t tie) bool { return !t.past })
}

// tell keeps what a mention in the section of d says.
func (b *person) tell(s []rune, m *mention, d *text.District) {
	b.sure, b.rival = b.sure || m.sure, ""
	if b.behind == 0 && m.end < len(s) {
		b.behind = s[m.end]
	}
	if m.rival > 0 {
		b.rival = nameIn(s[m.name:m.rival])
	}
	posts, office := m.posts(s, d)
	t := tie{at: d, office: office, past: m.parts[0].former, bare: m.bare || m.lent}
	if t.bare && len(b.ties) > 0 {
		return
	}
	b.ties = slices.DeleteFunc(b.ties, func(t tie) bool { return t.bare })
	for k := 0; k < len(posts) && t.own == nil; k++ {
		t.own = orgDistrict(posts[k].Org)
	}
	if len(b.ties) < maxTies && !slices.Contains(b.ties, t) {
		b.ties = append(b.ties, t)
	}
}
