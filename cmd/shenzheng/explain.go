package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"text/template"

	"github.com/spf13/cobra"

	"shenzheng/archive"
	"shenzheng/parser"
)

func (a *app) explainCommand() *cobra.Command {
	var asJSON bool
	cmd := newCommand("explain COLUMN|FILE", "Show how each block was read, and by which rule",
		"Show how each block of a page was read, and by which rule. The page is a file, or the\n"+
			"current revision of a column that the archive holds (col_8137676 or 8137676).",
		cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
			reading, err := a.readForExplain(ctx, args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return a.sayJSON(explain(reading))
			}
			return a.explainText(explain(reading))
		})
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}

// readForExplain reads a file if there is one of that name, else a column.
func (a *app) readForExplain(ctx context.Context, arg string) (parser.Reading, error) {
	body, err := os.ReadFile(arg)
	if err == nil {
		number, _ := parser.ArticleNumberInName(arg)
		return parser.Read(parser.Page{Body: body, Number: number, CapturedAt: a.now()}), nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return parser.Reading{}, fmt.Errorf("explain: %w", err)
	}
	var page parser.Page
	err = a.withReader(ctx, func(arc *archive.Archive) error {
		id, err := arc.ColumnNamed(ctx, arg)
		if err == nil {
			page, err = arc.ColumnPage(ctx, id)
		}
		return err
	})
	if errors.Is(err, archive.ErrNoArchive) || errors.Is(err, archive.ErrNoColumn) {
		return parser.Reading{}, withCode(exitUsage, fmt.Errorf("explain %s: neither a file nor a column that is held", arg))
	}
	if err != nil {
		return parser.Reading{}, err
	}
	return parser.Read(page), nil
}

// explained is the JSON form: one object a block, with what begins in it, under
// the codebook's names.
type (
	explained struct {
		Kind     parser.PageKind  `json:"page"`
		Reason   string           `json:"reason"`
		Column   *explainedColumn `json:"column,omitempty"`
		Blocks   []explainedBlock `json:"blocks"`
		Problems []parser.Problem `json:"problems"`
	}
	explainedColumn struct {
		ID        string      `json:"column_id"`
		Title     string      `json:"title"`
		Kind      parser.Kind `json:"kind"`
		Published string      `json:"published_at"`
		WeekStart string      `json:"week_start"`
		WeekEnd   string      `json:"week_end"`
	}
	explainedBlock struct {
		Block      int                 `json:"block"`
		Span       parser.Span         `json:"span"`
		Class      parser.Class        `json:"class"`
		Rule       string              `json:"rule"`
		Section    *parser.Section     `json:"section,omitempty"`
		Activities []explainedActivity `json:"activities,omitempty"`
		Text       string              `json:"text"`
	}
	explainedActivity struct {
		ID        string              `json:"activity_id"`
		Rule      string              `json:"rule"`
		District  string              `json:"district"`
		Start     string              `json:"date_start"`
		End       string              `json:"date_end"`
		Precision parser.Precision    `json:"date_precision"`
		DateText  string              `json:"date_text"`
		DateRule  string              `json:"date_rule"` // empty without a date
		Kind      string              `json:"kind"`
		KindWord  string              `json:"kind_word"` // the word that decided it, empty for none
		KindRule  string              `json:"kind_rule"` // the form of the table it belongs to, in parser/kind
		Officials []parser.Appearance `json:"officials"`
		Refused   []explainedRefusal  `json:"refused,omitempty"`
	}
	// explainedRefusal is a post with a name that makes no official, and why.
	explainedRefusal struct {
		Text   string      `json:"text"`
		Reason string      `json:"reason"`
		Span   parser.Span `json:"span"`
	}
)

func explain(r parser.Reading) explained {
	e := explained{Kind: r.Kind, Reason: r.Reason, Blocks: []explainedBlock{}, Problems: []parser.Problem{}}
	c := r.Column
	if c == nil {
		return e
	}
	e.Column = &explainedColumn{c.ID, c.Title, c.Kind, "", c.Week.Start.String(), c.Week.End.String()}
	if !c.Published.IsZero() {
		e.Column.Published = c.Published.Format("2006-01-02T15:04:05-07:00")
	}
	e.Problems = append(e.Problems, c.Problems...)
	text, section, activities := []rune(c.Text), 0, c.Activities
	for i, b := range c.Blocks {
		eb := explainedBlock{Block: i + 1, Span: b.Span, Class: b.Class, Rule: b.Rule, Text: b.Text}
		if b.Class == parser.ClassHeading && section < len(c.Sections) {
			eb.Section = &c.Sections[section]
			section++
		}
		for ; len(activities) > 0 && activities[0].Span.Start < b.Span.End; activities = activities[1:] {
			a := activities[0]
			ea := explainedActivity{ID: a.ID, Rule: a.Rule, District: c.Sections[a.Section].District,
				Start: a.Date.Start.String(), End: a.Date.End.String(), Precision: a.Date.Precision, DateText: a.Date.Text, DateRule: a.Date.Rule,
				Kind: a.Kind, KindWord: a.KindWord, KindRule: a.KindRule, Officials: append([]parser.Appearance{}, a.Officials...)}
			for _, f := range a.Refused {
				ea.Refused = append(ea.Refused, explainedRefusal{string(text[f.Span.Start:f.Span.End]), f.Reason, f.Span})
			}
			eb.Activities = append(eb.Activities, ea)
		}
		e.Blocks = append(e.Blocks, eb)
	}
	return e
}

// colours are those of classes on a terminal.
var colours = map[parser.Class]string{
	parser.ClassHeading: "1;34", parser.ClassHeadline: "34", parser.ClassActivity: "32",
	parser.ClassUnclassified: "1;31", parser.ClassFurniture: "90", parser.ClassCaption: "35",
}

func (a *app) explainText(e explained) error {
	coloured := isTerminal(a.Out)
	paint := func(code, s string) string {
		if !coloured {
			return s
		}
		return "\x1b[" + code + "m" + s + "\x1b[0m"
	}
	return a.show("explain.tmpl", e, template.FuncMap{"paint": paint, "trim": strings.TrimSpace, "join": strings.Join,
		"class": func(c parser.Class) string { return paint(cmp.Or(colours[c], "36"), fmt.Sprintf("%-12s", c)) }})
}
