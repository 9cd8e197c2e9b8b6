package archive

import (
	"strings"
	"unicode/utf8"

	"shenzheng/parser"
)

// blankColumn has one of everything, so that its rows name all columns.
var blankColumn = parser.Column{Sections: make([]parser.Section, 1), Credits: make([]parser.Credit, 1),
	Blocks: make([]parser.Block, 1), Problems: make([]parser.Problem, 1),
	Activities: []parser.Activity{{Officials: []parser.Appearance{{Posts: make([]parser.Post, 1)}}}}}

// rowsOf turns what the parser gave into the rows of a column.
func rowsOf(p *plan) (set rowSet) {
	c := p.column
	add := func(table int, r row) { set[table] = append(set[table], r) }
	for i := range c.Sections {
		add(sectionsTable, sectionRow(c, i))
	}
	for i := range c.Activities {
		a := &c.Activities[i]
		add(activitiesTable, activityRow(c, a))
		for j := range a.Officials {
			o := &a.Officials[j]
			add(appearancesTable, appearanceRow(a, o))
			for k, p := range o.Posts {
				add(postsTable, row{{"activity_id", a.ID}, {"official_id", o.OfficialID}, {"position", k + 1}, {"org", p.Org}, {"title", p.Title}})
			}
		}
	}
	for i, x := range c.Credits {
		add(creditsTable, row{{"column_id", c.ID}, {"position", i + 1}, {"role", x.Role}, {"name", x.Name}})
	}
	for i, b := range c.Blocks {
		add(blocksTable, row{{"column_id", c.ID}, {"block", i + 1}, {"class", string(b.Class)}, {"rule", b.Rule},
			{"span_start", b.Span.Start}, {"span_end", b.Span.End}, {"text", b.Text}})
	}
	for i, p := range c.Problems {
		add(problemsTable, row{{"column_id", c.ID}, {"position", i + 1}, {"code", p.Code}, {"severity", p.Severity},
			{"span_start", p.Span.Start}, {"span_end", p.Span.End}, {"detail", p.Detail}})
	}
	add(columnsTable, columnRow(p, set.below()))
	return set
}

func sectionRow(c *parser.Column, i int) row {
	s := &c.Sections[i]
	return row{{"section_id", s.ID}, {"column_id", c.ID}, {"position", s.Position}, {"district", s.District}, {"heading", s.Heading},
		{"heading_source", s.HeadingSource}, {"headline", s.Headline}, {"activities", s.Activities}}
}

func activityRow(c *parser.Column, a *parser.Activity) row {
	section := &c.Sections[a.Section]
	return row{{"activity_id", a.ID}, {"column_id", c.ID}, {"section_id", section.ID}, {"position", a.Position},
		{"district", section.District}, {"week_start", c.Week.Start.String()}, {"week_end", c.Week.End.String()},
		{"date_start", a.Date.Start.String()}, {"date_end", a.Date.End.String()}, {"date_precision", string(a.Date.Precision)},
		{"date_part", a.Date.Part}, {"date_list", dateList(a.Date.List)}, {"date_text", a.Date.Text}, {"kind", a.Kind},
		{"officials", len(a.Officials)}, {"paragraphs", len(a.Paragraphs)}, {"characters", characters(a.Text)},
		{"span_start", a.Span.Start}, {"span_end", a.Span.End}, {"text", a.Text}, {"text_sha256", hashOf([]byte(a.Text))},
		{"source_url", c.SourceURL}}
}

func appearanceRow(a *parser.Activity, o *parser.Appearance) row {
	return row{{"activity_id", a.ID}, {"official_id", o.OfficialID}, {"name", o.Name}, {"position", o.Position}, {"post", o.Post},
		{"office", o.Office}, {"named_as", o.NamedAs}, {"role", o.Role}, {"verbs", strings.Join(o.Verbs, ";")},
		{"statements", strings.Join(o.Statements, ";")}, {"span_start", o.Span.Start}, {"span_end", o.Span.End}}
}

// columnRow is the row of columns for a revision of a column. The digest is
// filled in when it is written, and the parser version is set last.
func columnRow(p *plan, below int) row {
	c := p.column
	first := &p.revisions[len(p.revisions)-1].first
	return row{{"column_id", c.ID}, {"source", first.Source}, {"number", first.Number}, {"source_url", c.SourceURL}, {"title", c.Title},
		{"kind", string(c.Kind)}, {"published_at", publishedAt(c.Published)}, {"week_start", c.Week.Start.String()},
		{"week_end", c.Week.End.String()}, {"author", c.Author}, {"outlet", c.Outlet}, {"topic", c.Topic}, {"summary", c.Summary},
		{"sections", len(c.Sections)}, {"activities", len(c.Activities)}, {"officials", officials(c)}, {"characters", c.Characters},
		{"unclassified_characters", unclassified(c)}, {"problems", len(c.Problems)}, {"revision", len(p.revisions)},
		{"article_sha256", first.now.articleSHA}, {"capture_id", int(first.ID)}, {"captured_at", stamp(first.CapturedAt)},
		{"capture_sha256", first.SHA256}, {"state", p.state}, {"rows_sha256", ""}, {"rows_below", below}, {"parser_version", 0},
		{"duplicate_of", p.related.duplicateOf}}
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

func dateList(ds []parser.Date) string {
	parts := make([]string, len(ds))
	for i, d := range ds {
		parts[i] = d.String()
	}
	return strings.Join(parts, ";")
}
