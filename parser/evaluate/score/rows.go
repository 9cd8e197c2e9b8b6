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
	// key is what the same row of another reading is known by: the table and
	// what the two have in common at least.
	key    string
	near   string // the sentence or paragraph it is about
	fields []field
	below  []row // an activity's appearances
}

// field is a named value, or a set of them; a value that is not there is none.
type field struct {
	name     string
	values   []string
	optional []string // may be read too
	open     bool     // nothing is expected
}

func one(name, value string) field {
	if value == "" {
		return field{name: name}
	}
	return field{name: name, values: []string{value}}
}

func newRow(table, key, near string, fields ...field) row {
	return row{table: table, key: table + " " + key, near: near, fields: fields}
}

// leave notes what is open in the row.
func (r row) leave(open map[generate.Place]bool, activity int, name string) row {
	for place := range open {
		i := slices.IndexFunc(r.fields, func(f field) bool { return f.name == place.Field })
		switch {
		case i < 0 || place.Activity != activity || place.Name != name:
		case place.Value != "":
			r.fields[i].optional = append(r.fields[i].optional, place.Value)
		default:
			r.fields[i].open = true
		}
	}
	return r
}

// rows gives a column's rows, in the order of its tables.
func rows(c parser.Column, open map[generate.Place]bool) []row {
	text := []rune(c.Text)
	week := []field{one("week_start", c.Week.Start.String()), one("week_end", c.Week.End.String())}
	week[0].open, week[1].open = c.Kind == parser.KindOther, c.Kind == parser.KindOther
	out := []row{newRow("column", "", c.Title, slices.Concat([]field{
		one("kind", string(c.Kind)), one("title", c.Title), one("column_id", c.ID), one("published_at", stamp(c.Published)),
		one("author", c.Author), one("outlet", c.Outlet), one("topic", c.Topic), one("summary", c.Summary), one("ledger", ledger(c, text)),
	}, week)...).leave(open, -1, "")}
	for _, b := range c.Blocks {
		if b.Class != parser.ClassFurniture { // what stands around an article may be read as more or less of it
			out = append(out, newRow("block", b.Text, b.Text, one("class", string(b.Class))).leave(open, -1, b.Text))
		}
	}
	for _, s := range c.Sections {
		out = append(out, newRow("section", s.District, s.District, one("district", s.District), one("section_id", s.ID),
			one("heading", s.Heading), one("heading_source", s.HeadingSource), one("headline", s.Headline), one("activities", count(s.Activities))))
	}
	for i, a := range c.Activities {
		out = append(out, activity(c, a, text, open, i))
	}
	credits, problems, invalid := field{name: "role_and_name"}, field{name: "code"}, field{name: "place"}
	for _, each := range c.Credits {
		credits.values = append(credits.values, each.Role+" "+each.Name)
	}
	for _, p := range c.Problems {
		if slices.Contains(fixed, p.Code) && !slices.Contains(problems.values, p.Code) {
			problems.values = append(problems.values, p.Code)
		}
		if p.Code == "invalid_date" {
			invalid.values = append(invalid.values, slice(text, p.Span))
		}
	}
	return append(out, newRow("credit", "", c.Title, credits), newRow("problem", "", c.Title, problems, invalid))
}

// fixed are the problems whose code the truth decides.
var fixed = []string{"week_disagrees", "week_irregular", "heading_unknown", "article_continues", "page_cut_off"}

// activity gives the row of an activity: two are the same event where their
// texts begin alike.
func activity(c parser.Column, a parser.Activity, text []rune, open map[generate.Place]bool, index int) row {
	district := ""
	if a.Section >= 0 && a.Section < len(c.Sections) {
		district = c.Sections[a.Section].District
	}
	list := field{name: "date_list"}
	if len(a.Date.List) > 0 {
		var days []string
		for _, d := range a.Date.List {
			days = append(days, d.String())
		}
		list.values = []string{strings.Join(days, ";")}
	}
	runes := []rune(a.Text)
	out := newRow("activity", string(runes[:min(len(runes), 18)]), a.Text, one("presence", "present"), one("district", district),
		one("activity_id", a.ID), one("date_start", a.Date.Start.String()), one("date_end", a.Date.End.String()), list,
		one("date_precision", string(a.Date.Precision)), one("date_part", a.Date.Part), one("date_text", a.Date.Text),
		one("kind", a.Kind), one("text", a.Text),
		one("paragraphs", count(len(a.Paragraphs))), one("span", ends(slice(text, a.Span)))).leave(open, index, "")
	for _, p := range a.Officials {
		posts := field{name: "posts"}
		for _, post := range p.Posts {
			posts.values = append(posts.values, post.Org+"+"+post.Title)
		}
		mention := fmt.Sprintf("%d:%s", p.Span.Start-a.Span.Start, slice(text, p.Span))
		out.below = append(out.below, newRow("appearance", p.Name, a.Text, one("name", p.Name), one("official_id", p.OfficialID),
			one("position", count(p.Position)), one("post", p.Post), one("office", p.Office), one("named_as", p.NamedAs),
			one("role", p.Role), one("span", mention), posts, field{name: "verbs", values: p.Verbs},
			field{name: "statements", values: p.Statements}).leave(open, index, p.Name))
	}
	return out
}

// ledger reports whether every code point is in one block and every block
// where its span says.
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

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// count is empty for none, so that a row that is not there has no number.
func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// slice is the text at a span, empty where the span is none.
func slice(text []rune, s parser.Span) string {
	if s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return ""
	}
	return string(text[s.Start:s.End])
}

// ends gives where a passage begins and ends: inside it a page may have lines
// that are none of the article's.
func ends(passage string) string {
	runes := []rune(passage)
	n := min(len(runes), 6)
	return string(runes[:n]) + "…" + string(runes[len(runes)-n:])
}
