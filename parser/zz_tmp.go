package parser

import "strings"

type passage struct {
	runes, fold []rune
	start       int
}
type roster struct{}

func newRoster() *roster                                             { return &roster{} }
func (r *roster) bind(passage, *District)                            {}
func (r *roster) appearances(ps []passage, d *District) []Appearance { return nil }
func (r *roster) continues([]rune) bool                              { return false }
func (r *roster) district(string) *District                          { return nil }
func pageKind(d document, p Page) (PageKind, string)                 { return PageOther, "" }
func readPage(p Page) document {
	var d document
	for _, s := range strings.Split(string(p.Body), "\n") {
		s = strings.TrimSpace(s)
		if s != "" {
			d.lines = append(d.lines, line{runes: []rune(s), fold: foldText(s)})
		}
	}
	return d
}
func foldText(s string) []rune {
	out := []rune(s)
	for i, c := range out {
		if c >= 0xff01 && c <= 0xff5e {
			out[i] = c - 0xfee0
		}
		if c == 0x3000 {
			out[i] = ' '
		}
	}
	return out
}
