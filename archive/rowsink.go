package archive

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"strings"
	"unicode/utf8"

	"shenzheng/parser"
)

// rowSink takes the rows of a column one by one, in a fixed order. It keeps
// them in set, or, where set is nil, only hashes them: most columns are found
// to be as they were, and their rows need never be made. It may be used for
// one column after another.
type rowSink struct {
	set  *rowSet
	hash hash.Hash
	buf  []byte // not hashed yet
}

// sinkBuffer is how many bytes are hashed at once.
const sinkBuffer = 16 << 10

// digest is the hash of all rows of the column and of its own row, without
// that one's last field, the state, and without the number of its capture,
// which is not the same in every database.
func (s *rowSink) digest(c *parser.Column, own row) string {
	if s.hash == nil {
		s.hash, s.buf = sha256.New(), make([]byte, 0, 2*sinkBuffer)
	}
	s.hash.Reset()
	s.buf = s.buf[:0]
	for i, v := range own[:len(own)-1] {
		if columnsTable.columns[i] != "capture_id" {
			s.buf = appendValue(s.buf, v)
		}
	}
	s.column(c)
	s.hash.Write(s.buf)
	var sum [sha256.Size]byte
	return hex.EncodeToString(s.hash.Sum(sum[:0]))
}

func (s *rowSink) add(table int, values ...value) {
	if s.set != nil {
		s.set.add(table, values)
		return
	}
	s.buf = append(s.buf, byte(table))
	for _, v := range values {
		s.buf = appendValue(s.buf, v)
	}
	if len(s.buf) >= sinkBuffer {
		s.hash.Write(s.buf)
		s.buf = s.buf[:0]
	}
}

// appendValue writes a value so that no two lists of values look alike.
func appendValue(buf []byte, v value) []byte {
	if v.isNumber {
		return binary.AppendVarint(append(buf, 'i'), int64(v.number))
	}
	buf = binary.AppendUvarint(append(buf, 's'), uint64(len(v.text)))
	return append(buf, v.text...)
}

// column gives all rows below the column to the sink.
func (s *rowSink) column(c *parser.Column) {
	for i, x := range c.Sections {
		s.add(sectionsTable, text(x.ID), text(c.ID), number(sectionPosition(x, i)), text(x.District), text(x.Heading),
			text(x.HeadingSource), text(x.Headline), number(x.Activities))
	}
	for i := range c.Activities {
		s.activity(c, &c.Activities[i])
	}
	for i, x := range c.Credits {
		s.add(creditsTable, text(c.ID), number(i+1), text(x.Role), text(x.Name))
	}
	for i, b := range c.Blocks {
		s.add(blocksTable, text(c.ID), number(i+1), text(string(b.Class)), text(b.Rule), number(b.Span.Start),
			number(b.Span.End), text(b.Text))
	}
	for i, p := range c.Problems {
		s.add(problemsTable, text(c.ID), number(i+1), text(p.Code), text(p.Severity), number(p.Span.Start),
			number(p.Span.End), text(p.Detail))
	}
}

func (s *rowSink) activity(c *parser.Column, a *parser.Activity) {
	section := &c.Sections[a.Section]
	s.add(activitiesTable, text(a.ID), text(c.ID), text(section.ID), number(a.Position), text(section.District),
		s.date(c.Week.Start), s.date(c.Week.End), s.date(a.Date.Start), s.date(a.Date.End),
		text(string(a.Date.Precision)), text(a.Date.Part), dateList(a.Date.List), text(a.Date.Text), text(a.Kind),
		number(len(a.Officials)), number(len(a.Paragraphs)), s.follows(textLength, a.Text), number(a.Span.Start), number(a.Span.End),
		text(a.Text), s.follows(textSHA, a.Text), text(c.SourceURL))
	for i := range a.Officials {
		o := &a.Officials[i]
		s.add(appearancesTable, text(a.ID), text(o.OfficialID), text(o.Name), number(o.Position), text(o.Post), text(o.Office),
			text(o.NamedAs), text(o.Role), text(strings.Join(o.Verbs, ";")), text(strings.Join(o.Statements, ";")),
			number(o.Span.Start), number(o.Span.End))
		for i, p := range o.Posts {
			s.add(postsTable, text(a.ID), text(o.OfficialID), number(i+1), text(p.Org), text(p.Title))
		}
	}
}

func sectionPosition(s parser.Section, i int) int {
	if s.Position > 0 {
		return s.Position
	}
	return i + 1
}

// follows is a value that follows from the text in the same row. A digest
// does without it.
func (s *rowSink) follows(f func(string) value, t string) value {
	if s.set == nil {
		return text("")
	}
	return f(t)
}

func textSHA(t string) value { return text(hashOf([]byte(t))) }

func textLength(t string) value { return number(characters(t)) }

// characters counts code points without the line feeds between paragraphs.
func characters(text string) int {
	return utf8.RuneCountInString(text) - strings.Count(text, "\n")
}

// date is a day as it is written, and for a digest its number.
func (s *rowSink) date(d parser.Date) value {
	if s.set == nil {
		return number(d.Sub(parser.Date{}))
	}
	return text(d.String())
}

func dateList(ds []parser.Date) value {
	if len(ds) == 0 {
		return text("")
	}
	parts := make([]string, len(ds))
	for i, d := range ds {
		parts[i] = d.String()
	}
	return text(strings.Join(parts, ";"))
}
