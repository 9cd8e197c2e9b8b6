package archive

import (
	"time"

	"shenzheng/parser"
)

// The states of a column (codebook, section 1).
const (
	StateProvisional = "provisional"
	StateSettled     = "settled"
	StateEdited      = "edited"
	StateWithdrawn   = "withdrawn"
)

// settleAfter is how long after publication a column counts as settled.
const settleAfter = 7 * 24 * time.Hour

// revision is a run of consecutive captures with one article text.
type revision struct {
	articleSHA          string
	first               held
	firstSeen, lastSeen time.Time
}

// revisionsOf gives the revisions of one column from its captures in time
// order. It looks at nothing else, so the order of arrival does not matter.
func revisionsOf(hs []held, columnID string) []revision {
	var out []revision
	for _, h := range hs {
		if h.verdict == Unchanged && len(out) > 0 {
			out[len(out)-1].lastSeen = h.at
		}
		if !h.shows(columnID) {
			continue
		}
		if n := len(out); n > 0 && out[n-1].articleSHA == h.reading.articleSHA {
			out[n-1].lastSeen = h.at
			continue
		}
		out = append(out, revision{articleSHA: h.reading.articleSHA, first: h, firstSeen: h.at, lastSeen: h.at})
	}
	return out
}

// shows tells whether the capture is a readable page of the column.
func (h *held) shows(columnID string) bool {
	return h.verdict == Good && h.reading.kind == string(parser.PageColumn) && h.reading.columnID == columnID
}

// stateOf decides the state; since is the time of publication, or the nearest
// thing known to it.
func stateOf(hs []held, columnID string, revisions int, since time.Time) string {
	withdrawn, settled := false, false
	for _, h := range hs {
		switch {
		case h.verdict == Gone:
			withdrawn = true
		case h.verdict == Unchanged, h.shows(columnID):
			withdrawn = false
			settled = settled || !h.at.Before(since.Add(settleAfter))
		}
	}
	switch {
	case withdrawn:
		return StateWithdrawn
	case revisions > 1:
		return StateEdited
	case settled:
		return StateSettled
	default:
		return StateProvisional
	}
}
