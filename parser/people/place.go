package people

import (
	"strings"

	"shenzheng/parser/text"
)

// Places inside the names of bodies: which are the city's, and which 区 and 市
// belong to other words.

// ownPlace gives the beginning of a place of the city that is printed at k or ends there.
func ownPlace(s []rune, b, k, end int) (at int, ok bool) {
	if d, n, full := text.DistrictAt(s, k); d != nil && (full || shortFits(s, k+n, end) && parents.Before(s, k, min(3, k-b)) == 0) {
		return k, true
	}
	switch s[k] {
	case '区':
		if d, n, _ := text.DistrictAt(s, max(b, k-3)); d != nil && n == 2 && k-3 >= b && s[k-1] == '新' {
			return k - 3, true // 龙华新区, as it once was
		}
		for _, last := range [...]int{k, k - 1} { // 福田区区委
			if n := text.DistrictNames.Before(s, last+1, last+1-b); n > 0 && s[last] == '区' {
				return last + 1 - n, true
			}
		}
		if k > b && s[k-1] == '市' && text.HasPrefix(s, end, "领导") && freeBefore(s, b, k-1) {
			return k - 1, true // 市区两级领导
		}
		at = k + 1 - ownAreaWords.Before(s, k+1, k+1-b)
		if freeBefore(s, b, at) || freeBefore(s, b, k) {
			return at, true
		}
		if n := ownZones.Before(s, k+1, k+1-b); n > 0 {
			return k + 1 - n, zones.Before(s, k+1, k+1-b) == 0
		}
	case '市':
		return k, !cityWord(s, k, end) && (freeBefore(s, b, k) || text.HasPrefix(s, max(b, k-2), "深圳"))
	case '深':
		return k, text.HasPrefix(s, k, "深圳") && end-k > 2 && s[k+2] != '市'
	}
	return 0, false
}

// parents end the names of bodies that have one for a district below them:
// 市公安局福田分局, 市公安局交警支队福田大队.
var parents = text.NewWords("局 支队 总队 总站 常委会 法院 检察院")

var committees = text.NewWords("区委 市委 党工委")

// ownAreaWords stand for the section's own.
var ownAreaWords = text.NewWords("区 新区 合作区 特别合作区")

// shortFits allows a district's short name before its own bodies: 前海管理局.
func shortFits(s []rune, i, end int) bool {
	return i == end && districtHeads.At(s, i) > 0 || i < end && (shortBodies.At(s, i) > 0 || publicTails.Before(s, end, 4) > 0 && !privateAt(s[i:end]))
}

var districtHeads = text.NewWords("区长 副区长 常务副区长 代区长 代理区长")

var shortBodies = text.NewWords("管理局 公安分局 高新区 科学城 党工委 管委会 管理委员会 区长 区委 新区 法院 检察院 合作区 四套班子 “四套班子”")

// freeBefore reports that what stands before s[k] is no part of a body.
func freeBefore(s []rune, b, k int) bool {
	if otherTowns.Before(s, k, min(3, k-b)) > 0 || text.HasSuffix(s[b:k], "都会") {
		return false // 太原市委, 北部都会区
	}
	if k == b || s[k-1] == '的' || k == b+1 && s[b] == '应' || functionRunes.Has(s[k-1]) { // 应区委书记某某邀请
		return true
	}
	limit := min(4, k-b)
	return verbBefore(s, b, k) > 1 || neutralWords.Before(s, k, limit) > 0 || stationed.Before(s, k, limit) > 0 ||
		partyWords.Before(s, k, k-b) > 0 || honours.Before(s, k, limit) > 0 || parties.Before(s, k, k-b) > 0
}

// verbBefore gives the length of a verb that ends at s[k]: of one that only stands
// behind names where nothing stands before it.
func verbBefore(s []rune, b, k int) int {
	limit := min(4, k-b)
	if n := behindNames.Before(s, k, limit); n == k-b {
		return n
	}
	return max(predicateWords.Before(s, k, limit), appointing.Before(s, k, limit))
}

// parties are what somebody is in an event, printed before the post.
var parties = text.NewWords("嘉宾 主讲人 宣讲人 授课人 主持人 发言人 召集人 见证人 牵头人 负责人 受访者 推荐官 讲解员 联系人 主播 有关 相关 部分 其他 多位 全体 在家")

var zones = text.NewWords("高新区 开发区 示范区 试验区 先导区 功能区 产业区 工业区 自贸区 保税区 综保区 科技园区 园区 实验区 经济区 港区 景区 度假区 合作示范区 产业园 科技园 工业园 口岸")

// ownZones are the city's, though their names end as those of districts do.
var ownZones = text.NewWords("河套合作区 深港科技创新合作区 河套深港科技创新合作区")

// functionRunes may stand right before a body without belonging to it.
var functionRunes = text.NewSet("等届号在由受向与和及同对率经请为后前中上时日午间了着见是有任原现该我各跟陪派到给让将以随据兼会由令按则而但并其从据待访问听读晚早夜里携偕率邀好完")

// zoneWord reports a 区 that is no district's: 园区, but 东城区委书记.
func zoneWord(s []rune, b, k int) bool {
	return markets.Before(s, k+1, k+1-b) > 0 || zoneRunes.Has(s[k-1]) && otherTowns.Before(s, k, min(3, k-b)) == 0 &&
		!(strings.ContainsRune("城关林", s[k-1]) && governing.At(s, k+1) > 0)
}

// markets are a firm's.
var markets = text.NewWords("中国区 中华区 亚太区 大区")

// zoneRunes make the 区 behind them no district.
var zoneRunes = text.NewSet("备治园社片湾心辖景小校厂街灾疫郊库战军专分城保税关特展港矿林牧禁")

// governing are what a city and a district have and a word for a town has not:
// 东城区委书记, but 老城区管理.
var governing = text.NewWords("委书记 委副 委常委 委原 委组织 委宣传 委统战 委政法 政府 人大 政协 纪委 监委 区长 副区长 常务副区长 代区长")

// otherTowns are others' whose names end as another word does before 市 and 区.
var otherTowns = text.Union(text.Cities, text.NewWords("凯里 扬中 四会 开原 晋中 汉中 巴中 松原 固原 阆中 吴中 渝中 市中 城中 新会 碑林 丰城 宜都 宜城 麻城 诸城 邹城 禹城 韩城 项城 永城 盐城 宣城 晋城 聊城 昌都 共青城 "+
	"辛集 河间 满洲里 海城 凤城 兴城 桐城 肥城 应城 塔城 万柏林 九原 云城 任城 北林 天心 太和 婺城 宛城 宽城 宿城 山海关 峄城 平城 张湾 德城 望城 柯城 桃城 樊城 海勃湾 湖里 满城 滨城 潍城 点军 禹会 管城 芗城 荔城 蕉城 薛城 藁城 襄城 谯城 越城 道里 郾城 鄂城 阿城 陵城 青原 顺城 驿城 鲤城 鹤城 鹿城 鼎城 龙湾 "+
	"东城 西城 增城 上城 下城 相城 历城 惠城 源城 禅城 江城 清城 榕城 城关 越秀 荔湾 天河 海珠 白云 黄埔 番禺 海淀 朝阳 西湖 余杭 徐汇 静安 闵行 花都 南沙 从化 惠阳 香洲 斗门 金湾 南海 顺德 三水 浦东"))

// notCity before 市, and notCityNext behind it, make another word: 城市, 市民.
var (
	notCity     = text.NewSet("治城都超股入夜楼集菜街闹开收罢")
	notCityNext = text.NewSet("民容值井")
)

// cityWord reports a 市 that belongs to another word.
func cityWord(s []rune, k, end int) bool {
	switch {
	case k == end-1, otherTowns.Before(s, k, min(3, k)) > 0, governing.At(s, k+1) > 0 && k > 1 && text.IsHan(s[k-2]):
		return false // 成都市 + 市长, 盐城市委书记
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

var elsewhere = text.Union(text.Abroad, text.NewWords("最高 中国 中华 兵团 州委 州政府 州人大 州政协 盟委 旗委 全国 中央 国家 国务院 省 香港 澳门 特区政府 中国共产党 县委 县政府 县 自治区 自治州"))
