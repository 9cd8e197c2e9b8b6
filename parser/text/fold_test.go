package text

import (
	"testing"

	"golang.org/x/text/width"
)

func TestFoldRune(t *testing.T) {
	for printed, folded := range map[string]rune{
		"\t\u00a0\u1680\u2000\u2003\u2009\u200a\u202f\u205f\u3000 ": ' ',
		"-－‐‑‒–—―−﹣﹘~～〜∼⁃":                                          '-',
		"·•・‧·･": '·',
		"丨|｜│┃∣": '|',
		"/／∕⁄":   '/',
		",，﹐":    ',',
		":：﹕∶":   ':',
		"(（﹙":    '(',
		")）﹚":    ')',
		"?？﹖":    '?',
		"!！﹗":    '!',
		"4４":     '4',
		"AＡ":     'A',
		"%％":     '%',
		"月⽉":     '月',
		"日⽇":     '日',
		"长⻓":     '长',
		"龙⻰":     '龙',
	} {
		for _, r := range printed {
			if got := FoldRune(r); got != folded {
				t.Errorf("FoldRune(%q) = %q, want %q", r, got, folded)
			}
		}
	}
	for _, r := range "、。“”‘’《》【】〇一中区会…；" {
		want := r
		if r == '；' {
			want = ';'
		}
		if got := FoldRune(r); got != want {
			t.Errorf("FoldRune(%q) = %q, want %q", r, got, want)
		}
	}
}

// TestFoldRuneIsWidth compares the folding with x/text/width over all code
// points, but for those that are meant to differ.
func TestFoldRuneIsWidth(t *testing.T) {
	for r := rune(0x20); r < 0x30000; r++ {
		got := FoldRune(r)
		if again := FoldRune(got); again != got {
			t.Fatalf("FoldRune(%U) = %U, folded again %U", r, got, again)
		}
		f := width.LookupRune(r).Folded()
		if f == 0 || r >= 0xffe0 && r <= 0xffe6 {
			continue
		}
		if want := FoldRune(f); got != want {
			t.Errorf("FoldRune(%U) = %U, want %U", r, got, want)
		}
	}
}

func TestFoldRunes(t *testing.T) {
	if got := string(Folded("４月２３日，甲（乙）丨\u3000—")); got != "4月23日,甲(乙)| -" {
		t.Errorf("Folded = %q", got)
	}
}
