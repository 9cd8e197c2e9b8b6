package web

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"shenzheng/parser"
)

// search gives the condition under which every word of q is found in what is
// public of an activity, with ? for each of its arguments.
func search(ctx context.Context, tx *sql.Tx, q string) (condition string, args []any, err error) {
	var all []string
	for _, word := range strings.Fields(q) {
		one, values, err := findWord(ctx, tx, fold(word))
		if err != nil {
			return "", nil, fmt.Errorf("search %q: %w", word, err)
		}
		all, args = append(all, one), append(args, values...)
	}
	return strings.Join(all, " AND "), args, nil
}

// places are what is searched by pattern: for each the distinct values that
// match ?1, and what holds of the activities that have one of them. Printed
// posts and dates are few among many rows, so the index is hopped along.
var places = [...]struct{ find, holds string }{
	{`SELECT section_id FROM sections WHERE headline GLOB ?1`, `activities.section_id IN (%s)`},
	{`SELECT official_id FROM officials WHERE name GLOB ?1 OR replace(name_pinyin, ' ', '') GLOB ?1`,
		`activities.activity_id IN (SELECT activity_id FROM appearances WHERE official_id IN (%s))`},
	{hop("post", "appearances"), `activities.activity_id IN (SELECT activity_id FROM appearances WHERE post IN (%s))`},
	{hop("date_text", "activities"), `activities.date_text IN (%s)`},
	// A word in most titles is their usual wording (这周都在忙啥), says nothing
	// of a column, and would find all.
	{`SELECT column_id FROM columns WHERE title GLOB ?1 AND (SELECT 2 * count(*) FROM columns WHERE title GLOB ?1) <= (SELECT count(*) FROM columns)`,
		`activities.column_id IN (%s)`},
}

func hop(column, table string) string {
	return strings.NewReplacer("{c}", column, "{t}", table).Replace(`WITH RECURSIVE one(v) AS (SELECT min({c}) FROM {t} UNION ALL
		SELECT (SELECT min({c}) FROM {t} WHERE {c} > one.v) FROM one WHERE one.v IS NOT NULL) SELECT v FROM one WHERE v GLOB ?1`)
}

// findWord gives the condition under which one folded word is found. Sentences
// are not searched.
func findWord(ctx context.Context, tx *sql.Tx, word string) (condition string, args []any, err error) {
	any := []string{"FALSE"}
	for _, p := range places {
		values, err := collect(ctx, tx, func(r *sql.Rows, v *string) error { return r.Scan(v) }, p.find, glob(word))
		if err != nil {
			return "", nil, err
		}
		if len(values) == 0 {
			continue
		}
		list, err := json.Marshal(values)
		if err != nil {
			return "", nil, err
		}
		any, args = append(any, fmt.Sprintf(p.holds, "SELECT value FROM json_each(?)")), append(args, string(list))
	}
	for _, label := range labelled(word) {
		any, args = append(any, label.holds), append(args, label.value)
	}
	return "(" + strings.Join(any, " OR ") + ")", args, nil
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
		{parser.Offices(), `activities.activity_id IN (SELECT activity_id FROM appearances WHERE office = ?)`},
		{parser.Verbs(), `activities.activity_id IN (SELECT activity_id FROM appearances WHERE ';' || verbs || ';' GLOB '*;' || ? || ';*')`},
		{parser.Statements(), `activities.activity_id IN (SELECT activity_id FROM appearances WHERE ';' || statements || ';' GLOB '*;' || ? || ';*')`},
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
