package parser

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/parser/internal/pairs"
	"shenzheng/parser/page"
)

// TestField reads the pages of the field, kinds of page that people who archive
// news sites really meet, and expects what is right for each.
func TestField(t *testing.T) {
	for file, want := range map[string][]string{
		"article-container-display-none/8137676.html": {"4 sections", "6 activities"},
		"body-in-script-json/8137676.html":            {"4 sections", "6 activities"},
		"body-in-script-json/8137677.html":            {"4 sections", "6 activities"},
		"body-in-script-json/8137678.html":            {"4 sections", "6 activities"},
		"cut-off-page-unnoticed/8137676.html":         {"2 sections", "4 activities", "problem page_cut_off"},
		"double-week-coverage/8000001.html":           {"week 2024-02-05/2024-02-18"},
		"double-week-line-without-title-days/8050001.html": {
			"kind weekly", "week 2024-02-05/2024-02-18", "1 sections", "2 activities", "problem week_irregular"},
		"editor-notes-become-activities/8137676.html": {"6 activities", "5 closing notes"},
		"fold-display-none-silent/8137676.html":       {"4 sections", "6 activities"},
		"former-qian/8137676.html":                    {"2 activities", "方大同 head mentioned", "林远帆 secretary actor"},
		"nominee-and-designate/8137676.html": {
			"苏明浩 other actor 福田区区长提名人选", "林远帆 other actor 福田区委书记提名人选", "高小远 other actor", "陆川 secretary mentioned 福田区委书记"},
		"paged-article/8137676.html":                 {"2 sections", "4 activities", "problem article_continues"},
		"panic-yuan-quzhang/8137676.html":            {"kind weekly", "2 activities", "no problem", "苏明浩 head actor", "郑国平 head mentioned 区长"},
		"stamp-relative-with-data/8137676.html":      {"published 2024-04-28T16:56:00+08:00", "problem published_from_metadata"},
		"stamp-shi-fen/8137676.html":                 {"published 2024-04-28T16:56:00+08:00", "no problem"},
		"struck-text-read/8137676.html":              {"苏明浩 调研;检查"},
		"unknown-heading-misattributed/8137676.html": {"section yantian 2", "section luohu 2", "problem heading_unknown"},
		"year-typo-in-week-line/8060001.html":        {"week 2025-01-06/2025-01-12", "problem week_far_from_publication", "published 2025-01-12T18:00:00+08:00"},
	} {
		t.Run(strings.ReplaceAll(file, "/", " "), func(t *testing.T) {
			c := readField(t, file).Column
			if c == nil {
				t.Fatal("no column")
			}
			facts := fieldFacts(c)
			for _, w := range want {
				if !slices.ContainsFunc(facts, func(f string) bool { return f == w || strings.HasPrefix(f, w+" ") }) {
					t.Errorf("lacks %q in\n%s", w, strings.Join(facts, "\n"))
				}
			}
		})
	}
}

// TestFieldRevisions: where only a stamp differs, and under another number, the
// article is the same.
func TestFieldRevisions(t *testing.T) {
	for _, files := range [][]string{
		{"stamp-only-change-is-edit/a_8137676.html", "stamp-only-change-is-edit/b_8137676.html", "stamp-only-change-is-edit/c_8137676.html"},
		{"republished-under-new-number/8030001.html", "republished-under-new-number/8030099.html"},
	} {
		first := readField(t, files[0]).Column
		for _, file := range files[1:] {
			if diff := cmp.Diff(first.ArticleSHA256, readField(t, file).Column.ArticleSHA256); diff != "" {
				t.Errorf("%s and %s: %s", files[0], file, diff)
			}
		}
	}
}

// TestFieldPart: a later part of an article is named as one.
func TestFieldPart(t *testing.T) {
	if r := readField(t, "paged-article/8137676_2.html"); r.Kind != PagePart || r.Column != nil {
		t.Errorf("read as %s (%s)", r.Kind, r.Reason)
	}
}

// readField reads a page of the field as captured some days later.
func readField(t *testing.T, file string) Reading {
	t.Helper()
	body := pairs.Shared(t, shared, "field/"+file)
	number, _ := page.ArticleNumberInName(file)
	return Read(Page{Body: body, ContentType: "text/html", Number: number, URL: "https://www.dutenews.com/p/" + number + ".html",
		CapturedAt: time.Date(2025, 1, 20, 0, 0, 0, 0, time.UTC)})
}

// fieldFacts says of a column, a line each, what the cases ask for.
func fieldFacts(c *Column) []string {
	facts := []string{"kind " + string(c.Kind), "week " + c.Week.Start.String() + "/" + c.Week.End.String(), "published " + c.Published.Format(time.RFC3339),
		fmt.Sprintf("%d sections", len(c.Sections)), fmt.Sprintf("%d activities", len(c.Activities))}
	for _, s := range c.Sections {
		facts = append(facts, fmt.Sprintf("section %s %d", s.District, s.Activities))
	}
	for _, a := range c.Activities {
		for _, o := range a.Officials {
			facts = append(facts, strings.Join([]string{o.Name, o.Office, o.Role, o.Post}, " "), o.Name+" "+strings.Join(o.Verbs, ";"))
		}
	}
	for _, p := range c.Problems {
		facts = append(facts, "problem "+p.Code+" "+p.Detail)
	}
	if len(c.Problems) == 0 {
		facts = append(facts, "no problem")
	}
	notes := 0
	for _, b := range c.Blocks {
		if b.Class == ClassClosingNote {
			notes++
		}
	}
	return append(facts, fmt.Sprintf("%d closing notes", notes))
}
