package crawler

import (
	"fmt"
	"strings"
	"time"
)

// ItemKind says in which way an item failed.
type ItemKind string

// The kinds of failure.
const (
	ItemBad         ItemKind = "bad"         // answered, but not believed
	ItemMissing     ItemKind = "missing"     // asked for by name and not there
	ItemUnreachable ItemKind = "unreachable" // no answer
	ItemBlocked     ItemKind = "blocked"     // the host refuses or asked to wait
	ItemForbidden   ItemKind = "forbidden"   // by robots.txt
	ItemRefused     ItemKind = "refused"     // not on the list of hosts
	ItemLater       ItemKind = "later"       // the host wants few requests; no failure
)

// Item is one page that failed, and why.
type Item struct {
	Source, URL string
	Kind        ItemKind
	Reason      string // one line
}

// String names the item in one line.
func (i Item) String() string {
	return fmt.Sprintf("%s: %s: %s", i.URL, i.Kind, i.Reason)
}

// Report is what a crawl did.
type Report struct {
	Requests  int // robots.txt, redirects and further tries included
	Found     int // articles not known before
	Fetched   int // article pages answered, whatever the verdict
	New       int // columns not held before
	Changed   int // columns with a further revision
	Unchanged int // articles asked for again, and the same
	Other     int // articles that are none of the column
	Gone      int // articles answered with 404 or 410
	Bad       int // articles and listings that were not believed
	Left      int // articles and listings left to a later crawl
	Items     []Item
	Notes     []string      // a line each, of what is no failure but good to know
	Waited    time.Duration // beyond the usual pauses
	// Again is when what is left may be asked for, in the zone of the clock; zero
	// where that is for the next crawl to see.
	Again time.Time
	// Answered names the sources of which some page came that was no refusal.
	Answered []string
	// silent counts the sources that gave nothing because they could not be
	// reached, blocked the crawl or forbade it.
	silent int
}

// Class sums a crawl up in one word.
type Class string

// The classes, each an exit code of the program.
const (
	ClassDone        Class = "done"        // also when nothing was new
	ClassPartial     Class = "partial"     // some items failed
	ClassUnreachable Class = "unreachable" // a source was unreachable, blocked the crawl or forbade it
)

// Class gives the class of the crawl. A source that gave something was
// reached, whatever became of its other pages.
func (r *Report) Class() Class {
	switch {
	case r.silent > 0:
		return ClassUnreachable
	case len(r.Items) > 0:
		return ClassPartial
	}
	return ClassDone
}

// Summary is the crawl in one line.
func (r *Report) Summary() string {
	parts := []string{fmt.Sprintf("%d new", r.New)}
	for _, p := range []struct {
		count int
		name  string
	}{
		{r.Changed, "changed"}, {r.Unchanged, "unchanged"}, {r.Gone, "gone"}, {r.Other, "no column"},
		{r.Bad, "bad"}, {len(r.Items), "failed"}, {r.Left, "left for later"},
	} {
		if p.count > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.count, p.name))
		}
	}
	line := fmt.Sprintf("%s; %d found, %d fetched, %d requests", strings.Join(parts, ", "), r.Found, r.Fetched, r.Requests)
	if w := r.Waited.Round(time.Second); w > 0 {
		line += ", waited " + w.String()
	}
	if !r.Again.IsZero() {
		line += "; some pages wait until " + r.Again.Format(time.RFC3339)
	}
	return line
}
