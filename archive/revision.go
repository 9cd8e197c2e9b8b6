package archive

import (
	"time"

	"shenzheng/parser"
	"shenzheng/parser/source"
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

// revisionsOf gives the revisions of one column from its captures in their
// order. Half a page is a revision only as long as no whole one is held: it is
// no edit that the other half came later, or did not come again.
func revisionsOf(hs []held, columnID string) []revision {
	var out []revision
	for _, h := range hs {
		if h.verdict == source.Unchanged && len(out) > 0 {
			out[len(out)-1].lastSeen = h.at
		}
		n := len(out)
		if !h.shows(columnID) || h.cut && n > 0 && !out[n-1].first.cut {
			continue
		}
		if n > 0 && out[n-1].first.cut && !h.cut {
			out, n = out[:n-1], n-1
		}
		if n > 0 && out[n-1].articleSHA == h.now.articleSHA {
			out[n-1].lastSeen = h.at
			continue
		}
		out = append(out, revision{articleSHA: h.now.articleSHA, first: h, firstSeen: h.at, lastSeen: h.at})
	}
	return out
}

// softGoneAfter is how long after the first answer that says so, with another
// status than 404 and 410, a column counts as withdrawn if it is said again.
const softGoneAfter = 24 * time.Hour

// stateOf decides the state; since is the time of publication, or the nearest
// thing known to it.
func stateOf(hs []held, columnID string, revisions int, since time.Time) string {
	withdrawn, settled := false, false
	var said time.Time // that it is gone, softly, for the first time
	for i := range hs {
		h := &hs[i]
		switch {
		case h.soft && said.IsZero():
			said = h.order
		case h.verdict == source.Gone:
			withdrawn = withdrawn || !h.soft || h.order.Sub(said) >= softGoneAfter
		case h.verdict == source.Unchanged, h.shows(columnID):
			withdrawn, said = false, time.Time{}
			settled = !h.cut && !h.order.Before(since.Add(settleAfter))
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
