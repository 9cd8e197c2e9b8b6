package score

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"shenzheng/parser"
	"shenzheng/parser/evaluate/generate"
)

// row is a row of one of the column's tables.
type row struct {
	table string
	// key is what the same row of another reading is known by: what the two
	// have in common at least.
	key    string
	near   string         // the sentence or paragraph it is about
	place  generate.Place // of its fields
	fields []field        // the same ones in every row of a table
	below  []row          // an activity's appearances
}

// field is a named value, or a set of them; a value that is not there is none.
type field struct {
	name   string
	values []string
}

// newRow gives a row with fields of one value each, given as name and value.
func newRow(table, key, near string, place generate.Place, pairs ...string) row {
	r := row{table: table, key: key, near: near, place: place}
	for pair := range slices.Chunk(pairs, 2) {
		r = r.with(pair[0], slices.DeleteFunc(pair[1:], func(value string) bool { return value == "" }))
	}
	return r
}

// with adds a field that is a set of values.
func (r row) with(name string, values []string) row {
	r.fields = append(r.fields, field{name, values})
	return r
}

// nothing stands where the other reading has no such row.
func (r row) nothing() row {
	return row{place: generate.Place{Activity: -2}, fields: make([]field, len(r.fields))}
}

// rows gives a column's rows, in the order of its tables.
func rows(c parser.Column) []row {
	text, place, published := []rune(c.Text), generate.Place{Activity: -1}, ""
	if !c.Published.IsZero() {
		published = c.Published.Format(time.RFC3339)
	}
	out := []row{newRow("column", "", c.Title, place, "kind", string(c.Kind), "title", c.Title, "column_id", c.ID,
		"published_at", published, "author", c.Author, "outlet", c.Outlet, "topic", c.Topic, "summary", c.Summary,
		"ledger", ledger(c, text), "week_start", c.Week.Start.String(), "week_end", c.Week.End.String())}
	for _, b := range c.Blocks {
		if b.Class != parser.ClassFurniture { // what stands around an article may be read as more or less of it
			out = append(out, newRow("block", b.Text, b.Text, generate.Place{Activity: -1, Name: b.Text}, "class", string(b.Class)))
		}
	}
	for _, s := range c.Sections {
		out = append(out, newRow("section", s.District, s.District, place, "district", s.District, "section_id", s.ID,
			"heading", s.Heading, "heading_source", s.HeadingSource, "headline", s.Headline, "activities", strconv.Itoa(s.Activities)))
	}
	for i, a := range c.Activities {
		out = append(out, activity(c, a, text, i))
	}
	var credits, problems, invalid []string
	for _, each := range c.Credits {
		credits = append(credits, each.Role+" "+each.Name)
	}
	for _, p := range c.Problems {
		if slices.Contains(fixed, p.Code) && !slices.Contains(problems, p.Code) {
			problems = append(problems, p.Code)
		}
		if p.Code == "invalid_date" {
			invalid = append(invalid, slice(text, p.Span))
		}
	}
	return append(out, newRow("credit", "", c.Title, place).with("role_and_name", credits),
		newRow("problem", "", c.Title, place).with("code", problems).with("place", invalid))
}

// fixed are the problems whose code the truth decides.
var fixed = []string{"week_disagrees", "week_irregular", "heading_unknown", "article_continues", "page_cut_off"}

// activity gives the row of an activity; those whose texts begin alike are the same.
func activity(c parser.Column, a parser.Activity, text []rune, index int) row {
	district := ""
	if a.Section >= 0 && a.Section < len(c.Sections) {
		district = c.Sections[a.Section].District
	}
	var days []string
	for _, d := range a.Date.List {
		days = append(days, d.String())
	}
	opening := []rune(a.Text)
	out := newRow("activity", string(opening[:min(len(opening), 18)]), a.Text, generate.Place{Activity: index},
		"presence", "present", "district", district, "activity_id", a.ID,
		"date_start", a.Date.Start.String(), "date_end", a.Date.End.String(), "date_list", strings.Join(days, ";"),
		"date_precision", string(a.Date.Precision), "date_part", a.Date.Part, "date_text", a.Date.Text, "kind", a.Kind,
		"text", a.Text, "paragraphs", strconv.Itoa(len(a.Paragraphs)), "span", ends(slice(text, a.Span)))
	for _, p := range a.Officials {
		var posts []string
		for _, post := range p.Posts {
			posts = append(posts, post.Org+"+"+post.Title)
		}
		out.below = append(out.below, newRow("appearance", p.Name, a.Text, generate.Place{Activity: index, Name: p.Name},
			"name", p.Name, "official_id", p.OfficialID, "position", strconv.Itoa(p.Position), "post", p.Post, "office", p.Office,
			"named_as", p.NamedAs, "role", p.Role, "span", fmt.Sprintf("%d:%s", p.Span.Start-a.Span.Start, slice(text, p.Span))).
			with("posts", posts).with("verbs", p.Verbs).with("statements", p.Statements))
	}
	return out
}

// ledger reports whether every code point is in one block, and every block at its span.
func ledger(c parser.Column, text []rune) string {
	at, sum := 0, 0
	for i, b := range c.Blocks {
		if b.Span.Start != at || slice(text, b.Span) != b.Text {
			return fmt.Sprintf("block %d is not at its span", i)
		}
		at = b.Span.End + 1
		sum += b.Span.End - b.Span.Start
	}
	if at != len(text)+1 || sum != c.Characters {
		return "characters do not add up"
	}
	return "complete"
}

// slice is the text at a span, empty where the span is none.
func slice(text []rune, s parser.Span) string {
	if s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return ""
	}
	return string(text[s.Start:s.End])
}

// ends gives how a passage begins and ends: inside it a page may have other lines.
func ends(passage string) string {
	runes := []rune(passage)
	n := min(len(runes), 6)
	return string(runes[:n]) + "…" + string(runes[len(runes)-n:])
}
