package snapshot

// officeMatches is the condition that an appearance counts for an office; who
// holds both offices counts for either.
const officeMatches = "office = ?1 OR (office = 'both' AND ?1 IN ('secretary', 'head'))"

var appearancesTable = Table{
	Name:       "appearances",
	Title:      Words{"出现", "Appearances"},
	Note:       Words{"每行一位官员在一项活动中的出现。", "One official in one activity a row."},
	Key:        []string{"activity_id", "official_id"},
	Order:      []string{"activity_id", "appearance_position"},
	References: []string{"activities", "officials"},
	alias:      "appearances",
	from:       activitiesFrom + " CROSS JOIN appearances ON appearances.activity_id = activities.activity_id",
	order:      activitiesOrder + ", appearances.position",
	filters: map[string]string{
		byColumn:   "activities.column_id = ?",
		byDistrict: "activities.district = ?",
		byKind:     "activities.kind = ?",
		byOffice:   officeMatches,
		byFrom:     activitiesTable.filters[byFrom],
		byTo:       activitiesTable.filters[byTo],
	},
	Columns: []Column{
		activityIDColumn,
		officialIDColumn,
		{Name: "name", Type: Text, Required: true, Title: Words{"姓名", "Name"}, Note: Words{"去除两字姓名中的空格,间隔号统一为 U+00B7。", "Without the space inside a two-character name; dots as U+00B7."}},
		{Name: "appearance_position", Type: Integer, Required: true, SQL: "appearances.position", Title: Words{"次序", "Position"}, Note: Words{"活动内按首次提及从 1 起。", "From 1 in order of first mention in the activity."}},
		{Name: "post", Type: Text, Title: Words{"职务原文", "Post as printed"}, Note: Words{"只印姓名时为空。", "Empty where only the name is printed."}},
		{Name: "office", Type: Text, Required: true, List: "office", Title: Words{"职位类别", "Office"},
			Note: Words{"secretary:区委或党工委书记;head:区长、代区长、管委会主任、管理局局长;both:一人兼任;other:其他。", "secretary: of the district's party committee; head: of its government or administration; both: one person holding the two; other."}},
		{Name: "named_as", Type: Text, Required: true, List: "named_as", Title: Words{"称名方式", "Named as"}, Note: Words{"本活动中是否曾连同职务提及。", "Whether any mention in the activity has the post."}},
		{Name: "role", Type: Text, Required: true, List: "role", Title: Words{"角色", "Role"}, Note: Words{"actor:行为人;mentioned:受其委托、原任、时任等仅被提及者。", "actor, or mentioned only (on whose behalf, former, then)."}},
		{Name: "verbs", Type: Joined, List: "verb", Title: Words{"行为", "Verbs"}, Note: Words{"以其为主语的行为词,封闭词表,以 ; 相连。", "What the official is said to do, from a closed list, joined with ;."}},
		{Name: "statements", Type: Joined, List: "statement", Title: Words{"言说", "Statements"}, Note: Words{"以其为主语的言说词,以 ; 相连。", "Verbs of saying with the official as subject, joined with ;."}},
		{Name: "appearance_start", Type: Integer, Required: true, SQL: "appearances.span_start", Title: Words{"起点", "Span start"}, Note: Words{"首次提及(连同紧邻的职务)在规范文本中的首个码点。", "First code point of the first mention, with the post beside it, in the canonical text."}},
		{Name: "appearance_end", Type: Integer, Required: true, SQL: "appearances.span_end", Title: Words{"终点", "Span end"}, Note: Words{"末个码点之后;半开区间。", "One past the last code point; half open."}},
	},
}

var postsTable = Table{
	Name:       "posts",
	Title:      Words{"职务", "Posts"},
	Note:       Words{"每行一次出现所印职务中的一项,拆为机构与名称。", "One part of a printed post a row, split into body and title."},
	Key:        []string{"activity_id", "official_id", "post_position"},
	References: []string{"appearances"},
	alias:      "posts",
	from:       appearancesTable.from + " CROSS JOIN posts ON posts.activity_id = appearances.activity_id AND +posts.official_id = appearances.official_id", // + lest SQLite makes an index of its own over officials
	order:      appearancesTable.order + ", posts.position",
	filters:    appearancesTable.filters,
	Columns: []Column{
		activityIDColumn,
		officialIDColumn,
		{Name: "post_position", Type: Integer, Required: true, SQL: "posts.position", Title: Words{"次序", "Position"}, Note: Words{"从 1 起,按印刷次序。", "From 1, in printed order."}},
		{Name: "org", Type: Text, Title: Words{"机构", "Body"}, Note: Words{"依所在区段补全,如区委在福田区为福田区委。", "Restored from the section: 区委 in 福田区 is 福田区委."}},
		{Name: "title", Type: Text, Title: Words{"职名", "Title"}, Note: Words{"按原文;副职、代理职不等于正职。", "As printed; a deputy or acting title is never the full one."}},
	},
}

var officialsTable = Table{
	Name:  "officials",
	Title: Words{"官员", "Officials"},
	Note:  Words{"每行一个姓名;同名者未加区分。", "One name a row; people of the same name are not told apart."},
	Key:   []string{"official_id"},
	Order: []string{"first_week", "name_pinyin", "official_id"},
	alias: "officials",
	order: "min(nullif(activities.week_start, '')), officials.name_pinyin, officials.official_id",
	from:  appearancesTable.from + " CROSS JOIN officials ON officials.official_id = appearances.official_id",
	group: "officials.official_id",
	filters: map[string]string{
		byColumn:   "officials.official_id IN (SELECT p.official_id FROM appearances p JOIN activities a USING (activity_id) WHERE a.column_id = ?)",
		byDistrict: "officials.official_id IN (SELECT p.official_id FROM appearances p JOIN activities a USING (activity_id) WHERE a.district = ?)",
		byOffice:   "officials.official_id IN (SELECT official_id FROM appearances WHERE " + officeMatches + ")",
	},
	Columns: []Column{
		{Name: "official_id", Type: Text, Required: true, Title: Words{"官员编号", "Official id"}, Note: Words{"off_ 加姓名 SHA-256 的前 8 位。", "off_ and 8 hex digits of the SHA-256 of the name."}},
		{Name: "name", Type: Text, Required: true, Title: Words{"姓名", "Name"}, Note: Words{"统一后的姓名。", "The name as normalized."}},
		{Name: "name_pinyin", Type: Text, Title: Words{"拼音", "Name in pinyin"}, Note: Words{"姓在前,多音姓氏按姓氏读音。", "Family name first, read as a family name."}},
		{Name: "first_week", Type: Day, SQL: "min(nullif(activities.week_start, ''))", Title: Words{"首见周", "First week"}, Note: Words{"首次出现之专栏的 week_start。", "week_start of the first column with an appearance."}},
		{Name: "last_week", Type: Day, SQL: "max(nullif(activities.week_start, ''))", Title: Words{"末见周", "Last week"}, Note: Words{"最近一次出现之专栏的 week_start。", "week_start of the last column with an appearance."}},
		{Name: "columns", Type: Integer, Required: true, SQL: "count(DISTINCT activities.column_id)", Title: Words{"专栏数", "Columns"}, Note: Words{"出现于多少篇专栏。", "Columns with an appearance."}},
		{Name: "activities", Type: Integer, Required: true, SQL: "count(*)", Title: Words{"活动数", "Activities"}, Note: Words{"出现于多少项活动。", "Activities with an appearance."}},
	},
}

// seenFrom and seenTo are the days an appearance counts for in tenures;
// tenureDistrict is the district of the post, or else of the section.
var seenFrom, seenTo = seen("activities", "date_start"), seen("activities", "date_end")

const tenureDistrict = "coalesce(nullif(holding.district, ''), activities.district)"

var tenuresTable = Table{
	Name:  "tenures",
	Title: Words{"任职(据报道)", "Tenures as printed"},
	Note: Words{"每行一位官员、一个区、一项职务在专栏中首末出现的日期;反映报道所印,不是任免时间;仅被提及者(原、时任、受其委托)不计。",
		"One official, district and post a row, with the first and last day it was printed; as printed in the column, not as appointed; who is merely mentioned (原, 时任, 受…委托) is left out."},
	Key:        []string{"official_id", "district", "org", "title"},
	Order:      []string{"first_seen", "last_seen", "district", "org", "title", "name"},
	order:      "min(" + seenFrom + "), max(" + seenTo + "), " + inDistrict(tenureDistrict) + ", posts.org, posts.title, appearances.name",
	with:       holdings(),
	References: []string{"officials", "districts"},
	alias:      "posts",
	from: "activities CROSS JOIN appearances USING (activity_id)\n" +
		"CROSS JOIN posts ON posts.activity_id = appearances.activity_id AND +posts.official_id = appearances.official_id\n" +
		"LEFT JOIN holding ON holding.org = posts.org AND holding.title = posts.title",
	// Who was (原, 时任) or acts through another is only mentioned.
	where: "appearances.role = 'actor'",
	group: "posts.official_id, " + tenureDistrict + ", posts.org, posts.title",
	filters: map[string]string{
		byOffice: "coalesce(holding.office, 'other') = ?",
	},
	Columns: []Column{
		officialIDColumn,
		{Name: "name", Type: Text, Required: true, SQL: "appearances.name", Title: Words{"姓名", "Name"}, Note: Words{"统一后的姓名。", "The name as normalized."}},
		{Name: "district", Type: Text, Required: true, SQL: tenureDistrict, Title: Words{"区", "District"}, Note: Words{"书记、区长(主任)为该职务之区;其余为所在区段之区。", "Of a secretary or head the district of the post, of others that of the section it was printed in."}},
		{Name: "org", Type: Text, Title: Words{"机构", "Body"}, Note: Words{"同 posts。", "As in posts."}},
		{Name: "title", Type: Text, Title: Words{"职名", "Title"}, Note: Words{"同 posts。", "As in posts."}},
		{Name: "office", Type: Text, Required: true, SQL: "coalesce(holding.office, 'other')", List: "office", Title: Words{"职位类别", "Office"}, Note: Words{"仅就该机构与职名而言。", "Of this body and title alone."}},
		{Name: "first_seen", Type: Day, SQL: "min(" + seenFrom + ")", Title: Words{"首见日", "First seen"}, Note: Words{"活动起日;无日期者取周起。", "First day of the activity; week_start where it has no date."}},
		{Name: "last_seen", Type: Day, SQL: "max(" + seenTo + ")", Title: Words{"末见日", "Last seen"}, Note: Words{"活动止日;无日期者取周起。", "Last day of the activity; week_start where it has no date."}},
		{Name: "columns", Type: Integer, Required: true, SQL: "count(DISTINCT activities.column_id)", Title: Words{"专栏数", "Columns"}, Note: Words{"印有该职务的专栏数。", "Columns that print the post."}},
	},
}
