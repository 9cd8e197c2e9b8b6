package snapshot

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// losses counts what a new snapshot no longer has and no edit or withdrawal of
// the source explains: under columns, under officials, and the activities under
// the id of their column. A parser change is no excuse: what it reads otherwise
// may be more or as much, not less.
type losses map[string]*balance

// balance weighs removed rows against added ones, since a row read better may
// come back under another id.
type balance struct {
	removed []string
	added   int
}

// count takes note of one changed row.
func (l losses) count(d rowDiff) {
	if d.cause != Parser || d.change == Updated {
		return
	}
	of, name := d.table, d.id
	switch of {
	case "columns":
	case "activities":
		of = strings.Clone(d.row().value("column_id"))
	case "officials":
		name += " " + d.row().value("name")
	default:
		return
	}
	if l[of] == nil {
		l[of] = &balance{}
	}
	if d.change == Added {
		l[of].added++
	} else {
		l[of].removed = append(l[of].removed, name)
	}
}

// LossError refuses a snapshot that would hold less than the one before
// without a known cause.
type LossError struct {
	Previous string   // id of the latest snapshot
	Missing  []string // one line each: what is missing
}

func (e *LossError) Error() string {
	return fmt.Sprintf("snapshot holds less than %s and no edit or withdrawal explains it: %s", e.Previous, strings.Join(e.Missing, "; "))
}

// refusal gives the error that names what is missing, nil where nothing is.
func (l losses) refusal(previous string) error {
	var missing []string
	tell := func(of, format string, more ...any) {
		if b := l[of]; b != nil && len(b.removed) > b.added {
			missing = append(missing, fmt.Sprintf(format, append([]any{len(b.removed) - b.added, some(b.removed)}, more...)...))
		}
	}
	tell("columns", "%d columns missing: %s")
	for _, column := range slices.Sorted(maps.Keys(l)) {
		gone := l["columns"] != nil && slices.Contains(l["columns"].removed, column)
		if strings.HasPrefix(column, "col_") && !gone {
			tell(column, "%d activities missing of %[3]s: %[2]s", column)
		}
	}
	tell("officials", "%d officials missing: %s")
	if len(missing) == 0 {
		return nil
	}
	return &LossError{Previous: previous, Missing: missing}
}

// some names up to ten of the names.
func some(names []string) string {
	if len(names) <= 10 {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:10], ", "), len(names)-10)
}
