package archive

import (
	_ "embed"
	"fmt"
	"sort"
	"strings"
	"unicode"
)

// pinyinSounds gives the first sound of each Chinese character, without its
// tone, as a line of fixed width: five hexadecimal digits of the code point,
// the sound, blanks. It is made from the dictionary of
// github.com/mozillazg/go-pinyin, which the program itself does not link: its
// map would be a twentieth of an idle daemon's memory.
//
//go:embed pinyin.txt
var pinyinSounds string

// pinyinLine is how many bytes a line of pinyinSounds has.
const pinyinLine = 12

// surnames lists surnames that a dictionary of single characters reads
// wrongly, and all common surnames of two characters.
var surnames = [...]struct{ hanzi, latin string }{
	{"欧阳", "Ouyang"}, {"司马", "Sima"}, {"上官", "Shangguan"}, {"诸葛", "Zhuge"}, {"尉迟", "Yuchi"}, {"皇甫", "Huangfu"},
	{"司徒", "Situ"}, {"东方", "Dongfang"}, {"夏侯", "Xiahou"}, {"慕容", "Murong"}, {"公孙", "Gongsun"}, {"长孙", "Zhangsun"},
	{"令狐", "Linghu"}, {"宇文", "Yuwen"}, {"轩辕", "Xuanyuan"}, {"端木", "Duanmu"}, {"独孤", "Dugu"}, {"南宫", "Nangong"},
	{"西门", "Ximen"}, {"闻人", "Wenren"}, {"申屠", "Shentu"}, {"钟离", "Zhongli"}, {"澹台", "Tantai"}, {"万俟", "Moqi"},
	{"呼延", "Huyan"}, {"濮阳", "Puyang"}, {"淳于", "Chunyu"}, {"太史", "Taishi"}, {"公羊", "Gongyang"}, {"赫连", "Helian"},
	{"鲜于", "Xianyu"}, {"百里", "Baili"}, {"东郭", "Dongguo"}, {"拓跋", "Tuoba"}, {"第五", "Diwu"}, {"完颜", "Wanyan"},
	{"单", "Shan"}, {"曾", "Zeng"}, {"仇", "Qiu"}, {"覃", "Qin"}, {"盖", "Ge"}, {"查", "Zha"}, {"解", "Xie"}, {"朴", "Piao"},
	{"乐", "Yue"}, {"区", "Ou"}, {"任", "Ren"}, {"华", "Hua"}, {"纪", "Ji"}, {"吕", "Lyu"}, {"闾", "Lyu"}, {"召", "Shao"},
	{"缪", "Miao"}, {"翟", "Zhai"}, {"沈", "Shen"}, {"尹", "Yin"}, {"员", "Yun"}, {"种", "Chong"}, {"黑", "He"}, {"折", "She"},
	{"繁", "Po"}, {"秘", "Bi"}, {"冼", "Xian"}, {"洗", "Xian"}, {"逄", "Pang"}, {"那", "Na"}, {"宁", "Ning"}, {"葛", "Ge"},
	{"卜", "Bu"}, {"瞿", "Qu"}, {"郗", "Xi"}, {"莘", "Shen"}, {"燕", "Yan"}, {"应", "Ying"}, {"长", "Chang"}, {"牟", "Mou"},
	{"祭", "Zhai"}, {"句", "Gou"}, {"阚", "Kan"}, {"褚", "Chu"}, {"谌", "Chen"}, {"贾", "Jia"}, {"石", "Shi"}, {"车", "Che"},
	{"万", "Wan"}, {"佘", "She"}, {"臧", "Zang"}, {"干", "Gan"}, {"都", "Du"}, {"大", "Da"}, {"隗", "Wei"}, {"敖", "Ao"},
	{"过", "Guo"}, {"柏", "Bai"}, {"尉", "Wei"}, {"芮", "Rui"}, {"殷", "Yin"}, {"钭", "Tou"}, {"晁", "Chao"}, {"郇", "Xun"},
	{"邵", "Shao"}, {"匡", "Kuang"}, {"宓", "Mi"}, {"阿", "A"}, {"俞", "Yu"}, {"余", "Yu"}, {"占", "Zhan"}, {"戴", "Dai"},
}

// given lists characters that are common in given names and that the
// dictionary reads by their rarer sound.
var given = [...]struct {
	hanzi rune
	latin string
}{{'乐', "le"}, {'行', "xing"}, {'长', "chang"}, {'朝', "chao"}, {'都', "du"}, {'重', "zhong"}, {'宁', "ning"},
	{'强', "qiang"}, {'晟', "sheng"}, {'茜', "qian"}, {'盛', "sheng"}, {'会', "hui"}, {'曾', "zeng"}, {'石', "shi"},
	{'贾', "jia"}, {'万', "wan"}, {'弹', "tan"}, {'调', "tiao"}, {'藏', "zang"}, {'柏', "bai"}, {'传', "chuan"},
	{'参', "can"}, {'还', "huan"}, {'翟', "zhai"}, {'单', "dan"}, {'禅', "chan"}, {'大', "da"}, {'和', "he"},
	{'华', "hua"}, {'若', "ruo"}, {'兴', "xing"}, {'为', "wei"}, {'蔚', "wei"}, {'隆', "long"}, {'更', "geng"}}

// Pinyin gives a name in Latin letters without tones, surname first: Li
// Zhong, Ouyang Xiaoming, Lyu Lin (ü is written yu after l and n, as
// passports do). The parts of a dotted name each begin with a capital. What
// is no Chinese character stays as it is.
func Pinyin(name string) string {
	if parts := strings.Split(name, "·"); len(parts) > 1 {
		for i, p := range parts {
			parts[i] = capital(syllables(p))
		}
		return strings.Join(parts, " ")
	}
	for _, s := range surnames {
		rest, ok := strings.CutPrefix(name, s.hanzi)
		if ok && rest != "" {
			return s.latin + " " + capital(syllables(rest))
		}
	}
	first, rest := cutRune(name)
	if rest == "" {
		return capital(syllables(first))
	}
	return capital(syllables(first)) + " " + capital(syllables(rest))
}

// syllables joins the sounds of all characters, with an apostrophe where two
// could be read as one (Xi'an).
func syllables(s string) string {
	var b strings.Builder
	for _, r := range s {
		sound := syllable(r)
		if b.Len() > 0 && sound != "" && strings.ContainsRune("aeo", rune(sound[0])) {
			b.WriteByte('\'')
		}
		b.WriteString(sound)
	}
	return b.String()
}

func syllable(r rune) string {
	for _, g := range given {
		if g.hanzi == r {
			return g.latin
		}
	}
	key := fmt.Sprintf("%05X", r)
	n := len(pinyinSounds) / pinyinLine
	line := func(i int) string { return pinyinSounds[i*pinyinLine : (i+1)*pinyinLine] }
	i := sort.Search(n, func(i int) bool { return line(i) >= key })
	if i < n && line(i)[:5] == key {
		return strings.TrimRight(line(i)[5:], " \n")
	}
	if unicode.IsSpace(r) {
		return ""
	}
	return string(r)
}

func capital(s string) string {
	first, rest := cutRune(s)
	return strings.ToUpper(first) + rest
}

func cutRune(s string) (first, rest string) {
	for i := range s {
		if i > 0 {
			return s[:i], s[i:]
		}
	}
	return s, ""
}
