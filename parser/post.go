package parser

// A printed post is a list of parts, each a body and a title: 市委常委、
// 宝安区委书记. This file finds the titles and the list; post_org.go finds
// where a body begins; post_split.go says which body is meant.

// passage is one paragraph, or the part of one that belongs to an activity.
type passage struct {
	runes, fold []rune
	start       int // offset of runes[0] in the canonical text
}

// postPart is one body and title of a printed post, as places in a passage.
type postPart struct {
	start int // of the body, or of the title where no body is printed
	title int
	end   int
	org   int // end of the body, before a 原 that stands between the two
	// former is set by 原 and 时任.
	former bool
	reach  reach
	// above is the body named with the person before in the same list:
	// 区委书记某某、副书记某某.
	above Span
}

// reach says whose post it is.
type reach uint8

const (
	reachLocal   reach = iota // of the city or one of its districts
	reachOther                // of another place, the province or the state
	reachPrivate              // of a company, a school, an association …
)

var titleWords = newLexicon(
	"书记 副书记 第一书记 第一副书记 常务副书记 专职副书记 代理书记 常委 委员 组长 副组长 成员 代表",
	"区长 副区长 常务副区长 代区长 代理区长 代副区长 区长候选人 副区长候选人 区长人选 市长 副市长 常务副市长 代市长 代理市长",
	"主任 副主任 常务副主任 专职副主任 代主任 代理主任 主席 副主席 常务副主席 专职副主席 代主席 代理主席",
	"局长 副局长 常务副局长 代局长 代理局长 分局长 部长 副部长 常务副部长 秘书长 副秘书长 常务副秘书长",
	"检察长 副检察长 代检察长 代理检察长 院长 副院长 代院长 代理院长 常务副院长 署长 副署长 处长 副处长 科长 副科长 厅长 副厅长",
	"支队长 副支队长 大队长 副大队长 总队长 副总队长 中队长 队长 副队长 站长 副站长 所长 副所长 政委 政治委员 司令员 政治部主任",
	"巡视员 副巡视员 一级巡视员 二级巡视员 调研员 副调研员 一级调研员 二级调研员 三级调研员 四级调研员 督学 督察长 副督察长 督察专员",
	"总河长 副总河长 第一总河长 河长 副河长 总林长 副总林长 第一总林长 林长 总指挥 副总指挥 第一总指挥",
	"副区级干部 正区级干部 副局级干部 正局级干部 副处级干部 正处级干部 副区级领导干部 正区级领导干部",
	"总工程师 总规划师 总经济师 总会计师 总督学 总监 镇长 副镇长 行政长官",
)

// privateTitles are no public posts whatever the body.
var privateTitles = newLexicon("董事长 副董事长 总经理 副总经理 常务副总经理 总裁 副总裁 高级副总裁 执行总裁 会长 副会长 理事长 副理事长 校长 副校长 创始人 联合创始人 行长 副行长 首席执行官 首席科学家 董事 监事 监事长 经理 教授 院士 总编辑 社长 台长 园长")

// notTitles are words that begin like a title.
var notTitles = newLexicon(
	"常委会 委员会 委员们 书记处 书记员 书记们 主任医师 主任委员 主任科员 主席台 主席团 成员单位 成员企业",
	"代表大会 代表团 代表处 代表性 代表作 代表队 代表们 区长者 区长期 区长效 市长期 市长效 市长们 区长们 市长质量 区长质量 市长热线 区长热线 局长们 组长制 院长们 部长级 所长期",
)

// titleAt gives the length of the title at s[i], 0 if there is none.
func titleAt(s []rune, i int) int {
	w := titleWords.match(s, i)
	if private := privateTitles.match(s, i); len(private) > len(w) {
		return runeLen(private)
	}
	if w == "" {
		return 0
	}
	n := runeLen(w)
	for k := i + n - 2; k >= i && k > i+n-5; k-- {
		if no := notTitles.match(s, k); no != "" && k+runeLen(no) > i+n {
			return 0
		}
	}
	return n
}

// titleText gives a title as text.
func titleText(s []rune) string {
	if w := titleWords.find(s, 0); w != nil && len(w.runes) == len(s) {
		return w.text
	}
	return string(s)
}

// partAt reads the part of a post whose title begins at s[title]. Its body
// begins at or behind from.
func partAt(s []rune, from, title int) (postPart, bool) {
	n := titleAt(s, title)
	if n == 0 {
		return postPart{}, false
	}
	p := postPart{start: title, title: title, end: title + n, org: title}
	if p.org > from && s[p.org-1] == '原' {
		p.org--
		p.former = true
	}
	p.start, p.reach = orgStart(s, from, p.org, titleText(s[title:p.end]))
	if p.start == p.org && p.former {
		p.start = title
	}
	if k := formerBefore(s, from, p.start); k > 0 {
		p.former = true
	}
	if p.start == title && needsOrg.has(s[title:p.end]) && !listContinues(s, from, title) {
		return postPart{}, false
	}
	if equals(s[title:p.end], "代表") && !endsWith(s[p.start:p.org], "人大") {
		return postPart{}, false
	}
	if p.reach == reachLocal && (!titleFits(s, &p) || privateTitles.has(s[title:p.end])) {
		p.reach = reachPrivate
	}
	return p, true
}

// needsOrg are titles that say nothing without a body or a list before them.
var needsOrg = newLexicon("书记 副书记 常委 委员 成员 组长 副组长 主任 副主任 主席 副主席 河长 总河长 副总河长 第一总河长 总林长 林长 总指挥 副总指挥 第一总指挥 院长 副院长 部长 副部长 队长 副队长 站长 所长 处长 科长 秘书长 副秘书长")

// listContinues reports that a title stands in a list behind another post.
func listContinues(s []rune, from, title int) bool {
	return from > 0 && listedAfter(s, from, title)
}

var formerWords = newLexicon("原 时任 前任 曾任 原任")

// formerBefore gives the length of the 原 or 时任 right before s[i].
func formerBefore(s []rune, from, i int) int {
	return formerWords.before(s, i, i-from)
}

// follows reports that a part that begins at next carries on the list that
// ended at end: 、 or a comma, 兼, or only a space stands between them.
func listedAfter(s []rune, end, next int) bool {
	i := skipSpaces(s, end)
	if i < next && (s[i] == '、' || s[i] == ',' || s[i] == '兼') {
		i = skipSpaces(s, i+1)
		if i < next && s[i] == '兼' {
			i++
		}
	}
	return i+formerAt(s, i) == next && next > end
}

// formerAt gives the length of the 原 or 时任 at s[i].
func formerAt(s []rune, i int) int { return formerWords.at(s, i) }
