package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"shenzheng/archive/snapshot"
)

// codebook answers CODEBOOK.md as a page in one language: what travels with a
// snapshot is what is shown, to the last line.
func (s *Server) codebook(w http.ResponseWriter, r *http.Request) error {
	text, err := snapshot.Codebook("", string(s.langOf(r)))
	if err != nil {
		return fmt.Errorf("write codebook: %w", err)
	}
	return s.page(w, r, http.StatusOK, "codebook.html", page{ZH: "编码手册", EN: "Codebook", Body: paperBlocks(string(text))})
}

// paperBlock is a heading, a paragraph, a table or code of a paper.
type paperBlock struct {
	Level int    // of a heading; 0 for the rest
	ID    string // of a heading
	Text  []inline
	Head  [][]inline
	Rows  [][][]inline
	Code  string // lines to copy
}

// Live reports whether a table can be looked at as it is now.
func (b paperBlock) Live() bool {
	return slices.ContainsFunc(liveTables(), func(t snapshot.Table) bool { return t.Name == b.ID })
}

// inline is a piece of text, code or not.
type inline struct {
	Text string
	Code bool
}

// paperBlocks reads the little Markdown that the papers are written in.
func paperBlocks(text string) []paperBlock {
	var out []paperBlock
	for i, part := range strings.Split(text, "```") {
		if i%2 == 1 {
			_, code, _ := strings.Cut(part, "\n") // after the name of its language
			out = append(out, paperBlock{Code: code})
			continue
		}
		for chunk := range strings.SplitSeq(part, "\n\n") {
			chunk = strings.TrimSpace(chunk)
			level := len(chunk) - len(strings.TrimLeft(chunk, "#"))
			switch {
			case chunk == "":
			case level > 0:
				out = append(out, headingBlock(level, inlines(strings.TrimSpace(chunk[level:]))))
			case strings.HasPrefix(chunk, "|"):
				out = append(out, tableBlock(strings.Split(chunk, "\n")))
			default:
				out = append(out, paperBlock{Text: inlines(chunk)})
			}
		}
	}
	return out
}

// headingBlock is a heading; that of a table ends in its name, by which it is
// found.
func headingBlock(level int, text []inline) paperBlock {
	b := paperBlock{Level: level, Text: text}
	if last := text[len(text)-1]; last.Code {
		b.ID = strings.ReplaceAll(last.Text, "/", "-")
	}
	return b
}

// tableBlock is a table: names of columns, a line that says nothing, rows.
func tableBlock(lines []string) (b paperBlock) {
	for i, line := range lines {
		var row [][]inline
		for cell := range strings.SplitSeq(strings.Trim(strings.TrimSpace(line), "|"), "|") {
			row = append(row, inlines(strings.TrimSpace(cell)))
		}
		switch {
		case i == 0:
			b.Head = row
		case i > 1:
			b.Rows = append(b.Rows, row)
		}
	}
	return b
}

func inlines(text string) []inline {
	var out []inline
	for i, part := range strings.Split(text, "`") {
		if part != "" {
			out = append(out, inline{part, i%2 == 1})
		}
	}
	return out
}
