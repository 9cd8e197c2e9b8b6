package parser

// kindWords lists the kinds of activity in the order in which they are tried.
var kindWords = [...]struct {
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

// kindOther is the kind of an activity that no word of the list describes.
const kindOther = "other"

// activityKind gives the first kind that matches the opening sentence. It
// passes over the sentence once and keeps the best kind so far.
func activityKind(sentence []rune) string {
	best := len(kindWords)
	for i, c := range sentence {
		if !opensKindWord(c) {
			continue
		}
		for k := 0; k < best; k++ {
			if firstPrefix(sentence, i, kindWords[k].words) != "" {
				best = k
			}
		}
	}
	if best == len(kindWords) {
		return kindOther
	}
	return kindWords[best].kind
}

// opensKindWord is the quick test for the first characters of kindWords.
func opensKindWord(c rune) bool {
	switch c {
	case '招', '推', '双', '拜', '签', '揭', '奠', '开', '启', '上', '调', '检', '考', '走', '督', '巡', '慰',
		'会', '常', '全', '座', '党', '大', '来', '做', '节', '访', '直', '举':
		return true
	}
	return false
}
