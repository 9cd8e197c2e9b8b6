package snapshot

import (
	"bytes"
	"embed"
	"fmt"
	"text/template"
	"time"
)

// wording travels with every snapshot.
var wording = Words{
	"本数据集记录公开报道中的公务活动事实,由本项目提取并编码,不含原文。原报道著作权归其权利人所有,请经 source_url 阅读原文。" +
		"本许可仅及于编码与文档。数据反映报纸的报道,不等于官员的全部活动。",
	"This data set records facts of public activities as reported in the press, extracted and coded by this project, without the original text. " +
		"Copyright in the reports remains with its holders; please read them at source_url. This licence covers the coding and documentation only. " +
		"The data show what the newspaper reported, which is not all that officials did.",
}

// Wording is the notice that travels with every snapshot: what the data are,
// whose the reports are, and what the licence covers.
func Wording() Words { return wording }

//go:embed papers
var papers embed.FS

// paper is what the written files of a snapshot are filled in with.
type paper struct {
	ID      string
	In      string // the one language it is in, zh or en; empty for both
	Day     string // of the latest capture, YYYY-MM-DD; empty where there is none
	Wording Words
	Tables  []Table
	Rows    map[string]int
	Lists   []codeList
}

// Examples are what a reader begins with.
func (paper) Examples() []Example { return examples }

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
	return paper{ID: id, In: in, Wording: wording, Tables: append(Tables(), accuracyTable), Lists: codeLists()}.fill("CODEBOOK.md")
}

func (p paper) fill(name string) ([]byte, error) {
	t, err := template.New(name).Funcs(template.FuncMap{"codesOf": codesOf, "inc": func(i int) int { return i + 1 }}).ParseFS(papers, "papers/"+name)
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
	p := paper{ID: e.id, Day: DayOf(e.id), Wording: wording, Tables: published(), Rows: e.rows, Lists: codeLists()}
	for _, name := range []string{"README.md", "CITATION.cff", "load.R", "load.py", "load.do"} {
		content, err := p.fill(name)
		if err != nil {
			return err
		}
		if err := e.writeBytes(name, content); err != nil {
			return err
		}
	}
	codebook, err := Codebook(e.id, "")
	if err != nil {
		return err
	}
	return e.writeBytes("CODEBOOK.md", codebook)
}

// DayOf gives the day in a snapshot's id, empty where it has none.
func DayOf(id string) string {
	if len(id) < 8 {
		return ""
	}
	day, err := time.Parse("20060102", id[:8])
	if err != nil {
		return ""
	}
	return day.Format(time.DateOnly)
}
