package people

import (
	"strings"

	"shenzheng/parser/text"
)

// Where the body of a post begins. Chinese prints no spaces, so the start is
// found from the title backwards: the nearest 区, 市, name of a district or
// known body that no other word explains.

// orgStart gives the place from which the body that ends at end begins, and whose it is.
func orgStart(s []rune, from, end int, t *title) (int, reach) {
	if end > from && s[end-1] == '总' && t.word == "书记" {
		return end - 1, reachOther
	}
	b := hanStart(s, from, end)
	if b == end || s[end-1] == '为' || s[end-1] == '任' { // 选举张某为副主席
		return end, reachLocal
	}
	if at, r, ok := markedOrg(s, b, end); ok {
		switch {
		case r == reachOther:
			return outpost(s, b, at)
		case b == from+1 && s[from] == '、' && whole(s[b:at]):
			return b, r // 区委书记、深圳国家高新区坪山园区党工委书记
		}
		return at, r
	}
	if !t.standsAlone() {
		return unmarkedOrg(s, from, b, end, t)
	}
	if n := otherTowns.Before(s, end, min(3, end-b)); n > 0 { // named without 市
		return end - n, reachOther // 东莞市长
	}
	for k := end - 1; s[end-1] == '区' && k >= max(b, end-8); k-- {
		if text.Cities.At(s, k) > 0 {
			return k, reachOther // 东京都港区区长
		}
	}
	return end, reachLocal
}

// whole reports that nothing in s is said of the body behind it: all is of its name.
func whole(s []rune) bool {
	for i := range s {
		if strings.ContainsRune("原前现任率届", s[i]) || predicateWords.At(s, i) > 0 || neutralWords.At(s, i) > 0 || stationed.At(s, i) > 0 || parties.At(s, i) > 0 {
			return false
		}
	}
	return true
}

// outpost reads the name of another place at s[at] as part of a body that is sent
// there: 深圳市驻汕尾市指挥部, or 对口帮扶某县工作组 in a list.
func outpost(s []rune, b, at int) (int, reach) {
	for k := at; k > b && at-k < 8; k-- {
		n := sending.Before(s, k, k-b)
		if n == 0 {
			continue
		}
		if own, r, ok := markedOrg(s, b, k-n); ok && r == reachLocal {
			return own, r
		}
		if k-n == b {
			return b, reachOther
		}
	}
	return at, reachOther
}

// fromElsewhere reports that what ends at end is another place's or no public body:
// 云溪市 in 云溪市驻深圳办事处.
func fromElsewhere(s []rune, b, end int) bool {
	_, r, ok := markedOrg(s, b, end)
	return ok && r != reachLocal || !ok && privateAt(s[b:end])
}

var sending = text.NewWords("驻 派驻 对口帮扶 对口支援 对口协作")

// hanStart gives the beginning of the Chinese characters that end at end, with quotations
// and brackets among them: 区“百千万工程”指挥部, 区工商联(总商会).
func hanStart(s []rune, from, end int) int {
	b := end
	for b > from && end-b < maxOrg {
		if groups.Before(s, b-1, 4) > 0 && nameJoins.At(s, b-1) == 1 {
			break // 各单位负责人和区长
		}
		if s[b-1] == '的' && others.At(s, b-1) == 0 {
			break // 在某某馆会见来访的理事会主席
		}
		if text.IsHan(s[b-1]) {
			b--
			continue
		}
		open := quoteBefore(s, b)
		if open <= from || !text.IsHan(s[open-1]) {
			break
		}
		if s[open] == '(' && !text.HasSuffix(s[:open], "中国") && publicTails.Before(s, open, 4) == 0 && privateWords.Before(s, open, 4) == 0 || s[open] == '“' && publicTails.Before(s, end, end-b) == 0 && !text.Equals(s[open+1:b-1], "四套班子") {
			break // 4月24日(周三)区委书记
		}
		b = open
	}
	return b
}

// quoteBefore gives the sign that opens the short quotation, or what stands in
// brackets, that ends at s[i], -1 where none does.
func quoteBefore(s []rune, i int) int {
	for k := i - 2; k >= 0 && i-k < 16 && (s[i-1] == '”' || s[i-1] == ')') && !text.IsStop(s[k]); k-- {
		if s[k] == '“' && s[i-1] == '”' || s[k] == '(' && s[i-1] == ')' {
			return k
		}
	}
	return -1
}

// unmarkedOrg finds a body that names no place: one of Shenzhen's own by its
// kind, or one that is not known to be.
func unmarkedOrg(s []rune, from, b, end int, t *title) (int, reach) {
	if at := knownOrg(s, b, end, t); at < end {
		if at > b && b == from+1 && (s[from] == '、' || s[from] == ',') && neutralWords.At(s, b) == 0 && predicateWords.At(s, b) == 0 && !functionRunes.Has(s[b]) {
			at = b // 区委书记、某某园区党工委书记
		}
		return at, ownKind(s[at:end], t)
	}
	for k := end - 2; k > b; k-- { // 率队慰问社区党委, 参加会议的还有街道党工委, 会议由街道党工委
		verb, before := verbBefore(s, b, k), "由了的"
		if ownUnit.At(s, k) > 0 {
			before += "着给把到将对问向请让从完" // which end the name of no street
		}
		if n := cityPlaces.At(s, k); n > 1 && ownUnit.At(s, k+n) > 0 { // 宣布某某任梅林街道党工委书记
			return k, reachLocal
		}
		if (verb > 1 && cityPlaces.Before(s, k-verb, k-verb-b) == 0 || others.Before(s, k, k-b) > 0 || neutralWords.Before(s, k, k-b) > 0 || honours.Before(s, k, k-b) > 0 || strings.ContainsRune(before, s[k-1])) && (publicTails.At(s, k) == 0 || ownUnit.At(s, k) > 0) {
			b = k
		}
	}
	for b < end {
		n := honours.At(s, b)
		if n == 0 && functionRunes.Has(s[b]) && ownUnit.At(s, b+2) == 0 && likeFunction.At(s, b) == 0 && ministries.At(s, b) == 0 && cityPlaces.At(s, b) == 0 && !(s[b] == '中' && (b == 0 || !text.IsHan(s[b-1]))) { // but 和平社区, 中英街管理局
			n = 1
		}
		if n == 0 || b+n > end { // an honour may reach into the title
			break
		}
		b += n
	}
	return b, ownKind(s[b:end], t)
}

// likeFunction begin places as small words do.
var likeFunction = text.NewWords("会展 上步 上沙 上合 上屋 上木古 中心 中英街 中航 中芬 向西 和磡 时代 日新 派出所")

// ownUnit stands behind the name of one, which has two characters at least.
var ownUnit = text.NewWords("社区 街道")

// withoutRemark gives a body without what stands in brackets behind it: 区工商联(总商会).
func withoutRemark(org []rune) []rune {
	if open := quoteBefore(org, len(org)); open > 0 && org[open] == '(' {
		return org[:open]
	}
	return org
}

// maxOrg bounds the length of a body in code points.
const maxOrg = 30

// markedOrg looks for 区, 市 or the name of a place, from the end backwards.
func markedOrg(s []rune, b, end int) (int, reach, bool) {
	for k := end - 1; k >= b; k-- {
		if open := quoteBefore(s, k+1); open >= b {
			k = open
		}
		if areaWords.At(s, k) > 0 { // 区重点区域建设推进中心
			continue
		}
		if (s[k] == '区' || s[k] == '市') && k > b && s[k-1] == '团' && text.HasPrefix(s[:end], k+1, "委") {
			return k - 1, reachLocal, true
		}
		at, ours := ownPlace(s, b, k, end)
		switch {
		case ours && (privateAt(withoutRemark(s[at:end])) || privateWords.Before(s, at, at-b) > 0 || at > 0 && s[at-1] == '·'): // 某大学深圳研究生院
			return extendOrg(s, b, at), reachPrivate, true
		case ours && at > b && s[at-1] == '市' && text.Cities.Before(s, at-1, 4) > 0:
			return b, reachOther, true // 海口市龙华区
		case ours && sending.Before(s, at, at-b) == 1 && fromElsewhere(s, b, at-1):
			return b, reachOther, true
		case ours:
			return extendOrg(s, b, at), reachLocal, true
		case zones.Before(s, k+1, k+1-b) > 0: // 宝安高新区党工委
		case committees.Before(s, k, k-b) > 0: // 区委区政府
		case s[k] == '区' && !zoneWord(s, b, k), s[k] == '市' && !cityWord(s, k, end), elsewhere.At(s, k) > 0 && strings.ContainsRune("县州盟旗", s[k]):
			at = k
			for at > b && k-at < 11 && !functionRunes.Has(s[at-1]) && predicateWords.Before(s, at, 3) < 2 && sending.Before(s, at, at-b) == 0 {
				at--
			}
			return at, reachOther, true
		case elsewhere.At(s, k) > 0 && !(k > b && ownBefore.Has(s[k-1])): // but 区委国家安全委员会
			return k - text.Provinces.Before(s, k, k-b), reachOther, true
		}
	}
	return end, reachLocal, false
}

// extendOrg takes in 深圳市, 中共 and 广东省 before a place.
func extendOrg(s []rune, b, k int) int {
	if at := termStart(s, k); conference.Before(s, at, at-b) > 0 {
		k = at // 政协第三届福田区委员会
	}
	if n := orgPrefixes.Before(s, k, k-b); n > 0 {
		return extendOrg(s, b, k-n)
	}
	if n := text.DistrictNames.Before(s, k, k-b); n > 0 {
		return k - n // 福田区河套合作区建设署
	}
	if publicTails.Before(s, k, k-b) > 0 {
		for ; b < k; b++ {
			if states.At(s, b) > 0 {
				return b // 国家金融监督管理总局深圳监管局
			}
		}
	}
	if n := stationed.Before(s, k, k-b); n > 0 {
		if at, r, ok := markedOrg(s, b, k-n); ok && r == reachLocal && publicTails.Before(s, k-n, k-n-at) > 0 {
			return at // 区纪委监委驻区教育局纪检监察组
		}
	}
	if k > b && (s[k-1] == '市' || s[k-1] == '团') && freeBefore(s, b, k-1) {
		return k - 1 // 市前海管理局, 团龙华区委
	}
	return k
}

var states = text.NewWords("国家 中国 中华人民共和国")

var stationed = text.NewWords("驻 派驻 挂点 挂钩 联系")

// ministries are the state's, with their bureaus, and its builders with theirs.
var ministries = text.NewWords("商务部 外交部 财政部 教育部 科技部 科学技术部 工信部 工业和信息化部 公安部 民政部 司法部 人社部 人力资源和社会保障部 人力资源社会保障部 自然资源部 生态环境部 住建部 住房和城乡建设部 住房城乡建设部 交通运输部 水利部 农业农村部 文旅部 文化和旅游部 退役军人事务部 应急管理部 中组部 中宣部 海关总署 审计署 中建 中铁 中交 中冶")

var orgPrefixes = text.Union(partyWords, conference, ministries, text.NewWords(police+" 武警 河套深港科技创新合作区 河套合作区 深圳市 深圳 中国(广东)自由贸易试验区 中共 中国共产党 国家税务总局 广东省 广东"))

// partyWords are the league and the democratic parties. They have committees of
// their own, which are not the Party's.
var partyWords = text.NewWords("共青团 民革 民盟 民建 民进 农工党 致公党 九三学社 台盟 " +
	"中国国民党革命委员会 中国民主同盟 中国民主建国会 中国民主促进会 中国农工民主党 中国致公党 台湾民主自治同盟")
