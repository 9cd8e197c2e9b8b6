package web

import (
	"fmt"
	"html/template"
	"net/http"
	"regexp"
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
	ID    string // of a table's heading: the table's name, a dash for its slash
	Text  string // of a heading or paragraph
	Rows  [][]string
	Code  string // lines to copy
}

// Live reports whether a table can be looked at as it is now.
func (b paperBlock) Live() bool {
	return slices.ContainsFunc(liveTables(), func(t snapshot.Table) bool { return t.Name == b.ID })
}

// paperBlocks reads the little Markdown that the papers are written in.
func paperBlocks(text string) (blocks []paperBlock) {
	for i, part := range strings.Split(text, "```") {
		if i%2 == 1 {
			_, code, _ := strings.Cut(part, "\n") // after the name of its language
			blocks = append(blocks, paperBlock{Code: code})
			continue
		}
		for chunk := range strings.SplitSeq(part, "\n\n") {
			chunk = strings.TrimSpace(chunk)
			switch heading := strings.TrimLeft(chunk, "#"); {
			case chunk == "":
			case heading != chunk:
				b := paperBlock{Level: len(chunk) - len(heading), Text: heading}
				if name := strings.Split(heading, "`"); len(name) == 3 {
					b.ID = strings.ReplaceAll(name[1], "/", "-")
				}
				blocks = append(blocks, b)
			case chunk[0] == '|':
				var rows [][]string
				for line := range strings.Lines(chunk) {
					rows = append(rows, strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|"))
				}
				blocks = append(blocks, paperBlock{Rows: slices.Delete(rows, 1, 2)}) // without the line under the header
			default:
				blocks = append(blocks, paperBlock{Text: chunk})
			}
		}
	}
	return blocks
}

var codeInText = regexp.MustCompile("`([^`]*)`")

// inline shows a piece of a paper's text, with the code in it as such.
func inline(text string) template.HTML {
	escaped := template.HTMLEscapeString(strings.TrimSpace(text))
	return template.HTML(codeInText.ReplaceAllString(escaped, "<code>$1</code>"))
}
