package crawler

import (
	"fmt"
	"testing"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

func TestMeasure(t *testing.T) {
	const open, frame, footer = "<!doctype html><title>甲</title><h1>甲</h1>", "</body></html>", "</div><footer><p>粤ICP备1号</p></footer>"
	tests := []struct {
		name        string
		others      []string // what stands behind the text of the host's latest pages
		own         string
		half, whole bool
	}{
		{"nothing known", nil, "<p>乙", false, false},
		{"two pages are no measure", []string{frame, frame}, "<p>乙", false, false},
		{"with its frame", []string{frame, frame, frame}, "<p>乙</p></body>\n</HTML>\n<!-- 0.12s -->", false, false},
		{"without its frame", []string{frame, frame, frame}, "<p>乙</p>", true, false},
		{"in the middle", []string{frame, frame, frame}, "<p>乙", true, false},
		{"as the others, without a frame", []string{footer, footer, footer}, "<p>乙</p>" + footer, false, true},
		{"before the footer", []string{footer, footer, footer}, "<p>乙</p>", true, false},
		{"in the footer", []string{footer, footer, footer}, "<p>乙</p></div><footer><p>粤", true, false},
		{"behind another element", []string{"</p></div></div>", "</p></div></div>", "</p></div></div>"}, "<p>乙</p>", true, false},
		{"another end of the text", []string{"</p></div></div>", "</p></div></div>", "</p></div></div>"}, "<ul><li>乙</ul></div></div>", false, false},
		{"a paragraph is no frame", []string{"</p>", "</p>", "</p>"}, "<p>乙</p><p>丙", false, false},
		{"some are half themselves", []string{"<p>半", frame, "<p>页", frame, frame}, "<p>乙", true, false},
		{"a new template", []string{footer, footer, footer, frame, frame}, "<p>乙</p>" + footer, false, true},
		{"the host changes its template", []string{footer, footer, frame, frame}, "<p>乙</p>" + footer, false, false},
		{"an answer of JSON", []string{frame, frame, frame}, `{"a":1}`, false, false},
		{"ended with a frame for once", []string{footer, footer, footer}, "<p>乙</p>" + footer + frame, false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g := &gate{}
			for i, end := range test.others {
				g.host.Latest = append(g.host.Latest, source.HeldPage{Number: fmt.Sprint(i), Body: fmt.Appendf(nil, "%s<div><p>第%d篇%s\n", open, i, end)})
			}
			body := open + test.own
			if test.own[0] == '{' {
				body = test.own
			}
			p := parser.Page{Number: "9", Body: []byte(body)}
			if g.measure(&p); p.Truncated != test.half || p.Whole != test.whole {
				t.Errorf("half %t, want %t; whole %t, want %t", p.Truncated, test.half, p.Whole, test.whole)
			}
		})
	}
}
