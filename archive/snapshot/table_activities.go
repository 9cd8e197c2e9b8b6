package snapshot

import "shenzheng/parser"

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
	joined: "activities JOIN columns USING (column_id)",
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
		{Name: "week_start", Type: Day, Title: Words{"周起", "Week start"}, Note: Words{"所属专栏的星期一。", "Monday of the column's week."}},
		{Name: "week_end", Type: Day, Title: Words{"周止", "Week end"}, Note: Words{"所属专栏的星期日。", "Sunday of the column's week."}},
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
		{Name: "characters", Type: Integer, Required: true, Title: Words{"字符数", "Characters"}, Note: Words{"文本的码点数。", "Code points of its text."}},
		spanStartColumn,
		{Name: "span_end", Type: Integer, Required: true, Title: Words{"终点", "Span end"}, Note: Words{"末个码点之后;半开区间。", "One past the last code point; half open."}},
		{Name: "text_sha256", Type: Text, Required: true, Title: Words{"文本哈希", "Text hash"}, Note: Words{"活动文本(UTF-8,段间换行)的 SHA-256。", "SHA-256 of the activity's text (UTF-8, paragraphs joined with a line feed)."}},
		sourceURLColumn,
		{Name: "parser_version", Type: Integer, Required: true, SQL: "columns.parser_version", Title: Words{"解析器版本", "Parser version"}, Note: Words{"读取该活动的解析器版本。", "Version of the parser that read it."}},
	},
}
