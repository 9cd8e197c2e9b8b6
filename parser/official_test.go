package parser

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"shenzheng/parser/internal/pairs"
)

// readOfficials reads one text as an activity of a district.
func readOfficials(district string, paragraphs ...string) []Appearance {
	d := headingAlone([]rune(district))
	r := newRoster(1)
	start := 0
	var ps []passage
	for _, text := range paragraphs {
		p := passage{runes: []rune(text), fold: foldText(text), start: start}
		start += len(p.runes) + 1
		r.bind(p, d)
		ps = append(ps, p)
	}
	return r.appearances(ps, d)
}

// TestPostCases reads the cases that the project was given.
func TestPostCases(t *testing.T) {
	var file struct {
		Cases []struct {
			ID, District, Input, Note string
			Expect                    []struct {
				Name       string
				PostRaw    string `json:"post_raw"`
				Posts      []Post
				Verbs      []string
				Statements []string
				Role       string
			}
		}
	}
	if err := json.Unmarshal(pairs.Shared(t, "specs/posts.json"), &file); err != nil {
		t.Fatal(err)
	}
	for _, c := range file.Cases {
		t.Run(c.ID, func(t *testing.T) {
			var want, got []string
			for _, e := range c.Expect {
				want = append(want, fmt.Sprintf("%s %s %v %v %v %s", e.Name, e.PostRaw, e.Posts, e.Verbs, e.Statements, e.Role))
			}
			for _, a := range readOfficials(c.District, c.Input) {
				got = append(got, fmt.Sprintf("%s %s %v %v %v %s", a.Name, a.Post, a.Posts, a.Verbs, a.Statements, a.Role))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (%s) (-want +got):\n%s", c.Input, c.Note, diff)
			}
		})
	}
}

// TestOfficialPairs reads the pairs of testdata/posts: the first line of text
// is the district, every other a paragraph; rows are the appearances.
func TestOfficialPairs(t *testing.T) {
	pairs.Run(t, "posts", func(t *testing.T, ar *txtar.Archive) string {
		var rows strings.Builder
		for _, block := range strings.Split(strings.TrimSpace(pairs.File(t, ar, "text")), "\n\n") {
			lines := strings.Split(block, "\n")
			fmt.Fprintf(&rows, "# %s\n", lines[1])
			for _, a := range readOfficials(lines[0], lines[1:]...) {
				rows.WriteString(officialRow(a) + "\n")
			}
			rows.WriteString("\n")
		}
		return rows.String()
	})
}

func officialRow(a Appearance) string {
	posts := make([]string, len(a.Posts))
	for i, p := range a.Posts {
		posts[i] = p.Org + "+" + p.Title
	}
	return strings.Join([]string{
		a.Name, a.Post, strings.Join(posts, ";"), a.Office, a.NamedAs, a.Role,
		strings.Join(a.Verbs, ";"), strings.Join(a.Statements, ";"), fmt.Sprintf("%d-%d", a.Span.Start, a.Span.End),
	}, " | ")
}

// TestOfficialsOfTheRealColumn compares with the column coded by hand.
func TestOfficialsOfTheRealColumn(t *testing.T) {
	gold, _, r := readGold(t)
	k := 0
	for _, d := range gold.Districts {
		for _, g := range d.Activities {
			a := r.Column.Activities[k]
			k++
			var want, got []string
			for i, o := range g.Officials {
				verbs := o.Verbs
				if i < len(a.Officials) && fmt.Sprint(without(a.Officials[i].Verbs, o.VerbsOptional)) == fmt.Sprint(verbs) {
					verbs = a.Officials[i].Verbs
				}
				want = append(want, fmt.Sprintf("%s %s %v %v %v %d-%d", o.Name, o.PostRaw, o.Posts, verbs, o.Statements, o.Mentions[0].Start, o.Mentions[0].End))
			}
			for _, o := range a.Officials {
				got = append(got, fmt.Sprintf("%s %s %v %v %v %d-%d", o.Name, o.Post, o.Posts, o.Verbs, o.Statements, o.Span.Start-a.Span.Start, o.Span.End-a.Span.Start))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-gold +read):\n%s", a.Text, diff)
			}
		}
	}
}

// without leaves out of list what is in optional.
func without(list, optional []string) []string {
	out := []string{}
	for _, v := range list {
		if !strings.Contains(" "+strings.Join(optional, " ")+" ", " "+v+" ") {
			out = append(out, v)
		}
	}
	return out
}
