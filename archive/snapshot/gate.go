package snapshot

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// losses counts what a new snapshot no longer has and no edit or withdrawal of
// the source explains. A parser change is no excuse: what it reads otherwise
// may be more or as much, not less.
type losses struct {
	columns    []string
	activities map[string]*balance // by column
	officials  balance
}

// balance weighs removed rows against added ones, since a row read better may
// come back under another id.
type balance struct {
	removed []string
	added   int
}

func (b balance) missing() int { return len(b.removed) - b.added }

// count takes note of one changed row.
func (l *losses) count(p rowPair, cause Cause) {
	if cause != Parser || p.change == Updated {
		return
	}
	switch p.table.Name {
	case "columns":
		if p.change == Removed {
			l.columns = append(l.columns, p.id)
		}
	case "activities":
		column := strings.Clone(p.row().value("column_id"))
		if l.activities == nil {
			l.activities = map[string]*balance{}
		}
		if l.activities[column] == nil {
			l.activities[column] = &balance{}
		}
		l.activities[column].add(p.change, p.id)
	case "officials":
		l.officials.add(p.change, p.id+" "+p.row().value("name"))
	}
}

func (b *balance) add(c Change, name string) {
	if c == Added {
		b.added++
		return
	}
	b.removed = append(b.removed, name)
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
func (l *losses) refusal(previous string) error {
	var missing []string
	if len(l.columns) > 0 {
		missing = append(missing, fmt.Sprintf("%d columns missing: %s", len(l.columns), some(l.columns)))
	}
	for _, column := range slices.Sorted(maps.Keys(l.activities)) {
		if b := l.activities[column]; b.missing() > 0 && !slices.Contains(l.columns, column) {
			missing = append(missing, fmt.Sprintf("%d activities missing of %s: %s", b.missing(), column, some(b.removed)))
		}
	}
	if n := l.officials.missing(); n > 0 {
		missing = append(missing, fmt.Sprintf("%d officials missing: %s", n, some(l.officials.removed)))
	}
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
