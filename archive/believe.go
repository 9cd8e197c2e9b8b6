package archive

import (
	"fmt"
	"unicode/utf8"

	"shenzheng/parser"
)

// believe checks what a reading must hold before its rows are kept: unique
// ids, sections that exist, spans inside the text. A reading that breaks one
// of these counts as failed, because half of it would be worse than none.
func believe(c *parser.Column) error {
	switch {
	case c.ID == "":
		return fmt.Errorf("the column has no id")
	case c.Kind != parser.KindWeekly && c.Kind != parser.KindOther:
		return fmt.Errorf("the column is of the unknown kind %q", c.Kind)
	case c.Kind != parser.KindWeekly && len(c.Sections)+len(c.Activities) > 0:
		return fmt.Errorf("a column of kind %s has sections", c.Kind)
	case !utf8.ValidString(c.Text) || !utf8.ValidString(c.Title):
		return fmt.Errorf("the text is not valid UTF-8")
	}
	length := utf8.RuneCountInString(c.Text)
	ids := map[string]bool{}
	for _, s := range c.Sections {
		if ids[s.ID] {
			return fmt.Errorf("two sections have the id %s", s.ID)
		}
		ids[s.ID] = true
		if s.HeadingSource != "printed" && s.HeadingSource != "inferred" {
			return fmt.Errorf("section %s has the heading source %q", s.ID, s.HeadingSource)
		}
	}
	for i := range c.Activities {
		a := &c.Activities[i]
		if ids[a.ID] {
			return fmt.Errorf("two activities have the id %s", a.ID)
		}
		ids[a.ID] = true
		if err := believeActivity(c, a, length); err != nil {
			return err
		}
	}
	for _, b := range c.Blocks {
		if !inside(b.Span, length) {
			return fmt.Errorf("a block lies outside the text")
		}
	}
	for _, p := range c.Problems {
		if p.Severity != "error" && p.Severity != "warning" && p.Severity != "info" {
			return fmt.Errorf("problem %s has the severity %q", p.Code, p.Severity)
		}
	}
	return nil
}

func believeActivity(c *parser.Column, a *parser.Activity, length int) error {
	if a.Section < 0 || a.Section >= len(c.Sections) {
		return fmt.Errorf("activity %s is in no section", a.ID)
	}
	if !inside(a.Span, length) {
		return fmt.Errorf("activity %s lies outside the text", a.ID)
	}
	seen := map[string]bool{}
	for _, o := range a.Officials {
		switch {
		case seen[o.OfficialID]:
			return fmt.Errorf("activity %s names %s twice", a.ID, o.OfficialID)
		case o.Role != "actor" && o.Role != "mentioned":
			return fmt.Errorf("activity %s has the role %q", a.ID, o.Role)
		case o.NamedAs != "post_and_name" && o.NamedAs != "name_only":
			return fmt.Errorf("activity %s has named_as %q", a.ID, o.NamedAs)
		case !inside(o.Span, length):
			return fmt.Errorf("an appearance in activity %s lies outside the text", a.ID)
		}
		seen[o.OfficialID] = true
	}
	return nil
}

func inside(s parser.Span, length int) bool {
	return 0 <= s.Start && s.Start <= s.End && s.End <= length
}
