package parser

// kindWords lists the kinds of activity in the order in which they are tried.
var kindWords = [...]struct {
	kind  string
	words *lexicon
}{
	{"investment", newLexicon("招商 推介 双招双引 拜会")},
	{"signing", newLexicon("签署 签约")},
	{"ceremony", newLexicon("揭牌 奠基 开工 启动 开幕 上线 启用")},
	{"inspection", newLexicon("调研 检查 考察 走访 督导 巡查 慰问")},
	{"meeting", newLexicon("会议 常委会 常务会 全会 座谈会 推进会 党代会 大会")},
	{"exchange", newLexicon("会见 会晤 来访")},
	{"media", newLexicon("做客 节目 访谈 直播")},
	{"event", newLexicon("举行 举办")},
}

// kindOther is the kind of an activity that no word of the list describes.
const kindOther = "other"

// activityKind gives the first kind that matches the opening sentence. It
// passes over the sentence once and keeps the best kind so far.
func activityKind(sentence []rune) string {
	best := len(kindWords)
	for i, c := range sentence {
		if !kindRunes.has(c) {
			continue
		}
		for k := 0; k < best; k++ {
			if kindWords[k].words.at(sentence, i) > 0 {
				best = k
			}
		}
	}
	if best == len(kindWords) {
		return kindOther
	}
	return kindWords[best].kind
}

// kindRunes are the first characters of kindWords.
var kindRunes = runesOf("招推双拜签揭奠开启上调检考走督巡慰会常全座党大来做节访直举")
