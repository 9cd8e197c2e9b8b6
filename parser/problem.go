package parser

import "slices"

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

// ProblemCodes lists every code a column's problems can have.
func ProblemCodes() []ProblemCode {
	return []ProblemCode{
		problemTitleMissing, problemPublishedMissing, problemPublishedNoTime, problemPublishedMeta, problemPublishedRelative, problemPublishedFar,
		problemWeekMissing, problemWeekFromTitle, problemWeekDisagrees, problemWeekIrregular, problemWeekFar, problemIntroductionOpen, problemWithoutSections,
		problemSectionInferred, problemSectionEmpty, problemDistrictTwice, problemHeadingUnknown, problemTwoInOneOffice, problemInvalidDate, problemDateFar,
		problemWeekdayDisagrees, problemUnclassified, problemRuleFailed, problemPageCutOff, problemContinues, problemTextFromData, problemReplacementInText,
	}
}

// The codes of problems.
var (
	problemTitleMissing      = ProblemCode{"title_missing", severityWarning, "正文未见标题行,标题取自页面元数据或为空", "no title line in the text; the title is the page's own or empty"}
	problemPublishedMissing  = ProblemCode{"published_missing", severityWarning, "未能读出发布时间", "no publication stamp could be read"}
	problemPublishedNoTime   = ProblemCode{"published_time_missing", severityInfo, "发布时间只有日期,时刻记为零点", "the stamp has no time of day; midnight is recorded"}
	problemPublishedMeta     = ProblemCode{"published_from_metadata", severityInfo, "正文未见发布时间,取自页面元数据", "no stamp in the text; the time comes from the page's metadata"}
	problemPublishedRelative = ProblemCode{"published_relative", severityInfo, "发布时间由“3小时前”一类说法按页面存档时间推算", "the stamp counts back from the time of capture, as 3小时前 does"}
	problemPublishedFar      = ProblemCode{"published_far_from_week", severityWarning, "发布时间距该周超过60天", "the time of publication lies more than 60 days from the week"}
	problemWeekMissing       = ProblemCode{"week_missing", severityError, "未能读出所报道的一周,不作为周报", "the week reported on could not be read; the column is not read as a round-up"}
	problemWeekFromTitle     = ProblemCode{"week_from_title", severityWarning, "正文未见日期行,周次取自标题", "no week line in the text; the week comes from the title"}
	problemWeekDisagrees     = ProblemCode{"week_disagrees", severityWarning, "标题与正文的周次不一致,以正文为准", "title and text name different weeks; the text is followed"}
	problemWeekIrregular     = ProblemCode{"week_irregular", severityWarning, "周次不是周一至周日", "the week does not run from Monday to Sunday"}
	problemWeekFar           = ProblemCode{"week_far_from_publication", severityWarning, "所印年份与发布时间相距超过60天,按最近的年份改正", "the week as printed lies more than 60 days from the publication; the nearest year is taken"}
	problemIntroductionOpen  = ProblemCode{"introduction_unmarked", severityInfo, "未见导语末句(《深政观察》……梳理)", "the sentence that ends the introduction is missing"}
	problemWithoutSections   = ProblemCode{"weekly_without_sections", severityError, "标题或日期行表明是周报,但未见任何区", "title or week line announce a round-up, but no district section was found"}
	problemSectionInferred   = ProblemCode{"section_inferred", severityWarning, "未见区名标题,区由正文中的名称推断", "no heading is visible; the district was inferred from names"}
	problemSectionEmpty      = ProblemCode{"section_empty", severityInfo, "该区之下没有活动", "a section without activities"}
	problemDistrictTwice     = ProblemCode{"district_repeated", severityInfo, "同一区出现两次", "a district has a second section"}
	problemHeadingUnknown    = ProblemCode{"heading_unknown", severityWarning, "形似标题而未指明已知的区", "a line in the form of a heading that names no known district by itself"}
	problemTwoInOneOffice    = ProblemCode{"two_in_one_office", severityWarning, "同一区同一职务在本篇有两人", "two people hold one office of one district in this column"}
	problemInvalidDate       = ProblemCode{"invalid_date", severityWarning, "日期不存在或区间倒置", "the date does not exist, or its range runs backwards"}
	problemDateFar           = ProblemCode{"date_far_from_week", severityInfo, "日期距该周超过31天", "the date lies more than 31 days from the week"}
	problemWeekdayDisagrees  = ProblemCode{"weekday_disagrees", severityInfo, "所印星期与日期不符", "the weekday printed beside a date is not the date's"}
	problemUnclassified      = ProblemCode{"unclassified_text", severityWarning, "未能归类的文字", "text that no rule recognizes"}
	problemRuleFailed        = ProblemCode{"rule_failed", severityError, "解析规则在此段出错,该段未读", "a rule of the parser failed on this paragraph, which is left unread"}
	problemPageCutOff        = ProblemCode{"page_cut_off", severityError, "页面不完整,在文章结束前中断", "the page breaks off before the end of the article"}
	problemContinues         = ProblemCode{"article_continues", severityError, "文章在另一地址续页,该页未并入", "the article goes on at another address, which is not read into it"}
	problemTextFromData      = ProblemCode{"text_from_data", severityInfo, "页面没有印出正文,正文取自脚本中的数据", "the page does not print the text; it comes from the data of a script"}
	problemReplacementInText = ProblemCode{"undecodable_text", severityWarning, "原文有无法解码的字节", "bytes of the page could not be decoded"}
)

// problem adds a problem to the column.
func (c *Column) problem(of ProblemCode, at Span, detail string) {
	c.Problems = append(c.Problems, Problem{Code: of.Code, Severity: of.Severity, Span: at, Detail: detail})
}

// has reports a problem of a code.
func (c *Column) has(code ProblemCode) bool {
	return slices.ContainsFunc(c.Problems, func(p Problem) bool { return p.Code == code.Code })
}
