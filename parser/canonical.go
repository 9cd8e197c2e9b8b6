package parser

import "strings"

// layText builds the canonical text, the lines joined with line feeds, and
// the blocks in it.
func (l *layout) layText() {
	c := l.col
	c.Blocks = make([]Block, len(l.lines))
	l.opens = make([]opening, len(l.lines))
	texts := make([]string, len(l.lines))
	offset := 0
	for i := range l.lines {
		texts[i] = string(l.lines[i].Runes)
		n := len(l.lines[i].Runes)
		c.Blocks[i] = Block{Text: texts[i], Span: Span{Start: offset, End: offset + n}}
		offset += n + 1
		c.Characters += n
	}
	c.Text = strings.Join(texts, "\n")
}
