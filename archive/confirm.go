package archive

import (
	"fmt"
	"slices"
)

// confirmed lists what this parser version read as it stands: only the
// versions are to be written, many rows at a time.
type confirmed struct {
	readings []int64  // captures
	columns  []string // ids
}

// confirm notes plans that have nothing to write but the parser version; it
// gives false, and notes nothing, where one has more.
func (w *rowWriter) confirm(plans []*plan) bool {
	for _, p := range plans {
		if !p.same {
			return false
		}
	}
	for _, p := range plans {
		for i := range p.readings {
			w.confirmed.readings = append(w.confirmed.readings, p.readings[i].id)
		}
		if p.columnID != "" {
			w.confirmed.columns = append(w.confirmed.columns, p.columnID)
		}
	}
	return true
}

// sameChange is the change of a plan that only confirms.
func (p *plan) sameChange() Change {
	if p.columnID == "" {
		return ChangeNone
	}
	return ChangeUnchanged
}

// confirmAll writes the versions that were noted, those of columns last.
func (w *rowWriter) confirmAll() error {
	c := w.confirmed
	w.confirmed = confirmed{}
	if err := setVersions(w, confirmReadings, c.readings); err != nil {
		return fmt.Errorf("store versions of readings: %w", err)
	}
	if err := setVersions(w, confirmColumns, c.columns); err != nil {
		return fmt.Errorf("store versions of columns: %w", err)
	}
	return nil
}

// confirmSize is how many rows one statement confirms.
const confirmSize = 32

var (
	confirmReadings = `UPDATE readings SET parser_version = ?1 WHERE parser_version <> ?1 AND capture_id IN ` + inList(confirmSize)
	confirmColumns  = `UPDATE columns SET parser_version = ?1 WHERE parser_version <> ?1 AND column_id IN ` + inList(confirmSize)
)

func setVersions[T any](w *rowWriter, query string, ids []T) error {
	for some := range slices.Chunk(ids, confirmSize) {
		if err := w.exec(query, inArgs(confirmSize, some, w.version)...); err != nil {
			return err
		}
	}
	return nil
}
