package generate

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"shenzheng/parser"
)

// finish turns a written article into a truth.
type finish struct {
	*article
	offsets []int // of each line in the canonical text
	out     Truth
}

// truth gives the article's truth; false where an official's name stands
// somewhere it was not put.
func (a *article) truth() (Truth, bool) {
	f := &finish{article: a, out: Truth{Number: a.number, Week: a.week, open: map[string]bool{}}}
	f.out.CapturedAt = a.published.Add(3 * time.Hour).UTC()
	f.column()
	f.sections()
	for i := range a.activities {
		f.activity(i)
	}
	return f.out, !f.strayNames()
}

func (f *finish) span(p place) parser.Span {
	return parser.Span{Start: f.offsets[p.line] + p.from, End: f.offsets[p.line] + p.to}
}

// column fills everything that is the column's own.
func (f *finish) column() {
	c := &f.out.Column
	var texts, article []string
	offset := 0
	for _, l := range f.lines {
		text := string(l.text)
		f.offsets = append(f.offsets, offset)
		c.Blocks = append(c.Blocks, parser.Block{Text: text, Span: parser.Span{Start: offset, End: offset + len(l.text)}, Class: l.class})
		c.Characters += len(l.text)
		offset += len(l.text) + 1
		texts = append(texts, text)
		if l.open {
			f.out.open[openKey(-1, text, "class")] = true
		}
		if l.class != parser.ClassFurniture {
			article = append(article, text)
		}
	}
	c.Text = strings.Join(texts, "\n")
	c.ArticleSHA256 = hexOf(strings.Join(article, "\n"), sha256.Size)
	c.ID, c.Number, c.SourceURL = "col_"+f.number, f.number, address(f.number)
	c.Title = string(f.lines[f.title].text)
	c.Kind, c.Published = f.kind, f.published
	if f.kind == parser.KindWeekly {
		c.Week = f.week
	}
	c.Author, c.Outlet, c.Summary, c.Credits = account, "深圳特区报", f.summary(), f.credits
	if f.topic {
		c.Topic = account
	}
	for _, p := range f.problems {
		if p.code == "" {
			f.out.anyOf = append(f.out.anyOf, f.span(p.at))
			continue
		}
		c.Problems = append(c.Problems, parser.Problem{Code: p.code, Severity: "warning", Span: f.span(p.at)})
	}
}

// summary is the line of that name without its label.
func (f *finish) summary() string {
	if f.article.summary < 0 {
		return ""
	}
	return string(f.lines[f.article.summary].text[len([]rune(summaryLabel)):])
}

// address is the page's address on the newspaper's site.
func address(number string) string { return "https://www.dutenews.com/p/" + number + ".html" }

func (f *finish) sections() {
	c := &f.out.Column
	seen := map[string]int{}
	for i, s := range f.sheet.sections {
		seen[s.district.Slug]++
		id := "sec_" + f.number + "_" + s.district.Slug
		if n := seen[s.district.Slug]; n > 1 {
			id += "_" + fmt.Sprint(n)
		}
		out := parser.Section{ID: id, Position: i + 1, District: s.district.Slug, HeadingSource: "inferred"}
		if s.heading >= 0 {
			out.Heading, out.HeadingSource = string(f.lines[s.heading].text), "printed"
		}
		var headline []string
		for _, l := range s.headline {
			headline = append(headline, string(f.lines[l].text))
		}
		out.Headline = strings.Join(headline, " / ")
		c.Sections = append(c.Sections, out)
	}
}

func (f *finish) activity(i int) {
	a, c := f.activities[i], &f.out.Column
	out := parser.Activity{Section: a.section, Position: i + 1, Date: a.moment, Kind: kindOf(a.opening)}
	var texts []string
	for _, p := range a.pieces {
		out.Paragraphs = append(out.Paragraphs, f.span(p))
		texts = append(texts, f.text(p))
	}
	out.Text = strings.Join(texts, "\n")
	out.Span = parser.Span{Start: out.Paragraphs[0].Start, End: out.Paragraphs[len(out.Paragraphs)-1].End}
	out.Date.Text = f.text(a.date)
	if a.open {
		f.out.open[openKey(i, "", "date_part")] = true
	}
	f.identify(i, &out)
	slices.SortStableFunc(a.people, func(x, y *person) int {
		return cmp.Or(cmp.Compare(x.mention.line, y.mention.line), cmp.Compare(x.mention.from, y.mention.from))
	})
	for _, p := range a.people {
		out.Officials = append(out.Officials, f.appearance(p, len(out.Officials)+1))
		for _, field := range p.open {
			f.out.open[openKey(i, p.plain, field)] = true
		}
	}
	c.Activities = append(c.Activities, out)
	c.Sections[a.section].Activities++
}

func (f *finish) appearance(p *person, position int) parser.Appearance {
	out := parser.Appearance{
		OfficialID: "off_" + hexOf(p.plain, 4), Name: p.plain, Position: position, Office: p.office, NamedAs: "name_only", Role: p.role,
		Verbs: p.verbs, Statements: p.statements, Span: f.span(p.mention),
	}
	if p.form != nil {
		out.NamedAs, out.Post, out.Posts = "post_and_name", f.text(p.post), p.form.posts
	}
	return out
}

// identify gives the activity its id, and calls it open where the first code
// points hold any whose folding the codebook does not fix.
func (f *finish) identify(i int, a *parser.Activity) {
	first := make([]rune, 0, 40)
	for _, r := range a.Text {
		if len(first) == 40 {
			break
		}
		if !strings.ContainsRune(" 　\n", r) {
			first = append(first, narrow(r))
		}
	}
	if strings.ContainsAny(string(first), "－‐‑‒–—―~～〜−-•・‧·“”|丨") {
		f.out.open[openKey(i, "", "activity_id")] = true
	}
	id := "act_" + f.number + "_" + hexOf(string(first), 4)
	twins := 1
	for _, other := range f.out.Column.Activities {
		if strings.HasPrefix(other.ID, id) {
			twins++
		}
	}
	if twins > 1 {
		id += "-" + fmt.Sprint(twins)
	}
	a.ID = id
}

// narrow is the reverse of widening.
func narrow(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	return r
}

// hexOf gives the first bytes of the SHA-256 in hex.
func hexOf(s string, bytes int) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:bytes])
}
