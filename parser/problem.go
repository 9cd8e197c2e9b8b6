package parser

import (
	"cmp"
	"slices"
)

// ProblemCode documents one code of Problem.
type ProblemCode struct {
	Code, Severity string
	ZH, EN         string
}

// The severities of problems. An error leaves data missing, a warning may
// make data wrong, an info says how something was decided.
const (
	severityError   = "error"
	severityWarning = "warning"
	severityInfo    = "info"
)

// The codes of problems.
const (
	problemTitleMissing      = "title_missing"
	problemPublishedMissing  = "published_missing"
	problemPublishedNoTime   = "published_time_missing"
	problemPublishedMeta     = "published_from_metadata"
	problemPublishedRelative = "published_relative"
	problemPublishedFar      = "published_far_from_week"
	problemWeekMissing       = "week_missing"
	problemWeekFromTitle     = "week_from_title"
	problemWeekDisagrees     = "week_disagrees"
	problemWeekIrregular     = "week_irregular"
	problemWeekFar           = "week_far_from_publication"
	problemIntroductionOpen  = "introduction_unmarked"
	problemWithoutSections   = "weekly_without_sections"
	problemSectionInferred   = "section_inferred"
	problemSectionEmpty      = "section_empty"
	problemDistrictTwice     = "district_repeated"
	problemHeadingUnknown    = "heading_unknown"
	problemTwoInOneOffice    = "two_in_one_office"
	problemInvalidDate       = "invalid_date"
	problemDateFar           = "date_far_from_week"
	problemWeekdayDisagrees  = "weekday_disagrees"
	problemUnclassified      = "unclassified_text"
	problemRuleFailed        = "rule_failed"
	problemPageCutOff        = "page_cut_off"
	problemContinues         = "article_continues"
	problemTextFromData      = "text_from_data"
	problemReplacementInText = "undecodable_text"
)

// ProblemCodes lists every code a column's problems can have, in a fixed
// order.
func ProblemCodes() []ProblemCode { return slices.Clone(problemCodes[:]) }

var problemCodes = [...]ProblemCode{
	{problemTitleMissing, severityWarning, "正文未见标题行,标题取自页面元数据或为空", "no title line in the text; the title is the page's own or empty"},
	{problemPublishedMissing, severityWarning, "未能读出发布时间", "no publication stamp could be read"},
	{problemPublishedNoTime, severityInfo, "发布时间只有日期,时刻记为零点", "the stamp has no time of day; midnight is recorded"},
	{problemPublishedMeta, severityInfo, "正文未见发布时间,取自页面元数据", "no stamp in the text; the time comes from the page's metadata"},
	{problemPublishedRelative, severityInfo, "发布时间由“3小时前”一类说法按页面存档时间推算", "the stamp counts back from the time of capture, as 3小时前 does"},
	{problemPublishedFar, severityWarning, "发布时间距该周超过60天", "the time of publication lies more than 60 days from the week"},
	{problemWeekMissing, severityError, "未能读出所报道的一周,不作为周报", "the week reported on could not be read; the column is not read as a round-up"},
	{problemWeekFromTitle, severityWarning, "正文未见日期行,周次取自标题", "no week line in the text; the week comes from the title"},
	{problemWeekDisagrees, severityWarning, "标题与正文的周次不一致,以正文为准", "title and text name different weeks; the text is followed"},
	{problemWeekIrregular, severityWarning, "周次不是周一至周日", "the week does not run from Monday to Sunday"},
	{problemWeekFar, severityWarning, "所印年份与发布时间相距超过60天,按最近的年份改正", "the week as printed lies more than 60 days from the publication; the nearest year is taken"},
	{problemIntroductionOpen, severityInfo, "未见导语末句(《深政观察》……梳理)", "the sentence that ends the introduction is missing"},
	{problemWithoutSections, severityError, "标题或日期行表明是周报,但未见任何区", "title or week line announce a round-up, but no district section was found"},
	{problemSectionInferred, severityWarning, "未见区名标题,区由正文中的名称推断", "no heading is visible; the district was inferred from names"},
	{problemSectionEmpty, severityInfo, "该区之下没有活动", "a section without activities"},
	{problemDistrictTwice, severityInfo, "同一区出现两次", "a district has a second section"},
	{problemHeadingUnknown, severityWarning, "形似标题而未指明已知的区", "a line in the form of a heading that names no known district by itself"},
	{problemTwoInOneOffice, severityWarning, "同一区同一职务在本篇有两人", "two people hold one office of one district in this column"},
	{problemInvalidDate, severityWarning, "日期不存在或区间倒置", "the date does not exist, or its range runs backwards"},
	{problemDateFar, severityInfo, "日期距该周超过31天", "the date lies more than 31 days from the week"},
	{problemWeekdayDisagrees, severityInfo, "所印星期与日期不符", "the weekday printed beside a date is not the date's"},
	{problemUnclassified, severityWarning, "未能归类的文字", "text that no rule recognizes"},
	{problemRuleFailed, severityError, "解析规则在此段出错,该段未读", "a rule of the parser failed on this paragraph, which is left unread"},
	{problemPageCutOff, severityError, "页面不完整,在文章结束前中断", "the page breaks off before the end of the article"},
	{problemContinues, severityError, "文章在另一地址续页,该页未并入", "the article goes on at another address, which is not read into it"},
	{problemTextFromData, severityInfo, "页面没有印出正文,正文取自脚本中的数据", "the page does not print the text; it comes from the data of a script"},
	{problemReplacementInText, severityWarning, "原文有无法解码的字节", "bytes of the page could not be decoded"},
}

// problem adds a problem to the column; its severity comes from the table.
func (c *Column) problem(code string, at Span, detail string) {
	of := problemCodes[slices.IndexFunc(problemCodes[:], func(p ProblemCode) bool { return p.Code == code })]
	c.Problems = append(c.Problems, Problem{Code: code, Severity: of.Severity, Span: at, Detail: detail})
}

// has reports a problem of a code.
func (c *Column) has(code string) bool {
	return slices.ContainsFunc(c.Problems, func(p Problem) bool { return p.Code == code })
}

// sortProblems puts the problems in the order of their place in the text.
func (c *Column) sortProblems() {
	slices.SortStableFunc(c.Problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
}
