package parser

import (
	"shenzheng/parser/date"
	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// maxCaption is the length in code points up to which a line without a full
// stop between activities is a caption.
const maxCaption = 50

// isPlaceholder reports a line that stands for a picture: 图片, [图片].
func isPlaceholder(s []rune) bool {
	i, seen := 0, false
	for i < len(s) {
		switch c := s[i]; {
		case pictures.At(s, i) > 0:
			i, seen = i+2, true
		case text.IsSpace(c), text.IsCloser(c), isMark(c), text.IsDigit(c), c == '[', c == '【', c == '(':
			i++
		default:
			return false
		}
	}
	return seen
}

var pictures = text.NewWords("图片 视频")

// isLabelledCaption reports a line that says it belongs to a picture: 图为…,
// ▲…, or a short line that ends as captions do (…供图, …摄, …效果图).
func isLabelledCaption(s []rune) bool {
	i := skipBrackets(s, 0)
	if i >= len(s) || len(s) > 80 {
		return false
	}
	switch s[i] {
	case '▲', '△', '↑', '▼', '↓', '⬆':
		return true
	}
	if captionOpeners.At(s, i) > 0 {
		return true
	}
	end := len(s)
	for end > 0 && (text.IsSpace(s[end-1]) || text.IsCloser(s[end-1])) {
		end--
	}
	if end == 0 || end > maxCaption {
		return false
	}
	return captionClosers.End(s[:end]) || showsWhere(s)
}

// showsWhere reports an undated line that says where in a picture somebody
// stands: 李某某(右二)走访企业。
func showsWhere(s []rune) bool {
	for i, c := range s {
		if c != '(' || pictureSides.Match(s, i+1) == "" {
			continue
		}
		for k := i + 2; k < len(s) && k < i+6; k++ {
			if s[k] == ')' {
				_, dated := date.Read(s, Week{})
				return !dated
			}
		}
	}
	return false
}

var pictureSides = text.NewWords("左 右 中) 前排 后排")

var (
	captionOpeners = text.NewWords("图为 图: 图源 图说 图片来源 图片由 图片说明 上图 下图 左图 右图 资料图 视频截图")
	captionClosers = text.NewWords("摄 供图 图片 资料图 效果图 示意图 规划图 实景图 航拍图 截图 /图 制图 海报 (图)")
)

func isPlaceholderLine(l *layout, i int) bool { return l.lines[i].placeholder }

func isMarkupCaption(l *layout, i int) bool {
	ln := l.lines[i]
	return ln.is(page.HintCaption|page.HintImage) || len(ln.Fold) <= maxCaption && ln.caption
}

// isPictureCaption takes what markup or wording tie to a picture.
func isPictureCaption(l *layout, i int) bool {
	return l.lines[i].is(page.HintCaption|page.HintImage) || l.lines[i].caption
}
