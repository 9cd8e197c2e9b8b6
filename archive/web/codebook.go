package web

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"shenzheng/archive/snapshot"
)

// codebook answers CODEBOOK.md as a page in one language: what travels with a
// snapshot is what is shown, to the last line.
func (s *Server) codebook(w http.ResponseWriter, r *http.Request) error {
	text, err := snapshot.Codebook("")
	if err != nil {
		return fmt.Errorf("write codebook: %w", err)
	}
	return s.page(w, r, http.StatusOK, "codebook.html", page{ZH: "编码手册", EN: "Codebook", Body: paperBlocks(string(text), s.langOf(r))})
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

// paperBlocks reads the little Markdown that the papers are written in, and
// keeps what is in one language: papers say everything twice.
func paperBlocks(text string, in lang) []paperBlock {
	var out []paperBlock
	for i, part := range strings.Split(text, "```") {
		if i%2 == 0 {
			out = append(out, proseBlocks(part, in)...)
			continue
		}
		_, code, _ := strings.Cut(part, "\n") // after the name of its language
		out = append(out, paperBlock{Code: code})
	}
	return out
}

func proseBlocks(text string, in lang) []paperBlock {
	var out []paperBlock
	for chunk := range strings.SplitSeq(text, "\n\n") {
		for len(chunk) > 0 {
			line, rest, _ := strings.Cut(chunk, "\n")
			if level := len(line) - len(strings.TrimLeft(line, "#")); level > 0 {
				out = append(out, headingBlock(level, strings.TrimSpace(line[level:]), in))
				chunk = rest
				continue
			}
			break
		}
		switch chunk = strings.TrimSpace(chunk); {
		case chunk == "":
		case strings.HasPrefix(chunk, "|"):
			out = append(out, tableBlock(strings.Split(chunk, "\n"), in))
		case twice.MatchString(chunk):
			out = append(out, paperBlock{Text: inlines(half(chunk, in))})
		case spoken(chunk, in):
			out = append(out, paperBlock{Text: inlines(chunk)})
		}
	}
	return out
}

// twice is a label in both languages: 主键 Key.
var twice = regexp.MustCompile(`(\p{Han}+) ([A-Z][a-z]+(?: [a-z]+)?)(:|$)`)

// half leaves of each such label the half in the language.
func half(text string, in lang) string {
	return twice.ReplaceAllString(text, in.T("$1$3", "$2$3"))
}

var headingNumber = regexp.MustCompile(`^[一二三四五六七八九十]+、`)

// headingBlock takes the half of a heading in the language: 规则 / Rules, and
// activities — 活动 / Activities, which is found by the table's name.
func headingBlock(level int, text string, in lang) paperBlock {
	name, rest, table := strings.Cut(text, " — ")
	if !table {
		name, rest = "", text
	}
	zh, en, _ := strings.Cut(headingNumber.ReplaceAllString(rest, ""), " / ")
	title := zh
	if in == "en" && en != "" {
		title = en
	}
	b := paperBlock{Level: level, ID: strings.ReplaceAll(name, "/", "-"), Text: []inline{{Text: title}}}
	if name != "" {
		b.Text = append(b.Text, inline{Text: " "}, inline{name, true})
	}
	return b
}

// tableBlock leaves out the columns in the other language, which are those
// whose name is in one language and not in this.
func tableBlock(lines []string, in lang) paperBlock {
	var b paperBlock
	var keep []bool
	for i, line := range lines {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		var row [][]inline
		for j, cell := range cells {
			cell = strings.TrimSpace(cell)
			if i == 0 {
				keep = append(keep, spoken(cell, in) || strings.Contains(cell, " ") && han(cell) > 0)
			}
			if j < len(keep) && keep[j] {
				row = append(row, inlines(half(cell, in)))
			}
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

// han counts Chinese characters.
func han(s string) int {
	n := 0
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}

// spoken reports whether a text is in the language: Chinese where at least a
// fifth of its characters are, code left aside, or where it has no letters.
func spoken(text string, in lang) bool {
	var plain, letters int
	for _, part := range inlines(text) {
		if !part.Code {
			plain += han(part.Text)
			letters += strings.Count(part.Text, "") - 1
		}
	}
	if plain == 0 && in == "zh" {
		return !strings.ContainsFunc(text, unicode.IsLetter)
	}
	return (5*plain >= letters) == (in == "zh")
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
