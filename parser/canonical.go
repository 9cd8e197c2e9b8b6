package parser

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

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

// articleHash identifies the revision: the text of all blocks that are not
// furniture.
func articleHash(blocks []Block) string {
	h := sha256.New()
	line := make([]byte, 0, 1024)
	for i := range blocks {
		if blocks[i].Class != ClassFurniture {
			line = append(append(line[:0], blocks[i].Text...), '\n')
			h.Write(line)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
