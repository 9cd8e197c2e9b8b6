package snapshot

import (
	"shenzheng/parser"
)

// columnOrder is the order of columns in SQL, which all tables below follow. A
// whole table is read column by column in that order, so that nothing much is
// left to sort.
const columnOrder = "columns.week_start, columns.column_id"

var columnsTable = describe(Table{
	Name:  "columns",
	alias: "columns", from: "columns", order: columnOrder,
	filters: map[string]string{
		byDistrict: "columns.column_id IN (SELECT column_id FROM sections WHERE district = ?)",
		byOfficial: "columns.column_id IN (SELECT a.column_id FROM appearances p JOIN activities a USING (activity_id) WHERE p.official_id = ?)",
		byFrom:     "columns.week_end >= ?",
		byTo:       "columns.week_start <> '' AND columns.week_start <= ?",
	},
})

var sectionsTable = describe(Table{
	Name:  "sections",
	alias: "sections", from: "columns CROSS JOIN sections ON sections.column_id = columns.column_id", order: columnOrder + ", sections.position",
	filters: map[string]string{
		byFrom: "columns.week_end >= ?",
		byTo:   "columns.week_start <> '' AND columns.week_start <= ?",
	},
})

// kinds are the values of activities.kind, each a column of coverage.
var kinds = parser.Values(kindCodes)

const (
	activitiesFrom  = "columns CROSS JOIN activities ON activities.column_id = columns.column_id"
	activitiesOrder = columnOrder + ", activities.position"
)

var activitiesTable = describe(Table{
	Name:  "activities",
	alias: "activities", from: activitiesFrom, order: activitiesOrder,
	filters: map[string]string{
		byKind:     "activities.kind = ?",
		byOfficial: "activities.activity_id IN (SELECT activity_id FROM appearances WHERE official_id = ?)",
		byOffice:   "EXISTS (SELECT 1 FROM appearances AS p WHERE p.activity_id = activities.activity_id AND (" + officeMatches + "))",
		byFrom:     "coalesce(nullif(activities.date_end, ''), activities.week_end) >= ?",
		byTo:       "coalesce(nullif(activities.date_start, ''), nullif(activities.week_start, '')) <= ?",
	},
	sql: map[string]string{
		"parser_version": "columns.parser_version",
	},
})

// officeMatches is the condition that an appearance counts for an office; who
// holds both offices counts for either.
const officeMatches = "office = ?1 OR (office = 'both' AND ?1 IN ('secretary', 'head'))"

var appearancesTable = describe(Table{
	Name:  "appearances",
	alias: "appearances",
	from:  activitiesFrom + " CROSS JOIN appearances ON appearances.activity_id = activities.activity_id",
	order: activitiesOrder + ", appearances.position",
	filters: map[string]string{
		byColumn:   "activities.column_id = ?",
		byDistrict: "activities.district = ?",
		byKind:     "activities.kind = ?",
		byOffice:   officeMatches,
		byFrom:     activitiesTable.filters[byFrom],
		byTo:       activitiesTable.filters[byTo],
	},
	sql: map[string]string{
		"appearance_position": "appearances.position",
		"appearance_start":    "appearances.span_start",
		"appearance_end":      "appearances.span_end",
	},
})

var postsTable = describe(Table{
	Name:    "posts",
	alias:   "posts",
	from:    appearancesTable.from + " CROSS JOIN posts ON posts.activity_id = appearances.activity_id AND +posts.official_id = appearances.official_id", // + lest SQLite makes an index of its own over officials
	order:   appearancesTable.order + ", posts.position",
	filters: appearancesTable.filters,
	sql: map[string]string{
		"post_position": "posts.position",
	},
})

var officialsTable = describe(Table{
	Name:  "officials",
	alias: "officials",
	order: "min(nullif(activities.week_start, '')), officials.name_pinyin, officials.official_id",
	from:  appearancesTable.from + " CROSS JOIN officials ON officials.official_id = appearances.official_id",
	group: "officials.official_id",
	filters: map[string]string{
		byColumn:   "officials.official_id IN (SELECT p.official_id FROM appearances p JOIN activities a USING (activity_id) WHERE a.column_id = ?)",
		byDistrict: "officials.official_id IN (SELECT p.official_id FROM appearances p JOIN activities a USING (activity_id) WHERE a.district = ?)",
		byOffice:   "officials.official_id IN (SELECT official_id FROM appearances WHERE " + officeMatches + ")",
	},
	sql: map[string]string{
		"first_week": "min(nullif(activities.week_start, ''))",
		"last_week":  "max(nullif(activities.week_start, ''))",
		"columns":    "count(DISTINCT activities.column_id)",
		"activities": "count(*)",
	},
})

// seenFrom and seenTo are the days an appearance counts for in tenures, the one
// printed, or else the beginning of its week; tenureDistrict is the district of the post, or else of the section.
const (
	seenFrom       = "coalesce(nullif(activities.date_start, ''), nullif(activities.week_start, ''))"
	seenTo         = "coalesce(nullif(activities.date_end, ''), nullif(activities.week_start, ''))"
	tenureDistrict = "coalesce(nullif(holding.district, ''), activities.district)"
)

var tenuresTable = describe(Table{
	Name:  "tenures",
	order: "min(" + seenFrom + "), max(" + seenTo + "), " + inDistrict(tenureDistrict) + ", posts.org, posts.title, appearances.name",
	with:  relations("holding"),
	alias: "posts",
	from: "activities CROSS JOIN appearances USING (activity_id)\n" +
		"CROSS JOIN posts ON posts.activity_id = appearances.activity_id AND +posts.official_id = appearances.official_id\n" +
		"LEFT JOIN holding ON holding.org = posts.org AND holding.title = posts.title",
	// Who was (原, 时任) or acts through another is only mentioned.
	where: "appearances.role = 'actor'",
	group: "posts.official_id, " + tenureDistrict + ", posts.org, posts.title",
	filters: map[string]string{
		byOffice: "coalesce(holding.office, 'other') = ?",
	},
	sql: map[string]string{
		"name":       "appearances.name",
		"district":   tenureDistrict,
		"office":     "coalesce(holding.office, 'other')",
		"first_seen": "min(" + seenFrom + ")",
		"last_seen":  "max(" + seenTo + ")",
		"columns":    "count(DISTINCT activities.column_id)",
	},
})

// classes are the values of ledger.class and of full/blocks.class.
var classes = listed("class")

// below gives the rows of a relation column by column.
func below(relation string) string {
	return "columns CROSS JOIN " + relation + " ON " + relation + ".column_id = columns.column_id"
}

var creditsTable = describe(Table{
	Name:  "credits",
	alias: "credits", from: below("credits"), order: columnOrder + ", credits.position",
})

var ledgerTable = describe(Table{
	Name:  "ledger",
	alias: "blocks", from: below("blocks"), group: columnOrder + ", blocks.class", order: columnOrder + ", " + rank("blocks.class", classes),
	sql: map[string]string{
		"blocks":     "count(*)",
		"characters": "sum(blocks.span_end - blocks.span_start)",
	},
})

var problemsTable = describe(Table{
	Name:  "problems",
	alias: "problems", from: below("problems"), order: columnOrder + ", problems.position",
})

// changesTable has no rows in the database: they come from comparing with the
// snapshot before. Asked of the database it is empty.
var changesTable = describe(Table{
	Name:  "changes",
	order: `none."table", none.row_id`,
	alias: "none", with: `none("table", row_id, change, cause, previous_snapshot) AS (SELECT '', '', '', '', '' WHERE 0)`, from: "none",
	sql: map[string]string{
		"table": `none."table"`,
	},
})

var textsTable = describe(Table{
	Name:  "full/texts",
	alias: "activities", from: activitiesFrom, order: activitiesOrder,
	filters: activitiesTable.filters,
})

var blocksTable = describe(Table{
	Name:  "full/blocks",
	alias: "blocks", from: below("blocks"), order: columnOrder + ", blocks.block",
})

var coverageTable = describe(Table{
	Name:  "coverage",
	alias: "coverage", with: relations("division", "office", "week", "held", "acting", "chosen", "coverage"), from: "coverage",
	order: "coverage.week_start, " + inDistrict("coverage.district") + ", " + rank("coverage.office", panelOffices),
	enum:  map[string][]string{"office": panelOffices},
	filters: map[string]string{
		byOffice: "coverage.office = ?",
		byFrom:   "coverage.week_end >= ?",
		byTo:     "coverage.week_start <= ?",
	},
	earlier: map[string]string{
		byFrom: "coalesce(nullif(week_end, ''), week_start) >= date(?, '-6 days')",
		byTo:   "week_start <= date(?, '+6 days')",
	},
})

var districtsTable = describe(Table{
	Name:  "districts",
	Order: []string{}, // that of the codebook
	alias: "division", with: relations("division"), from: "division", order: "division.rank",
})

var officeholdersTable = describe(Table{
	Name:  "officeholders",
	alias: "holder", with: relations("office", "held", "acting", "holder"), from: "holder",
	order: inDistrict("holder.district") + ", " + rank("holder.office", panelOffices) + ", holder.position",
	enum:  map[string][]string{"office": panelOffices},
	filters: map[string]string{
		byOffice: "holder.office = ?",
		byFrom:   "holder.last_seen >= ?",
		byTo:     "holder.first_seen <= ?",
	},
})
