// Command evaluate measures the parser: it invents columns whose truth is
// known by construction, reads them, and prints precision, recall and F1 of
// every field. The figure that counts is the lowest. It is a tool for those
// who change the grammar; the product does not hold it.
//
//	go run ./cmd/evaluate                              100 columns, a new seed
//	go run ./cmd/evaluate -seed 7 -n 500               500 columns of seed 7
//	go run ./cmd/evaluate -field activity.kind -examples 5
//	go run ./cmd/evaluate -gold ../shared/corpus       the real column too
//	go run ./cmd/evaluate -print 3 -seed 7             column 3 of seed 7 as text
//	go run ./cmd/evaluate -accuracy archive/snapshot/accuracy.csv
package main

import (
	"bytes"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"

	"shenzheng/parser"
	"shenzheng/parser/evaluate/generate"
	"shenzheng/parser/evaluate/score"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "evaluate:", err)
		if errors.Is(err, errUsage) {
			os.Exit(2)
		}
		os.Exit(1)
	}
}

var (
	errUsage = errors.New("wrong usage")
	errLow   = errors.New("lowest F1 is under the bar")
)

// bar is the lowest F1 that passes on generated columns; the real column
// needs 1.
const bar = 0.99

// options are what the maintainer asked for.
type options struct {
	n, examples, print          int
	seed                        uint64
	field, shape, gold, figures string
	source                      string
}

func run(args []string, out io.Writer) error {
	o := options{}
	flags := flag.NewFlagSet("evaluate", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.IntVar(&o.n, "n", 100, "columns to read")
	flags.Uint64Var(&o.seed, "seed", rand.Uint64(), "seed of the generator")
	flags.StringVar(&o.field, "field", "", "show misses of this field alone")
	flags.IntVar(&o.examples, "examples", 2, "misses to show of each field")
	flags.StringVar(&o.shape, "shape", "", "read every column in this shape")
	flags.StringVar(&o.gold, "gold", "", "folder of the real column")
	flags.StringVar(&o.figures, "accuracy", "", "write the figures of the fixed seed to this file")
	flags.StringVar(&o.source, "source", "parser", "folder of the package parser, for the figures of its lists of forms")
	flags.IntVar(&o.print, "print", -1, "print this column's page in the shape, and read nothing")
	err := flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) { // it is printed
		return nil
	}
	if err != nil || flags.NArg() > 0 {
		return fmt.Errorf("%w: %v %v", errUsage, err, flags.Args())
	}
	switch {
	case o.print >= 0:
		return o.printPage(out)
	case o.figures != "":
		return o.writeFigures()
	}
	return o.evaluate(out)
}

// shapeOf gives the shape column i is to be read in.
func (o options) shapeOf(g *generate.Generator, i int) (generate.Shape, error) {
	if o.shape == "" {
		return g.Shape(i), nil
	}
	names := ""
	for _, s := range generate.Shapes() {
		if s.Name == o.shape {
			return s, nil
		}
		names += " " + s.Name
	}
	return generate.Shape{}, fmt.Errorf("%w: no shape %q; there are%s", errUsage, o.shape, names)
}

func (o options) printPage(out io.Writer) error {
	g := generate.New(o.seed)
	s, err := o.shapeOf(g, o.print)
	if err != nil {
		return err
	}
	if _, err := out.Write(g.Column(o.print).Render(s).Body); err != nil {
		return fmt.Errorf("print page: %w", err)
	}
	return nil
}

func (o options) evaluate(out io.Writer) error {
	fmt.Fprintf(out, "seed %d, parser version %d\n\n", o.seed, parser.Version)
	g, r := generate.New(o.seed), score.NewReport()
	for i := range o.n {
		t := g.Column(i)
		s, err := o.shapeOf(g, i)
		if err != nil {
			return err
		}
		r.Compare(score.Generated(t, s), parser.Read(t.Render(s)))
	}
	low := o.n > 0 && r.Minimum().F1() < bar
	if err := o.report(out, r); err != nil {
		return err
	}
	low = o.strangers(out, g) || low
	if o.gold != "" {
		gold, err := score.ReadGold(os.DirFS(o.gold))
		if err != nil {
			return err
		}
		fmt.Fprintln(out, "\nthe real column")
		r := score.NewReport()
		r.Compare(gold.Want, parser.Read(gold.Page))
		low = low || r.Minimum().F1() < 1
		if err := o.report(out, r); err != nil {
			return err
		}
	}
	if low {
		return errLow
	}
	return nil
}

// strangers reads pages that are no column, ten of each kind at most, and
// reports whether one was taken for one.
func (o options) strangers(out io.Writer, g *generate.Generator) (taken bool) {
	read, wrong := 0, 0
	for i := range min(o.n, 10) {
		for _, s := range g.Strangers(i) {
			read++
			if parser.Read(s.Page).Column != nil {
				wrong++
				fmt.Fprintf(out, "taken for a column: %s %d\n", s.Name, i)
			}
		}
	}
	fmt.Fprintf(out, "pages that are no column: %d read, %d taken for one\n", read, wrong)
	return wrong > 0
}

func (o options) report(out io.Writer, r *score.Report) error {
	if r.Columns == 0 {
		return nil
	}
	if err := r.WriteMisses(out, o.field, o.examples); err != nil {
		return err
	}
	fmt.Fprintln(out)
	return r.Write(out)
}

// writeFigures writes the figures of the fixed seed, of the lists of forms and
// of the real column; where that is not at hand, in -gold or beside the module, its rows stay as
// they are in the file.
func (o options) writeFigures() error {
	folder := cmp.Or(o.gold, filepath.Join("..", "shared", "corpus"))
	figures, err := score.Figures(os.DirFS(o.source), os.DirFS(folder))
	if err != nil && !errors.Is(err, score.ErrNoGold) {
		return err
	}
	earlier, err := os.ReadFile(o.figures)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read earlier figures: %w", err)
	}
	var file bytes.Buffer
	if err := score.WriteFigures(&file, figures, bytes.NewReader(earlier)); err != nil {
		return err
	}
	if err := os.WriteFile(o.figures, file.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write figures: %w", err)
	}
	return nil
}
