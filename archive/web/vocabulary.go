package web

import (
	_ "embed"
	"encoding/csv"
	"maps"
	"strings"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
	"shenzheng/parser"
)

//go:embed words.csv
var wordsCSV string

// words are what the pages say of values that are in no table, by list: jobs
// and how they ended, files of a snapshot, and the English of titles (some mean
// another thing where the body is no party committee) and of bodies, without
// their district. What has no English here is shown as printed.
var words = readWords()

func readWords() map[string]map[string]snapshot.Words {
	rows, err := csv.NewReader(strings.NewReader(wordsCSV)).ReadAll()
	if err != nil {
		panic(err) // the program was built with it
	}
	lists := map[string]map[string]snapshot.Words{}
	for _, row := range rows[1:] { // list value zh en
		if lists[row[0]] == nil {
			lists[row[0]] = map[string]snapshot.Words{}
		}
		lists[row[0]][row[1]] = snapshot.Words{ZH: row[2], EN: row[3]}
	}
	return lists
}

// vocabulary names the values of every closed list the pages show.
var vocabulary = allTerms()

func allTerms() map[string]snapshot.Words {
	all := maps.Clone(words["job"])
	// The first list wins where two share a value with one meaning (other).
	for _, list := range [...]string{"kind", "office", "status", "precision", "role", "named_as", "column_kind", "heading_source", "state", "change", "cause", "class",
		"severity", "district_kind", "verb", "statement"} {
		for _, c := range snapshot.Codes(list) {
			if _, ok := all[c.Code]; !ok {
				all[c.Code] = snapshot.Words{ZH: c.ZH, EN: c.EN}
			}
		}
	}
	return all
}

// lang is a language that pages are in: zh or en.
type lang string

// T is the text in the language.
func (l lang) T(zh, en string) string {
	if l == "en" {
		return en
	}
	return zh
}

// En reports whether it is English.
func (l lang) En() bool { return l == "en" }

// W is a text of the tables' list in the language.
func (l lang) W(w snapshot.Words) string { return l.T(w.ZH, w.EN) }

// Word names a value of a closed list; a value without a name is as it is.
func (l lang) Word(value string) string {
	if w, ok := vocabulary[value]; ok {
		return l.W(w)
	}
	return value
}

// Words names values joined with semicolons.
func (l lang) Words(joined string) string {
	all := strings.FieldsFunc(joined, func(r rune) bool { return r == ';' })
	for i, value := range all {
		all[i] = l.Word(value)
	}
	return strings.Join(all, l.T("、", ", "))
}

// Class names what a line was read as; week means another thing elsewhere.
func (l lang) Class(class string) string {
	for _, c := range parser.Classes() {
		if c.Code == class {
			return l.T(c.ZH, c.EN)
		}
	}
	return class
}

// Problem says what a code of problems means.
func (l lang) Problem(code string) string {
	for _, c := range archive.ProblemCodes() {
		if c.Code == code {
			return l.T(c.ZH, c.EN)
		}
	}
	return ""
}

// District names a district.
func (l lang) District(slug string) string {
	for _, d := range parser.Districts() {
		if d.Slug == slug {
			return l.T(d.NameZH, d.NameEN)
		}
	}
	return slug
}

// ShortDistrict names a district in little room: Nanshan.
func (l lang) ShortDistrict(slug string) string {
	name := l.District(slug)
	for _, end := range [...]string{" New District", " District", " Special Cooperation Zone", " Cooperation Zone"} {
		if short, ok := strings.CutSuffix(name, end); ok {
			return short
		}
	}
	return name
}

// Unit names the unit of an axis.
func (l lang) Unit(unit string) string {
	return l.T(map[string]string{"week": "周", "month": "月", "quarter": "季", "year": "年"}[unit], unit)
}

// Person is a name as the language has it: English has the pinyin first.
func (l lang) Person(name string) string {
	if l == "en" {
		return archive.Pinyin(name) + " " + name
	}
	return name
}

// Named is a value of a table's column, names with their pinyin where the
// table has no column for it.
func (l lang) Named(t snapshot.Table, column, value string) string {
	if _, has := t.Column("name_pinyin"); has || !l.En() || value == "" || column != "name" && column != "names" {
		return value
	}
	names := strings.Split(value, ";")
	for i, name := range names {
		names[i] = l.Person(name)
	}
	return strings.Join(names, "; ")
}
