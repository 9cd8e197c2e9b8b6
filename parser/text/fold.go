package text

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// FoldRune gives the form of one code point that rules match on. It maps one
// code point to one code point, so that every offset in folded text is an
// offset in the printed text:
//
//   - full-width letters, digits and punctuation become half width
//     （，：？！（）％～ and so on), half-width katakana become full width;
//   - every kind of space (no-break, ideographic, thin …) becomes U+0020;
//   - every dash, hyphen, minus, tilde and wave dash becomes '-';
//   - the interpuncts of dotted names (· • ・ ‧ ·) become U+00B7;
//   - the upright bars of titles (丨 ｜ │ ┃ ∣ ǀ) become '|';
//   - slashes (／ ∕ ⁄) become '/', the ratio sign and the small forms their
//     plain punctuation;
//   - radicals and compatibility ideographs, which come out of PDF files,
//     become the character they stand for.
//
// 、 。 “ ” 《 》 and everything else stay as they are. Letters keep their
// case.
func FoldRune(r rune) rune {
	if r >= 0x3400 && r <= 0x9fff && r != '丨' || r < 0x7f && r >= ' ' && r != '~' { // nearly all
		return r
	}
	switch r {
	case '\t', '\n', '\u00a0', '\u1680', '\u202f', '\u205f', '\u3000':
		return ' '
	case '~', '～', '﹘', '﹣', '\u2212', '\u2043', '\u2053', '\u223c', '\u2500', '\u2501', '\u301c', '\u3030', '\u02d7':
		return '-'
	case '\u2022', '\u30fb', '\u2027', '\u0387', '･':
		return '·'
	case '丨', '\u2502', '\u2503', '\u2223', '\u01c0':
		return '|'
	case '\u2044', '\u2215':
		return '/'
	case '\u2236':
		return ':'
	}
	switch {
	case r >= 0x2000 && r <= 0x200a:
		return ' '
	case r >= 0x2010 && r <= 0x2015:
		return '-'
	case r >= 0xff01 && r <= 0xff5e:
		return r - 0xfee0
	case r >= 0x2e80 && r <= 0x2fdf, r >= 0xf900 && r <= 0xfaff, r >= 0xfe50 && r <= 0xfe6b:
		if c := []rune(norm.NFKC.String(string(r))); len(c) == 1 && c[0] != r { // its compatibility equivalent
			return FoldRune(c[0])
		}
		if _, meant, ok := strings.Cut(radicals, string(r)); ok {
			r, _ = utf8.DecodeRuneInString(meant)
		}
	case r >= 0xff5f && r <= 0xffee:
		if f := width.LookupRune(r).Folded(); f != 0 {
			return FoldRune(f)
		}
	}
	return r
}

// radicals are those of simplified characters, for which Unicode has no
// compatibility equivalent, each with the character it stands for
// (EquivalentUnifiedIdeograph.txt).
const radicals = "⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙"

// Fold gives src folded.
func Fold(src []rune) []rune {
	dst := make([]rune, len(src))
	for i, r := range src {
		dst[i] = FoldRune(r)
	}
	return dst
}

// Folded gives s folded.
func Folded(s string) []rune { return Fold([]rune(s)) }
