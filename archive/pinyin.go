package archive

import (
	"cmp"
	_ "embed"
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
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

// compounds lists the surnames of two characters.
const compounds = "欧阳 司马 上官 诸葛 尉迟 皇甫 司徒 东方 夏侯 慕容 公孙 长孙 令狐 宇文 轩辕 端木 独孤 南宫 西门 闻人 申屠 " +
	"钟离 澹台 万俟 呼延 濮阳 淳于 太史 公羊 赫连 鲜于 百里 东郭 拓跋 第五 完颜"

// surnames lists those that are read otherwise than their characters alone.
var surnames = map[string]string{
	"尉迟": "yuchi", "长孙": "zhangsun", "澹台": "tantai", "万俟": "moqi",
	"单": "shan", "仇": "qiu", "覃": "qin", "盖": "ge", "查": "zha", "解": "xie", "朴": "piao", "乐": "yue", "区": "ou", "召": "shao", "缪": "miao",
	"员": "yun", "种": "chong", "黑": "he", "折": "she", "繁": "po", "秘": "bi", "洗": "xian", "卜": "bu", "祭": "zhai", "句": "gou", "阚": "kan",
	"隗": "wei", "郇": "xun",
}

// common lists characters that names use by another sound than the
// dictionary's first.
var common = map[rune]string{
	'长': "chang", '都': "du", '晟': "sheng", '曾': "zeng", '弹': "tan", '调': "tiao", '藏': "zang", '还': "huan", '翟': "zhai",
}

// Pinyin gives a name in Latin letters without tones, surname first: Li
// Zhong, Ouyang Xiaoming, Lyu Lin (ü is written yu after l and n, as
// passports do). The parts of a dotted name each begin with a capital. What
// is no Chinese character stays as it is.
func Pinyin(name string) string {
	parts, surname := strings.Split(name, "·"), ""
	if r := []rune(name); len(parts) == 1 && len(r) > 1 {
		n := 1
		if len(r) > 2 && strings.Contains(compounds, string(r[:2])) {
			n = 2
		}
		parts = []string{string(r[:n]), string(r[n:])}
		surname = surnames[parts[0]]
	}
	for i, p := range parts {
		if p = syllables(p); i == 0 {
			p = cmp.Or(surname, p)
		}
		_, first := utf8.DecodeRuneInString(p)
		parts[i] = strings.ToUpper(p[:first]) + p[first:]
	}
	return strings.Join(parts, " ")
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
	if latin := common[r]; latin != "" {
		return latin
	}
	key := fmt.Sprintf("%05X", r)
	line := func(i int) string { return pinyinSounds[i*pinyinLine : (i+1)*pinyinLine] }
	n := len(pinyinSounds) / pinyinLine
	i := sort.Search(n, func(i int) bool { return line(i) >= key })
	if i < n && line(i)[:5] == key {
		return strings.TrimRight(line(i)[5:], " \n")
	}
	if unicode.IsSpace(r) {
		return ""
	}
	return string(r)
}
