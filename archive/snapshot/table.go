package snapshot

import (
	"cmp"
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
)

// Type is the type of a column's values, in the names of Frictionless Data.
type Type string

// The types. In CSV each is written as text; a missing value is empty.
const (
	Text    Type = "string"
	Joined  Type = "list"     // values joined with ';'
	Integer Type = "integer"  // decimal
	Number  Type = "number"   // decimal with a point
	Day     Type = "date"     // 2024-04-22
	Instant Type = "datetime" // 2024-04-28T16:56:00+08:00, or UTC with Z
)

// Words is one text in the two languages of the data set.
type Words struct{ ZH, EN string }

// Column is one column of a table, as dictionary.csv describes it.
type Column struct {
	Name        string
	Type        Type
	Title, Note Words
	// List names the list in codes that the value, or each of a joined value, is of.
	List string
	// Enum lists the values allowed, nil for any.
	Enum []string
	// Required columns are never empty.
	Required bool
}

// Table is one table of a snapshot.
type Table struct {
	// Name is the file's path without .csv: columns, or full/texts.
	Name        string
	Title, Note Words
	Columns     []Column
	// Key names the columns that identify a row.
	Key []string
	// Order names the columns that rows stand in the order of, Key where it is
	// nil, the same everywhere: ids of another table as they stand there, coded values in the
	// order of their list, numbers by size, other text by its bytes.
	Order []string
	// References names the tables whose keys stand in columns of the same names,
	// where those are not empty.
	References []string

	alias   string              // relation that a column without an expression in sql is taken from
	sql     map[string]string   // expressions by column
	enum    map[string][]string // values allowed by column, where they are not those of its list
	order   string              // Order in SQL
	with    string              // common table expressions, without the word WITH; early stands where earlier's conditions go
	from    string
	where   string
	group   string
	filters map[string]string // conditions by what they narrow by, besides those by column, district and official that Columns has
	earlier map[string]string // what filters leave of a relation inside with, besides their conditions in filters
}

// Full reports whether the table holds sentences of articles, which are not
// for the public.
func (t Table) Full() bool { return strings.HasPrefix(t.Name, "full/") }

// File is the table's path inside a snapshot.
func (t Table) File() string { return t.Name + ".csv" }

// Header gives the names of the columns in order.
func (t Table) Header() []string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return names
}

// Column gives a column by name.
func (t Table) Column(name string) (Column, bool) {
	i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name })
	if i < 0 {
		return Column{}, false
	}
	return t.Columns[i], true
}

// Refers gives the tables that this one refers to.
func (t Table) Refers() (all []Table) {
	for _, name := range t.References {
		to, _ := TableNamed(name)
		all = append(all, to)
	}
	return all
}

// Tables lists every table of a snapshot in the order of the codebook, those
// with sentences last.
func Tables() []Table { return slices.Clone(tables) }

var tables = []Table{
	columnsTable, sectionsTable, activitiesTable, appearancesTable, postsTable, officialsTable, tenuresTable, creditsTable, coverageTable,
	officeholdersTable, ledgerTable, problemsTable, changesTable, districtsTable, codesTable, textsTable, blocksTable,
}

//go:embed dictionary.csv
var dictionaryCSV string

// dictionary holds what dictionary.csv says of each table: its title and note,
// its key, order and references where a column has type, required and list, and
// its columns.
var dictionary = readDictionary()

func readDictionary() map[string]Table {
	described := map[string]Table{}
	for _, row := range builtIn(dictionaryCSV) { // table column type required list title_zh title_en note_zh note_en
		t, title, note := described[row[0]], Words{row[5], row[6]}, Words{row[7], row[8]}
		if row[1] == "" {
			t.Title, t.Note, t.Key, t.Order, t.References = title, note, values(row[2]), values(cmp.Or(row[3], row[2])), values(row[4])
		} else {
			t.Columns = append(t.Columns, Column{Name: row[1], Type: Type(row[2]), Title: title, Note: note, List: row[4], Required: row[3] != ""})
		}
		described[row[0]] = t
	}
	return described
}

// values takes a list apart that is joined with ';'.
func values(joined string) []string {
	return strings.FieldsFunc(joined, func(r rune) bool { return r == ';' })
}

// builtIn gives the rows of a CSV file that the program was built with.
func builtIn(content string) [][]string {
	rows, err := csv.NewReader(strings.NewReader(content)).ReadAll()
	if err != nil {
		panic(fmt.Sprintf("read a built-in table: %v", err))
	}
	return rows[1:]
}

// describe completes a table by what the dictionary says of it, and by what
// follows from that: its order, the values of its columns, and the filters that
// all tables with such a column have.
func describe(t Table) Table {
	said := dictionary[t.Name]
	t.Title, t.Note, t.Key, t.References, t.Columns = said.Title, said.Note, said.Key, said.References, said.Columns
	if t.Order == nil {
		t.Order = said.Order
	}
	if t.filters == nil {
		t.filters = map[string]string{}
	}
	plain := map[string]string{"column_id": byColumn, "district": byDistrict, "official_id": byOfficial}
	for i, c := range t.Columns {
		if t.Columns[i].Enum = t.enum[c.Name]; c.List != "" && c.Type != Joined && t.enum[c.Name] == nil {
			t.Columns[i].Enum = listed(c.List)
		}
		if by := plain[c.Name]; by != "" && t.filters[by] == "" {
			t.filters[by] = t.expression(c) + " = ?"
		}
	}
	return t
}

// PublicTables lists the tables anyone may have.
func PublicTables() []Table {
	return slices.DeleteFunc(Tables(), Table.Full)
}

// TableNamed gives a table by its name, such as activities or full/texts.
func TableNamed(name string) (Table, bool) {
	i := slices.IndexFunc(tables, func(t Table) bool { return t.Name == name })
	if i < 0 {
		return Table{}, false
	}
	return tables[i], true
}
