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
	n, examples, print    int
	seed                  uint64
	field, gold, accuracy string
	shape                 *generate.Shape // nil for all in turn
}

func run(args []string, out io.Writer) error {
	var o options
	flags := flag.NewFlagSet("evaluate", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.IntVar(&o.n, "n", 100, "columns to read")
	flags.Uint64Var(&o.seed, "seed", rand.Uint64(), "seed of the generator")
	flags.StringVar(&o.field, "field", "", "show misses of this field alone")
	flags.IntVar(&o.examples, "examples", 2, "misses to show of each field")
	flags.Func("shape", "read every column in this shape", func(name string) error {
		shape, err := generate.ShapeNamed(name)
		o.shape = &shape
		return err
	})
	flags.StringVar(&o.gold, "gold", "", "folder of the real column")
	flags.StringVar(&o.accuracy, "accuracy", "", "write the figures of the fixed seed to this file")
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
	case o.accuracy != "":
		return o.writeAccuracy()
	}
	return o.evaluate(out)
}

func (o options) printPage(out io.Writer) error {
	g := generate.Generator(o.seed)
	s := *cmp.Or(o.shape, new(g.Shape(o.print)))
	if _, err := out.Write(g.Column(o.print).Render(s).Body); err != nil {
		return fmt.Errorf("print page: %w", err)
	}
	return nil
}

func (o options) evaluate(out io.Writer) error {
	fmt.Fprintf(out, "seed %d, parser version %d\n", o.seed, parser.Version)
	low := false
	if o.n > 0 {
		r := score.Run(o.seed, o.n, o.shape)
		low = r.Minimum().F1() < bar
		fmt.Fprint(out, r.Text(o.field, o.examples))
	}
	read, taken := 0, 0
	g := generate.Generator(o.seed)
	for i := range min(o.n, 10) {
		for _, s := range g.Strangers(i) {
			read++
			if parser.Read(s.Page).Column != nil {
				taken++
				fmt.Fprintf(out, "taken for a column: %s %d\n", s.Name, i)
			}
		}
	}
	fmt.Fprintf(out, "pages that are no column: %d read, %d taken for one\n", read, taken)
	if o.gold != "" {
		gold, err := score.ReadGold(os.DirFS(o.gold))
		if err != nil {
			return err
		}
		fmt.Fprintln(out, "\nthe real column")
		r := gold.Compare()
		low = low || r.Minimum().F1() < 1
		fmt.Fprint(out, r.Text(o.field, o.examples))
	}
	if low || taken > 0 {
		return errLow
	}
	return nil
}

// writeAccuracy writes the figures that travel with snapshots, in the module's
// own folder; where the real column is not at hand, in -gold or beside the
// module, its rows stay as they are in the file.
func (o options) writeAccuracy() error {
	earlier, err := os.ReadFile(o.accuracy)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read earlier figures: %w", err)
	}
	corpus := cmp.Or(o.gold, filepath.Join("..", "shared", "corpus"))
	file, err := score.Accuracy(os.DirFS("parser"), os.DirFS(corpus), earlier)
	if err != nil {
		return err
	}
	if err := os.WriteFile(o.accuracy, file, 0o644); err != nil {
		return fmt.Errorf("write figures: %w", err)
	}
	return nil
}
