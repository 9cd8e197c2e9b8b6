package parser

import (
	"strings"

	"shenzheng/parser/text"
)

// kindWords lists the kinds of activity in the order in which they are tried,
// and their words. No word begins with another.
var kindWords = [...]struct{ kind, words string }{
	{"investment", "招商 推介 双招双引 拜会"},
	{"signing", "签署 签约"},
	{"ceremony", "揭牌 奠基 开工 启动 开幕 上线 启用"},
	{"inspection", "调研 检查 考察 走访 督导 巡查 慰问"},
	{"meeting", "会议 常委会 常务会 全会 座谈会 推进会 党代会 大会"},
	{"exchange", "会见 会晤 来访"},
	{"media", "做客 节目 访谈 直播"},
	{"event", "举行 举办"},
}

// kindOther is the kind of an activity that no word of the list describes.
const kindOther = "other"

// activityKind gives the first kind that matches the opening sentence, and the
// word that decided it. It passes over the sentence once and keeps the best
// kind so far.
func activityKind(sentence []rune) (kind, word string) {
	best := len(kindWords)
	for i := range sentence {
		if w := kindLexicon.Find(sentence, i); w != nil && kindPlaces[w.Place] < best {
			best, word = kindPlaces[w.Place], w.Text
		}
	}
	if best == len(kindWords) {
		return kindOther, ""
	}
	return kindWords[best].kind, word
}

// kindLexicon holds the words of all kinds, kindPlaces the kind of each.
var kindLexicon, kindPlaces = joinKinds()

func joinKinds() (*text.Words, []int) {
	var lists []string
	var places []int
	for k := range kindWords {
		lists = append(lists, kindWords[k].words)
		for range strings.Fields(kindWords[k].words) {
			places = append(places, k)
		}
	}
	return text.NewWords(lists...), places
}
