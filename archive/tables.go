package archive

// table is one derived table: the same list of columns writes its rows,
// hashes them and compares them.
type table struct {
	name    string
	columns []string
	keys    int    // how many of the leading columns name a row
	where   string // finds the rows of one column by its id
}

// The derived tables below columns, parents first. A row of one of these
// depends on the reading of one page alone.
const (
	sectionsTable = iota
	activitiesTable
	appearancesTable
	postsTable
	creditsTable
	blocksTable
	problemsTable
)

const ofActivity = `activity_id IN (SELECT activity_id FROM activities WHERE column_id = ?)`

var tables = [...]table{
	sectionsTable: {"sections", []string{"section_id", "column_id", "position", "district", "heading", "heading_source",
		"headline", "activities"}, 1, `column_id = ?`},
	activitiesTable: {"activities", []string{"activity_id", "column_id", "section_id", "position", "district", "week_start",
		"week_end", "date_start", "date_end", "date_precision", "date_part", "date_list", "date_text", "kind", "officials",
		"paragraphs", "characters", "span_start", "span_end", "text", "text_sha256", "source_url"}, 1, `column_id = ?`},
	appearancesTable: {"appearances", []string{"activity_id", "official_id", "name", "position", "post", "office", "named_as",
		"role", "verbs", "statements", "span_start", "span_end"}, 2, ofActivity},
	postsTable:   {"posts", []string{"activity_id", "official_id", "position", "org", "title"}, 3, ofActivity},
	creditsTable: {"credits", []string{"column_id", "position", "role", "name"}, 2, `column_id = ?`},
	blocksTable: {"blocks", []string{"column_id", "block", "class", "rule", "span_start", "span_end", "text"}, 2,
		`column_id = ?`},
	problemsTable: {"problems", []string{"column_id", "position", "code", "severity", "span_start", "span_end", "detail"}, 2,
		`column_id = ?`},
}

// columnsTable is the table of columns itself. Its row also says which
// revision it shows and where that came from.
var columnsTable = table{"columns", []string{"column_id", "source", "number", "source_url", "title", "kind", "published_at",
	"week_start", "week_end", "author", "outlet", "topic", "summary", "sections", "activities", "officials", "characters",
	"unclassified_characters", "problems", "revision", "article_sha256", "capture_id", "captured_at", "capture_sha256", "state",
	"rows_sha256", "rows_below", "parser_version"}, 1, `column_id = ?`}
