package snapshot

import (
	"archive/zip"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

const (
	workbookFile = "tables.xlsx"
	sheetRows    = excelize.TotalRows           // a longer table goes on in a second sheet
	cellLimit    = excelize.TotalCellChars - 20 // code points, with room for the mark below
	cutMark      = "…(见 CSV)"                   // ends a value too long for a cell
)

// writeWorkbook writes all public tables as one workbook, one sheet a table:
// numbers as numbers, everything else as text and never as a formula.
func (e *edition) writeWorkbook(ctx context.Context) error {
	// The library packs sheets in no fixed order: they are packed into a file
	// of their own first, and copied from there sorted.
	loose, err := os.CreateTemp(e.dir, ".workbook-*")
	if err != nil {
		return fmt.Errorf("create workbook: %w", err)
	}
	defer os.Remove(loose.Name())
	err = e.fillWorkbook(ctx, loose)
	if err = errors.Join(err, loose.Close()); err != nil {
		return fmt.Errorf("fill workbook: %w", err)
	}
	return e.write(workbookFile, func(w io.Writer) error { return sortZip(w, loose.Name()) })
}

func (e *edition) fillWorkbook(ctx context.Context, w io.Writer) (err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	properties := &excelize.DocProperties{
		Creator: "shenzheng", Title: "shenzheng " + e.id, Version: e.id,
		Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z",
	}
	if err := book.SetDocProps(properties); err != nil {
		return err
	}
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	// Straight into the file: the library's own way holds the archive in memory.
	book.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(w) })
	for _, t := range PublicTables() {
		if err := e.fillSheets(ctx, book, t, bold); err != nil {
			return fmt.Errorf("sheet %s: %w", t.Name, err)
		}
	}
	return book.Write(io.Discard)
}

// fillSheets writes a table into as many sheets as its rows need.
func (e *edition) fillSheets(ctx context.Context, book *excelize.File, t Table, bold int) error {
	sheet, err := newSheet(book, t.Name, t, bold)
	if err != nil {
		return err
	}
	cells := make([]any, len(t.Columns))
	parts, n := 1, 1
	err = eachLine(ctx, e.dir, t, func(_ int, l line) error {
		if n++; n > sheetRows {
			if err := sheet.Flush(); err != nil {
				return err
			}
			parts, n = parts+1, 2
			if sheet, err = newSheet(book, t.Name+"_"+strconv.Itoa(parts), t, bold); err != nil {
				return err
			}
		}
		for i, c := range t.Columns {
			cells[i] = cell(c.Type, l.values[i])
		}
		return sheet.SetRow("A"+strconv.Itoa(n), cells)
	})
	if err != nil {
		return err
	}
	return sheet.Flush()
}

func newSheet(book *excelize.File, name string, t Table, bold int) (*excelize.StreamWriter, error) {
	if sheets := book.GetSheetList(); len(sheets) == 1 && sheets[0] == "Sheet1" {
		if err := book.SetSheetName("Sheet1", name); err != nil { // a new workbook has one
			return nil, err
		}
	} else if _, err := book.NewSheet(name); err != nil {
		return nil, err
	}
	sheet, err := book.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	if err := sheet.SetColWidth(1, len(t.Columns), 18); err != nil {
		return nil, err
	}
	if err := sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	cells := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		cells[i] = excelize.Cell{StyleID: bold, Value: c.Name}
	}
	return sheet, sheet.SetRow("A1", cells)
}

// cell gives a value the type it has in a workbook. Days stay text, since a
// spreadsheet's own dates would lose the form they are published in.
func cell(t Type, value string) any {
	if value == "" {
		return nil
	}
	if t == Integer {
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			return n
		}
	}
	if len(value) > cellLimit && utf8.RuneCountInString(value) > cellLimit {
		return string([]rune(value)[:cellLimit]) + cutMark
	}
	return value
}

// sortZip copies a zip archive's entries, compressed as they are, sorted by name.
func sortZip(w io.Writer, name string) error {
	loose, err := zip.OpenReader(filepath.Clean(name))
	if err != nil {
		return err
	}
	slices.SortFunc(loose.File, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	sorted := zip.NewWriter(w)
	for _, entry := range loose.File {
		if err := sorted.Copy(entry); err != nil {
			return errors.Join(err, loose.Close())
		}
	}
	return errors.Join(sorted.Close(), loose.Close())
}
