package parser

// endsSentence reports whether a line ends as a sentence does; closing quotes,
// brackets and a bracketed remark behind the stop do not count.
func endsSentence(s []rune) bool {
	i := len(s) - 1
	for ; i >= 0; i-- {
		switch c := s[i]; {
		case isSpace(c) || isCloser(c):
			if open := remarkStart(s, i); open >= 0 {
				i = open
			}
			continue
		case isSentenceEnd(c) || c == ';' || c == '；' || c == ':' || c == '：' || c == '…':
			return true
		}
		return false
	}
	return false
}

// remarkStart gives the opening bracket of a remark such as (记者 某某) that
// stands behind a stop and ends at i, or -1.
func remarkStart(s []rune, i int) int {
	if s[i] != ')' && s[i] != '）' {
		return -1
	}
	for j := i - 1; j > 0 && i-j < 40; j-- {
		if s[j] == '(' || s[j] == '（' {
			if k := j - 1; isSentenceEnd(s[k]) || isCloser(s[k]) && k > 0 && isSentenceEnd(s[k-1]) {
				return j
			}
			return -1
		}
	}
	return -1
}

// remarkEnd passes a bracketed remark that stands behind a stop at s[i:].
func remarkEnd(s []rune, i int) int {
	if i >= len(s) || s[i] != '(' && s[i] != '（' {
		return i
	}
	for j := i + 1; j < len(s) && j-i < 40 && !isSentenceEnd(s[j]); j++ {
		if s[j] == ')' || s[j] == '）' {
			return j + 1
		}
	}
	return i
}

// isSentenceEnd reports the stops that end a sentence.
func isSentenceEnd(c rune) bool {
	if c >= 0x3400 && c < 0xff00 {
		return false // nearly all: spared the comparisons
	}
	return c == '。' || c == '!' || c == '！' || c == '?' || c == '？' || c == '｡'
}

// isCloser reports what may stand between a stop and the next sentence.
func isCloser(c rune) bool {
	switch c {
	case '”', '’', '》', ')', '）', '】', ']', '」', '』', '"', '〉':
		return true
	}
	return false
}

// sentenceEnd gives the index behind the sentence that begins at s[i].
func sentenceEnd(s []rune, i int) int {
	for ; i < len(s); i++ {
		if isSentenceEnd(s[i]) {
			for i++; i < len(s) && (isSentenceEnd(s[i]) || isCloser(s[i])); i++ {
			}
			return remarkEnd(s, i)
		}
	}
	return len(s)
}
