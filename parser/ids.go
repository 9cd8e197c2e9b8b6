package parser

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"shenzheng/parser/people"
	"shenzheng/parser/text"
)

// columnStem is what the ids of a column's rows have in common: the article
// number, the source and the number where the source is another, or x and 12
// hex digits of the text's hash where no number is known.
func columnStem(source, number, text string) string {
	if number == "" {
		sum := sha256.Sum256([]byte(text))
		return "x" + hex.EncodeToString(sum[:6])
	}
	if s := sourceSlug(source); s != "" && s != "dutenews" {
		return s + "_" + number
	}
	return number
}

// sourceSlug keeps what an id may hold of a source's name.
func sourceSlug(source string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			return c
		case c >= 'A' && c <= 'Z':
			return c + 'a' - 'A'
		}
		return -1
	}, source)
}

// twins counts the activities of each key.
type twins map[string]int

// activityID is the id of an activity; twins get a number behind it.
func (t twins) activityID(stem string, passages []people.Passage) string {
	key := activityKey(passages)
	t[key]++
	return numbered("act_"+stem+"_"+key, "-", t[key])
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
	first, n := make([]byte, 0, 160), 0
	for _, p := range passages {
		for _, c := range p.Runes {
			if n == 40 {
				break
			}
			if !text.IsSpace(c) {
				first = utf8.AppendRune(first, foldWidth(c))
				n++
			}
		}
	}
	sum := sha256.Sum256(first)
	return hex.EncodeToString(sum[:4])
}

// foldWidth gives the half-width form of a full-width code point.
func foldWidth(c rune) rune {
	switch {
	case c < 0xff01 || c > 0xffee:
	case c <= 0xff5e:
		return c - 0xfee0
	default:
		if f := width.LookupRune(c).Folded(); f != 0 {
			return f
		}
	}
	return c
}
