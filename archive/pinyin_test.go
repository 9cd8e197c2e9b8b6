package archive

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mozillazg/go-pinyin"
)

var updatePinyin = flag.Bool("update-pinyin", false, "write pinyin.txt anew from the dictionary")

// pinyin.txt is what the dictionary says: go test ./archive -run
// PinyinSounds -update-pinyin writes it anew.
func TestPinyinSounds(t *testing.T) {
	var b strings.Builder
	for _, r := range slices.Sorted(maps.Keys(pinyin.PinyinDict)) {
		sound := strings.ReplaceAll(pinyin.SinglePinyin(rune(r), pinyin.NewArgs())[0], "ü", "v")
		// GB/T 28039: lü and nü are LYU and NYU; lüe and nüe are LUE and NUE.
		if strings.HasSuffix(sound, "ve") {
			sound = strings.Replace(sound, "v", "u", 1)
		}
		line := fmt.Sprintf("%05X%-6s\n", r, strings.Replace(sound, "v", "yu", 1))
		if len(line) != pinyinLine {
			t.Fatalf("line %q has not %d bytes", line, pinyinLine)
		}
		b.WriteString(line)
	}
	if *updatePinyin {
		if err := os.WriteFile("pinyin.txt", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if b.String() != pinyinSounds {
		t.Error(cmp.Diff(strings.SplitAfter(pinyinSounds, "\n"), strings.SplitAfter(b.String(), "\n")))
	}
}
