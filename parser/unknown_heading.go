package parser

import (
	"slices"
	"strings"

	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// styleOfHeadings reads the style of the headings of known districts.
func styleOfHeadings(lines []*line) headingStyle {
	st, known, below := headingStyle{mark: -1, bold: true}, 0, false
	for i := range lines {
		ln := lines[i]
		if ln.alone() == nil || ln.aside || ln.is(page.HintImage|page.HintLink) {
			st.bold = st.bold && !(below && ln.is(page.HintHeading))
			below = false
			continue
		}
		if known++; known == 1 {
			st.mark = markOf(ln.Fold)
		} else if markOf(ln.Fold) != st.mark {
			st.mark = -1
		}
		st.bold = st.bold && ln.is(page.HintHeading)
		below = true
	}
	if known < 2 {
		return headingStyle{mark: -1}
	}
	return st
}

// markOf gives what a heading begins with: its sign, 0 for a number, -1 for
// the name itself.
func markOf(s []rune) rune {
	switch {
	case len(s) == 0, text.IsHan(s[0]) && !hanNumerals.Has(s[0]) && s[0] != '第', text.IsLetter(s[0]):
		return -1
	case text.IsDigit(s[0]), text.IsHan(s[0]), s[0] >= '①' && s[0] <= '⑳':
		return 0
	}
	return s[0]
}

// maxUnknownHeading bounds the length of a heading that names no known district.
const maxUnknownHeading = 24

// isUnknownHeading takes a line in the form of a heading that is none of a
// known district: a district's name among words that headings have, a zone or
// a body between the activities, or the style of the other headings.
func isUnknownHeading(l *layout, i int) bool {
	ln := l.lines[i]
	if len(ln.Fold) > maxUnknownHeading || ln.ends || ln.heading != nil || ln.placeholder || ln.caption || ln.is(page.HintCaption|page.HintImage|page.HintLink) ||
		l.opening(i).dated || !l.leadsToText(i) {
		return false
	}
	switch {
	case namesDistrictAmongWords(ln.Fold):
		return true
	case l.fresh:
		return false
	case l.style.bold && ln.is(page.HintHeading), l.style.mark >= 0 && markOf(ln.Fold) == l.style.mark:
		return true
	}
	return namesZone(ln.Fold, ln.words) && l.follows(ruleParagraph)
}

// leadsToText reports that an activity follows, perhaps below headlines.
func (l *layout) leadsToText(i int) bool {
	for k := i + 1; k <= i+maxHeadlines && k < len(l.lines) && k < l.found.end; k++ {
		ln := l.lines[k]
		switch {
		case ln.heading != nil || ln.closing || ln.credits != nil:
			return false
		case l.opening(k).dated || ln.isText() || ln.ends && len(ln.Fold) > maxHeadline/2:
			return true
		}
	}
	return false
}

// takeUnknownHeading opens the section of the district that the line holds,
// else it ends the section above.
func takeUnknownHeading(l *layout, i int) {
	l.col.problem(problemHeadingUnknown, l.col.Blocks[i].Span, l.col.Blocks[i].Text)
	if d := districtAmong(l.lines[i].Fold); d != nil {
		l.lines[i].heading = d
		takeHeading(l, i)
		return
	}
	l.current, l.fresh, l.closed = nil, false, false
	l.spots = append(l.spots, spot{spotBreak, i})
}

// districtAmong gives the district that a line names, by its full name rather
// than by its short one.
func districtAmong(s []rune) *District {
	var short *District
	for i := range s {
		d, _, full := text.DistrictAt(s, i)
		if full {
			return d
		}
		if short == nil {
			short = d
		}
	}
	return short
}

// namesDistrictAmongWords reports a line that is the name of a district and
// words that headings have, and nothing else: 盐田篇, Part 3 盐田区.
func namesDistrictAmongWords(s []rune) bool {
	named, others := false, 0
	for i := 0; i < len(s); {
		_, n, _ := text.DistrictAt(s, i)
		if n > 0 && !named {
			named = true
			i += n
			continue
		}
		switch w := headingWords.At(s, i); {
		case w > 0:
			others++
			i += w
		case text.IsLetter(s[i]) || s[i] == '\'' || s[i] == '’':
			others++
			i++
		case text.IsSpace(s[i]), isHeadingSign(s[i]), text.IsDigit(s[i]), hanNumerals.Has(s[i]), strings.ContainsRune("第、.,&+①②③④⑤⑥⑦⑧⑨⑩⑪⑫", s[i]):
			i++
		default:
			return false
		}
	}
	return named && others > 0
}

// headingWords are what a heading may hold besides the name of a district.
var headingWords = text.NewWords(
	"篇 章 部分 板块 专栏 专区 版块 单元 站 线 动态 要闻 新闻 资讯 快讯 速递 速览 看点 观察 声音 区情 辖区 各区 区域 片区 一周 本周 这一周 这周 在忙啥 忙啥",
	"区委书记 委书记 书记 区长 区委 委 区政府 政府 主任 主要领导 领导 党政 活动 管理局 管委会 党工委 和 与 及 区 新区 合作区 特别合作区 深圳市 深圳",
)

// namesZone reports a line that is nothing but the name of a zone or of its
// administration: 河套深港科技创新合作区.
func namesZone(s []rune, words Span) bool {
	name := s[words.Start:words.End]
	if len(name) < 4 || len(name) > 16 || !zoneEndings.End(name) || zoneVerbs.Match(name, 0) != "" {
		return false
	}
	return !slices.ContainsFunc(name, func(c rune) bool { return !text.IsHan(c) || strings.ContainsRune("的在为与和个大多全", c) })
}

var (
	zoneEndings = text.NewWords("合作区 高新区 新区 开发区 管理局 管委会 党工委 示范区 保税区 自贸区 自贸片区 先行区 试验区 科学城")
	zoneVerbs   = text.NewWords("打造 建设 建成 争创 创建 推进 推动 加快 聚焦 走进 探访 共建 服务 助力 擦亮 构建 高标准 高质量 一个 首个 全国 全市 全省")
)
