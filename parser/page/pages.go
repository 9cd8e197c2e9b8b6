package page

import (
	"regexp"
	"strings"
)

// pageEdge is how many lines are looked at above and below the end of a page.
const pageEdge = 3

// numbering is what else than words stands at the ends of pages: - 2 -, 第2页 共5页, an
// address.
var numbering = regexp.MustCompile(`https?://\S+|[\d\s/.:—第共页-]+|(?i:page|of)\b`)

// withoutPages takes out of the text of a printed document, in which form feeds part
// the pages, what stands at their heads and feet, for a paragraph may go on behind it:
// numbers, and words that several pages have. The head of the first one stays.
func withoutPages(text string) string {
	pages := strings.Split(text, "\f")
	if len(pages) == 1 {
		return text
	}
	var kept []string
	seen := map[string]int{}
	for _, counted := range []bool{false, true} {
		for i, page := range pages {
			lines := strings.Split(strings.TrimSpace(page), "\n")
			for k, line := range lines {
				edge, words := k < pageEdge || k >= len(lines)-pageEdge, numbering.ReplaceAllString(line, "")
				switch {
				case !counted && edge:
					seen[words]++
				case counted && (!edge || i == 0 && k < pageEdge || words != "" && seen[words] == 1):
					kept = append(kept, line)
				}
			}
		}
	}
	return strings.Join(kept, "\n")
}
