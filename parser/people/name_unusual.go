package people

import (
	"slices"

	"shenzheng/parser/text"
)

// Names that begin with no surname of the lists, or with one that mostly is another word.

// unusualName reads a name that begins with no surname of the lists, such as
// 占某某 and 旦正才巴. It needs a certain word behind it.
func unusualName(s []rune, i int) (naming, bool) {
	if !text.IsHan(s[i]) || neutralWords.At(s, i) > 1 || text.DistrictNames.At(s, i) > 0 {
		return naming{}, false
	}
	var best naming
	for n := 2; n <= 4 && i+n <= len(s) && text.IsHan(s[i+n-1]) && !nounRunes.Has(s[i+n-1]); n++ {
		if titleIn(s, i, i+n) {
			break // 代表 begins behind 来某某, not within it
		}
		c := naming{end: i + n, length: n, follow: followAt(s, i+n), sure: true}
		if nounRunes.Has(s[i]) || noName(s, i, i+1, &c) || c.follow.score < enoughFor(s, i, &c) || c.follow.word == "" && !listsPosts(s, c.end) && !listsNames(s, c.end) && !(text.HasPrefix(s, c.end, "(") && givenRunes.Has(s[c.end-1])) {
			continue
		}
		if best.end == 0 || overlaps(s, best, c) || n == 4 && foreignSounds(s[i:c.end]) {
			best = c
		}
	}
	return best, best.end > 0
}

// enoughFor gives the score that what follows a name without a surname has to have. Four
// characters are one only in Tibetan and Uyghur sounds, unless a word of its own follows.
func enoughFor(s []rune, i int, c *naming) int {
	known, given := followers.At(s, i), givenRunes.Has(s[c.end-1])
	tied := given && bothWays.Has(s[i])
	small := endsAny(s, c.end) || text.HasPrefix(s, c.end, "到") && (known == 0 || tied) && given && !seasons.Has(s[c.end-1])
	switch {
	case !bothWays.Has(s[i]) && (surely.Has(s[i]) || s[i] == '同' || goers.Has(s[i])) || s[i] == '来' && visits.At(s, c.end) > 0 && (!given || text.HasSuffix(s[:i], "领导")):
		return followsVerb + 1 // never: they stand between a title and something else
	case c.length == 2 && known == 1 && !tied, deedRunes.Has(s[i]):
		return followsVerb
	case c.length == 4 && foreignSounds(s[i:c.end]), c.length <= 3 && small:
		return followsSmall
	case c.length == 4 && endsFour.Has(s[c.end-1]):
		return followsVerb + 1 // 来明远 before 均参加
	}
	return followsStrong
}

// foreignSounds reports a name in the characters for Tibetan and Uyghur sounds.
func foreignSounds(name []rune) bool {
	return !slices.ContainsFunc(name, func(c rune) bool { return !sounds.Has(c) })
}

// listsPosts reports that a list of people with posts goes on at s[end].
func listsPosts(s []rune, end int) bool {
	return end < len(s) && (s[end] == '、' || s[end] == ',') && postAhead(s, end+1)
}

// listsNames reports that a list of names goes on at s[end]: 、敏惠和李忠.
func listsNames(s []rune, end int) bool {
	if end >= len(s) || s[end] != '、' {
		return false
	}
	for n := 2; n <= 4 && text.IsHanAt(s, end+n); n++ {
		if f := followAt(s, end+1+n); f.score >= followsStrong || f.score >= followsSmall && endsAny(s, end+1+n) {
			return true
		}
	}
	return surnames.At(s, end+1) > 0
}

// plainName reports a surname that is another word as well with nothing behind it
// but what a given name is made of: 于强 and 代敏 before a word of no list.
func plainName(s []rune, i int) bool {
	g := i + 1
	return plainSurnames.Has(s[i]) && g < len(s) && !(s[i] == '于' && toPlace(s, g)) && givenRunes.Has(s[g]) && verbsAt(s, i).word <= 1 && verbsAt(s, g).word == 0 && text.DistrictNames.At(s, g) == 0 && !titleIn(s, g, g+1) &&
		max(followers.At(s, g)-1, notNames.At(s, g), notGivenWords.At(s, g), neutralWords.At(s, g), text.Cities.At(s, g), peopleBehind.At(s, g)) <= 0
}

// toPlace reports a place between 于 and what is done there: 于香樟坪检查.
func toPlace(s []rune, i int) bool {
	for k := i + 2; k < i+8 && text.IsHanAt(s, k-1); k++ {
		if w := verbsAt(s, k); w.word > 1 || w.verb > 0 {
			return placeRunes.Has(s[k-1])
		}
	}
	return false
}

var placeRunes = text.NewSet("坪村镇街路园区港湾岛站城楼馆场里口围岗巷厂院校局所厅室店")

var plainSurnames = text.NewSet("于任代时")
