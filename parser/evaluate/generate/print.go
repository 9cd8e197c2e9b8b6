package generate

import (
	"slices"
	"strings"

	"shenzheng/parser"
)

// print decides the width of the whole article: punctuation in half width as
// in stored texts, in full width as on live pages, or letters and digits in
// full width too. One code point stays one, so every place holds.
func (a *article) print() {
	var wide func(rune) rune
	switch n := a.IntN(100); {
	case n < 60:
		return
	case n < 95:
		wide = widenMark
	default:
		wide = func(r rune) rune { return []rune(widen(string(r)))[0] }
	}
	for i := range a.lines {
		if i == a.stamp || a.lines[i].class == parser.ClassFurniture {
			continue
		}
		for j, r := range a.lines[i].text {
			a.lines[i].text[j] = wide(r)
		}
	}
}

// kinds are the codebook's kinds of activity with the words that decide, in
// order.
var kinds = [...]struct {
	kind  string
	words []string
}{
	{"investment", []string{"招商", "推介", "双招双引", "拜会"}},
	{"signing", []string{"签署", "签约"}},
	{"ceremony", []string{"揭牌", "奠基", "开工", "启动", "开幕", "上线", "启用"}},
	{"inspection", []string{"调研", "检查", "考察", "走访", "督导", "巡查", "慰问"}},
	{"meeting", []string{"会议", "常委会", "常务会", "全会", "座谈会", "推进会", "党代会", "大会"}},
	{"exchange", []string{"会见", "会晤", "来访"}},
	{"media", []string{"做客", "节目", "访谈", "直播"}},
	{"event", []string{"举行", "举办"}},
}

// kindOf gives the kind of activity that an opening sentence decides.
func kindOf(opening string) string {
	for _, k := range kinds {
		if slices.ContainsFunc(k.words, func(word string) bool { return strings.Contains(opening, word) }) {
			return k.kind
		}
	}
	return "other"
}
