package parser

import (
	"slices"
	"strings"

	"shenzheng/parser/page"
	"shenzheng/parser/text"
)

// Lines in the form of a heading that are none by themselves.

// isUnknownHeading takes a line in the form of a heading that is none of a
// known district: several districts', a district's name among words that headings
// have, a zone or a body between the activities, or the style of the other headings.
func isUnknownHeading(l *layout, ln *line) bool {
	if len(ln.Fold) > maxUnknownHeading || ln.ends && !text.HasSuffix(ln.Fold, ":") || ln.heading != nil || ln.placeholder || ln.caption ||
		ln.is(page.HintCaption|page.HintImage|page.HintLink) || !l.leadsToText(ln) {
		return false
	}
	return isContents(ln.Fold, headingStart(ln.Fold)) || namesDistrictAmongWords(ln.Fold) || !l.opening(ln).dated && !l.fresh && (l.opensAnother(ln) || l.style.bold && ln.is(page.HintHeading) || l.style.mark >= 0 && markOf(ln.Fold) == l.style.mark ||
		namesZone(ln.Fold, ln.words) && l.follows(ruleParagraph))
}

// isSpacedHeading takes 福田区 把河岸改造成市民客厅 where the first section, or the one
// above, begins so, or the text below is of that district; elsewhere it is a caption
// or a headline.
func isSpacedHeading(l *layout, ln *line) bool {
	if l.fresh || ln.isSentence() {
		return false
	}
	d, _ := spacedHeading(ln)
	return d != nil && d != l.current && (l.current == nil || l.spaced || l.districtBelow(ln) == d) && !namesDistrictAmongWords(ln.Fold) && l.leadsToText(ln)
}

// spacedHeading reads a heading that a space or bold type parts from its headline.
func spacedHeading(ln *line) (*District, int) {
	if d, at := boldHeading(ln.Fold, ln.Bold); d != nil && at < len(ln.Fold) {
		return d, at
	}
	return headingWithHeadline(ln.Fold, headingStart(ln.Fold), true)
}

func takeSpacedHeading(l *layout, ln *line) {
	ln.heading, ln.headline = spacedHeading(ln)
	takeHeading(l, ln)
	l.spaced = true
}

// opensAnother reports a line that begins with the name of a district that is
// not the one above, with signs, a number or posts behind it: 罗湖区(2条),
// 罗湖区委书记某某:. Other words make it a caption: 罗湖区夜景. What follows names
// no other district before.
func (l *layout) opensAnother(ln *line) bool {
	s := ln.Fold
	at := headingStart(s)
	at += beforeHeading.At(s, at)
	d, n, _ := text.DistrictAt(s, at)
	if tail := s[at+n:]; d == nil || d == l.current || len(tail) > 0 && (text.IsHan(tail[0]) || text.IsSpace(tail[0])) && postsInHeading.At(tail, 0) == 0 {
		return false
	}
	first := l.districtBelow(ln)
	return first == nil || first == d
}

// districtBelow gives the district with which the text below a line begins.
func (l *layout) districtBelow(ln *line) *District {
	for _, below := range l.below(ln) {
		if l.opening(below).dated || below.ends {
			return districtAmong(below.Fold[:min(len(below.Fold), 40)])
		}
	}
	return nil
}

// postsInHeading begin what a heading says of whom it leads to.
var postsInHeading = text.NewWords(headingPosts)

const headingPosts = "区委书记 委书记 书记 区长 区委 委 党工委书记 管委会主任 管理局局长"

// takeUnknownHeading opens the section of the district that the line holds,
// else it ends the section above.
func takeUnknownHeading(l *layout, ln *line) {
	l.col.problem(problemHeadingUnknown, ln.block.Span, ln.block.Text)
	if !isContents(ln.Fold, headingStart(ln.Fold)) {
		ln.heading = districtAmong(ln.Fold)
	}
	takeHeading(l, ln)
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
	"篇 章 聚焦 看 走进 在 今日 探访 关注 发布 部分 板块 专栏 专区 版块 单元 站 线 动态 要闻 新闻 资讯 快讯 速递 速览 看点 观察 声音 区情 辖区 各区 区域 片区 一周 本周 这一周 这周 在忙啥 忙啥",
	headingPosts, "区政府 人民政府 政府 主任 主要领导 领导 党政 活动 管理局 管委会 党工委 和 与 及 区 新区 合作区 特别合作区 深圳市 深圳",
)

// namesZone reports nothing but the name of a zone or its administration: 前海管理局.
func namesZone(s []rune, words Span) bool {
	name := s[words.Start:words.End]
	if len(name) < 4 || len(name) > 16 || !zoneEndings.End(name) || zoneVerbs.At(name, 0) > 0 {
		return false
	}
	return !slices.ContainsFunc(name, func(c rune) bool { return !text.IsHan(c) || strings.ContainsRune("的在为与和个大多全", c) })
}

var (
	zoneEndings = text.NewWords("合作区 高新区 新区 开发区 管理局 管委会 党工委 示范区 保税区 自贸区 自贸片区 先行区 试验区 科学城")
	zoneVerbs   = text.NewWords("打造 建设 建成 争创 创建 推进 推动 加快 聚焦 走进 探访 共建 服务 助力 擦亮 构建 高标准 高质量 一个 首个 全国 全市 全省")
)
