package parser

import (
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// creditRoles lists the roles of staff.
var creditRoles = text.NewWords(
	"责任编辑 执行编辑 值班编辑 值班编委 值班主任 值班主编 新媒体编辑 视频编辑 图片编辑 实习编辑 见习编辑 统筹编辑 编辑 责编 美编 编审 编务",
	"审读 审校 审核 审签 校对 校审 一审 二审 三审 初审 复审 终审 一校 二校 三校",
	"图片来源 资料来源 图源 首席记者 实习记者 见习记者 全媒体记者 特约记者 记者 通讯员 实习生 撰文 撰稿 采写 文案 作者 文字 摄影 摄像 图片 供图 制图 绘图 海报设计 视觉设计 视频来源 视频 剪辑 设计 海报 制作 版式 播音 整理 综合整理 文字整理 梳理 执笔 执行 撰写 供稿 统稿 视觉",
	"技术支持 数据整理 资料整理 栏目主持 AI绘图 AI制图 出品单位 题图 后期 监审 总审 美术编辑 一审一校 二审二校 三审三校 责任校对 技术编辑 运营编辑 本期编辑 本期责编 值班总编辑 值班总编 总值班 值班领导 值班 运营 排版 总策划 策划 总统筹 统筹 总监制 监制 主编 总编辑 签发 出品人 出品 编委",
)

// parseCredits reads a line of staff, nil for any other: 编辑 王某 审读 李某. Roles may carry
// colons and share a name (责任编辑/校对), and a role may have several names.
func parseCredits(runes, fold []rune, words Span) []Credit {
	i := pastSource(fold, words.Start)
	end := max(i, trimmed(fold, text.IsCloser))
	if n := doneBehind.Before(fold, end, end-i); n > 0 && !text.IsHan(fold[end-n-1]) { // 记者 王某 整理
		end = max(i, trimmed(fold[:end-n], func(c rune) bool { return isMark(c) || c == '/' }))
	}
	var out []Credit
	var role string
	named, glued := false, false
	for i < end {
		at := skipEmployer(fold, i)
		next, isRole := scanRole(fold, at, end)
		switch {
		case isRole && at > i && role != "" && !named: // 采写:某某日报记者 王某
		case isRole && role != "" && !named:
			return nil
		case isRole:
			role, named = strings.Join(strings.Fields(string(runes[at:next])), ""), false
			glued = glued || skipCreditSigns(fold, next, end) == next
		case role == "":
			return nil
		default:
			name, behind, ok := scanStaff(runes, fold, i, end)
			if !ok {
				return nil
			}
			if n := doneBehind.At(fold, behind+1); n > 0 && fold[behind] == '/' { // 记者 王某/文 李某/图
				behind += 1 + n
			}
			out, named, next = append(out, Credit{Role: role, Name: name}), true, behind
		}
		i = skipCreditSigns(fold, next, end)
	}
	// 设计之都建设 is no designer, nor 统筹发展 守住底线 who saw to it: a role run
	// together with its name needs another to be believed.
	sure := haveRoles(out, staffAlone) || slices.ContainsFunc(out, func(c Credit) bool { return c.Role != out[0].Role })
	if !named || glued && (len(out) < 2 || !sure) {
		return nil
	}
	return out
}

var (
	siteEditors = text.NewWords("责编 责任编辑 编辑")
	// staffAlone are roles that are no other words: 编辑王某.
	staffAlone = text.Union(siteEditors, reporters)
)

// pastSource passes the newspaper named before the staff: 来源|某某日报 编辑|王某.
func pastSource(s []rune, i int) int {
	n := sourceLabels.At(s, i)
	at := nameBehind(s, i+n)
	if n == 0 || at == nil || at.End == len(s) {
		return i
	}
	return skipCreditSigns(s, at.End, len(s))
}

// doneBehind say behind the names what those did.
var doneBehind = text.NewWords("整理 综合整理 综合 综合报道 报道 摄影报道 文 图 文/图 摄 采写")

// haveRoles reports that all of some staff have one of roles.
func haveRoles(credits []Credit, roles *text.Words) bool {
	return !slices.ContainsFunc(credits, func(c Credit) bool { return roles.At([]rune(c.Role), 0) == 0 })
}

var (
	// pictureRoles do not end the sections, nor do staff above a heading.
	pictureRoles = text.NewWords("图 摄 供图 制图 绘图 视频 海报")
	// itemRoles are of who reported or pictured one activity.
	itemRoles = text.Union(pictureRoles, reporters)
)

// skipEmployer passes the newspaper that a reporter writes for: 某某日报记者.
func skipEmployer(s []rune, i int) int {
	j := i
	for j < len(s) && (text.IsHan(s[j]) || s[j] == '·') && j < i+16 {
		j++
	}
	for k := i + 2; k < j; k++ {
		if reporters.At(s, k) > 0 && (outletEndings.End(s[i:k]) || employers.Has(s[i:k])) {
			return k
		}
	}
	return i
}

var (
	reporters = text.NewWords("记者 首席记者 实习记者 见习记者 全媒体记者 特约记者 通讯员 实习生")
	employers = text.NewWords("本报 读特 读创 本网 南都")
)

// scanRole reads a role, or roles joined with / 、 or &.
func scanRole(s []rune, i, end int) (int, bool) {
	n := creditRoles.At(s, i)
	next := i + n
	if k := text.SkipSpaces(s, i+1); n == 0 && k > i+1 && k < end && creditRoles.Has([]rune{s[i], s[k]}) {
		next = k + 1 // 编 辑
	} else if n == 0 {
		if i+1 >= end || s[i] != '文' && s[i] != '图' || s[i+1] != '/' && s[i+1] != ':' && !(text.IsSpace(s[i+1])) {
			return i, false
		}
		next = i + 1
	}
	if j := next; j < end && (s[j] == '/' || s[j] == '、' || s[j] == '&' || s[j] == '+') {
		if k, ok := scanRole(s, j+1, end); ok {
			return k, true
		}
	}
	return next, next <= end
}

// scanStaff reads a name: Chinese characters, perhaps with a dot or, between
// two single characters, a space; or an agency in Latin letters.
func scanStaff(runes, fold []rune, i, end int) (string, int, bool) {
	j := i
	for j < end && (text.IsHan(fold[j]) || fold[j] == '·' && j > i) {
		if j > i+1 && creditRoles.At(fold, j) > 0 {
			break
		}
		j++
	}
	if j == i+1 {
		k := text.SkipSpaces(fold, j)
		if k > j && k < end && text.IsHan(fold[k]) && (k+1 == end || !text.IsHan(fold[k+1])) {
			return string(runes[i]) + string(runes[k]), k + 1, true
		}
		return "", i, false
	}
	if j == i || j-i > 4 && !slices.Contains(fold[i:j], '·') && !outletEndings.End(fold[i:j]) || j-i > 20 {
		for j = i; j < end && (text.IsLetter(fold[j]) || text.IsDigit(fold[j])); {
			j++
		}
		if j == i || !text.IsLetter(fold[i]) {
			return "", i, false
		}
	}
	behind := text.BracketEnd(fold[:end], j) // 王某(实习)
	return string(runes[i:j]), behind, true
}

// skipCreditSigns passes what parts roles and names.
func skipCreditSigns(s []rune, i, end int) int {
	return skip(s[:end], i, func(c rune) bool { return isMark(c) || strings.ContainsRune(":、,/;-@", c) })
}
