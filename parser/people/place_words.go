package people

import "shenzheng/parser/text"

// functionRunes may stand right before a body without belonging to it.
var functionRunes = text.NewSet("届号在由受向与和及同对率经请为后前中上时日午间了着见是有任原现该我各跟陪派到给让将以随据兼会由令按则而但并其从据待访问听晚早夜里携偕率邀好完")

// zoneRunes make the 区 behind them no district.
var zoneRunes = text.NewSet("备治园社片辖景小校厂街灾疫郊库战军专分城保税关特展港矿林牧禁")

// notCity before 市, and notCityNext behind it, make another word: 城市, 市民.
var (
	notCity     = text.NewSet("治城都超股入夜楼集菜街闹开收罢")
	notCityNext = text.NewSet("民容值井")
)

// cityWord reports a 市 that belongs to another word.
func cityWord(s []rune, k, end int) bool {
	switch {
	case k == end-1:
		return false // 成都市 + 市长
	case k > 0 && notCity.Has(s[k-1]):
		return true
	case s[k+1] == '场':
		return !(k+3 < end && s[k+2] == '场') // 市市场… has a 市 of its own
	case s[k+1] == '政':
		return k+2 < end && s[k+2] != '府' && s[k+2] != '协' && s[k+2] != '法'
	}
	return notCityNext.Has(s[k+1])
}

// ownBefore end a body of the city or a district, whose 国家 is no state's, or
// count what is made all over the country: 区第四次全国经济普查领导小组.
var ownBefore = text.NewSet("委区市圳次")

var elsewhere = text.NewWords("最高 中国 中华 兵团 州委 州政府 州人大 州政协 盟委 旗委 全国 中央 国家 国务院 省 香港 澳门 特区政府 中国共产党 县委 县政府 县 自治区 自治州")
