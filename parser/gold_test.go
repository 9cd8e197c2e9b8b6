package parser

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shenzheng/parser/internal/pairs"
)

// goldColumn is the file of the one real column that was coded by hand.
type goldColumn struct {
	Article struct {
		Title, Author, Outlet, Topic string
		Published                    struct{ Value string }
		Week                         struct{ Start, End string }
	}
	Districts []struct {
		Name       string
		Headlines  []string
		Activities []goldActivity
	}
	Credits     []struct{ Role, Name string }
	ClosingNote struct{ Text string } `json:"closing_note"`
	Labels      []struct {
		Line  int
		Label string
	} `json:"line_labels"`
}

type goldActivity struct {
	Paragraphs []string
	Date       struct {
		Expr, Start, End, Precision, How string
	}
	Officials []struct {
		Name          string
		PostRaw       string `json:"post_raw"`
		Posts         []struct{ Org, Title string }
		Verbs         []string
		VerbsOptional []string `json:"verbs_optional"`
		Statements    []string
		Mentions      []struct {
			Start, End int
		}
	}
}

func readGold(t testing.TB) (goldColumn, string, Reading) {
	t.Helper()
	var gold goldColumn
	if err := json.Unmarshal(pairs.Shared(t, shared, "corpus/8137676.gold.json"), &gold); err != nil {
		t.Fatal(err)
	}
	text := string(pairs.Shared(t, shared, "corpus/8137676.txt"))
	r := Read(Page{Body: []byte(text), URL: "https://www.dutenews.com/p/8137676.html", Number: "8137676"})
	if r.Column == nil {
		t.Fatalf("no column: %s %s", r.Kind, r.Reason)
	}
	return gold, text, r
}

func TestGoldColumn(t *testing.T) {
	gold, _, r := readGold(t)
	c := r.Column
	type head struct{ ID, Kind, Title, Author, Outlet, Topic, Published, Start, End, Problems string }
	var problems []string
	for _, p := range c.Problems {
		problems = append(problems, p.Code+": "+p.Detail)
	}
	want := head{"col_8137676", "weekly", gold.Article.Title, gold.Article.Author, gold.Article.Outlet, gold.Article.Topic, gold.Article.Published.Value, gold.Article.Week.Start, gold.Article.Week.End, ""}
	got := head{c.ID, string(c.Kind), c.Title, c.Author, c.Outlet, c.Topic, c.Published.Format("2006-01-02T15:04:05-07:00"), c.Week.Start.String(), c.Week.End.String(), strings.Join(problems, "; ")}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("column (-gold +read):\n%s", diff)
	}
	var credits []Credit
	for _, g := range gold.Credits {
		credits = append(credits, Credit(g))
	}
	if diff := cmp.Diff(credits, c.Credits); diff != "" {
		t.Errorf("credits (-gold +read):\n%s", diff)
	}
}

func TestGoldSections(t *testing.T) {
	gold, _, r := readGold(t)
	type row struct {
		Name, Heading, Source, Headline string
		Activities                      int
	}
	var want, got []row
	for _, d := range gold.Districts {
		want = append(want, row{d.Name, d.Name, "printed", strings.Join(d.Headlines, " / "), len(d.Activities)})
	}
	for _, s := range r.Column.Sections {
		for _, d := range Districts() {
			if d.Slug == s.District {
				got = append(got, row{d.NameZH, s.Heading, s.HeadingSource, s.Headline, s.Activities})
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sections (-gold +read):\n%s", diff)
	}
}

func TestGoldActivities(t *testing.T) {
	gold, _, r := readGold(t)
	type row struct{ Text, Expr, Start, End, Precision string }
	var want, got []row
	for _, d := range gold.Districts {
		for _, a := range d.Activities {
			precision := a.Date.Precision
			if precision == "day-range" {
				precision = "range"
			}
			want = append(want, row{strings.Join(a.Paragraphs, "\n"), a.Date.Expr, a.Date.Start, a.Date.End, precision})
		}
	}
	for _, a := range r.Column.Activities {
		got = append(got, row{a.Text, a.Date.Text, a.Date.Start.String(), a.Date.End.String(), string(a.Date.Precision)})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("activities (-gold +read):\n%s", diff)
	}
}

func TestGoldAppearances(t *testing.T) {
	gold, _, r := readGold(t)
	type row struct {
		Activity               int
		Name, Post             string
		Posts                  []Post
		Verbs, Statements      string
		Start, End, Appearance int
	}
	var want, got []row
	optional := map[[2]int][]string{}
	n := 0
	for _, d := range gold.Districts {
		for _, a := range d.Activities {
			for k, o := range a.Officials {
				w := row{Activity: n, Name: o.Name, Post: o.PostRaw, Verbs: sortedList(o.Verbs), Statements: sortedList(o.Statements),
					Start: o.Mentions[0].Start, End: o.Mentions[0].End, Appearance: k + 1}
				for _, p := range o.Posts {
					w.Posts = append(w.Posts, Post(p))
				}
				want = append(want, w)
				optional[[2]int{n, k}] = append(append([]string{}, o.VerbsOptional...), o.Verbs...)
			}
			n++
		}
	}
	for i, a := range r.Column.Activities {
		for k, o := range a.Officials {
			g := row{i, o.Name, o.Post, o.Posts, sortedList(tolerated(o.Verbs, optional[[2]int{i, k}], goldVerbs(gold, i, k))), sortedList(o.Statements),
				o.Span.Start - a.Span.Start, o.Span.End - a.Span.Start, o.Position}
			got = append(got, g)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("appearances (-gold +read):\n%s", diff)
	}
}

// goldVerbs gives the verbs required of one official.
func goldVerbs(gold goldColumn, activity, official int) []string {
	n := 0
	for _, d := range gold.Districts {
		for _, a := range d.Activities {
			if n == activity && official < len(a.Officials) {
				return a.Officials[official].Verbs
			}
			n++
		}
	}
	return nil
}

// tolerated leaves out the verbs that the gold allows but does not require.
func tolerated(verbs, allowed, required []string) []string {
	var out []string
	for _, v := range verbs {
		if has(required, v) || !has(allowed, v) {
			out = append(out, v)
		}
	}
	return out
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func sortedList(list []string) string {
	out := append([]string{}, list...)
	sort.Strings(out)
	return strings.Join(out, ";")
}

// TestGoldBlocks compares the class of every printed line.
func TestGoldBlocks(t *testing.T) {
	gold, text, r := readGold(t)
	classOf := map[string]Class{
		"title": ClassTitle, "account": ClassMeta, "published": ClassMeta, "topic": ClassMeta, "outlet": ClassMeta, "outlet_slogan": ClassMeta,
		"week_range": ClassWeek, "intro": ClassIntroduction, "intro_column_statement": ClassIntroduction, "district": ClassHeading, "headline": ClassHeadline,
		"activity": ClassActivity, "image_caption": ClassCaption, "closing_note": ClassClosingNote, "credits": ClassCredit, "author": ClassMeta, "boilerplate": ClassFurniture,
	}
	lines := strings.Split(text, "\n")
	blocks := r.Column.Blocks
	if len(blocks) != len(gold.Labels) {
		t.Fatalf("%d blocks, gold labels %d lines", len(blocks), len(gold.Labels))
	}
	for i, l := range gold.Labels {
		if blocks[i].Text != strings.TrimSpace(lines[l.Line-1]) || blocks[i].Class != classOf[l.Label] {
			t.Errorf("line %d: %s by %s (%.20s), gold says %s", l.Line, blocks[i].Class, blocks[i].Rule, blocks[i].Text, l.Label)
		}
	}
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
