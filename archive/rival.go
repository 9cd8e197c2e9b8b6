package archive

import (
	"database/sql"
	"errors"
	"fmt"
)

// rival is the other article whose column has the id of the plan's, if there
// is one: names of sources that differ in their punctuation alone give the
// same ids.
func (w *rowWriter) rival(p *plan) (k article, found bool, err error) {
	err = w.tx.QueryRowContext(w.ctx, `SELECT source, number FROM columns WHERE column_id = ?`, p.columnID).Scan(&k.source, &k.number)
	if errors.Is(err, sql.ErrNoRows) {
		return article{}, false, nil
	}
	if err != nil {
		return article{}, false, fmt.Errorf("look up column: %w", err)
	}
	return k, k.number != "", nil
}

// settleRival lets the article that was kept first have the id, whichever is
// written first, and counts the pages of the other as failed: neither may
// overwrite the other. The pages stay, and can be read once their source has
// another name. It tells whether the plan's article has to give way.
func (w *rowWriter) settleRival(p *plan, rival article) (giveWay bool, err error) {
	var theirs int64
	err = w.tx.QueryRowContext(w.ctx, `SELECT min(capture_id) FROM captures WHERE source = ? AND number = ? AND verdict = 'good'`,
		rival.source, rival.number).Scan(&theirs)
	if err != nil {
		return false, fmt.Errorf("look for the first capture of %s: %w", rival, err)
	}
	if p.firstGood() > theirs {
		return true, w.refuse(p, rival)
	}
	err = w.exec(`UPDATE readings SET page_kind = ?, reason = ?, column_id = '', article_sha256 = '' WHERE column_id = ?
		AND capture_id IN (SELECT capture_id FROM captures WHERE source = ? AND number = ?)`,
		failedKind, taken(p.columnID, p.article), p.columnID, rival.source, rival.number)
	if err != nil {
		return false, fmt.Errorf("store readings of %s: %w", rival, err)
	}
	return false, w.remove(p.columnID)
}

func (p *plan) firstGood() int64 {
	var first int64
	for _, h := range p.captures {
		if h.verdict == Good && (first == 0 || h.id < first) {
			first = h.id
		}
	}
	return first
}

// refuse counts the pages that show the plan's column as failed.
func (w *rowWriter) refuse(p *plan, rival article) error {
	for i := range p.captures {
		h := &p.captures[i]
		if !h.shows(p.columnID) {
			continue
		}
		h.was = reading{} // what the plan stored before is to be replaced
		h.reading = reading{kind: failedKind, reason: taken(p.columnID, rival), version: w.version}
		if err := w.storeReading(*h); err != nil {
			return fmt.Errorf("store reading of capture %d: %w", h.id, err)
		}
	}
	p.failures = failuresOf(p.captures)
	p.columnID, p.column, p.rows = "", nil, nil
	return nil
}

func taken(columnID string, by article) string {
	return oneLine(fmt.Sprintf("the id %s is that of %s; give one of the sources another name", columnID, by))
}
