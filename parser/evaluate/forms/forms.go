// Package forms reads the lists of single forms that stand as test data beside
// the packages that read them: dates, officials, opening sentences. The tests
// of those packages hold the parser to them; here they become figures. All is
// invented.
package forms

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"

	"shenzheng/parser/date"
	"shenzheng/parser/kind"
	"shenzheng/parser/people"
	"shenzheng/parser/text"
)

// Figure says how the forms of one kind were read.
type Figure struct {
	Field                string // date.expression | appearance.row | activity.kind | names_ordinary | names_verb_like
	Right, Wrong, Missed int    // as expected, read and not expected, expected and not read
	Misread              []string
}

// Measure reads all forms; parser is the folder of the package of that name.
func Measure(parser fs.FS) ([]Figure, error) {
	dates, err := measure(parser, "date.expression", "date/testdata/dates", Dates)
	if err != nil {
		return nil, err
	}
	officials, err := measure(parser, "appearance.row", "people/testdata/posts", Officials)
	if err != nil {
		return nil, err
	}
	kinds := Figure{Field: "activity.kind"}
	content, err := fs.ReadFile(parser, "kind/testdata/sentences.txt")
	if err != nil {
		return nil, fmt.Errorf("read forms: %w", err)
	}
	for _, s := range Sentences(string(content)) {
		if kind.Of([]rune(s.Text)).Kind == s.Kind {
			kinds.Right++
		} else {
			kinds.Wrong++
			kinds.Missed++
		}
	}
	return []Figure{dates, officials, kinds}, nil
}

// measure compares the rows of every pair of a folder.
func measure(parser fs.FS, field, folder string, read func(*txtar.Archive) (string, error)) (Figure, error) {
	f := Figure{Field: field}
	files, err := fs.Glob(parser, path.Join(folder, "*.txtar"))
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s: %w", folder, fs.ErrNotExist)
	}
	if err != nil {
		return f, fmt.Errorf("read forms: %w", err)
	}
	for _, file := range files {
		data, err := fs.ReadFile(parser, file)
		if err != nil {
			return f, fmt.Errorf("read forms: %w", err)
		}
		ar := txtar.Parse(data)
		got, err := read(ar)
		if err != nil {
			return f, fmt.Errorf("read forms: %s: %w", file, err)
		}
		f.compare(part(ar, "rows"), got)
	}
	return f, nil
}

// compare counts the rows under each case that are as expected. Their order
// does not count.
func (f *Figure) compare(want, got string) {
	expected := map[string]int{}
	for _, row := range rows(want) {
		expected[row]++
	}
	for _, row := range rows(got) {
		if expected[row] > 0 {
			expected[row]--
			f.Right++
		} else {
			f.Wrong++
		}
	}
	for _, n := range expected {
		f.Missed += n
	}
}

// rows gives each row with the case that it belongs to.
func rows(printed string) (list []string) {
	of := ""
	for line := range strings.Lines(printed) {
		switch line = strings.TrimSpace(line); {
		case strings.HasPrefix(line, "# "):
			of = line
		case line != "":
			list = append(list, of+"\n"+line)
		}
	}
	return list
}

// part gives one part of a pair, empty where there is none.
func part(ar *txtar.Archive, name string) string {
	for _, f := range ar.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

// Dates reads every line of input in the week that the pair's comment names
// (week: 2024-04-22) and prints precision, days and the expression.
func Dates(ar *txtar.Archive) (string, error) {
	week, err := weekOf(ar)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for line := range strings.Lines(part(ar, "input")) {
		line = strings.TrimSuffix(line, "\n")
		e, ok := date.Read(text.Folded(line), week)
		if !ok {
			b.WriteString("none\n")
			continue
		}
		row := strings.TrimRight(MomentRow(e.Moment), "|")
		if e.Explicit {
			row += " explicit"
		}
		fmt.Fprintf(&b, "%s <%s>\n", row, string([]rune(line)[:e.Len]))
	}
	return b.String(), nil
}

func weekOf(ar *txtar.Archive) (date.Week, error) {
	for line := range strings.Lines(string(ar.Comment)) {
		if s, ok := strings.CutPrefix(line, "week: "); ok {
			if start, ok := date.Parse(strings.TrimSpace(s)); ok {
				return date.Week{Start: start, End: start.AddDays(6)}, nil
			}
		}
	}
	return date.Week{}, errors.New("the comment names no week")
}

// MomentRow prints precision, first and last day, the days of a list and the
// part of day.
func MomentRow(m date.Moment) string {
	var list []string
	for _, d := range m.List {
		list = append(list, d.String())
	}
	return strings.Join([]string{string(m.Precision), m.Start.String(), m.End.String(), strings.Join(list, ";"), m.Part}, "|")
}

// Officials reads the cases of text, parted by empty lines: the first line of
// each is the district, every other a paragraph. It prints the appearances.
func Officials(ar *txtar.Archive) (string, error) {
	var b strings.Builder
	for block := range strings.SplitSeq(strings.TrimSpace(part(ar, "text")), "\n\n") {
		lines := strings.Split(block, "\n")
		if len(lines) < 2 {
			return "", fmt.Errorf("no paragraph below %q", block)
		}
		fmt.Fprintf(&b, "# %s\n", lines[1])
		for _, a := range officialsOf(lines[0], lines[1:]) {
			b.WriteString(officialRow(a) + "\n")
		}
		b.WriteString("\n")
	}
	return b.String(), nil
}

// officialsOf reads paragraphs as one activity of a district.
func officialsOf(district string, paragraphs []string) []people.Appearance {
	d, _, _ := text.DistrictAt([]rune(district), 0)
	r, start := people.NewRoster(), 0
	var passages []people.Passage
	for _, line := range paragraphs {
		p := people.Passage{Runes: []rune(line), Fold: text.Folded(line), Start: start}
		start += len(p.Runes) + 1
		r.Bind(p, d)
		passages = append(passages, p)
	}
	return r.Appearances(passages, d)
}

func officialRow(a people.Appearance) string {
	posts := make([]string, len(a.Posts))
	for i, p := range a.Posts {
		posts[i] = p.Org + "+" + p.Title
	}
	return strings.Join([]string{
		a.Name, a.Post, strings.Join(posts, ";"), a.Office, a.NamedAs, a.Role,
		strings.Join(a.Verbs, ";"), strings.Join(a.Statements, ";"), fmt.Sprintf("%d-%d", a.Span.Start, a.Span.End),
	}, " | ")
}

// Sentence is an opening sentence and the kind that the codebook gives it.
type Sentence struct{ Kind, Text string }

// Sentences reads a list of them, one a line; # begins a remark.
func Sentences(content string) (list []Sentence) {
	for line := range strings.Lines(content) {
		if word, sentence, ok := strings.Cut(strings.TrimSpace(line), " "); ok && !strings.HasPrefix(line, "#") {
			list = append(list, Sentence{word, sentence})
		}
	}
	return list
}
