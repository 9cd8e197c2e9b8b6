package snapshot

import (
	"bufio"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// tables.xlsx is written as it is read from the CSV, cell after cell, straight
// into the archive. A library that keeps sheets until they are packed took 250
// MB and three times as long for fifty years.

const (
	workbookFile  = "tables.xlsx"
	codebookSheet = "codebook"
	sheetRows     = 1 << 20    // a longer table goes on in a second sheet
	cellLimit     = 32767 - 20 // code points, with room for the mark below
	cutMark       = "…(见 CSV)" // ends a value too long for a cell
)

// The places of the styles in styles.xml.
const (
	plainStyle = iota
	headStyle
	dayStyle
)

// sheet is one sheet of the workbook.
type sheet struct {
	Name, Last string // Last is the last cell, such as $V$31
	columns    []Column
	rows       int // without the header
	// read calls put for every row of the sheet.
	read func(put func(values []string) error) error
}

// writeWorkbook writes all public tables as one workbook, one sheet a table:
// numbers as numbers, days as dates, everything else as text and never as a
// formula.
func (e *edition) writeWorkbook(ctx context.Context) error {
	var sheets []sheet
	for _, t := range published() {
		sheets = append(sheets, e.sheetsOf(ctx, t)...)
	}
	sheets = append(sheets, codebook())
	for i, s := range sheets {
		sheets[i].Last = "$" + letters(len(s.columns)-1) + "$" + strconv.Itoa(s.rows+1)
	}
	return e.write(workbookFile, func(w io.Writer) error {
		book := newZip(w)
		for _, name := range []string{"[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"} {
			part, err := book.CreateHeader(zipHeader(name))
			if err != nil {
				return err
			}
			if err := workbookParts.ExecuteTemplate(part, name, map[string]any{"ID": e.id, "Sheets": sheets}); err != nil {
				return fmt.Errorf("write %s: %w", name, err)
			}
		}
		for i, s := range sheets {
			part, err := book.CreateHeader(zipHeader(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)))
			if err != nil {
				return err
			}
			if err := s.write(part, i == 0); err != nil {
				return fmt.Errorf("write sheet %s: %w", s.Name, err)
			}
		}
		return book.Close()
	})
}

// sheetsOf makes as many sheets as a table's rows need.
func (e *edition) sheetsOf(ctx context.Context, t Table) []sheet {
	var sheets []sheet
	for from := 0; from == 0 || from < e.rows[t.Name]; from += sheetRows - 1 {
		s := sheet{Name: t.Name, columns: t.Columns, rows: min(e.rows[t.Name]-from, sheetRows-1)}
		if from > 0 {
			s.Name += "_" + strconv.Itoa(len(sheets)+1)
		}
		s.read = func(put func([]string) error) error {
			return eachLine(ctx, e.dir, t, func(number int, l line) error {
				if n := number - 2 - from; n < 0 || n >= s.rows {
					return nil
				}
				return put(l.values)
			})
		}
		sheets = append(sheets, s)
	}
	return sheets
}

// codebook is the sheet that says what every column of every table means.
func codebook() sheet {
	var rows [][]string
	for _, t := range published() {
		for _, c := range t.Columns {
			rows = append(rows, []string{t.Name, c.Name, string(c.Type), c.Title.ZH, c.Note.ZH, c.Title.EN, c.Note.EN, strings.Join(c.Enum, ";")})
		}
	}
	s := sheet{Name: codebookSheet, rows: len(rows), read: func(put func([]string) error) error {
		for _, row := range rows {
			if err := put(row); err != nil {
				return err
			}
		}
		return nil
	}}
	for _, name := range []string{"table", "column", "type", "title_zh", "note_zh", "title_en", "note_en", "values"} {
		s.columns = append(s.columns, Column{Name: name, Type: Text})
	}
	return s
}

// write writes the sheet; the first of a workbook is the one that opens.
func (s sheet) write(w io.Writer, first bool) error {
	out := bufio.NewWriterSize(w, 1<<16)
	fmt.Fprintf(out, `%s<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0" tabSelected="%t">`+
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`+
		`<cols><col min="1" max="%d" width="18" customWidth="1"/></cols><sheetData>`, xml.Header, first, len(s.columns))
	names := make([]string, len(s.columns)) // of the columns in a sheet: A, B, …
	header := make([]string, len(s.columns))
	for i, c := range s.columns {
		names[i], header[i] = letters(i), c.Name
	}
	number := 1
	row := func(cell func(c Column, value, at string), values []string) {
		at := strconv.Itoa(number)
		number++
		out.WriteString(`<row r="` + at + `">`)
		for i, c := range s.columns {
			if values[i] != "" {
				cell(c, values[i], names[i]+at)
			}
		}
		out.WriteString(`</row>`)
	}
	row(func(_ Column, value, at string) { writeText(out, value, at, headStyle) }, header)
	err := s.read(func(values []string) error {
		row(func(c Column, value, at string) { writeCell(out, c.Type, value, at) }, values)
		_, err := out.Write(nil) // what went wrong before
		return err
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, `</sheetData><autoFilter ref="A1:%s"/></worksheet>`, strings.ReplaceAll(s.Last, "$", ""))
	return out.Flush()
}

// writeCell gives a value the type it has in a workbook. What is no value of
// its column's type stays the text it is.
func writeCell(out *bufio.Writer, t Type, value, at string) {
	switch t {
	case Integer, Number:
		if _, err := strconv.ParseFloat(value, 64); err == nil {
			out.WriteString(`<c r="` + at + `"><v>` + value + `</v></c>`)
			return
		}
	case Day:
		if n, ok := serial(value); ok {
			out.WriteString(`<c r="` + at + `" s="` + strconv.Itoa(dayStyle) + `"><v>` + strconv.Itoa(n) + `</v></c>`)
			return
		}
	}
	writeText(out, value, at, plainStyle)
}

// writeText writes a cell of text as it is.
func writeText(out *bufio.Writer, value, at string, style int) {
	if len(value) > cellLimit && utf8.RuneCountInString(value) > cellLimit {
		value = string([]rune(value)[:cellLimit]) + cutMark
	}
	if strings.Contains(value, "_x") {
		value = escapes.ReplaceAllString(value, "_x005F$0")
	}
	out.WriteString(`<c r="` + at + `" t="inlineStr"`)
	if style != plainStyle {
		out.WriteString(` s="` + strconv.Itoa(style) + `"`)
	}
	out.WriteString(`><is><t xml:space="preserve">`)
	_ = xml.EscapeText(out, []byte(value)) // the writer remembers what went wrong
	out.WriteString(`</t></is></c>`)
}

// escapes is what a workbook would read as a character's number.
var escapes = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// serial counts the days of a workbook's calendar, which is right from March 1900.
func serial(day string) (int, bool) {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil || d.Year() < 1901 {
		return 0, false
	}
	return int(d.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24), true
}

// letters names a column of a sheet by its place from 0: A, Z, AA.
func letters(place int) string {
	name := ""
	for place++; place > 0; place = (place - 1) / 26 {
		name = string(rune('A'+(place-1)%26)) + name
	}
	return name
}
