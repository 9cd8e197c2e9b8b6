package snapshot

import "text/template"

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
