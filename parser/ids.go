package parser

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"shenzheng/parser/people"
	"shenzheng/parser/text"
)

// columnStem is what the ids of a column's rows have in common: the article
// number, the source and the number where the source is another, or x and 12
// hex digits of the text's hash where no number is known.
func columnStem(source, number, text string) string {
	if number == "" {
		return "x" + hexOf(text, 12)
	}
	slug := strings.Map(func(c rune) rune { // what an id may hold of a source's name
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			return c
		}
		return -1
	}, strings.ToLower(source))
	if slug == "" || slug == "dutenews" {
		return number
	}
	return slug + "_" + number
}

// hexOf gives the first hex digits of the SHA-256 of a text.
func hexOf(text string, digits int) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:digits/2])
}

// numbered tells the second and later rows with an id from the first.
func numbered(id, sep string, n int) string {
	if n > 1 {
		return id + sep + strconv.Itoa(n)
	}
	return id
}

// activityKey is 8 hex digits over the first 40 width-folded code points of an
// activity that are no white space, so that it outlives edits further on. It
// folds width alone: what else rules see as one sign stays as printed.
func activityKey(passages []people.Passage) string {
	first := make([]rune, 0, 40)
	for _, p := range passages {
		for _, c := range p.Runes {
			if len(first) == cap(first) {
				break
			}
			if c >= 0xff01 && c <= 0xffee {
				c = cmp.Or(width.LookupRune(c).Folded(), c)
			}
			if !text.IsSpace(c) {
				first = append(first, c)
			}
		}
	}
	return hexOf(string(first), 8)
}
