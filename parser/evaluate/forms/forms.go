// Package forms reads the lists of single forms that stand as test data beside
// the packages that read them: dates, officials, opening sentences. The tests
// of those packages hold the parser to them; here they become figures. All is
// invented.
package forms

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"

	"shenzheng/parser/date"
	"shenzheng/parser/kind"
	"shenzheng/parser/people"
	"shenzheng/parser/text"
)

// Figure says how the values of one field were read.
type Figure struct {
	Field               string   // activity.date_start, names_ordinary
	True, False, Missed int      // as expected, read and not expected, expected and not read
	Misread             []string // sentences, of names
}

// Precision is the share of read values that are right, 1 where none was read.
func (f Figure) Precision() float64 { return ratio(f.True, f.True+f.False) }

// Recall is the share of expected values that were read, 1 where none was
// expected.
func (f Figure) Recall() float64 { return ratio(f.True, f.Support()) }

// F1 is the harmonic mean of precision and recall.
func (f Figure) F1() float64 { return ratio(2*f.True, 2*f.True+f.False+f.Missed) }

// Support is the number of values expected.
func (f Figure) Support() int { return f.True + f.Missed }

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// Count adds expected and read values, each as often as it stands. A value
// that is open may be read or not; nil means that none is. Count reports
// whether nothing was read wrongly or missed.
func (f *Figure) Count(want, got []string, open func(value string) bool) bool {
	before, expected := *f, map[string]int{}
	for _, value := range want {
		expected[value]++
	}
	for _, value := range got {
		switch {
		case expected[value] > 0:
			expected[value]--
			f.True++
		case open == nil || !open(value):
			f.False++
		}
	}
	f.Missed += len(want) - (f.True - before.True)
	return f.Missed == before.Missed && f.False == before.False
}

// Measure reads all forms; parser is the folder of the package of that name.
func Measure(parser fs.FS) (figures []Figure, err error) {
	for _, list := range []struct {
		field, files string
		read         func(*txtar.Archive) (rows string, err error)
	}{
		{"date.expression", "date/testdata/dates/*.txtar", Dates},
		{"appearance.row", "people/testdata/posts/*.txtar", Officials},
		{"activity.kind", "kind/testdata/sentences.txt", Kinds},
	} {
		f := Figure{Field: list.field}
		files, err := fs.Glob(parser, list.files)
		if err == nil && len(files) == 0 {
			err = fs.ErrNotExist
		}
		if err != nil {
			return nil, fmt.Errorf("read forms: %s: %w", list.files, err)
		}
		for _, file := range files {
			data, err := fs.ReadFile(parser, file)
			ar, got := txtar.Parse(data), ""
			if err == nil {
				got, err = list.read(ar)
			}
			if err != nil {
				return nil, fmt.Errorf("read forms: %s: %w", file, err)
			}
			f.Count(rows(cmp.Or(part(ar, "rows"), string(ar.Comment))), rows(got), nil)
		}
		figures = append(figures, f)
	}
	return figures, nil
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
	_, named, _ := strings.Cut(string(ar.Comment), "week: ")
	named, _, _ = strings.Cut(named, "\n")
	start, ok := date.Parse(strings.TrimSpace(named))
	if !ok {
		return "", errors.New("the comment names no week")
	}
	var b strings.Builder
	for line := range strings.Lines(part(ar, "input")) {
		line = strings.TrimSuffix(line, "\n")
		e, ok := date.Read(text.Folded(line), date.Week{Start: start, End: start.AddDays(6)})
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

// MomentRow prints precision, first and last day, the days of a list, the part of day.
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
			var posts []string
			for _, p := range a.Posts {
				posts = append(posts, p.Org+"+"+p.Title)
			}
			b.WriteString(strings.Join([]string{
				a.Name, a.Post, strings.Join(posts, ";"), a.Office, a.NamedAs, a.Role,
				strings.Join(a.Verbs, ";"), strings.Join(a.Statements, ";"), fmt.Sprintf("%d-%d\n", a.Span.Start, a.Span.End),
			}, " | "))
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

// Kinds reads opening sentences, one a line behind its kind, and prints them with the kinds
// that are read; # begins a remark.
func Kinds(ar *txtar.Archive) (string, error) {
	var b strings.Builder
	for line := range strings.Lines(string(ar.Comment)) {
		if _, sentence, ok := strings.Cut(strings.TrimSpace(line), " "); ok && !strings.HasPrefix(line, "#") {
			line = kind.Of([]rune(sentence)).Kind + " " + sentence + "\n"
		}
		b.WriteString(line)
	}
	return b.String(), nil
}

//go:embed names.txtar
var namesText []byte

// Names measures where the parser lets a name end: size sentences of each kind are set
// together of a post and surnames, given names and predicates of lists of its own, so that
// the truth is known by construction.
func Names(size int) (figures []Figure) {
	list := func(name string) []string { return strings.Fields(part(txtar.Parse(namesText), name)) }
	surnames, predicates := list("surnames"), list("predicates")
	for _, kind := range []string{"names_ordinary", "names_verb_like"} {
		given, f := list(kind), Figure{Field: kind}
		all := rand.New(rand.NewPCG(1, 1)).Perm(len(surnames) * len(given) * len(predicates))
		for _, k := range all[:min(size, len(all))] {
			name := surnames[k%len(surnames)] + given[k/len(surnames)%len(given)]
			line := "4月24日,区委书记" + name + predicates[k/len(surnames)/len(given)] + "。"
			var read []string
			if found := officialsOf("福田区", []string{line}); len(found) > 0 {
				read = []string{found[0].Post + " " + found[0].Name}
			}
			if !f.Count([]string{"区委书记 " + name}, read, nil) {
				f.Misread = append(f.Misread, line+" -> "+strings.Join(read, ""))
			}
		}
		figures = append(figures, f)
	}
	return figures
}
