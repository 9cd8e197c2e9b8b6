package snapshot

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"shenzheng/parser"
)

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

	acting bool // who acts stands in a temporary table, see shareActing
}

// tablesSQL holds a template for each table, and relations that they are counted
// from.
//
//go:embed *.sql
var sqlFiles embed.FS

var tablesSQL = template.Must(template.New("").Funcs(template.FuncMap{
	"districts": parser.Districts, "posts": parser.OfficePosts, "kinds": func() []string { return kinds }, "literals": literals,
	"rank": rank, "inDistrict": inDistrict, "classes": func() string { return strings.Join(classes, ";") }, "codeValues": codeValues,
}).ParseFS(sqlFiles, "*.sql"))

// statement is the SELECT of a table while its template is filled in.
type statement struct {
	table  Table
	filter Filter
	values map[string]string // of the filter, by the names of its fields in an address
	by     []string          // which of them narrow the table
	where  []string
	args   []any
	early  string // conditions inside its relations, each after AND
	counts string // whose rows are the table's, one for one
}

// statement fills in the table's template.
func (t Table) statement(f Filter) (*statement, string) {
	s := &statement{table: t, filter: f, values: map[string]string{"column": f.Column, "district": f.District, "official": f.Official,
		"office": f.Office, "kind": f.Kind, "from": f.From, "to": f.To}}
	return s, relations(s, t.Name)
}

// relations fills in parts of the SQL, one after the other.
func relations(s *statement, names ...string) string {
	parts := make([]string, len(names))
	for i, name := range names {
		var b strings.Builder
		if err := tablesSQL.ExecuteTemplate(&b, name, s); err != nil {
			panic(err) // the program was built with it
		}
		parts[i] = b.String()
	}
	return strings.Join(parts, ",\n")
}

// By narrows the rows by a field of the filter where that has a value, and
// relations that they are counted from by what follows.
func (s *statement) By(name, condition string, early ...string) string {
	if s.values[name] == "" {
		return ""
	}
	s.by = append(s.by, name)
	s.args = append(s.args, s.values[name])
	number := fmt.Sprint("?", len(s.args))
	s.where = append(s.where, strings.ReplaceAll(condition, "?", number))
	for _, condition := range early {
		s.early += " AND " + strings.ReplaceAll(condition, "?", number)
	}
	return ""
}

// Where gives the conditions, those of the table itself first.
func (s *statement) Where(own ...string) string {
	s.where = append(own, s.where...)
	if s.filter.Where != "" {
		s.where, s.args = append(s.where, s.filter.Where), append(s.args, s.filter.Args...)
	}
	if len(s.where) == 0 {
		return ""
	}
	return "WHERE " + s.conditions()
}

func (s *statement) conditions() string { return "(" + strings.Join(s.where, ") AND (") + ")" }

// Early gives the conditions inside relations.
func (s *statement) Early() string { return s.early }

// Shared reports that who acts is known.
func (s *statement) Shared() bool { return s.filter.acting }

// Join joins relations in the order that they stand in, or, where the rows are
// narrowed, few, and best found so, in an order of SQLite's own.
func (s *statement) Join() string {
	if len(s.args) > 0 || s.filter.Where != "" {
		return "JOIN"
	}
	return "CROSS JOIN"
}

// Below gives the rows of a relation column by column.
func (s *statement) Below(relation string) string {
	return "columns " + s.Join() + " " + relation + " ON " + relation + ".column_id = columns.column_id"
}

// Select gives the table's columns; expressions are pairs of a column's name and
// what it is, where that is not the relation's of the same name.
func (s *statement) Select(relation string, expressions ...string) string {
	selected := make([]string, len(s.table.Columns))
	for i, c := range s.table.Columns {
		selected[i] = relation + "." + c.Name
		if at := slices.Index(expressions, c.Name); at >= 0 {
			selected[i] = expressions[at+1]
		}
		selected[i] += ` AS "` + c.Name + `"`
	}
	return "SELECT " + strings.Join(selected, ", ")
}

// Rows is Select for a table that has a row for each of the relation's.
func (s *statement) Rows(relation string, expressions ...string) string {
	return s.Counts(relation) + s.Select(relation, expressions...)
}

// Counts says whose rows are the table's, one for one.
func (s *statement) Counts(relations string) string {
	s.counts = relations
	return ""
}

// Query gives the SELECT of the table's rows in the order they are published
// in, narrowed by f, and its arguments.
func (t Table) Query(f Filter) (query string, args []any) {
	s, query := t.statement(f)
	return t.cut(query, s.args, f)
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
	s, _ := t.statement(f)
	query, args = t.Query(f)
	if s.counts != "" && len(args) == 0 && f.Where == "" {
		return "WITH RECURSIVE " + relations(&statement{}, "division", "office", "week") + " SELECT count(*) FROM " + s.counts, nil
	}
	return "SELECT count(*) FROM (" + query + ")", args
}

// Condition gives the condition that f puts on the rows of the table, and its
// arguments, for counts over the same rows; TRUE where it puts none. Only for
// tables that are read from one relation of their own name.
func (t Table) Condition(f Filter) (condition string, args []any) {
	s, _ := t.statement(f)
	if len(s.where) == 0 {
		return "TRUE", nil
	}
	return s.conditions(), s.args
}

// Filters reports which of the fields of Filter narrow this table, by their
// names in an address: column, district, official, office, kind, from, to.
func (t Table) Filters() []string {
	const any = "any"
	s, _ := t.statement(Filter{Column: any, District: any, Official: any, Office: any, Kind: any, From: any, To: any})
	return s.by
}

// rank is the place of a coded value in its list, in SQL.
func rank(expression string, list ...string) string {
	return "instr(';" + strings.Join(list, ";") + ";', ';' || " + expression + " || ';')"
}

// inDistrict is the place of a district in the order of districts, in SQL.
func inDistrict(expression string) string {
	var slugs []string
	for _, d := range parser.Districts() {
		slugs = append(slugs, d.Slug)
	}
	return rank(expression, slugs...)
}

// literals quotes strings for SQL.
func literals(values ...string) string {
	for i, v := range values {
		values[i] = "'" + strings.ReplaceAll(v, "'", "''") + "'"
	}
	return strings.Join(values, ", ")
}
