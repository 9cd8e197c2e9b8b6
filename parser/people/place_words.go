package people

import "shenzheng/parser/text"

// otherCities are named before 市长 without a 市 of their own.
var otherCities = text.NewWords("广州 东莞 惠州 汕尾 珠海 佛山 中山 江门 肇庆 汕头 潮州 揭阳 梅州 河源 韶关 清远 云浮 阳江 茂名 湛江 北京 上海 天津 重庆 成都 武汉 杭州 南京 苏州 西安 长沙 厦门 青岛 大连 宁波 福州 郑州 合肥 南昌 南宁 昆明 贵阳 海口 三亚 桂林 柳州 百色 河池 沈阳 长春 哈尔滨 济南 石家庄 太原 兰州 银川 西宁 拉萨 乌鲁木齐 无锡 常州 温州 绍兴 泉州 赣州 株洲 遵义 喀什 香港 澳门 台北 首尔 东京 曼谷 新加坡")

var provinces = text.NewWords("河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆")

// functionRunes may stand right before a body without belonging to it.
var functionRunes = text.NewSet("届号在由受向与和及同对率经请为后前中上时日午间了着见是有任原现该我各跟陪派到给让将以随据兼会由令按则而但并其从据待访问听晚早夜里")

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
