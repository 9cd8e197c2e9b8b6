package people

import "shenzheng/parser/text"

// followScore judges what stands behind a name that ends at end.
func followScore(s []rune, end int) int {
	i := text.SkipSpaces(s, end)
	if i >= len(s) {
		return followsStrong
	}
	if c := s[i]; !text.IsHan(c) {
		if text.IsInterpunct(c) {
			return followsNothing
		}
		return followsStrong
	}
	w := verbsAt(s, i)
	if w.lemma != nil || w.said > 0 {
		return followsVerb
	}
	if lemma, _ := speechAt(s, i); lemma != "" {
		return followsVerb
	}
	switch {
	case w.is&wordPerson != 0:
		return followsVerb
	case w.word == 0 && titleBehind(s, i):
		return followsStrong
	case w.word == 0:
		return followsNothing
	case w.word == 1 && !singleStrong.Has(s[i]):
		return followsWeak
	}
	return followsStrong
}

// singleStrong are single characters that seldom stand inside a name.
var singleStrong = text.NewSet("等的在与和及对就率赴到还也均则为向以走来带听看携致任陪领并又将已曾被把让请从是有受应说称")

// titleBehind reports that a post of another person follows: 黄某区长李某.
func titleBehind(s []rune, i int) bool {
	return text.HasPrefix(s, i, "区委") || text.HasPrefix(s, i, "区长") || text.HasPrefix(s, i, "书记") || text.HasPrefix(s, i, "副区长") || text.HasPrefix(s, i, "局长")
}

// dottedName reads a name with an interpunct inside, such as 艾力·买买提.
func dottedName(s []rune, i int) (naming, bool) {
	k := i
	for k < len(s) && text.IsHan(s[k]) && k-i < 7 {
		k++
	}
	if k == i || k >= len(s) || !text.IsInterpunct(s[k]) || titleWithin(s, i+1, k) {
		return naming{}, false // 孟某和区长艾力·买买提: the dot is another's
	}
	for dots := 0; k < len(s) && text.IsInterpunct(s[k]); dots++ {
		if dots == maxDots {
			return naming{}, false
		}
		from := k + 1
		to := dottedEnd(s, from)
		if to == from {
			return naming{}, false
		}
		k = to
	}
	return naming{end: k, score: followsVerb, sure: true}, true
}

// maxDots bounds the parts of a dotted name.
const maxDots = 4

// dottedEnd gives the end of the part of a dotted name that begins at from:
// the first place with a certain word behind it.
func dottedEnd(s []rune, from int) int {
	best, score := from, 0
	for n := 1; n <= 6 && from+n <= len(s) && text.IsHan(s[from+n-1]); n++ {
		if from+n < len(s) && text.IsInterpunct(s[from+n]) {
			return from + n
		}
		got := followScore(s, from+n)
		if n >= 2 && got >= followsStrong {
			next := followScore(s, from+n+1)
			if text.IsHanAt(s, from+n) && (got == followsVerb && next == followsVerb || s[from+n] == '提' && next >= followsStrong) {
				return from + n + 1 // 买买提 + 出席, 托合提 + 到
			}
			return from + n
		}
		if got > score {
			best, score = from+n, got
		}
	}
	return best
}
