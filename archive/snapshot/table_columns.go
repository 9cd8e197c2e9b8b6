package snapshot

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
		{Name: "week_start", Type: Day, Title: Words{"周起", "Week start"}, Note: Words{"正文所印周期的星期一。", "Monday of the week printed in the text."}},
		{Name: "week_end", Type: Day, Title: Words{"周止", "Week end"}, Note: Words{"该周星期日。", "Sunday of that week."}},
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
			Note: Words{"provisional:发布未满七天;settled:已稳定;edited:后有修订;withdrawn:来源已撤下。", "provisional: under seven days since publication; settled; edited: a later revision differs; withdrawn: the source no longer has it."}},
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
	joined: "sections JOIN columns USING (column_id)",
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
