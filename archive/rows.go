package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode/utf8"

	"shenzheng/parser"
)

// row holds the values of one row of a table, each a string or an int.
type row []any

// rowSet holds the rows of one column, a list per table.
type rowSet [len(tables)][]row

// rowsOf turns what the parser gave into rows.
func rowsOf(c *parser.Column) *rowSet {
	var set rowSet
	for i, s := range c.Sections {
		set.add(sectionsTable, s.ID, c.ID, sectionPosition(s, i), s.District, s.Heading, s.HeadingSource, s.Headline, s.Activities)
	}
	for i := range c.Activities {
		set.addActivity(c, &c.Activities[i])
	}
	for i, credit := range c.Credits {
		set.add(creditsTable, c.ID, i+1, credit.Role, credit.Name)
	}
	for i, b := range c.Blocks {
		set.add(blocksTable, c.ID, i+1, string(b.Class), b.Rule, b.Span.Start, b.Span.End, b.Text)
	}
	for i, p := range c.Problems {
		set.add(problemsTable, c.ID, i+1, p.Code, p.Severity, p.Span.Start, p.Span.End, p.Detail)
	}
	return &set
}

func (set *rowSet) add(table int, values ...any) {
	set[table] = append(set[table], values)
}

func (set *rowSet) addActivity(c *parser.Column, a *parser.Activity) {
	section := c.Sections[a.Section]
	set.add(activitiesTable, a.ID, c.ID, section.ID, a.Position, section.District, c.Week.Start.String(), c.Week.End.String(),
		a.Date.Start.String(), a.Date.End.String(), string(a.Date.Precision), a.Date.Part, joinDates(a.Date.List), a.Date.Text,
		a.Kind, len(a.Officials), len(a.Paragraphs), characters(a.Text), a.Span.Start, a.Span.End,
		a.Text, hashOf([]byte(a.Text)), c.SourceURL)
	for _, o := range a.Officials {
		set.add(appearancesTable, a.ID, o.OfficialID, o.Name, o.Position, o.Post, o.Office, o.NamedAs, o.Role,
			strings.Join(o.Verbs, ";"), strings.Join(o.Statements, ";"), o.Span.Start, o.Span.End)
		for i, p := range o.Posts {
			set.add(postsTable, a.ID, o.OfficialID, i+1, p.Org, p.Title)
		}
	}
}

func sectionPosition(s parser.Section, i int) int {
	if s.Position > 0 {
		return s.Position
	}
	return i + 1
}

// digest is the hash of all rows: equal digests mean equal rows.
func (set *rowSet) digest() string {
	h := sha256.New()
	buf := make([]byte, 0, 64<<10)
	for t, rows := range set {
		for _, r := range rows {
			buf = append(buf, byte(t))
			for _, v := range r {
				buf = appendValue(buf, v)
			}
			if len(buf) > 32<<10 {
				h.Write(buf)
				buf = buf[:0]
			}
		}
	}
	h.Write(buf)
	return hex.EncodeToString(h.Sum(nil))
}

// appendValue writes a value so that no two lists of values look alike.
func appendValue(buf []byte, v any) []byte {
	switch v := v.(type) {
	case string:
		buf = strconv.AppendInt(append(buf, 's'), int64(len(v)), 10)
		return append(append(buf, ':'), v...)
	case int:
		return append(strconv.AppendInt(append(buf, 'i'), int64(v), 10), ';')
	}
	panic("archive: a row holds strings and ints alone")
}

// columnRow is the row of columns for a revision of a column, without its
// parser version, which is written last.
func columnRow(p *plan) row {
	c := p.column
	current := p.revisions[len(p.revisions)-1]
	return row{c.ID, current.first.source, current.first.number, c.SourceURL, c.Title, string(c.Kind), published(c.Published),
		c.Week.Start.String(), c.Week.End.String(), c.Author, c.Outlet, c.Topic, c.Summary,
		len(c.Sections), len(c.Activities), officials(c), c.Characters, unclassified(c), len(c.Problems),
		len(p.revisions), current.articleSHA, int(current.first.id), stamp(current.firstSeen), current.first.sha, p.state, p.digest}
}

// officials counts the people of a column, each once.
func officials(c *parser.Column) int {
	seen := map[string]bool{}
	for _, a := range c.Activities {
		for _, o := range a.Officials {
			seen[o.OfficialID] = true
		}
	}
	return len(seen)
}

func unclassified(c *parser.Column) int {
	n := 0
	for _, b := range c.Blocks {
		if b.Class == parser.ClassUnclassified {
			n += utf8.RuneCountInString(b.Text)
		}
	}
	return n
}

// characters counts code points without the line feeds between paragraphs.
func characters(text string) int {
	return utf8.RuneCountInString(text) - strings.Count(text, "\n")
}

func joinDates(ds []parser.Date) string {
	parts := make([]string, len(ds))
	for i, d := range ds {
		parts[i] = d.String()
	}
	return strings.Join(parts, ";")
}
