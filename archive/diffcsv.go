package archive

import (
	"encoding/csv"
	"fmt"
	"io"
)

// DiffCSV writes differences as CSV.
type DiffCSV struct{ w *csv.Writer }

// NewDiffCSV writes the header to w and gives the writer for the rest.
func NewDiffCSV(w io.Writer) (*DiffCSV, error) {
	c := csv.NewWriter(w)
	c.UseCRLF = true
	if err := c.Write([]string{"column_id", "table", "row_id", "change", "field", "old", "new"}); err != nil {
		return nil, fmt.Errorf("write differences: %w", err)
	}
	return &DiffCSV{c}, nil
}

// Write writes one difference; it fits ReparseOptions.Difference.
func (d *DiffCSV) Write(x Difference) error {
	if err := d.w.Write([]string{x.ColumnID, x.Table, x.RowID, x.Change, x.Field, x.Old, x.New}); err != nil {
		return fmt.Errorf("write differences: %w", err)
	}
	return nil
}

// Flush writes what is buffered. It has to be called at the end.
func (d *DiffCSV) Flush() error {
	d.w.Flush()
	if err := d.w.Error(); err != nil {
		return fmt.Errorf("write differences: %w", err)
	}
	return nil
}
