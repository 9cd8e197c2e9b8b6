package parser

import (
	"slices"
	"strings"
	"testing"
)

// TestCodesAreWhole: every value has both names, and none stands twice.
func TestCodesAreWhole(t *testing.T) {
	lists := map[string][]Code{
		"kind": Kinds(), "office": Offices(), "role": Roles(), "named_as": NamedAs(), "precision": Precisions(), "column kind": ColumnKinds(),
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

// TestVerbsAreTheGrammars: every lemma that the grammar reads has its code,
// and every code its lemma.
func TestVerbsAreTheGrammars(t *testing.T) {
	var read []string
	for _, l := range lemmas {
		read = append(read, l.lemma)
	}
	slices.Sort(read)
	read = slices.Compact(read)
	coded := Values(Verbs())
	slices.Sort(coded)
	if !slices.Equal(read, coded) {
		t.Errorf("the grammar reads %v, the codes are %v", read, coded)
	}
	if got := strings.Join(Values(Statements()), " "); got != sayings {
		t.Errorf("the codes of statements are %q, the grammar reads %q", got, sayings)
	}
}
