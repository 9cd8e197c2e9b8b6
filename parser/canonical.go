package parser

import "strings"

// layText builds the canonical text, the lines joined with line feeds, and
// the blocks in it.
func (l *layout) layText() {
	c := l.col
	c.Blocks = make([]Block, len(l.lines))
	l.opens = make([]opening, len(l.lines))
	size := 0 // in bytes, of nearly all texts at most
	for i := range l.lines {
		size += len(l.lines[i].Runes)*len("深") + 1
	}
	var all strings.Builder
	all.Grow(size)
	ends := make([]int, len(l.lines)) // in bytes
	offset := 0
	for i, ln := range l.lines {
		if i > 0 {
			all.WriteByte('\n')
		}
		for _, r := range ln.Runes {
			all.WriteRune(r)
		}
		ends[i] = all.Len()
		n := len(ln.Runes)
		c.Blocks[i].Span = Span{Start: offset, End: offset + n}
		offset += n + 1
		c.Characters += n
	}
	c.Text = all.String()
	begin := 0
	for i, end := range ends {
		c.Blocks[i].Text = c.Text[begin:end]
		begin = end + 1
	}
}
