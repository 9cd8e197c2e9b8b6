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
// written beside the CSV, cell after cell, straight into the
// archive. A library that keeps sheets until they are packed took 250 MB and
// three times as long for fifty years.

const (
	workbookFile = "tables.xlsx"
	sheetRows    = 1 << 20
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

// add writes the sheet of a table, none for one that is not public; fill calls
// put for every row.
func (b *workbook) add(t Table, fill func(put func(row []string) error) error) error {
	i := slices.IndexFunc(b.Sheets, func(s *sheet) bool { return s.Name == t.Name })
	if i < 0 {
		return fill(func([]string) error { return nil })
	}
	part, err := b.zip.CreateHeader(zipHeader(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)))
	if err != nil {
		return err
	}
	if err := b.Sheets[i].write(part, i == 0, fill); err != nil {
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
func (s *sheet) write(w io.Writer, first bool, fill func(put func(row []string) error) error) error {
	out := bufio.NewWriterSize(w, 1<<16)
	fmt.Fprintf(out, `%s<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0" tabSelected="%t">`+
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`+
		`<cols><col min="1" max="%d" width="18" customWidth="1"/></cols><sheetData>`, xml.Header, first, len(s.Columns))
	names := make([]string, len(s.Columns)) // of the columns in a sheet: A, B, …
	for i := range names {
		names[i] = letters(i)
	}
	number := 1 // of the row
	row := func(cell func(c Column, value, at string), values []string) {
		at := strconv.Itoa(number)
		number++
		out.WriteString(`<row r="` + at + `">`)
		for i, c := range s.Columns {
			if values[i] != "" {
				cell(c, values[i], names[i]+at)
			}
		}
		out.WriteString(`</row>`)
	}
	row(func(_ Column, value, at string) { writeText(out, value, at, headStyle) }, s.Header())
	err := fill(func(values []string) error {
		if number > sheetRows {
			return errors.New("more rows than a sheet can hold")
		}
		row(func(c Column, value, at string) { writeCell(out, c.Type, value, at) }, values)
		_, err := out.Write(nil) // what went wrong before
		return err
	})
	if err != nil {
		return err
	}
	s.Last = "$" + names[len(names)-1] + "$" + strconv.Itoa(number-1)
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

// workbookParts are what a workbook holds beside its sheets.
var workbookParts = template.Must(template.New("").Funcs(template.FuncMap{"inc": func(i int) int { return i + 1 }}).Parse(
	`{{define "head"}}<?xml version="1.0" encoding="UTF-8"?>
{{end}}
{{define "[Content_Types].xml"}}{{template "head"}}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
{{range $i, $s := .Sheets}}<Override PartName="/xl/worksheets/sheet{{inc $i}}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
{{end}}</Types>{{end}}
{{define "_rels/.rels"}}{{template "head"}}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>
<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>
</Relationships>{{end}}
{{define "docProps/core.xml"}}{{template "head"}}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:creator>shenzheng</dc:creator><dc:title>shenzheng {{.ID}}</dc:title></cp:coreProperties>{{end}}
{{define "xl/workbook.xml"}}{{template "head"}}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets>{{range $i, $s := .Sheets}}<sheet name="{{$s.Name}}" sheetId="{{inc $i}}" r:id="rId{{inc $i}}"/>
{{end}}</sheets><definedNames>{{range $i, $s := .Sheets}}<definedName name="_xlnm._FilterDatabase" localSheetId="{{$i}}" hidden="1">'{{$s.Name}}'!$A$1:{{$s.Last}}</definedName>
{{end}}</definedNames></workbook>{{end}}
{{define "xl/_rels/workbook.xml.rels"}}{{template "head"}}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
{{range $i, $s := .Sheets}}<Relationship Id="rId{{inc $i}}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{{inc $i}}.xml"/>
{{end}}<Relationship Id="styles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
</Relationships>{{end}}
{{define "xl/styles.xml"}}{{template "head"}}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>{{end}}`))
