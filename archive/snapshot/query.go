package snapshot

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Ways to narrow a table, by the names that Filter's fields have in an address.
const (
	byColumn   = "column"
	byDistrict = "district"
	byOfficial = "official"
	byOffice   = "office"
	byKind     = "kind"
	byFrom     = "from"
	byTo       = "to"
)

// filter is one of Filter's fields.
type filter struct{ by, value string }

func (f Filter) each() []filter {
	return []filter{{byColumn, f.Column}, {byDistrict, f.District}, {byOfficial, f.Official}, {byOffice, f.Office}, {byKind, f.Kind}, {byFrom, f.From}, {byTo, f.To}}
}

// Filter narrows a table to the rows asked for. Empty fields do not narrow;
// a field that means nothing for a table is passed over.
type Filter struct {
	Column   string // column id
	District string // slug
	Official string // official id
	Office   string // secretary | head | both | other; who holds both offices counts for secretary and for head
	Kind     string // kind of activity
	From, To string // days, YYYY-MM-DD, both included; an undated activity counts for its week

	// Where is a further condition on the table's rows, with ? for each of
	// Args, for what only one page needs (a search). Inside it the activity of
	// activities, appearances, posts and tenures is called activities.
	Where string
	Args  []any

	// Like holds, by the names of columns, GLOB patterns that their values fit;
	// Sort names a column to order the rows by before their key, with - before
	// it for the greatest first; Limit is the number of rows after the first
	// Offset, 0 for all. What one looks at is narrowed and cut by these.
	Like          map[string]string
	Sort          string
	Limit, Offset int
}

// Query gives the SELECT of the table's rows in the order they are published
// in, narrowed by f, and its arguments.
func (t Table) Query(f Filter) (query string, args []any) {
	selected := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		selected[i] = t.expression(c) + ` AS "` + c.Name + `"`
	}
	var b strings.Builder
	where, inside, args := t.conditions(f)
	if t.with != "" {
		b.WriteString("WITH RECURSIVE " + strings.Replace(t.with, early, inside, 1) + "\n")
	}
	from := t.from
	if len(args) > 0 || f.Where != "" { // narrowed rows are few, and best found in an order of SQLite's own
		from = strings.ReplaceAll(from, "CROSS JOIN", "JOIN")
	}
	b.WriteString("SELECT " + strings.Join(selected, ", ") + "\nFROM " + from)
	if where != "" {
		b.WriteString("\nWHERE " + where)
	}
	if t.group != "" {
		b.WriteString("\nGROUP BY " + t.group)
	}
	b.WriteString("\nORDER BY " + t.order)
	return t.cut(b.String(), args, f)
}

// cut narrows, orders and cuts the rows of a query by the values of the table's
// columns.
func (t Table) cut(query string, args []any, f Filter) (string, []any) {
	if len(f.Like) == 0 && f.Sort == "" && f.Limit == 0 {
		return query, args
	}
	query = "SELECT * FROM (" + query + ") WHERE TRUE"
	for _, c := range t.Columns {
		if pattern, ok := f.Like[c.Name]; ok {
			args = append(args, pattern)
			query += fmt.Sprintf(` AND "%s" GLOB ?%d`, c.Name, len(args))
		}
	}
	if f.Sort != "" {
		by, falling := strings.CutPrefix(f.Sort, "-")
		if by = `"` + by + `"`; falling {
			by += " DESC"
		}
		query += " ORDER BY " + by + `, "` + strings.Join(t.Key, `", "`) + `"`
	}
	if f.Limit > 0 {
		query += fmt.Sprintf(" LIMIT %d OFFSET %d", f.Limit, f.Offset)
	}
	return query, args
}

// Count gives the SELECT of the number of rows that f leaves, and its arguments.
func (t Table) Count(f Filter) (query string, args []any) {
	f.Sort, f.Limit, f.Offset = "", 0, 0
	query, args = t.Query(f)
	if t.with+t.where+t.group == "" && len(args) == 0 && f.Where == "" { // the rows of one relation
		return "SELECT count(*) FROM " + t.alias, nil
	}
	return "SELECT count(*) FROM (" + query + ")", args
}

// Condition gives the condition that f puts on the rows of the table, and its
// arguments, for counts over the same rows; TRUE where it puts none. Only for
// tables that are read from one relation of their own name.
func (t Table) Condition(f Filter) (condition string, args []any) {
	condition, _, args = t.conditions(f)
	return cmp.Or(condition, "TRUE"), args
}

// Filters reports which of the fields of Filter narrow this table, by their
// names in an address: column, district, official, office, kind, from, to.
func (t Table) Filters() []string {
	var names []string
	for _, f := range (Filter{}).each() {
		if t.filters[f.by] != "" {
			names = append(names, f.by)
		}
	}
	return names
}

func (t Table) expression(c Column) string {
	return cmp.Or(t.sql[c.Name], t.alias+"."+c.Name)
}

// early is the mark in with that the conditions of earlier replace.
const early = "/* early */"

// conditions gives those on the table's rows and, each after AND, those inside
// its common table expressions.
func (t Table) conditions(f Filter) (where, inside string, args []any) {
	var conditions []string
	if t.where != "" {
		conditions = append(conditions, t.where)
	}
	for _, by := range f.each() {
		if t.filters[by.by] == "" || by.value == "" {
			continue
		}
		// ?1 stands for a value used twice; positions are counted over all conditions.
		args = append(args, by.value)
		number := "?" + strconv.Itoa(len(args))
		conditions = append(conditions, strings.ReplaceAll(strings.ReplaceAll(t.filters[by.by], "?1", "?"), "?", number))
		if early := t.earlier[by.by]; early != "" {
			inside += " AND " + strings.ReplaceAll(early, "?", number)
		}
	}
	if f.Where != "" {
		conditions = append(conditions, f.Where)
		args = append(args, f.Args...)
	}
	if len(conditions) > 0 {
		where = "(" + strings.Join(conditions, ") AND (") + ")"
	}
	return where, inside, args
}

// rank is the place of a coded value in its list, in SQL.
func rank(expression string, list []string) string {
	return "instr(';" + strings.Join(list, ";") + ";', ';' || " + expression + " || ';')"
}
