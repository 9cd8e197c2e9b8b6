package parser

import (
	"fmt"
	"strings"

	"shenzheng/parser/kind"
	"shenzheng/parser/people"
)

// Code is one value of a closed list with its names: what stands in a table's
// cell, what a reader is shown, and what it means.
type Code struct {
	Code, ZH, EN   string
	NoteZH, NoteEN string
}

// Values gives the codes of a list by themselves, in its order.
func Values(list []Code) []string {
	values := make([]string, len(list))
	for i, c := range list {
		values[i] = c.Code
	}
	return values
}

// Kinds lists the kinds of activity (codebook, section 6).
func Kinds() []Code {
	return []Code{
		{kind.Investment, "招商", "investment", "向区外企业推介本区:招商活动、招商出访、产业或旅游推介", "the place sells itself to outside business: a trip, visit, talk or fair to bring firms, capital or trade"},
		{kind.Signing, "签约", "signing", "以签约为目的:双方签署协议", "two parties conclude an agreement, and that is what it is for"},
		{kind.Ceremony, "仪式", "ceremony", "公开揭幕、开工、启用、命名或颁奖", "a thing is publicly inaugurated, started, opened, finished, named or awarded"},
		{kind.Inspection, "调研检查", "inspection", "到所负责之处察看、检查、了解或慰问,含上级来区", "somebody goes to see, check, learn or console where he answers for the place; a superior coming down included"},
		{kind.Meeting, "会议", "meeting", "党政人员(可有来宾)议决、汇报、部署、学习或听取意见", "people of party and state, with or without guests, decide, report, deploy, learn or consult"},
		{kind.Exchange, "会见交流", "exchange", "与区外人士平等会见、会谈、来访、拜访", "outsiders met at eye level: visits, talks, delegations, foreign guests, heads of firms"},
		{kind.Media, "媒体", "media", "通过媒体对公众讲话:做客节目、专访、新闻发布会", "speaking to the public through the press"},
		{kind.Event, "活动", "event", "面向公众或业界的活动:节、赛、论坛、发布、讲座、招聘会", "an organised happening with a public or professional audience"},
		{kind.Other, "其他", "other", "以上皆非:单纯表态、人事、文件、突发事件", "none of these: a bare statement, personnel, a document, an emergency"},
	}
}

// KindForms lists the table that tells kinds apart: the forms of the opening clause in
// their order, then the heads of what is held or attended. The label is the words, which
// are Chinese in either language, the note the kind that they decide.
func KindForms() []Code {
	var list []Code
	for i, w := range kind.Words() {
		words := strings.Join(w.Words, " ")
		c := Code{Code: fmt.Sprintf("%02d_%s", i+1, w.Form), ZH: words, EN: words,
			NoteZH: w.Kind + ":由该词决定", NoteEN: w.Kind + ": decided by the word"}
		if w.Kind == "" {
			c.NoteZH, c.NoteEN = "由宾语或主语的中心词决定", "decided by the head of the object or the subject"
		}
		list = append(list, c)
	}
	return list
}

// Offices lists the offices of a district that its reports are counted by.
func Offices() []Code {
	return []Code{
		{people.OfficeSecretary, "书记", "secretary", "区委书记、党工委书记", "of the district's party committee"},
		{people.OfficeHead, "区长/主任", "head", "区长、代区长、管委会主任、管理局局长", "of the district's government or administration, acting ones included"},
		{people.OfficeBoth, "书记兼区长", "secretary and head", "一人兼任两职", "one person holding the two"},
		{people.OfficeOther, "其他", "other", "其他公职", "any other public post"},
	}
}

// OfficePosts lists the posts that make their holder secretary or head of a
// district, for counting where posts stand in a table.
func OfficePosts() []people.Office { return people.Offices() }

// Roles lists what an official can be in an activity.
func Roles() []Code {
	return []Code{
		{people.RoleActor, "参与", "actor", "行为人", "takes part"},
		{people.RoleMentioned, "被提及", "mentioned", "受其委托、原任、时任、宣布任职等,仅被提及", "named only: on whose behalf, former, then, or newly appointed"},
	}
}

// NamedAs lists how an official is named in an activity.
func NamedAs() []Code {
	return []Code{
		{people.NamedWithPost, "职务与姓名", "post and name", "本活动中至少一次连同职务提及", "any mention in the activity has the post"},
		{people.NamedByName, "仅姓名", "name only", "仅以姓名提及,职位取自同篇专栏", "by name alone; the office is that of the same column"},
	}
}

// Precisions lists how precisely a date is printed (codebook, section 4).
func Precisions() []Code {
	return []Code{
		{string(PrecisionDay), "某日", "day", "单日", "one day"},
		{string(PrecisionRange), "时段", "range", "起止两日", "first to last day"},
		{string(PrecisionList), "数日", "list", "列举的数日", "several days, all in date_list"},
		{string(PrecisionWeek), "本周", "week", "本周、这一周、首周", "the column's week"},
		{string(PrecisionMonthPart), "旬", "part of month", "上旬、中旬、下旬", "a third of a month"},
		{string(PrecisionVague), "近日等", "vague", "近日、日前、近期、连日来;日期为空", "lately; no day is given"},
		{string(PrecisionNone), "未写日期", "none", "开头没有日期", "no date opens the activity"},
		{string(PrecisionInvalid), "无效日期", "invalid", "所印日期不存在", "the day printed does not exist"},
	}
}

// ColumnKinds lists the kinds of column.
func ColumnKinds() []Code {
	return []Code{
		{string(KindWeekly), "每周梳理", "weekly round-up", "有周次与至少一个区的一周综述", "a round-up with a week and at least one district"},
		{string(KindOther), "其他专栏", "other column", "深政观察的其他文章,不含活动", "any other article of the column, without activities"},
	}
}

// HeadingSources lists where a section's district comes from.
func HeadingSources() []Code {
	return []Code{
		{"printed", "印有区名", "printed", "有区名标题行", "a heading line names the district"},
		{"inferred", "据内容推定", "inferred", "无可用标题,由内容推断", "no usable heading; taken from the text"},
	}
}

// Classes lists what a block can be read as, in the order of the ledger.
func Classes() []Code {
	return []Code{
		{string(ClassTitle), "标题", "title", "文章标题", "the article's title"},
		{string(ClassMeta), "刊头", "masthead", "账号、发布时间、专题、媒体、摘要", "account, stamp, topic, outlet, slogan, summary"},
		{string(ClassWeek), "周次", "week line", "所报道之周", "the week reported on"},
		{string(ClassIntroduction), "导语", "introduction", "首区之前的段落", "what stands before the first district"},
		{string(ClassHeading), "区名", "heading", "区名行", "a district's name on a line"},
		{string(ClassHeadline), "提要", "headline", "区名之下的提要", "the lines under a heading"},
		{string(ClassActivity), "活动", "activity", "活动正文", "the text of activities"},
		{string(ClassCaption), "图注", "caption", "图片说明", "a picture's line"},
		{string(ClassClosingNote), "文末说明", "closing note", "最后一项活动之后的说明", "notes after the last activity"},
		{string(ClassCredit), "署名", "credits", "编辑、审读、作者", "editors and author"},
		{string(ClassFurniture), "页面其他", "furniture", "文章以外的文字", "what is around the article"},
		{string(ClassUnclassified), "未归类", "unclassified", "未能归类的文字", "text that no rule recognizes"},
	}
}

// Severities lists how bad a problem is.
func Severities() []Code {
	return []Code{
		{severityError, "错误", "error", "有数据缺失", "data are missing"},
		{severityWarning, "警告", "warning", "数据可能有误", "data may be wrong"},
		{severityInfo, "提示", "info", "说明如何作出判断", "how something was decided"},
	}
}

// DistrictKinds lists the kinds of district.
func DistrictKinds() []Code {
	return []Code{
		{"district", "行政区", "district", "市辖区", "a district of the city"},
		{"new_area", "新区", "new area", "功能区", "an area with an administration of its own"},
		{"cooperation_zone", "合作区", "cooperation zone", "功能区", "a zone with an administration of its own"},
	}
}

// Verbs lists what an official can be said to do, as lemmas.
func Verbs() []Code { return named(people.Verbs()) }

// Statements lists how an official can be quoted, as lemmas.
func Statements() []Code { return named(people.Statements()) }

// named makes codes of words with their English.
func named(words []people.Word) []Code {
	list := make([]Code, len(words))
	for i, w := range words {
		list[i] = Code{Code: w.ZH, ZH: w.ZH, EN: w.EN}
	}
	return list
}
