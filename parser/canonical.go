package parser

import "unicode/utf8"

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
	all := make([]byte, 0, size)
	ends := make([]int, len(l.lines)) // in bytes
	offset := 0
	for i, ln := range l.lines {
		if i > 0 {
			all = append(all, '\n')
		}
		for _, r := range ln.Runes {
			all = utf8.AppendRune(all, r)
		}
		ends[i] = len(all)
		n := len(ln.Runes)
		c.Blocks[i].Span = Span{Start: offset, End: offset + n}
		offset += n + 1
		c.Characters += n
	}
	c.Text = string(all)
	begin := 0
	for i, end := range ends {
		c.Blocks[i].Text = c.Text[begin:end]
		begin = end + 1
	}
}
