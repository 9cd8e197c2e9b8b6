package snapshot

import (
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

// Column is one column of a table: the only place its name, type, source and
// meaning are written down.
type Column struct {
	Name string
	Type Type
	// SQL is the expression the value comes from; empty for the column of the
	// same name in the table's first relation.
	SQL         string
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

	alias   string // relation that a Column without SQL is taken from
	order   string // Order in SQL
	with    string // common table expressions, without the word WITH; early stands where earlier's conditions go
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

// Columns that mean the same in several tables.
var (
	columnIDColumn   = Column{Name: "column_id", Type: Text, Required: true, Title: Words{"专栏编号", "Column id"}, Note: Words{"所属专栏。", "The column it belongs to."}}
	activityIDColumn = Column{Name: "activity_id", Type: Text, Required: true, Title: Words{"活动编号", "Activity id"}, Note: Words{"所在活动。", "The activity."}}
	officialIDColumn = Column{Name: "official_id", Type: Text, Required: true, Title: Words{"官员编号", "Official id"}, Note: Words{"见 officials。", "See officials."}}
	sourceURLColumn  = Column{Name: "source_url", Type: Text, Title: Words{"原文网址", "Source address"}, Note: Words{"请经此地址阅读原文。", "Where the original is to be read."}}
	spanStartColumn  = Column{Name: "span_start", Type: Integer, Required: true, Title: Words{"起点", "Span start"}, Note: Words{"在规范文本中的首个码点,从 0 起。", "First code point in the canonical text, from 0."}}
	spanEndColumn    = Column{Name: "span_end", Type: Integer, Required: true, Title: Words{"终点", "Span end"}, Note: Words{"末个码点之后。", "One past the last code point."}}
)

// Tables lists every table of a snapshot in the order of the codebook, those
// with sentences last.
func Tables() []Table { return slices.Clone(tables) }

var tables = listTables()

func listTables() []Table {
	list := []Table{
		columnsTable, sectionsTable, activitiesTable, appearancesTable, postsTable, officialsTable, tenuresTable, creditsTable, coverageTable(),
		officeholdersTable(), ledgerTable, problemsTable, changesTable, districtsTable(), codesTable(), textsTable, blocksTable,
	}
	plain := map[string]string{"column_id": byColumn, "district": byDistrict, "official_id": byOfficial}
	for n, t := range list {
		if t.filters == nil {
			list[n].filters = map[string]string{}
		}
		if t.Order == nil {
			list[n].Order = t.Key
		}
		for i, c := range t.Columns {
			if c.List != "" && c.Enum == nil && c.Type != Joined {
				t.Columns[i].Enum = listed(c.List)
			}
			if by := plain[c.Name]; by != "" && t.filters[by] == "" {
				list[n].filters[by] = t.expression(c) + " = ?"
			}
		}
	}
	return list
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
