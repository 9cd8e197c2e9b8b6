package snapshot

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"strings"
	"text/template"
	"time"

	"shenzheng/parser"
)

// panelSQL counts who acted as secretary or head of a district, week by week.
//
//go:embed panel.sql
var panelSQL string

var panel = template.Must(template.New("").Funcs(template.FuncMap{
	"districts": parser.Districts, "posts": parser.OfficePosts, "kinds": func() []string { return kinds }, "literals": literals,
}).Parse(panelSQL))

// panelOffices are the values of coverage.office.
var panelOffices = []string{"secretary", "head"}

// relations gives parts of panel.sql, as common table expressions one after the
// other.
func relations(names ...string) string {
	parts := make([]string, len(names))
	for i, name := range names {
		var b strings.Builder
		if err := panel.ExecuteTemplate(&b, name, nil); err != nil {
			panic(err) // the program was built with it
		}
		parts[i] = b.String()
	}
	return strings.Join(parts, ",\n")
}

// literals quotes strings for SQL.
func literals(values ...string) string {
	for i, v := range values {
		values[i] = "'" + strings.ReplaceAll(v, "'", "''") + "'"
	}
	return strings.Join(values, ", ")
}

// inDistrict is the place of a district in the order of districts, in SQL.
func inDistrict(expression string) string {
	var slugs []string
	for _, d := range parser.Districts() {
		slugs = append(slugs, d.Slug)
	}
	return rank(expression, slugs)
}

// CellCondition gives the condition on activities, with its arguments, that
// leaves those counted in one row of coverage: the activities of its column in
// which somebody acts who holds the office of the district, as far as they count
// in the week.
func CellCondition(columnID, weekStart, district, office string) (condition string, args []any) {
	acting := strings.Replace(relations("office", "held", "acting"), early, " AND column_id = ?", 1)
	return "activities.activity_id IN (WITH " + acting + " SELECT a.activity_id FROM acting JOIN activities a ON a.rowid = acting.activity" +
		" WHERE acting.monday = ? AND acting.district = ? AND acting.office = ?)", []any{columnID, weekStart, district, office}
}

// shareActing gives t so that it reads who acts from a temporary table, which
// goes with the transaction: what several tables of a snapshot count from is
// made once, and whatever it is made from is let go of.
func (e *edition) shareActing(ctx context.Context, tx *sql.Tx, t Table) (Table, error) {
	alone := t.with
	if t.with = strings.Replace(alone, relations("acting")+",\n", "", 1); t.with == alone || e.sharesActing {
		return t, nil
	}
	e.sharesActing = true
	made := strings.Replace(relations("office", "held", "acting"), "acting AS MATERIALIZED", "acting AS", 1)
	// A reader may write nothing, not even that; its file is open for reading all the same.
	var only int
	if err := tx.QueryRowContext(ctx, "PRAGMA query_only").Scan(&only); err != nil {
		return t, fmt.Errorf("find who acts: %w", err)
	}
	for _, statement := range []string{"PRAGMA query_only = 0", "CREATE TEMP TABLE acting AS WITH " + made + " SELECT * FROM acting", fmt.Sprint("PRAGMA query_only = ", only)} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return t, fmt.Errorf("find who acts: %w", err)
		}
	}
	return t, nil
}

// Week is one week of the calendar of coverage.
type Week struct {
	Monday time.Time // 00:00 UTC
	Status string    // of coverage where it is no held week: column_missing | not_published; empty for a week that is held
}

// Weeks gives every week from the first to the last of the table coverage. An
// edition holds every week it spans.
func Weeks(ctx context.Context, tx *sql.Tx) (weeks []Week, err error) {
	err = Each(ctx, tx, relations("weeks"), nil, func(_, row []string) error {
		day, err := time.Parse(time.DateOnly, row[0])
		weeks = append(weeks, Week{day, row[1]})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read weeks: %w", err)
	}
	return weeks, nil
}
