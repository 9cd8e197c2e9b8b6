package snapshot

import (
	"shenzheng/parser"
)

// columnOrder is the order of columns in SQL, which all tables below follow. A
// whole table is read column by column in that order, so that nothing much is
// left to sort.
const columnOrder = "columns.week_start, columns.column_id"

var columnsTable = Table{
	Name:  "columns",
	Title: Words{"专栏", "Columns"},
	Note: Words{"每行一篇《深政观察》文章,取其当前修订的第一次抓取。",
		"One article of 深政观察 a row, as read from the first capture of its current revision."},
	Key:   []string{"column_id"},
	Order: []string{"week_start", "column_id"},
	alias: "columns", from: "columns", order: columnOrder,
	filters: map[string]string{
		byDistrict: "columns.column_id IN (SELECT column_id FROM sections WHERE district = ?)",
		byOfficial: "columns.column_id IN (SELECT a.column_id FROM appearances p JOIN activities a USING (activity_id) WHERE p.official_id = ?)",
		byFrom:     "columns.week_end >= ?",
		byTo:       "columns.week_start <> '' AND columns.week_start <= ?",
	},
	Columns: []Column{
		{Name: "column_id", Type: Text, Required: true, Title: Words{"专栏编号", "Column id"},
			Note: Words{"col_ 加文章号;其他来源为 col_来源_文章号;无文章号者为 col_x 加正文 SHA-256 的前 12 位。", "col_ and the article number; col_SOURCE_NUMBER for another source; col_x and 12 hex digits of the text's SHA-256 where no number is known."}},
		sourceURLColumn,
		{Name: "title", Type: Text, Title: Words{"标题", "Title"}, Note: Words{"按原文。", "As printed."}},
		{Name: "kind", Type: Text, Required: true, List: "column_kind", Title: Words{"类别", "Kind"},
			Note: Words{"weekly:有周期行并至少有一个区的《深圳一周》;other:其他文章,只登记,不含活动。", "weekly: a round-up with a week line and at least one district section; other: any other article, listed without activities."}},
		{Name: "published_at", Type: Instant, Title: Words{"发布时间", "Published"}, Note: Words{"东八区;原文无年份时取最接近该周的年份。", "Zone +08:00; a stamp without a year takes the year nearest to the week."}},
		{Name: "week_start", Type: Day, Title: Words{"周起", "Week start"}, Note: Words{"正文所印周期的首日;除有问题 week_irregular 者外为星期一。", "First day of the week printed in the text; a Monday but for the problem week_irregular."}},
		{Name: "week_end", Type: Day, Title: Words{"周止", "Week end"}, Note: Words{"所印周期的末日,通常为星期日。", "Last day of the week printed, usually a Sunday."}},
		{Name: "author", Type: Text, Title: Words{"作者", "Author"}, Note: Words{"署名账号。", "The account that signs."}},
		{Name: "outlet", Type: Text, Title: Words{"媒体", "Outlet"}, Note: Words{"报纸名称。", "The newspaper."}},
		{Name: "topic", Type: Text, Title: Words{"专题", "Topic"}, Note: Words{"收录于专题一行的名称。", "Name in the line 收录于专题."}},
		{Name: "sections", Type: Integer, Required: true, Title: Words{"区段数", "Sections"}, Note: Words{"sections 表中的行数。", "Rows in sections."}},
		{Name: "activities", Type: Integer, Required: true, Title: Words{"活动数", "Activities"}, Note: Words{"activities 表中的行数。", "Rows in activities."}},
		{Name: "officials", Type: Integer, Required: true, Title: Words{"官员数", "Officials"}, Note: Words{"文中不同官员的人数。", "Distinct officials in the column."}},
		{Name: "characters", Type: Integer, Required: true, Title: Words{"字符数", "Characters"}, Note: Words{"正文规范文本的码点数,不含段间换行。", "Code points of the canonical text without the line feeds between blocks."}},
		{Name: "unclassified_characters", Type: Integer, Required: true, Title: Words{"未归类字符数", "Unclassified characters"}, Note: Words{"其中未能归类者。", "Those of them no class was found for."}},
		{Name: "problems", Type: Integer, Required: true, Title: Words{"问题数", "Problems"}, Note: Words{"problems 表中的行数。", "Rows in problems."}},
		{Name: "revision", Type: Integer, Required: true, Title: Words{"修订号", "Revision"}, Note: Words{"从 1 起;正文不同才算新修订。", "From 1; only a different article text makes a new one."}},
		{Name: "captured_at", Type: Instant, Required: true, Title: Words{"抓取时间", "Captured"}, Note: Words{"当前修订首次抓取的时间,UTC。", "First capture of the current revision, UTC."}},
		{Name: "capture_sha256", Type: Text, Required: true, Title: Words{"抓取哈希", "Capture hash"}, Note: Words{"该次抓取原始字节的 SHA-256。", "SHA-256 of that capture's bytes."}},
		{Name: "state", Type: Text, Required: true, List: "state", Title: Words{"状态", "State"},
			Note: Words{"provisional:发布满七天后尚未再次见到;settled:满七天后所见仍如此;edited:后有修订;withdrawn:来源已撤下。", "provisional: not seen since seven days passed after publication; settled: seen then and the same; edited: a later revision differs; withdrawn: the source no longer has it."}},
		{Name: "parser_version", Type: Integer, Required: true, Title: Words{"解析器版本", "Parser version"}, Note: Words{"读取该文的解析器版本。", "Version of the parser that read it."}},
		{Name: "duplicate_of", Type: Text, Title: Words{"重复于", "Duplicate of"}, Note: Words{"同一文章文本先已收录的专栏编号;此时该行之下无其他表的行,也不计入 coverage。", "The column that held the same text before; then no rows stand below this one, and coverage does not count it."}},
	},
}

var sectionsTable = Table{
	Name:       "sections",
	Title:      Words{"区段", "Sections"},
	Note:       Words{"每行一篇专栏中一个区的部分。", "One district's part of a weekly column a row."},
	Key:        []string{"section_id"},
	Order:      []string{"column_id", "position"},
	References: []string{"columns", "districts"},
	alias:      "sections", from: "columns CROSS JOIN sections ON sections.column_id = columns.column_id", order: columnOrder + ", sections.position",
	filters: map[string]string{
		byFrom: "columns.week_end >= ?",
		byTo:   "columns.week_start <> '' AND columns.week_start <= ?",
	},
	Columns: []Column{
		{Name: "section_id", Type: Text, Required: true, Title: Words{"区段编号", "Section id"}, Note: Words{"如 sec_8137676_futian;同区第二段加 _2。", "Such as sec_8137676_futian; a district's second section ends in _2."}},
		columnIDColumn,
		{Name: "position", Type: Integer, Required: true, Title: Words{"次序", "Position"}, Note: Words{"从 1 起,按印刷次序。", "From 1, in printed order."}},
		{Name: "district", Type: Text, Required: true, Title: Words{"区", "District"}, Note: Words{"区的代称,见 districts。", "Slug of the district, see districts."}},
		{Name: "heading", Type: Text, Title: Words{"标题行", "Heading"}, Note: Words{"按原文;推断者为空。", "As printed; empty where inferred."}},
		{Name: "heading_source", Type: Text, Required: true, List: "heading_source", Title: Words{"标题来源", "Heading source"}, Note: Words{"printed:原文有区名行;inferred:由活动内容推断。", "printed: a heading line names the district; inferred: taken from the activities."}},
		{Name: "headline", Type: Text, Title: Words{"提要", "Headline"}, Note: Words{"区名与首条活动之间的短行,以 ' / ' 相连。", "Lines between heading and first activity, joined with ' / '."}},
		{Name: "activities", Type: Integer, Required: true, Title: Words{"活动数", "Activities"}, Note: Words{"该区段的活动数。", "Activities of the section."}},
	},
}

// kinds are the values of activities.kind, each a column of coverage.
var kinds = parser.Values(kindCodes)

const (
	activitiesFrom  = "columns CROSS JOIN activities ON activities.column_id = columns.column_id"
	activitiesOrder = columnOrder + ", activities.position"
)

var activitiesTable = Table{
	Name:       "activities",
	Title:      Words{"活动", "Activities"},
	Note:       Words{"分析单位:每行一项报道的公务活动。次序即印刷次序,不是日期次序。", "The unit of analysis: one reported activity a row. Position is the printed order, which is not the order of dates."},
	Key:        []string{"activity_id"},
	Order:      []string{"column_id", "position"},
	References: []string{"columns", "sections", "districts"},
	alias:      "activities", from: activitiesFrom, order: activitiesOrder,
	filters: map[string]string{
		byKind:     "activities.kind = ?",
		byOfficial: "activities.activity_id IN (SELECT activity_id FROM appearances WHERE official_id = ?)",
		byOffice:   "EXISTS (SELECT 1 FROM appearances AS p WHERE p.activity_id = activities.activity_id AND (" + officeMatches + "))",
		byFrom:     "coalesce(nullif(activities.date_end, ''), activities.week_end) >= ?",
		byTo:       "coalesce(nullif(activities.date_start, ''), nullif(activities.week_start, '')) <= ?",
	},
	Columns: []Column{
		{Name: "activity_id", Type: Text, Required: true, Title: Words{"活动编号", "Activity id"}, Note: Words{"act_ 加文章号,再加文本前 40 个非空白码点的 SHA-256 前 8 位;重复者加 -2。", "act_, the article number and 8 hex digits of the SHA-256 of the text's first 40 non-space code points; twins end in -2."}},
		columnIDColumn,
		{Name: "section_id", Type: Text, Required: true, Title: Words{"区段编号", "Section id"}, Note: Words{"所属区段。", "The section it belongs to."}},
		{Name: "position", Type: Integer, Required: true, Title: Words{"次序", "Position"}, Note: Words{"全文内从 1 起。", "From 1 over the whole column."}},
		{Name: "district", Type: Text, Required: true, Title: Words{"区", "District"}, Note: Words{"所属区段的区。", "District of its section."}},
		{Name: "week_start", Type: Day, Title: Words{"周起", "Week start"}, Note: Words{"同所属专栏。", "As in its column."}},
		{Name: "week_end", Type: Day, Title: Words{"周止", "Week end"}, Note: Words{"同所属专栏。", "As in its column."}},
		{Name: "date_start", Type: Day, Title: Words{"起日", "First day"}, Note: Words{"开头日期表达所指首日;含糊、没有或无效者为空。", "First day of the opening date expression; empty where vague, absent or invalid."}},
		{Name: "date_end", Type: Day, Title: Words{"止日", "Last day"}, Note: Words{"末日;单日同起日。", "Last day; the same as the first for a single day."}},
		{Name: "date_precision", Type: Text, Required: true, List: "precision", Title: Words{"日期精度", "Date precision"},
			Note: Words{"day 单日,range 起止,list 列举,week 本周,month_part 旬,vague 近日之类,none 无日期,invalid 不存在的日期。", "day, range, list, week (本周), month_part (上旬 and the like), vague (近日), none (no date), invalid (no such day)."}},
		{Name: "date_part", Type: Text, Title: Words{"时段", "Part of day"}, Note: Words{"上午、下午、晚等,按原文。", "上午, 下午, 晚 and the like, as printed."}},
		{Name: "date_list", Type: Joined, Title: Words{"日期列举", "Days listed"}, Note: Words{"列举时的各日,以 ; 相连。", "All days of a list, joined with ;."}},
		{Name: "date_text", Type: Text, Title: Words{"日期原文", "Date as printed"}, Note: Words{"开头的日期表达。", "The opening date expression."}},
		{Name: "kind", Type: Text, Required: true, List: "kind", Title: Words{"活动类别", "Kind"},
			Note: Words{"按首句主干的谓语及其宾语中心词归类,不看话题、修饰、地点、职务与书名;各类定义与用词见 codes 的 kind 与 kind_form。", "By the predicate of the opening sentence's main clause and the head of its object, never by topic, modifier, place, post or title; definitions and words stand in codes under kind and kind_form."}},
		{Name: "officials", Type: Integer, Required: true, Title: Words{"官员数", "Officials"}, Note: Words{"appearances 表中的行数。", "Rows in appearances."}},
		{Name: "paragraphs", Type: Integer, Required: true, Title: Words{"段落数", "Paragraphs"}, Note: Words{"文本的段落数。", "Paragraphs of its text."}},
		{Name: "characters", Type: Integer, Required: true, Title: Words{"字符数", "Characters"}, Note: Words{"文本的码点数,不含段间换行。", "Code points of its text without the line feeds between paragraphs."}},
		spanStartColumn,
		{Name: "span_end", Type: Integer, Required: true, Title: Words{"终点", "Span end"}, Note: Words{"末个码点之后;半开区间。", "One past the last code point; half open."}},
		{Name: "text_sha256", Type: Text, Required: true, Title: Words{"文本哈希", "Text hash"}, Note: Words{"活动文本(UTF-8,段间换行)的 SHA-256。", "SHA-256 of the activity's text (UTF-8, paragraphs joined with a line feed)."}},
		sourceURLColumn,
		{Name: "parser_version", Type: Integer, Required: true, SQL: "columns.parser_version", Title: Words{"解析器版本", "Parser version"}, Note: Words{"读取该活动的解析器版本。", "Version of the parser that read it."}},
	},
}
