package people

import "shenzheng/parser/text"

// Where the body of a post begins. Chinese prints no spaces, so the start is
// found from the title backwards: the nearest 区, 市, name of a district or
// known body that no other word explains.

// orgStart gives the place at or behind from where the body that ends at end
// begins, and whose body it is.
func orgStart(s []rune, from, end int, word *title) (int, reach) {
	if end > from && s[end-1] == '总' && word.word == "书记" {
		return end - 1, reachOther
	}
	b := hanStart(s, from, end)
	if b == end {
		return end, reachLocal
	}
	if at, r, ok := markedOrg(s, b, end); ok {
		return at, r
	}
	if word.word == "区长" && b <= end-2 {
		if d, n, _ := text.DistrictAt(s, end-2); d != nil && n == 2 {
			return end - 2, reachLocal
		}
	}
	if word.alone() {
		if n := otherCities.Before(s, end, min(3, end-b)); n > 0 {
			return end - n, reachOther // 东莞市长
		}
		for k := end - 1; s[end-1] == '区' && k >= max(b, end-8); k-- {
			if otherCities.At(s, k) > 0 {
				return k, reachOther // 东京都港区区长
			}
		}
		return end, reachLocal
	}
	return unmarkedOrg(s, from, b, end, word)
}

// hanStart gives the beginning of the Chinese characters that end at end.
func hanStart(s []rune, from, end int) int {
	b := end
	for b > from && text.IsHan(s[b-1]) && end-b < maxOrg {
		b--
	}
	return b
}

// unmarkedOrg finds a body that names no place: one of Shenzhen's own by its
// kind, or one that is not known to be.
func unmarkedOrg(s []rune, from, b, end int, word *title) (int, reach) {
	if at := knownOrg(s, b, end, word); at < end {
		if at > b && b == from+1 && (s[from] == '、' || s[from] == ',') && neutralWords.At(s, b) == 0 && predicateWords.At(s, b) == 0 && !functionRunes.Has(s[b]) {
			at = b // 区委书记、某某园区党工委书记
		}
		return at, ownKind(s[at:end], word)
	}
	for b < end {
		n := honours.At(s, b)
		if n == 0 && functionRunes.Has(s[b]) {
			n = 1
		}
		if n == 0 || b+n > end { // an honour may reach into the title
			break
		}
		b += n
	}
	for k := end - 2; k > b; k-- { // 率队慰问社区党委
		if predicateWords.Before(s, k, min(4, k-b)) > 1 && publicTails.At(s, k) == 0 {
			b = k
			break
		}
	}
	return b, ownKind(s[b:end], word)
}

// maxOrg bounds the length of a body in code points.
const maxOrg = 30

// markedOrg looks for 区, 市 or the name of a place, from the end backwards.
func markedOrg(s []rune, b, end int) (int, reach, bool) {
	for k := end - 1; k >= b; k-- {
		if d, n, full := text.DistrictAt(s, k); d != nil && (full || shortFits(s, k+n, end) && (k == b || s[k-1] != '局')) {
			return extendOrg(s, b, k), orgReach(s[k:end]), true
		}
		switch {
		case s[k] == '区' && districtEnds(s, b, k) < k:
			at := districtEnds(s, b, k)
			return extendOrg(s, b, at), orgReach(s[at:end]), true
		case s[k] == '区' && k > b && districtEnds(s, b, k-1) < k-1: // 福田区区委
			at := districtEnds(s, b, k-1)
			return extendOrg(s, b, at), orgReach(s[at:end]), true
		case k > b && s[k-1] == '团' && (s[k] == '区' || s[k] == '市') && k+1 < end && s[k+1] == '委':
			return k - 1, reachLocal, true
		case s[k] == '区' && markedBefore(s, b, k, districtBefore):
			return extendOrg(s, b, districtWord(s, b, k)), orgReach(s[k:end]), true
		case s[k] == '市' && !cityWord(s, k, end) && (freeBefore(s, b, k) || text.HasPrefix(s, max(b, k-2), "深圳")):
			return extendOrg(s, b, k), orgReach(s[k:end]), true
		case zones.Before(s, k+1, k+1-b) > 0: // 宝安高新区党工委
		case ownZones.Before(s, k+1, k+1-b) > 0:
			at := k + 1 - ownZones.Before(s, k+1, k+1-b)
			return extendOrg(s, b, at), orgReach(s[at:end]), true
		case (s[k] == '区' && !zoneRunes.Has(s[k-1])) || s[k] == '市' && !cityWord(s, k, end):
			return placeStart(s, b, k), reachOther, true
		case text.HasPrefix(s, k, "深圳") && end-k > 2 && s[k+2] != '市':
			return extendOrg(s, b, k), orgReach(s[k:end]), true
		case elsewhere.Match(s, k) != "" && !(k > b && ownBefore.Has(s[k-1])): // but 区委国家安全委员会
			if provinces.Before(s, k, k-b) > 0 {
				k -= provinces.Before(s, k, k-b)
			}
			return k, reachOther, true
		}
	}
	return end, reachLocal, false
}

// districtEnds gives the start of the full name of a district whose last
// character is s[k], or k.
func districtEnds(s []rune, b, k int) int {
	for at := max(b, k-12); at < k; at++ {
		if d, n, full := text.DistrictAt(s, at); d != nil && full && at+n == k+1 {
			return at
		}
	}
	return k
}

// shortFits allows a district's short name before its own bodies: 前海管理局.
func shortFits(s []rune, i, end int) bool {
	return i == end && text.HasPrefix(s, i, "区长") || i < end && (shortBodies.At(s, i) > 0 || publicTails.Before(s, end, 4) > 0 && !privateAt(s[i:end]))
}

var shortBodies = text.NewWords("管理局 公安分局 高新区 科学城 党工委 管委会 管理委员会 区长 区委 新区 法院 检察院 合作区")

// markedBefore reports that the 区 at k stands for the section's own.
func markedBefore(s []rune, b, k int, ok func(s []rune, b, k int) bool) bool {
	return freeBefore(s, b, k) || ok(s, b, k)
}

// freeBefore reports that what stands before s[k] is no part of a body.
func freeBefore(s []rune, b, k int) bool {
	if k == b || functionRunes.Has(s[k-1]) {
		return true
	}
	limit := min(4, k-b)
	return predicateWords.Before(s, k, limit) > 1 || neutralWords.Before(s, k, limit) > 0
}

// districtBefore reports 新区 and 合作区 that stand for the section's own.
func districtBefore(s []rune, b, k int) bool {
	at := districtWord(s, b, k)
	return at < k && freeBefore(s, b, at)
}

// districtWord gives the start of 新区, 合作区 or 特别合作区 ending at k.
func districtWord(s []rune, b, k int) int {
	switch {
	case k-4 >= b && text.HasPrefix(s, k-4, "特别合作区"):
		return k - 4
	case k-2 >= b && text.HasPrefix(s, k-2, "合作区"):
		return k - 2
	case k-1 >= b && text.HasPrefix(s, k-1, "新区"):
		return k - 1
	}
	return k
}

// extendOrg takes in 深圳市, 中共 and 广东省 before a place.
func extendOrg(s []rune, b, k int) int {
	if k == b || !prefixEnds.Has(s[k-1]) {
		return k
	}
	for _, w := range orgPrefixes {
		if n := text.Len(w); k-n >= b && text.HasPrefix(s, k-n, w) {
			return extendOrg(s, b, k-n)
		}
	}
	if (s[k-1] == '市' || s[k-1] == '团') && freeBefore(s, b, k-1) {
		return k - 1 // 市前海管理局, 团龙华区委
	}
	return k
}

// prefixEnds are the last characters of orgPrefixes, and 市.
var prefixEnds = text.NewSet("区市圳共党局省东团革盟建进社")

var orgPrefixes = append(parties[:], "河套深港科技创新合作区", "河套合作区", "深圳市", "深圳", "中共", "中国共产党", "国家税务总局", "广东省", "广东")

// parties are the league and the democratic parties. They have committees of
// their own, which are not the Party's.
var parties = [...]string{"共青团", "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟"}

var zones = text.NewWords("高新区 开发区 示范区 试验区 先导区 功能区 产业区 工业区 自贸区 保税区 综保区 科技园区 园区 实验区 经济区 港区 景区 度假区 合作示范区 产业园 科技园 工业园 口岸")

// ownZones are the city's, though their names end as those of districts do.
var ownZones = text.NewWords("河套合作区 深港科技创新合作区 河套深港科技创新合作区")

// placeStart gives the beginning of the name of a place that ends at k.
func placeStart(s []rune, b, k int) int {
	at := k
	for at > b && k-at < 7 && !functionRunes.Has(s[at-1]) && predicateWords.Before(s, at, 3) < 2 {
		at--
	}
	return at
}
