package archive

import (
	"errors"
	"strings"
	"testing"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// A reading whose rows the database could not hold counts as failed, with its
// reason, and neither it nor the pages beside it stay unread.
func TestReadingsThatCannotBeKept(t *testing.T) {
	for want, spoil := range map[string]func(*parser.Column){
		"the column has no id":       func(c *parser.Column) { c.ID = "" },
		"not valid UTF-8":            func(c *parser.Column) { c.Title = "\xff" },
		"a block lies outside":       func(c *parser.Column) { c.Blocks[0].Span.End = 1 << 20 },
		"is in no section":           func(c *parser.Column) { c.Activities[0].Section = 9 },
		"lies outside the text":      func(c *parser.Column) { c.Activities[0].Span.Start = -1 },
		"two sections have the id":   func(c *parser.Column) { c.Sections[1].ID = c.Sections[0].ID },
		"two activities have the id": func(c *parser.Column) { c.Activities[1].ID = c.Activities[0].ID },
		"names an official twice": func(c *parser.Column) {
			c.Activities[0].Officials = append(c.Activities[0].Officials, c.Activities[0].Officials[0])
		},
	} {
		t.Run(want, func(t *testing.T) {
			c := newClock()
			cfg := testConfig(t, c)
			cfg.Read = func(p parser.Page) parser.Reading {
				r := fakeRead(p)
				if strings.Contains(p.URL, "1000001") {
					spoil(r.Column)
				}
				return r
			}
			a := open(t, cfg)
			keep(t, a, page(c, "1000001", weekOne))
			keep(t, a, page(c, "1000002", strings.ReplaceAll(weekOne, "检查工地", "察看工地")))
			if s, err := a.Status(t.Context()); err != nil || s.Unread > 0 {
				t.Errorf("%d captures are unread, %v", s.Unread, err)
			}
			got := ids(t, a, `SELECT page_kind || ' ' || reason FROM readings ORDER BY capture_id`)
			if failed := strings.Join(got, "\n"); len(got) != 2 || !strings.Contains(failed, failedKind+" ") || !strings.Contains(failed, want) {
				t.Errorf("readings are %q, want one that failed: %s", got, want)
			}
			if columns := ids(t, a, `SELECT column_id FROM columns`); len(columns) != 1 {
				t.Errorf("columns are %q", columns)
			}
		})
	}
}

// A person names a column by its id, or by a number that no other source's has
// but the newspaper's.
func TestColumnNamed(t *testing.T) {
	c := newClock()
	cfg := testConfig(t, c)
	cfg.Read = func(p parser.Page) parser.Reading {
		r := fakeRead(p)
		if r.Column.ID = "col_" + p.Number; p.Source != source.Newspaper {
			r.Column.ID = "col_" + p.Source + "_" + p.Number
		}
		return r
	}
	a := open(t, cfg)
	for name, numbers := range map[string][]string{source.Newspaper: {"1", "2"}, "north": {"2", "3", "4"}, "south": {"4"}} {
		for _, number := range numbers {
			k := page(c, number, "column "+name+number+" other")
			k.Source = name
			keep(t, a, k)
		}
	}
	for name, want := range map[string]string{"1": "col_1", "col_2": "col_2", "2": "col_2", "3": "col_north_3", "col_north_2": "col_north_2"} {
		if id, err := a.ColumnNamed(t.Context(), name); id != want || err != nil {
			t.Errorf("%s is %s, %v; want %s", name, id, err, want)
		}
	}
	for name, want := range map[string]error{"4": ErrManyColumns, "5": ErrNoColumn, "": ErrNoColumn} {
		if id, err := a.ColumnNamed(t.Context(), name); !errors.Is(err, want) {
			t.Errorf("%q is %s, %v", name, id, err)
		}
	}
}
