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

// What the dictionary's first sounds give for surnames that have more than one.
func TestSurnamesByTheDictionary(t *testing.T) {
	const surnames = `任Ren 华Hua 纪Ji 吕Lyu 闾Lyu 沈Shen 尹Yin 冼Xian 逄Pang 那Na 宁Ning 葛Ge 瞿Qu 郗Xi 莘Shen 燕Yan 应Ying 牟Mou 褚Chu 谌Chen
		贾Jia 石Shi 车Che 万Wan 佘She 臧Zang 干Gan 大Da 敖Ao 过Guo 柏Bai 尉Wei 芮Rui 殷Yin 钭Tou 晁Chao 邵Shao 匡Kuang 宓Mi 阿A 俞Yu 余Yu
		占Zhan 戴Dai 曾Zeng 翟Zhai 长Chang 都Du 单Shan 仇Qiu 繁Po 欧阳Ouyang 长孙Zhangsun 万俟Moqi 第五Diwu`
	for _, s := range strings.Fields(surnames) {
		at := strings.IndexFunc(s, func(r rune) bool { return r < 0x80 })
		if got := Pinyin(s[:at] + "明一"); got != s[at:]+" Mingyi" {
			t.Errorf("%s: %s", s, got)
		}
	}
}
