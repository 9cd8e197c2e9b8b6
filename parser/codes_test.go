package parser

import (
	"slices"
	"testing"
)

// TestCodesAreWhole: every value has both names, and none stands twice.
func TestCodesAreWhole(t *testing.T) {
	lists := map[string][]Code{
		"kind": Kinds(), "kind form": KindForms(), "office": Offices(), "role": Roles(), "named_as": NamedAs(), "precision": Precisions(), "column kind": ColumnKinds(),
		"heading source": HeadingSources(), "class": Classes(), "severity": Severities(), "district kind": DistrictKinds(), "verb": Verbs(), "statement": Statements(),
	}
	for name, list := range lists {
		values := Values(list)
		slices.Sort(values)
		if len(values) == 0 || len(slices.Compact(values)) != len(list) {
			t.Errorf("%s: %v", name, Values(list))
		}
		for _, c := range list {
			if c.Code == "" || c.ZH == "" || c.EN == "" || (c.NoteZH == "") != (c.NoteEN == "") {
				t.Errorf("%s: %+v lacks a name", name, c)
			}
		}
	}
}
