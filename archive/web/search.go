package web

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"shenzheng/parser"
)

// search gives the condition on listing under which every word of q is found
// in what is public of an activity, with ? for each of its arguments. Sentences
// are not searched.
func (m *moment) search(q string) (condition string, args []any) {
	var all []string
	for _, word := range strings.Fields(q) {
		one, values := m.findWord(fold(word))
		all, args = append(all, one), append(args, values...)
	}
	return strings.Join(all, " AND "), args
}

// findWord gives the condition under which one folded word is found: among the
// words of the activity, in the title of its column, or as the name of one of
// its values.
func (m *moment) findWord(word string) (condition string, args []any) {
	condition, args = `words LIKE ? ESCAPE '\'`, []any{"%" + likeSafe.Replace(word) + "%"}
	if strings.ContainsFunc(word, func(r rune) bool { return r < unicode.MaxASCII }) {
		condition, args = condition+" OR wide AND words GLOB ?", append(args, glob(word))
	}
	if columns := m.titled(word); len(columns) > 0 {
		of := these("activities.column_id", columns)
		condition, args = condition+" OR "+of.Where, append(args, of.Args...)
	}
	for _, label := range labelled(word) {
		condition, args = condition+" OR "+label.holds, append(args, label.value)
	}
	return "(" + condition + ")", args
}

var likeSafe = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// titled lists the columns with a word in the title. A word in most titles is
// their usual wording (这周都在忙啥), says nothing of a column, and would find all.
func (m *moment) titled(word string) []string {
	return valuesOf(m.query("search titles", `SELECT column_id FROM columns
		WHERE title GLOB ?1 AND (SELECT 2 * count(*) FROM columns WHERE title GLOB ?1) <= (SELECT count(*) FROM columns)`, glob(word)), "column_id")
}

// meant is a value that a word names in either language.
type meant struct{ holds, value string }

// labelled lists the values of closed lists that a folded word names: part of
// a district's name, the name of a kind, an office, a verb or a statement, or a
// whole word of its English.
func labelled(word string) []meant {
	var found []meant
	for _, d := range parser.Districts() {
		if strings.Contains(fold(d.NameZH), word) || strings.Contains(fold(d.NameEN), word) || d.Slug == word {
			found = append(found, meant{`activities.district = ?`, d.Slug})
		}
	}
	for _, l := range [...]struct {
		codes []parser.Code
		holds string
	}{
		{parser.Kinds(), `activities.kind = ?`},
		{parser.Offices(), `people GLOB '* ' || ? || ' *'`},
		{parser.Verbs(), `words LIKE '%;' || ? || ';%'`},
		{parser.Statements(), `words LIKE '%;' || ? || ';%'`},
	} {
		for _, c := range l.codes {
			names := append(strings.Fields(strings.ToLower(c.EN)), strings.Split(c.ZH, "/")...)
			if slices.Contains(append(names, c.Code, fold(c.EN)), word) && len(word) > 2 {
				found = append(found, meant{l.holds, c.Code})
			}
		}
	}
	return found
}

// glob is the pattern of texts that hold a folded word in whatever width and
// case.
func glob(word string) string {
	var b strings.Builder
	b.WriteByte('*')
	for _, r := range word {
		switch wide := r + 0xFEE0; {
		case r <= ' ' || r > '~':
			b.WriteRune(r)
		case r == ']': // first, or it would end the class
			b.WriteString("[]" + string(wide) + "]")
		default:
			b.WriteString("[" + string(wide) + string(wide-'a'+'A') + string(r))
			if 'a' <= r && r <= 'z' {
				b.WriteRune(r - 'a' + 'A')
			}
			b.WriteByte(']')
		}
	}
	return b.String() + "*"
}

// fold makes text comparable: half width, lower case, no white space.
func fold(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(width.Fold.String(s))), "")
}
