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

// The tables that something is known of here, by name. Accuracy comes with the
// program and not from the database.
var (
	columnsTable, activitiesTable, appearancesTable = table("columns"), table("activities"), table("appearances")
	officialsTable, ledgerTable, changesTable       = table("officials"), table("ledger"), table("changes")
	textsTable, blocksTable, accuracyTable          = table("full/texts"), table("full/blocks"), table("accuracy")

	tables = slices.DeleteFunc(slices.Clone(described), func(t Table) bool { return t.Name == "accuracy" })
)

func table(name string) Table {
	return described[slices.IndexFunc(described, func(t Table) bool { return t.Name == name })]
}

//go:embed dictionary.csv
var dictionaryCSV string

// described are the tables as dictionary.csv describes them: a row for each
// with its title and note, and its key, order and references where a column has
// type, required and list; and a row for each of its columns. Behind a list's
// name stand the values of it that the column takes, where it does not take all;
// * stands for the names of the lists.
var described = readDictionary()

func readDictionary() (all []Table) {
	for _, row := range builtIn(dictionaryCSV) { // table column type required list title_zh title_en note_zh note_en
		title, note := Words{row[5], row[6]}, Words{row[7], row[8]}
		if row[1] == "" {
			all = append(all, Table{Name: row[0], Title: title, Note: note,
				Key: values(row[2]), Order: values(cmp.Or(row[3], row[2])), References: values(row[4])})
			continue
		}
		list, only, _ := strings.Cut(row[4], ":")
		c := Column{Name: row[1], Type: Type(row[2]), Title: title, Note: note, List: list, Enum: values(only), Required: row[3] != ""}
		switch {
		case only == "*": // a name of one of the lists
			c.Enum = nil
			for _, l := range codeLists() {
				c.Enum = append(c.Enum, l.Name)
			}
		case c.Enum == nil && list != "" && c.Type != Joined:
			c.Enum = listed(list)
		}
		t := &all[len(all)-1]
		t.Columns = append(t.Columns, c)
	}
	return all
}

// values takes a list apart that is joined with ';'; none for an empty one.
func values(joined string) []string {
	if joined == "" {
		return nil
	}
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
