package snapshot

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"shenzheng/archive"
	"shenzheng/parser"
)

// codeList is one closed list of values.
type codeList struct {
	Name  string
	Codes []parser.Code
}

// codeLists gives every closed list, in the order of the table codes.
func codeLists() []codeList {
	return []codeList{
		{"kind", kindCodes},
		{"office", parser.Offices()},
		{"status", ownCodes("status")},
		{"precision", parser.Precisions()},
		{"role", parser.Roles()},
		{"named_as", parser.NamedAs()},
		{"column_kind", parser.ColumnKinds()},
		{"heading_source", parser.HeadingSources()},
		{"state", ownCodes("state")},
		{"change", ownCodes("change")},
		{"cause", ownCodes("cause")},
		{"class", parser.Classes()},
		{"severity", parser.Severities()},
		{"problem_code", problemList()},
		{"district_kind", parser.DistrictKinds()},
		{"verb", parser.Verbs()},
		{"statement", parser.Statements()},
		{"kind_form", parser.KindForms()},
	}
}

var kindCodes = parser.Kinds()

// kinds are the values of activities.kind, each a column of coverage; classes
// are those of ledger.class and of full/blocks.class.
var kinds, classes = parser.Values(kindCodes), listed("class")

//go:embed codes.csv
var ownCodesCSV string

// ownCodes gives a list of codes.csv: those that come from no page but from
// comparing, or from what is held.
func ownCodes(list string) (codes []parser.Code) {
	for _, row := range builtIn(ownCodesCSV) { // list code label_zh label_en note_zh note_en
		if row[0] == list {
			codes = append(codes, parser.Code{Code: row[1], ZH: row[2], EN: row[3], NoteZH: row[4], NoteEN: row[5]})
		}
	}
	return codes
}

// problemList gives the codes of problems, each with its severity.
func problemList() []parser.Code {
	var list []parser.Code
	for _, p := range archive.ProblemCodes() {
		c := parser.Code{Code: p.Code, ZH: p.ZH, EN: strings.ReplaceAll(p.Code, "_", " "), NoteEN: p.Severity + ": " + p.EN}
		for _, s := range parser.Severities() {
			if s.Code == p.Severity {
				c.NoteZH = s.ZH
			}
		}
		list = append(list, c)
	}
	return list
}

// Codes gives the values of a closed list of the table codes with their names;
// nil for no such list.
func Codes(list string) []parser.Code {
	for _, l := range codeLists() {
		if l.Name == list {
			return l.Codes
		}
	}
	return nil
}

// listed gives the values of a list.
func listed(name string) []string {
	return parser.Values(Codes(name))
}

// codesOf gives the values that a column takes, with their names.
func codesOf(c Column) []parser.Code {
	return slices.DeleteFunc(slices.Clone(Codes(c.List)), func(code parser.Code) bool { return !slices.Contains(c.Enum, code.Code) })
}

// codeValues gives the rows of the table codes in SQL.
func codeValues() string {
	var rows []string
	for _, l := range codeLists() {
		for _, c := range l.Codes {
			rows = append(rows, fmt.Sprintf("(%d, %s)", len(rows), literals(l.Name, c.Code, c.ZH, c.EN, c.NoteZH, c.NoteEN)))
		}
	}
	return strings.Join(rows, ", ")
}
