package snapshot

import (
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
		{"status", []parser.Code{
			{Code: "reported", ZH: "有报道", EN: "reported", NoteZH: "该职位官员作为行为人出现", NoteEN: "an official of that office appears as an actor"},
			{Code: "not_named", ZH: "未点名", EN: "not named", NoteZH: "该区有活动而未提及该职位", NoteEN: "the district has activities, nobody of that office is named"},
			{Code: "not_mentioned", ZH: "无区段", EN: "not mentioned", NoteZH: "专栏中没有该区区段", NoteEN: "the column has no section of the district"},
			{Code: "column_missing", ZH: "未藏", EN: "column missing", NoteZH: "该周没有所藏专栏", NoteEN: "no column is held for the week"},
			{Code: "not_published", ZH: "未刊", EN: "not published", NoteZH: "经确认该周没有刊出,原因见 reason", NoteEN: "a person said that none was published; reason says why"},
			{Code: "parse_failed", ZH: "未能读出", EN: "parse failed", NoteZH: "已藏而全文或该区区段未能读出", NoteEN: "held, but it or the district's section could not be read"},
		}},
		{"precision", parser.Precisions()},
		{"role", parser.Roles()},
		{"named_as", parser.NamedAs()},
		{"column_kind", parser.ColumnKinds()},
		{"heading_source", parser.HeadingSources()},
		{"state", []parser.Code{
			{Code: "provisional", ZH: "暂定", EN: "provisional", NoteZH: "发布满七天后尚未再次见到", NoteEN: "not seen since seven days passed after publication"},
			{Code: "settled", ZH: "已稳定", EN: "settled", NoteZH: "发布满七天后再见而无改动", NoteEN: "seen seven days and more after publication, unchanged"},
			{Code: "edited", ZH: "已修订", EN: "edited", NoteZH: "后来的修订与首次不同", NoteEN: "a later revision differs"},
			{Code: "withdrawn", ZH: "已撤下", EN: "withdrawn", NoteZH: "来源已无此文", NoteEN: "the source no longer has it"},
		}},
		{"change", []parser.Code{
			{Code: added, ZH: "新增", EN: "added"}, {Code: updated, ZH: "改动", EN: "updated"}, {Code: removed, ZH: "删除", EN: "removed"},
		}},
		{"cause", []parser.Code{
			{Code: newColumn, ZH: "新收专栏", EN: "new column", NoteZH: "此前未藏的专栏", NoteEN: "a column that was not held before"},
			{Code: sourceEdit, ZH: "来源改动", EN: "source edit", NoteZH: "来源修订、撤下或重新抓取,或状态推移", NoteEN: "the source edited or withdrew it, or its state moved on"},
			{Code: byParser, ZH: "解析改动", EN: "parser", NoteZH: "同一抓取,读法或编码改动", NoteEN: "the same capture, read or coded otherwise"},
		}},
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

var codesTable = describe(Table{
	Name:  "codes",
	Key:   []string{"list", "code"},
	Order: []string{"list"},
	enum:  map[string][]string{"list": listNames()},
	alias: "value", from: "value", order: "value.rank",
	with: "value(rank, list, code, label_zh, label_en, note_zh, note_en) AS (VALUES " + codeValues() + ")",
})

func listNames() (names []string) {
	for _, l := range codeLists() {
		names = append(names, l.Name)
	}
	return names
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
