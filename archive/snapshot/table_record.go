package snapshot

// classes are the values of ledger.class and of full/blocks.class.
var classes = listed("class")

// below gives the rows of a relation column by column.
func below(relation string) string {
	return "columns CROSS JOIN " + relation + " ON " + relation + ".column_id = columns.column_id"
}

var creditsTable = Table{
	Name:       "credits",
	Title:      Words{"编审", "Credits"},
	Note:       Words{"每行一位署名的编辑或审读。", "One member of staff named in the credits a row."},
	Key:        []string{"column_id", "position"},
	References: []string{"columns"},
	alias:      "credits", from: below("credits"), order: columnOrder + ", credits.position",
	Columns: []Column{
		columnIDColumn,
		{Name: "position", Type: Integer, Required: true, Title: Words{"次序", "Position"}, Note: Words{"从 1 起。", "From 1."}},
		{Name: "role", Type: Text, Title: Words{"职责", "Role"}, Note: Words{"按原文,如编辑、审读。", "As printed, such as 编辑 or 审读."}},
		{Name: "name", Type: Text, Title: Words{"姓名", "Name"}, Note: Words{"按原文。", "As printed."}},
	},
}

var ledgerTable = Table{
	Name:       "ledger",
	Title:      Words{"字符账", "Ledger"},
	Note:       Words{"每行一篇专栏中一类文本;各类相加等于全文字符数,无一遗漏。", "One class of text in a column a row; the classes add up to every character of the article."},
	Key:        []string{"column_id", "class"},
	References: []string{"columns"},
	alias:      "blocks", from: below("blocks"), group: columnOrder + ", blocks.class", order: columnOrder + ", " + rank("blocks.class", classes),
	Columns: []Column{
		columnIDColumn,
		{Name: "class", Type: Text, Required: true, List: "class", Title: Words{"类", "Class"},
			Note: Words{"标题、信息行、周期、导语、区名、提要、活动、图注、结语、编审、页面杂项、未归类。", "What the text was read as."}},
		{Name: "blocks", Type: Integer, Required: true, SQL: "count(*)", Title: Words{"段数", "Blocks"}, Note: Words{"该类的段数。", "Blocks of the class."}},
		{Name: "characters", Type: Integer, Required: true, SQL: "sum(blocks.span_end - blocks.span_start)", Title: Words{"字符数", "Characters"}, Note: Words{"该类的码点数。", "Code points of the class."}},
	},
}

var problemsTable = Table{
	Name:       "problems",
	Title:      Words{"问题", "Problems"},
	Note:       Words{"每行一处未能读懂或不予采信之处。", "Something that could not be read or was not believed, one a row."},
	Key:        []string{"column_id", "position"},
	References: []string{"columns"},
	alias:      "problems", from: below("problems"), order: columnOrder + ", problems.position",
	Columns: []Column{
		columnIDColumn,
		{Name: "position", Type: Integer, Required: true, Title: Words{"次序", "Position"}, Note: Words{"从 1 起。", "From 1."}},
		{Name: "code", Type: Text, Required: true, List: "problem_code", Title: Words{"代码", "Code"}, Note: Words{"稳定的小写代码。", "A stable lower-case code."}},
		{Name: "severity", Type: Text, Required: true, List: "severity", Title: Words{"程度", "Severity"}, Note: Words{"错误、警告或提示。", "error, warning or info."}},
		{Name: "span_start", Type: Integer, Required: true, Title: Words{"起点", "Span start"}, Note: Words{"在规范文本中的首个码点。", "First code point in the canonical text."}},
		spanEndColumn,
		{Name: "detail", Type: Text, Title: Words{"说明", "Detail"}, Note: Words{"一行说明,不含整句原文。", "One line, without whole sentences of the article."}},
	},
}

// changesTable has no rows in the database: they come from comparing with the
// snapshot before. Asked of the database it is empty.
var changesTable = Table{
	Name:  "changes",
	Title: Words{"变更", "Changes"},
	Note: Words{"与上一快照相比的每一行增、改、删及其原因;把它用于上一快照即得本快照。只有 parser_version 不同者不算改动;首个快照没有行。",
		"Every row added, updated or removed since the snapshot before, and why; applied to that snapshot it gives this one. A row that differs in parser_version alone has not changed; a first snapshot has no rows."},
	Key:   []string{"table", "row_id"},
	order: `none."table", none.row_id`,
	alias: "none", with: `none("table", row_id, change, cause, previous_snapshot) AS (SELECT '', '', '', '', '' WHERE 0)`, from: "none",
	Columns: []Column{
		{Name: "table", Type: Text, Required: true, SQL: `none."table"`, Title: Words{"表", "Table"}, Note: Words{"表名。", "Name of the table."}},
		{Name: "row_id", Type: Text, Required: true, Title: Words{"行", "Row"}, Note: Words{"主键各列的值以 / 相连;值中的 % 与 / 写作 %25 与 %2F。", "Values of the key joined with /; a % or / inside a value is written %25 or %2F."}},
		{Name: "change", Type: Text, Required: true, List: "change", Title: Words{"变更", "Change"}, Note: Words{"增、改、删。", "added, updated or removed."}},
		{Name: "cause", Type: Text, Required: true, List: "cause", Title: Words{"原因", "Cause"},
			Note: Words{"new_column:新收专栏;source_edit:来源修订、撤下或重新抓取;parser:解析器改动。", "new_column; source_edit: the source edited or withdrew it, or its state moved on; parser: the parser or the coding changed."}},
		{Name: "previous_snapshot", Type: Text, Required: true, Title: Words{"上一快照", "Previous snapshot"}, Note: Words{"所比快照的编号。", "Id of the snapshot compared with."}},
	},
}

var textsTable = Table{
	Name:       "full/texts",
	Title:      Words{"活动文本", "Texts"},
	Note:       Words{"每项活动的原文;不公开。", "Text of every activity; not public."},
	Key:        []string{"activity_id"},
	References: []string{"activities", "columns"},
	alias:      "activities", from: activitiesFrom, order: activitiesOrder,
	filters: activitiesTable.filters,
	Columns: []Column{
		{Name: "activity_id", Type: Text, Required: true, Title: Words{"活动编号", "Activity id"}, Note: Words{"见 activities。", "See activities."}},
		columnIDColumn,
		{Name: "text", Type: Text, Required: true, Title: Words{"文本", "Text"}, Note: Words{"按原文,段间换行。", "As printed, paragraphs joined with a line feed."}},
	},
}

var blocksTable = Table{
	Name:       "full/blocks",
	Title:      Words{"段", "Blocks"},
	Note:       Words{"全文各段,按阅读次序;以换行相连即规范文本;不公开。", "Every block in reading order; joined with line feeds they are the canonical text; not public."},
	Key:        []string{"column_id", "block"},
	References: []string{"columns"},
	alias:      "blocks", from: below("blocks"), order: columnOrder + ", blocks.block",
	Columns: []Column{
		columnIDColumn,
		{Name: "block", Type: Integer, Required: true, Title: Words{"段号", "Block"}, Note: Words{"从 1 起。", "From 1."}},
		{Name: "class", Type: Text, Required: true, List: "class", Title: Words{"类", "Class"}, Note: Words{"同 ledger。", "As in ledger."}},
		spanStartColumn,
		spanEndColumn,
		{Name: "text", Type: Text, Title: Words{"文本", "Text"}, Note: Words{"按原文。", "As printed."}},
	},
}
