package score

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// Write prints the figures of every field and the lowest of them.
func (r *Report) Write(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "field\tprecision\trecall\tF1\tsupport\t")
	for _, row := range r.Rows() {
		fmt.Fprintf(tw, "%s\t%.4f\t%.4f\t%.4f\t%d\t\n", row.Field, row.Precision(), row.Recall(), row.F1(), row.Support())
	}
	if err := tw.Flush(); err != nil {
		return fmt.Errorf("print report: %w", err)
	}
	low := r.Minimum()
	_, err := fmt.Fprintf(w, "\n%d columns; lowest F1 %.4f in %s\n", r.Columns, low.F1(), low.Field)
	if err != nil {
		return fmt.Errorf("print report: %w", err)
	}
	return nil
}

// WriteMisses prints up to limit misses of every field, or of one.
func (r *Report) WriteMisses(w io.Writer, field string, limit int) error {
	printed := map[string]int{}
	for _, m := range r.Misses {
		if field != "" && m.Field != field {
			continue
		}
		if printed[m.Field]++; printed[m.Field] > limit {
			continue
		}
		if _, err := fmt.Fprintf(w, "\n%s in %s\n  want %s\n  got  %s\n  in   %s\n", m.Field, m.Column, show(m.Want), show(m.Got), show(m.Near)); err != nil {
			return fmt.Errorf("print misses: %w", err)
		}
	}
	return nil
}

// show quotes a value so that spaces and invisible characters can be seen.
func show(s string) string {
	if s == "" {
		return "(nothing)"
	}
	return fmt.Sprintf("%q", s)
}
