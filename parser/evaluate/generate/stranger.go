package generate

import (
	"fmt"
	"strings"

	"shenzheng/parser"
)

// Stranger is a page that is no column of 深政观察, and what it is.
type Stranger struct {
	Name string
	Page parser.Page
}

// Strangers gives one page of every kind that a crawler meets beside columns:
// none of them may give a column.
func (g *Generator) Strangers(i int) (pages []Stranger) {
	w := newDraft(newDice(g.seed, uint64(i)<<8), g.Week(i), i)
	w.home, w.wide, w.column.Kind, w.titled = pick(w.dice, districts), "", parser.KindWeekly, w.week
	for j, line := range append([]string{"binary \x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\xff\xd8\x00\x01\x02"}, texts("stranger")...) {
		name, body, _ := strings.Cut(line, " ")
		number := fmt.Sprint(7000000 + i*100 + j)
		pages = append(pages, Stranger{name, parser.Page{
			Body: []byte(w.fill(body)), ContentType: "text/html; charset=utf-8", URL: address(number), Source: "dutenews", Number: number,
			CapturedAt: g.Week(i).End.Time(),
		}})
	}
	return pages
}
