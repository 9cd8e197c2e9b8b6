package score

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"

	"shenzheng/parser"
	"shenzheng/parser/evaluate/forms"
	"shenzheng/parser/evaluate/generate"
)

// The generated columns and names whose figures travel with snapshots.
const (
	AccuracySeed    = 20240422
	AccuracyColumns = 200
	AccuracyNames   = 5000 // of each kind
)

// Renewal is the command that writes accuracy.csv anew, on any clean clone:
// where the real column is not at hand its rows stay as they are.
const Renewal = "go run ./cmd/evaluate -accuracy archive/snapshot/accuracy.csv"

// Figure is one row of accuracy.csv.
type Figure struct {
	Dataset string // gold | generated | names | forms
	// MeasuredOn says what the data set is made of: real text, generated text
	// whose truth is known by construction, or a list of single forms.
	MeasuredOn string // real | generated | forms
	Row
	ParserVersion int
}

// Header is the header row of accuracy.csv.
func Header() []string {
	return []string{"dataset", "field", "precision", "recall", "f1", "support", "parser_version", "measured_on"}
}

// Strings gives the row as it stands in accuracy.csv.
func (f Figure) Strings() []string {
	share := func(x float64) string { return strconv.FormatFloat(x, 'f', 4, 64) }
	return []string{f.Dataset, f.Field, share(f.Precision()), share(f.Recall()), share(f.F1()), strconv.Itoa(f.Support()), strconv.Itoa(f.ParserVersion), f.MeasuredOn}
}

// Run reads n generated columns, each in one of the shapes in turn.
func Run(seed uint64, n int) *Report {
	r := NewReport()
	g := generate.New(seed)
	for i := range n {
		t, s := g.Column(i), g.Shape(i)
		r.Compare(Generated(t, s), parser.Read(t.Render(s)))
		if i%10 == 0 {
			r.twin(t, s, g.Shape(i+1+i/10))
		}
	}
	return r
}

// twin reads a column once more, in another shape and under another number: it
// has to be known as the same article.
func (r *Report) twin(t generate.Truth, one, other generate.Shape) {
	page := t.Render(other)
	page.Number, page.URL = "", ""
	a, b, got := parser.Read(t.Render(one)).Column, parser.Read(page).Column, ""
	if a != nil && b != nil && a.ArticleSHA256 == b.ArticleSHA256 {
		got = "same"
	}
	r.value("column.article", "same", got)
}

// Figures reads the generated columns of the fixed seed, the forms that stand
// as test data under source, the folder of the package parser, and the real
// column. Where corpus does not hold that, its figures are left out and the
// error is ErrNoGold.
func Figures(source, corpus fs.FS) ([]Figure, error) {
	listed, err := forms.Measure(source)
	if err != nil {
		return nil, err
	}
	figures := slices.Concat(figuresOf("generated", "generated", Run(AccuracySeed, AccuracyColumns)),
		formsFigures("names", "generated", forms.Names(AccuracyNames)), formsFigures("forms", "forms", listed))
	gold, err := ReadGold(corpus)
	if errors.Is(err, fs.ErrNotExist) {
		return figures, ErrNoGold
	}
	if err != nil {
		return nil, err
	}
	r := NewReport()
	r.Compare(gold.Want, parser.Read(gold.Page))
	return slices.Concat(figuresOf("gold", "real", r), figures), nil
}

// ErrNoGold says that the real column is not at hand.
var ErrNoGold = errors.New("the real column is not here")

func formsFigures(dataset, measuredOn string, measured []forms.Figure) (out []Figure) {
	for _, f := range measured {
		out = append(out, Figure{dataset, measuredOn, Row{f.Field, Tally{True: f.Right, False: f.Wrong, Missed: f.Missed}}, parser.Version})
	}
	return out
}

func figuresOf(dataset, measuredOn string, r *Report) []Figure {
	var out []Figure
	for _, row := range r.Rows() {
		if row.Support() > 0 || row.False > 0 {
			out = append(out, Figure{dataset, measuredOn, row, parser.Version})
		}
	}
	return out
}

// WriteFigures writes accuracy.csv, sorted by data set and field: the rows of
// figures, and the gold rows of an earlier file where figures has none.
func WriteFigures(w io.Writer, figures []Figure, earlier io.Reader) error {
	var rows [][]string
	if !slices.ContainsFunc(figures, func(f Figure) bool { return f.Dataset == "gold" }) && earlier != nil {
		kept, err := csv.NewReader(earlier).ReadAll()
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read earlier figures: %w", err)
		}
		for _, row := range kept {
			if len(row) > 0 && row[0] == "gold" {
				rows = append(rows, row)
			}
		}
	}
	for _, f := range figures {
		rows = append(rows, f.Strings())
	}
	slices.SortFunc(rows, func(a, b []string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.WriteAll(slices.Insert(rows, 0, Header())); err != nil {
		return fmt.Errorf("write figures: %w", err)
	}
	return nil
}
