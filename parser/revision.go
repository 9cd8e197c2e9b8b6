package parser

import (
	"crypto/sha256"
	"encoding/hex"
)

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
