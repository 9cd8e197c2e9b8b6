package snapshot

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"time"
	"unicode/utf8"
)

// tables.xlsx holds all public tables, one sheet a table: numbers as numbers,
// days as dates, everything else as text and never as a formula. A sheet is
// written beside the CSV, cell after cell, straight into the archive. A library
// that keeps sheets until they are packed took 250 MB and three times as long
// for fifty years.

const (
	workbookFile = "tables.xlsx"
	cellLimit    = 32767 - 20 // code points, with room for the mark below
	cutMark      = "…(见 CSV)" // ends a value too long for a cell
)

// The places of the styles in styles.xml.
const (
	plainStyle = iota
	headStyle
	dayStyle
)

// sheet is one sheet of the workbook.
type sheet struct {
	Table
	Last string // the last cell, such as $V$31
}

// workbook is tables.xlsx being written. Sheets may come in any order.
type workbook struct {
	file   *os.File
	zip    *zip.Writer
	Sheets []*sheet
	ID     string // of the snapshot, known when the sheets are there
}

func (e *edition) openWorkbook() (*workbook, error) {
	file, err := e.create(workbookFile)
	if err != nil {
		return nil, err
	}
	b := &workbook{file: file, zip: newZip(file)}
	for _, t := range append(published(), codebookTable()) {
		b.Sheets = append(b.Sheets, &sheet{Table: t})
	}
	if err := b.parts("[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/styles.xml"); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return b, nil
}

// finishWorkbook adds what is no table of the snapshot.
func (e *edition) finishWorkbook() error {
	e.book.ID = e.id
	err := e.book.add(codebookTable(), codebook)
	if err == nil {
		err = e.book.parts("docProps/core.xml", "xl/workbook.xml")
	}
	if err == nil {
		err = e.book.zip.Close()
	}
	return e.finish(e.book.file, workbookFile, err)
}

// workbookParts are what a workbook holds beside its sheets.
var workbookParts = template.Must(template.New("").Funcs(paperFuncs).ParseFS(papers, "papers/workbook.tmpl"))

func (b *workbook) parts(names ...string) error {
	for _, name := range names {
		part, err := b.zip.CreateHeader(zipHeader(name))
		if err != nil {
			return err
		}
		if err := workbookParts.ExecuteTemplate(part, name, b); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	return nil
}

// add writes the sheet of a table, none for one that is not public.
func (b *workbook) add(t Table, rows fill) error {
	i := slices.IndexFunc(b.Sheets, func(s *sheet) bool { return s.Name == t.Name })
	if i < 0 {
		return rows(func([]string) error { return nil })
	}
	part, err := b.zip.CreateHeader(zipHeader(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)))
	if err != nil {
		return err
	}
	if err := b.Sheets[i].write(part, i == 0, rows); err != nil {
		return fmt.Errorf("write sheet %s: %w", t.Name, err)
	}
	return nil
}

// codebookTable is the sheet that says what every column of every table means.
func codebookTable() Table {
	t := Table{Name: "codebook"}
	for _, name := range []string{"table", "column", "type", "title_zh", "note_zh", "title_en", "note_en", "values"} {
		t.Columns = append(t.Columns, Column{Name: name, Type: Text})
	}
	return t
}

func codebook(put func([]string) error) error {
	for _, t := range published() {
		for _, c := range t.Columns {
			err := put([]string{t.Name, c.Name, string(c.Type), c.Title.ZH, c.Note.ZH, c.Title.EN, c.Note.EN, strings.Join(c.Enum, ";")})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// write writes the sheet; the first of a workbook is the one that opens.
func (s *sheet) write(w io.Writer, first bool, rows fill) error {
	out := bufio.NewWriterSize(w, 1<<16)
	fmt.Fprintf(out, `%s<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0" tabSelected="%t">`+
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`+
		`<cols><col min="1" max="%d" width="18" customWidth="1"/></cols><sheetData>`, xml.Header, first, len(s.Columns))
	names := make([]string, len(s.Columns)) // of the columns in a sheet: A, B, …
	for i := range names {
		names[i] = letters(i)
	}
	number := 1 // of the row
	row := func(style int, values []string) error {
		at := strconv.Itoa(number)
		number++
		out.WriteString(`<row r="` + at + `">`)
		for i, c := range s.Columns {
			if values[i] != "" { // a column's name is no value of its type, and so text
				writeCell(out, c.Type, style, values[i], names[i]+at)
			}
		}
		_, err := out.WriteString(`</row>`) // and what went wrong before
		return err
	}
	err := row(headStyle, s.Header())
	if err == nil {
		err = rows(func(values []string) error { return row(plainStyle, values) })
	}
	if err != nil {
		return err
	}
	s.Last = "$" + names[len(names)-1] + "$" + strconv.Itoa(number-1)
	fmt.Fprintf(out, `</sheetData><autoFilter ref="A1:%s"/></worksheet>`, strings.ReplaceAll(s.Last, "$", ""))
	return out.Flush()
}

// writeCell gives a value the type it has in a workbook. What is no value of
// its column's type stays the text it is.
func writeCell(out *bufio.Writer, t Type, style int, value, at string) {
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
