package parser

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// fieldPage reads a page that was met in the field. These pages are kept
// outside of the project.
func fieldPage(t *testing.T, folder, name string) Page {
	t.Helper()
	root := filepath.Join("..", "..", "shared", "field")
	if _, err := os.Stat(root); err != nil {
		t.Skipf("no pages of the field: %v", err)
	}
	body, err := os.ReadFile(filepath.Join(root, folder, name))
	if err != nil {
		t.Fatal(err)
	}
	p := Page{Body: body}
	p.Number, _ = ArticleNumberInName(name)
	return p
}

// TestFieldWhole: an edition is read whole, or says what is missing.
func TestFieldWhole(t *testing.T) {
	tests := []struct {
		folder, name         string
		sections, activities int
		problem              string
	}{
		{"article-container-display-none", "8137676.html", 4, 6, ""},
		{"body-in-script-json", "8137676.html", 4, 6, problemTextFromData},
		{"body-in-script-json", "8137677.html", 4, 6, problemTextFromData},
		{"body-in-script-json", "8137678.html", 4, 6, ""},
		{"cut-off-page-unnoticed", "8137676.html", 2, 4, problemPageCutOff},
		{"fold-display-none-silent", "8137676.html", 4, 6, ""},
		{"paged-article", "8137676.html", 2, 4, problemContinues},
		{"stamp-relative-with-data", "8137676.html", 4, 6, problemPublishedMeta},
		{"struck-text-read", "8137676.html", 4, 6, ""},
	}
	for _, tt := range tests {
		t.Run(tt.folder+"/"+tt.name, func(t *testing.T) {
			c := Read(fieldPage(t, tt.folder, tt.name)).Column
			if c == nil {
				t.Fatal("no column")
			}
			codes := []string{problemPageCutOff, problemContinues, problemTextFromData, problemPublishedMeta}
			if got := problemsOf(c, codes...); len(c.Sections) != tt.sections || len(c.Activities) != tt.activities || got != tt.problem {
				t.Errorf("%d sections, %d activities, problems %q", len(c.Sections), len(c.Activities), got)
			}
			if got := c.Published.Format(time.RFC3339); got != "2024-04-28T16:56:00+08:00" {
				t.Errorf("published %s", got)
			}
		})
	}
}

// TestFieldStruck: the name that is printed, and not the one crossed out.
func TestFieldStruck(t *testing.T) {
	c := Read(fieldPage(t, "struck-text-read", "8137676.html")).Column
	for _, a := range c.Activities {
		for _, o := range a.Officials {
			if o.Name == "苏明浩" && slices.Equal(o.Verbs, []string{"调研", "检查"}) {
				return
			}
		}
	}
	t.Error("苏明浩 does not inspect")
}

// TestFieldOther: pages that are none of the column, and what they say.
func TestFieldOther(t *testing.T) {
	if r := Read(fieldPage(t, "paged-article", "8137676_2.html")); r.Kind != PagePart || r.Column != nil {
		t.Errorf("second part: %s (%s)", r.Kind, r.Reason)
	}
	if r := Read(fieldPage(t, "soft-404-after-held", "gone.html")); r.Kind != PageGone {
		t.Errorf("deleted: %s (%s)", r.Kind, r.Reason)
	}
	for _, name := range []string{"moved.html", "moved_js.html"} {
		if r := Read(fieldPage(t, "redirect-in-html", name)); r.MovedTo != "/p/8137676.html?real=1" {
			t.Errorf("%s: moved to %q", name, r.MovedTo)
		}
	}
	p := fieldPage(t, "listing-with-content-ids-only", "topic.html")
	p.URL = "https://www.example.org/n/topic/1"
	var numbers []string
	for _, l := range Links(p) {
		if l.Kind == LinkArticle && l.URL == "https://www.example.org/n/article/"+l.Number {
			numbers = append(numbers, l.Number)
		}
	}
	if !slices.Equal(numbers, []string{"8137676", "8182152"}) {
		t.Errorf("listing names %v", numbers)
	}
	saved := Identity(fieldPage(t, "saved-page-identity", "深圳一周.html"))
	if len(saved) == 0 || saved[0] != "https://www.dutenews.com/p/8137676.html" {
		t.Errorf("saved from %v", saved)
	}
}
