package score

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
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

// Run reads n generated columns, each in one of the shapes in turn, or all in
// the one given. Every tenth is read once more, in another shape and under
// another number: it has to be known as the same article.
func Run(seed uint64, n int, shape *generate.Shape) *Report {
	r := new(Report)
	g := generate.Generator(seed)
	for i := range n {
		t, s := g.Column(i), *cmp.Or(shape, new(g.Shape(i)))
		reading := parser.Read(t.Render(s))
		r.Compare(t.Column.Number+" as "+s.Name, t, reading)
		if i%10 > 0 {
			continue
		}
		page, again := t.Render(g.Shape(i+1+i/10)), []string(nil)
		page.Number, page.URL = "", ""
		if a, b := reading.Column, parser.Read(page).Column; a != nil && b != nil && a.ArticleSHA256 == b.ArticleSHA256 {
			again = []string{"same"}
		}
		r.value("column.article", []string{"same"}, again, nil, t.Column.Title, true)
	}
	return r
}

// Accuracy gives accuracy.csv, sorted by data set and field: the figures of the generated
// columns of the fixed seed, of the forms under source, the folder of the package parser,
// of names, and of the real column, which are the earlier ones where corpus lacks it.
func Accuracy(source, corpus fs.FS, earlier []byte) ([]byte, error) {
	listed, err := forms.Measure(source)
	if err != nil {
		return nil, err
	}
	rows, err := goldRows(corpus, earlier)
	if err != nil {
		return nil, err
	}
	rows = slices.Concat(rows, figureRows("forms", "forms", listed), figureRows("names", "generated", forms.Names(AccuracyNames)),
		figureRows("generated", "generated", Run(AccuracySeed, AccuracyColumns, nil).Figures))
	slices.SortFunc(rows, slices.Compare)
	var file bytes.Buffer
	out := csv.NewWriter(&file)
	out.UseCRLF = true
	header := []string{"dataset", "field", "precision", "recall", "f1", "support", "parser_version", "measured_on"}
	if err := out.WriteAll(slices.Insert(rows, 0, header)); err != nil {
		return nil, fmt.Errorf("write figures: %w", err)
	}
	return file.Bytes(), nil
}

// goldRows gives the rows of the real column, where that is not at hand the earlier ones.
func goldRows(corpus fs.FS, earlier []byte) ([][]string, error) {
	gold, err := ReadGold(corpus)
	if err == nil {
		return figureRows("gold", "real", gold.Compare().Figures), nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	kept, err := csv.NewReader(bytes.NewReader(earlier)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read earlier figures: %w", err)
	}
	return slices.DeleteFunc(kept, func(row []string) bool { return row[0] != "gold" }), nil
}

// figureRows gives a row for each figure that says something, measured on real text, on
// generated text whose truth is known by construction, or on a list of single forms.
func figureRows(dataset, measuredOn string, figures []forms.Figure) (rows [][]string) {
	share := func(x float64) string { return strconv.FormatFloat(x, 'f', 4, 64) }
	for _, f := range figures {
		if f.Support() > 0 || f.False > 0 {
			rows = append(rows, []string{dataset, f.Field, share(f.Precision()), share(f.Recall()), share(f.F1()),
				strconv.Itoa(f.Support()), strconv.Itoa(parser.Version), measuredOn})
		}
	}
	return rows
}
