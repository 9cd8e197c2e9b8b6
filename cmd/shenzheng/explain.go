package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"shenzheng/archive"
	"shenzheng/parser"
)

func (a *app) explainCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "explain COLUMN|FILE",
		Short: "Show how each block was read, and by which rule",
		Long: "Show how each block of a page was read, and by which rule. The page is a file, or the\n" +
			"current revision of a column that the archive holds (col_8137676 or 8137676).",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			reading, err := a.readForExplain(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return withCode(exitFailed, explainJSON(a.Out, reading))
			}
			return withCode(exitFailed, explainText(a.Out, reading, paletteFor(a.Out)))
		},
	}
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
		return parser.Reading{}, withCode(exitFailed, fmt.Errorf("explain: %w", err))
	}
	var page parser.Page
	err = a.withReader(ctx, func(arc *archive.Archive) error {
		page, err = arc.ColumnPage(ctx, columnID(arg))
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

// explained is the JSON form: one object a block, with what begins in it.
type explained struct {
	Kind     parser.PageKind  `json:"page"`
	Reason   string           `json:"reason"`
	Column   *explainedColumn `json:"column,omitempty"`
	Blocks   []explainedBlock `json:"blocks"`
	Problems []parser.Problem `json:"problems"`
}

type explainedColumn struct {
	ID        string      `json:"column_id"`
	Title     string      `json:"title"`
	Kind      parser.Kind `json:"kind"`
	Published string      `json:"published_at"`
	WeekStart string      `json:"week_start"`
	WeekEnd   string      `json:"week_end"`
}

type explainedBlock struct {
	Block      int                 `json:"block"`
	Start      int                 `json:"span_start"`
	End        int                 `json:"span_end"`
	Class      parser.Class        `json:"class"`
	Rule       string              `json:"rule"`
	Section    *parser.Section     `json:"section,omitempty"`
	Activities []explainedActivity `json:"activities,omitempty"`
	Text       string              `json:"text"`
}

type explainedActivity struct {
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

func explain(r parser.Reading) explained {
	e := explained{Kind: r.Kind, Reason: r.Reason, Blocks: []explainedBlock{}, Problems: []parser.Problem{}}
	c := r.Column
	if c == nil {
		return e
	}
	e.Column = &explainedColumn{c.ID, c.Title, c.Kind, stamp(c), c.Week.Start.String(), c.Week.End.String()}
	e.Problems = append(e.Problems, c.Problems...)
	section, activity := 0, 0
	for i, b := range c.Blocks {
		eb := explainedBlock{Block: i + 1, Start: b.Span.Start, End: b.Span.End, Class: b.Class, Rule: b.Rule, Text: b.Text}
		if b.Class == parser.ClassHeading && section < len(c.Sections) {
			eb.Section = &c.Sections[section]
			section++
		}
		for ; activity < len(c.Activities) && c.Activities[activity].Span.Start < b.Span.End; activity++ {
			eb.Activities = append(eb.Activities, explainActivity(c, c.Activities[activity]))
		}
		e.Blocks = append(e.Blocks, eb)
	}
	return e
}

// explainedRefusal is a post with a name that makes no official, and why.
type explainedRefusal struct {
	Text   string `json:"text"`
	Reason string `json:"reason"`
	Start  int    `json:"span_start"`
	End    int    `json:"span_end"`
}

func explainActivity(c *parser.Column, a parser.Activity) explainedActivity {
	var refused []explainedRefusal
	text := []rune(c.Text)
	for _, f := range a.Refused {
		refused = append(refused, explainedRefusal{string(text[f.Span.Start:f.Span.End]), f.Reason, f.Span.Start, f.Span.End})
	}
	return explainedActivity{ID: a.ID, Rule: a.Rule, District: c.Sections[a.Section].District,
		Start: a.Date.Start.String(), End: a.Date.End.String(), Precision: a.Date.Precision, DateText: a.Date.Text,
		DateRule: a.Date.Rule, Kind: a.Kind, KindWord: a.KindWord, KindRule: a.KindRule,
		Officials: append([]parser.Appearance{}, a.Officials...), Refused: refused}
}

func stamp(c *parser.Column) string {
	if c.Published.IsZero() {
		return ""
	}
	return c.Published.Format("2006-01-02T15:04:05-07:00")
}

func explainJSON(w io.Writer, r parser.Reading) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(explain(r))
}

// palette colours classes on a terminal; the zero palette writes plain text.
type palette struct{ on bool }

func paletteFor(w io.Writer) palette { return palette{isTerminal(w)} }

func (p palette) paint(code, s string) string {
	if !p.on {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (p palette) class(c parser.Class) string {
	code := map[parser.Class]string{
		parser.ClassHeading: "1;34", parser.ClassHeadline: "34", parser.ClassActivity: "32",
		parser.ClassUnclassified: "1;31", parser.ClassFurniture: "90", parser.ClassCaption: "35",
	}[c]
	if code == "" {
		code = "36"
	}
	return p.paint(code, fmt.Sprintf("%-12s", c))
}

func explainText(w io.Writer, r parser.Reading, p palette) error {
	var out strings.Builder
	e := explain(r)
	fmt.Fprintf(&out, "page: %s (%s)\n", e.Kind, e.Reason)
	if e.Column != nil {
		fmt.Fprintf(&out, "column: %s, %s, week %s to %s, published %s\n", e.Column.ID, e.Column.Kind, e.Column.WeekStart, e.Column.WeekEnd, e.Column.Published)
	}
	for _, b := range e.Blocks {
		fmt.Fprintf(&out, "%4d [%d,%d) %s %s  %s\n", b.Block, b.Start, b.End, p.class(b.Class), p.paint("90", b.Rule), b.Text)
		for _, a := range b.Activities {
			fmt.Fprintf(&out, "       %s %s: %s %q %s..%s%s, %s%s\n", p.paint("1", a.ID), p.paint("90", a.Rule), a.Precision, a.DateText, a.Start, a.End, by(a.DateRule), a.Kind, by(strings.TrimSpace(a.KindRule+" "+a.KindWord)))
			for _, o := range a.Officials {
				fmt.Fprintf(&out, "         %s%s %q %v %s %s %s verbs=%s statements=%s [%d,%d)\n", p.paint("1;33", o.Name), before(o.EndedBy), o.Post, o.Posts,
					o.Office, o.NamedAs, o.Role, strings.Join(o.Verbs, ";"), strings.Join(o.Statements, ";"), o.Span.Start, o.Span.End)
			}
			for _, f := range a.Refused {
				fmt.Fprintf(&out, "         %s %q %s [%d,%d)\n", p.paint("90", "refused"), f.Text, f.Reason, f.Start, f.End)
			}
		}
	}
	for _, q := range e.Problems {
		fmt.Fprintf(&out, "%s %s %s [%d,%d): %s\n", p.paint("1;31", "problem"), q.Severity, q.Code, q.Span.Start, q.Span.End, q.Detail)
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// by names what decided something, if anything did.
func by(what string) string {
	if what == "" {
		return ""
	}
	return " by " + what
}

// before names the word that a name ends at, if any does.
func before(word string) string {
	if word == "" {
		return ""
	}
	return " (before " + word + ")"
}
