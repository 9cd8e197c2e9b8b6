package page

import (
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// styleRule is a rule of a style sheet: selectors and declarations.
var styleRule = regexp.MustCompile(`([^{}]+)\{([^{}]*)\}`)

// maxStyleRules bounds how many rules are looked up in a page.
const maxStyleRules = 20

// struckOut gives the elements that the style sheets in a page cross out.
func struckOut(tree *goquery.Document, styles []*html.Node) map[*html.Node]bool {
	var struck map[*html.Node]bool
	rules := 0
	for _, style := range styles {
		sheet := textIn(style)
		if !strings.Contains(sheet, "line-through") {
			continue
		}
		for _, rule := range styleRule.FindAllStringSubmatch(sheet, -1) {
			if !strings.Contains(rule[2], "line-through") || rules == maxStyleRules {
				continue
			}
			rules++
			for _, n := range tree.Find(strings.TrimSpace(rule[1])).Nodes {
				if n.DataAtom != atom.Body && n.DataAtom != atom.Html {
					if struck == nil {
						struck = map[*html.Node]bool{}
					}
					struck[n] = true
				}
			}
		}
	}
	return struck
}
