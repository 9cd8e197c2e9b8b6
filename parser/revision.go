package parser

import (
	"crypto/sha256"
	"encoding/hex"
)

// articleHash identifies the revision: the text of the article proper. Stamps,
// counters, the account and what the page prints around the article may change
// without an edit.
func articleHash(blocks []Block) string {
	h := sha256.New()
	line := make([]byte, 0, 1024)
	for i := range blocks {
		switch b := &blocks[i]; {
		case b.Class == ClassFurniture, b.Class == ClassMeta, b.Class == ClassCaption, b.Rule == ruleUnknownAbove:
		default:
			line = append(append(line[:0], blocks[i].Text...), '\n')
			h.Write(line)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
