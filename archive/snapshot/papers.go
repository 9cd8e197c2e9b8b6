package snapshot

import (
	"bytes"
	"embed"
	"fmt"
	"slices"
	"text/template"
	"time"
)

// Wording is the notice that travels with every snapshot: what the data are,
// whose the reports are, and what the licence covers.
func Wording() Words {
	return Words{
		"本数据集记录公开报道中的公务活动事实,由本项目提取并编码,不含原文。原报道著作权归其权利人所有,请经 source_url 阅读原文。" +
			"本许可仅及于编码与文档。数据反映报纸的报道,不等于官员的全部活动。",
		"This data set records facts of public activities as reported in the press, extracted and coded by this project, without the original text. " +
			"Copyright in the reports remains with its holders; please read them at source_url. This licence covers the coding and documentation only. " +
			"The data show what the newspaper reported, which is not all that officials did.",
	}
}

//go:embed papers
var papers embed.FS

var paperFuncs = template.FuncMap{"codesOf": codesOf, "inc": func(i int) int { return i + 1 }}

// paper is what the written files of a snapshot are filled in with.
type paper struct {
	ID     string
	In     string // the one language it is in, zh or en; empty for both
	Tables []Table
	Rows   map[string]int
}

func (paper) Wording() Words      { return Wording() }
func (paper) Examples() []Example { return Examples() }
func (paper) Lists() []codeList   { return codeLists() }
func (p paper) Day() string       { return DayOf(p.ID) }

// ZH and EN report whether the paper holds what is in Chinese and in English.
func (p paper) ZH() bool { return p.In != "en" }
func (p paper) EN() bool { return p.In != "zh" }

// T is a heading in the paper's languages, and L a label.
func (p paper) T(zh, en string) string { return p.join(zh, " / ", en) }
func (p paper) L(zh, en string) string { return p.join(zh, " ", en) }

func (p paper) join(zh, between, en string) string {
	return map[string]string{"": zh + between + en, "zh": zh, "en": en}[p.In]
}

// Codebook gives CODEBOOK.md of the snapshot with the id: the rules in words,
// and every column of every table; in zh or en, or empty in both languages.
func Codebook(id, in string) ([]byte, error) {
	return paper{ID: id, In: in, Tables: append(Tables(), accuracyTable)}.fill("CODEBOOK.md")
}

func (p paper) fill(name string) ([]byte, error) {
	t, err := template.New(name).Funcs(paperFuncs).ParseFS(papers, "papers/"+name)
	if err != nil {
		return nil, fmt.Errorf("read template of %s: %w", name, err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, p); err != nil {
		return nil, fmt.Errorf("fill in %s: %w", name, err)
	}
	return b.Bytes(), nil
}

// writePapers writes what people read, codebook, read-me and citation, and what
// loads the tables.
func (e *edition) writePapers() error {
	p := paper{ID: e.id, Tables: published(), Rows: e.rows}
	for _, name := range []string{"README.md", "CITATION.cff", "load.R", "load.py", "load.do", "CODEBOOK.md"} {
		content, err := p.fill(name)
		if name == "CODEBOOK.md" { // the full edition's tables too
			content, err = Codebook(e.id, "")
		}
		if err == nil {
			err = e.writeBytes(name, content)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// DayOf gives the day in a snapshot's id, empty where it has none.
func DayOf(id string) string {
	day, err := time.Parse("20060102", id[:min(8, len(id))])
	if err != nil {
		return ""
	}
	return day.Format(time.DateOnly)
}

// Example is one way to begin with a snapshot: the same lines in its README,
// in the project's, and on the pages.
type Example struct {
	Name     string // for a reader: R, Python, Stata
	Language string // for a fence: r, python, stata
	Code     string // run in the snapshot's folder; ends with a line feed
}

// Examples shows how to load a snapshot: what secretaries and heads did in an
// average week of which something is known, and who held the office when.
func Examples() []Example {
	all := []Example{{"R", "r", "example.R"}, {"Python", "python", "example.py"}, {"Stata", "stata", "example.do"}}
	for i, e := range all {
		code, err := papers.ReadFile("papers/" + e.Code)
		if err != nil {
			panic(err) // the program was built with it
		}
		all[i].Code = string(code)
	}
	return all
}

// accuracyCSV holds the evaluator's figures for the parser this program was
// built with.
//
//go:embed accuracy.csv
var accuracyCSV string

// published lists the tables of the public edition: those of the archive, and
// the one that comes with the program.
func published() []Table { return append(PublicTables(), accuracyTable) }

// accuracy puts the figures, sorted as all tables are.
func accuracy(put func(row []string) error) error {
	for _, row := range slices.SortedFunc(slices.Values(builtIn(accuracyCSV)), slices.Compare) {
		if err := put(row); err != nil {
			return err
		}
	}
	return nil
}
