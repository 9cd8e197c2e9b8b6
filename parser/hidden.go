package parser

import (
	"slices"

	"shenzheng/parser/page"
)

// settleHidden decides what is read of the text that a page hides: a part of
// the article that is shown when it is tapped, or a body that a script shows.
// Dialogs, hints and copies of what is shown are left out. A line that is left
// out stays in its place and is empty.
func settleHidden(lines []*line) {
	if !slices.ContainsFunc(lines, func(ln *line) bool { return ln.Hidden > 0 }) {
		return
	}
	shown := map[string]bool{}
	ofColumn := false
	for i := range lines {
		ln := lines[i]
		if ln.Hidden == 0 {
			shown[string(ln.Fold)] = true
		}
		ofColumn = ofColumn || ln.title || ln.week || ln.clearing || ln.account || ln.columnTopic
	}
	running := map[int]bool{} // hidden elements with running text of their own
	for i := range lines {
		if ln := lines[i]; ln.Hidden > 0 && ofColumn && ln.isProse() && !ln.mostlyLink() && !shown[string(ln.Fold)] {
			running[ln.Hidden] = true
		}
	}
	for i := len(lines) - 2; i > 0; i-- {
		// A heading may be hidden by itself right above what is hidden too.
		if ln, below := lines[i], lines[i+1]; ln.Hidden > 0 && below.Hidden > 0 && running[below.Hidden] && lines[i-1].Hidden != ln.Hidden && !ln.mostlyLink() {
			running[ln.Hidden] = true
		}
	}
	for i := range lines {
		if ln := lines[i]; ln.Hidden > 0 && (!running[ln.Hidden] || shown[string(ln.Fold)] && ln.isProse()) {
			*ln = line{Line: &page.Line{}}
		}
	}
}
