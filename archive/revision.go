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

// revisionsOf gives the revisions of one column from its captures in
// their order.
func revisionsOf(hs []held, columnID string) []revision {
	var out []revision
	for _, h := range hs {
		if h.verdict == Unchanged && len(out) > 0 {
			out[len(out)-1].lastSeen = h.at
		}
		if !h.shows(columnID) {
			continue
		}
		if n := len(out); n > 0 && out[n-1].articleSHA == h.now.articleSHA {
			out[n-1].lastSeen = h.at
			continue
		}
		out = append(out, revision{articleSHA: h.now.articleSHA, first: h, firstSeen: h.at, lastSeen: h.at})
	}
	return out
}

// stateOf decides the state; since is the time of publication, or the nearest
// thing known to it.
func stateOf(hs []held, columnID string, revisions int, since time.Time) string {
	withdrawn, settled := false, false
	for i := range hs {
		h := &hs[i]
		switch {
		case h.verdict == Gone:
			withdrawn = true
		case h.verdict == Unchanged, h.shows(columnID):
			withdrawn = false
			settled = !h.order.Before(since.Add(settleAfter))
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

// since is the time of publication; where it is not known, the end of the
// week; and where neither is, the first capture of the revision.
func since(published time.Time, weekEnd parser.Date, captured time.Time) time.Time {
	switch {
	case !published.IsZero():
		return published
	case !weekEnd.IsZero():
		return weekEnd.Time()
	default:
		return captured
	}
}
