package text

import "slices"

// EndsSentence reports whether a line ends as a sentence does; closing quotes,
// brackets and a bracketed remark behind the stop do not count.
func EndsSentence(s []rune) bool {
	for i := len(s) - 1; i >= 0; i-- {
		c := s[i]
		if !IsSpace(c) && !IsCloser(c) {
			return IsSentenceEnd(c) || c == ';' || c == ':' || c == '…'
		}
		i = remarkStart(s, i)
	}
	return false
}

// remarkStart gives the opening bracket of a remark such as (记者 某某) or 【详情】 that
// stands behind a stop and ends at i, else i.
func remarkStart(s []rune, i int) int {
	var open rune
	switch s[i] {
	case ')':
		open = '('
	case '】':
		open = '【'
	case ']':
		open = '['
	}
	for j := i - 1; open != 0 && j > 0 && i-j < 40; j-- {
		if s[j] == open {
			if k := j - 1; IsSentenceEnd(s[k]) || IsCloser(s[k]) && k > 0 && IsSentenceEnd(s[k-1]) {
				return j
			}
			break
		}
	}
	return i
}

// IsSentenceEnd reports the stops that end a sentence.
func IsSentenceEnd(c rune) bool { return c == '。' || c == '!' || c == '?' }

// IsCloser reports what may stand between a stop and the next sentence.
func IsCloser(c rune) bool { return closers.Has(c) }

var closers = NewSet("”’》)】]」』\"〉")

// SentenceEnd gives the index behind the sentence that begins at s[i], and
// behind a bracketed remark that follows its stop.
func SentenceEnd(s []rune, i int) int {
	for i < len(s) && !IsSentenceEnd(s[i]) {
		i++
	}
	for i < len(s) && (IsSentenceEnd(s[i]) || IsCloser(s[i])) {
		i++
	}
	if i < len(s) && s[i] == '(' {
		for j := i + 1; j < len(s) && j-i < 40 && !IsSentenceEnd(s[j]); j++ {
			if s[j] == ')' {
				return j + 1
			}
		}
	}
	return i
}

// BracketEnd gives the place behind a short remark in brackets, (除夕), at s[i], or i.
func BracketEnd(s []rune, i int) int {
	if i >= len(s) || s[i] != '(' {
		return i
	}
	return i + 1 + slices.Index(s[i:min(i+14, len(s))], ')')
}

// OfGuests reports that the verb between before and rest tells what somebody's guests
// came for, or who others are: 为参加高考的学生送考, 与来深参加论坛的嘉宾座谈.
func OfGuests(before, rest []rune) bool {
	with := len(before) - 1
	for with > max(0, len(before)-7) && !met.Has(before[with]) {
		with--
	}
	return with >= 0 && met.Has(before[with]) && (with == len(before)-1 || arriving.At(before, with+1) > 0) && slices.Contains(rest, '的')
}

var (
	met      = NewSet("与同和为向给对")
	arriving = NewWords("来 前来 专程 应邀 受邀 远道 到访")
)
