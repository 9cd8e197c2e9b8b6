package parser

import (
	"regexp"
	"strconv"
	"strings"

	"shenzheng/parser/text"
)

// counter is what a page prints of an article's readers: 阅读 1.2万.
var counter = regexp.MustCompile(`^(?:阅读|浏览|点击|评论|点赞|播放|人气|分享|收藏|转发|跟帖|在看)(?:量|数|次数)?[:： ]{0,2}\d[\d.,]*[万亿kKwW]?\+?(?:次|人)?`)

// counterAt gives the length of the counter at s[i:], 0 for none.
func counterAt(s []rune, i int) int {
	if !counterWords.Has(s[i]) {
		return 0
	}
	return text.Len(counter.FindString(string(s[i:])))
}

var counterWords = text.NewSet("阅浏点评播人分收转跟在")

// inDigits gives a line in which Chinese numerals of a day and a time stand in
// digits, 十月一日 十六时五分 as 10月1日 16时5分, and where each code point of
// it, and its end, stand in the line as printed; nil where all stay in place.
func inDigits(s []rune) (out []rune, at []int) {
	month := text.Index(s, 1, "月")
	for month > 0 && !hanNumerals.Has(s[month-1]) {
		month = text.Index(s, month+1, "月")
	}
	if month <= 0 || !hanStamp.MatchString(string(s)) {
		return s, nil
	}
	out, at = make([]rune, 0, len(s)), make([]int, 0, len(s)+1)
	for i := 0; i < len(s); {
		n := 0
		for i+n < len(s) && hanNumerals.Has(s[i+n]) {
			n++
		}
		if n == 0 || i+n == len(s) || !strings.ContainsRune("年月日号时点分秒", s[i+n]) {
			out, at = append(out, s[i]), append(at, i)
			i++
			continue
		}
		for _, c := range strconv.Itoa(valueOf(s[i : i+n])) {
			out, at = append(out, c), append(at, i)
		}
		i += n
	}
	return out, append(at, len(s))
}

var hanStamp = regexp.MustCompile(`[〇○零一二三四五六七八九十]{1,3}月[〇○零一二三四五六七八九十]{1,3}[日号].{0,6}[〇○零一二三四五六七八九十]{1,3}[时点]`)

// valueOf gives the number that Chinese numerals mean, by tens or digit by digit.
func valueOf(s []rune) int {
	n, tens := 0, false
	for i, c := range s {
		if c == '十' {
			if i == 0 {
				n = 1
			}
			n, tens = n*10, true
			continue
		}
		d := max(strings.Index("零一二三四五六七八九", string(c))/3, 0)
		if tens {
			n += d
		} else {
			n = n*10 + d
		}
	}
	return n
}
