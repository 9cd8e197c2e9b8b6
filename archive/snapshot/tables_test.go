package snapshot_test

import (
	"strings"
	"testing"

	"shenzheng/archive/snapshot"
)

// headers is the codebook's list of columns, word for word.
const headers = `
columns       column_id source_url title kind published_at week_start week_end author outlet topic sections activities officials characters unclassified_characters problems revision captured_at capture_sha256 state parser_version duplicate_of
sections      section_id column_id position district heading heading_source headline activities
activities    activity_id column_id section_id position district week_start week_end date_start date_end date_precision date_part date_list date_text kind officials paragraphs characters span_start span_end text_sha256 source_url parser_version
appearances   activity_id official_id name appearance_position post office named_as role verbs statements appearance_start appearance_end
posts         activity_id official_id post_position org title
officials     official_id name name_pinyin first_week last_week columns activities
tenures       official_id name district org title office first_seen last_seen columns
credits       column_id position role name
coverage      week_start week_end column_id district office status activities names investment signing ceremony inspection meeting exchange media event other reason
officeholders district office position official_id name first_seen last_seen columns
ledger        column_id class blocks characters
problems      column_id position code severity span_start span_end detail
changes       table row_id change cause previous_snapshot
districts     district name_zh name_en gb2260 kind
codes         list code label_zh label_en note_zh note_en
full/texts    activity_id column_id text
full/blocks   column_id block class span_start span_end text
`

func TestHeadersAreTheCodebooks(t *testing.T) {
	var got strings.Builder
	got.WriteString("\n")
	for _, table := range snapshot.Tables() {
		name := table.Name + strings.Repeat(" ", 14-len(table.Name))
		got.WriteString(name + strings.Join(table.Header(), " ") + "\n")
	}
	if got.String() != headers {
		t.Errorf("tables are%swant%s", got.String(), headers)
	}
}

func TestEveryColumnIsDescribed(t *testing.T) {
	for _, table := range snapshot.Tables() {
		for _, w := range []snapshot.Words{table.Title, table.Note} {
			if w.ZH == "" || w.EN == "" {
				t.Errorf("%s: title or note missing in a language", table.Name)
			}
		}
		for _, c := range table.Columns {
			if c.Title.ZH == "" || c.Title.EN == "" || c.Note.ZH == "" || c.Note.EN == "" {
				t.Errorf("%s.%s: title or note missing in a language", table.Name, c.Name)
			}
		}
		for _, key := range table.Key {
			if c, ok := table.Column(key); !ok || (!c.Required && table.Name != "tenures") {
				t.Errorf("%s: key %s is no required column", table.Name, key)
			}
		}
		for _, r := range table.References {
			to, ok := snapshot.TableNamed(r)
			if !ok {
				t.Errorf("%s: reference to %s", table.Name, r)
			}
			for _, name := range to.Key {
				if _, from := table.Column(name); !from {
					t.Errorf("%s has no column %s to refer to %s by", table.Name, name, r)
				}
			}
		}
	}
}

func TestEveryFilterOfEveryTableIsSQL(t *testing.T) {
	db := newDatabase(t)
	all := snapshot.Filter{Column: "col_1", District: "futian", Official: "off_1", Office: "head", Kind: "meeting", From: "2024-01-01", To: "2024-12-31"}
	for _, table := range snapshot.Tables() {
		for _, f := range []snapshot.Filter{{}, all, {Where: "1 = ?", Args: []any{1}}, {Office: "both", From: "2024-01-01", Where: "? = 2", Args: []any{2}}} {
			var out strings.Builder
			if err := snapshot.WriteCSV(t.Context(), &out, db, table, f); err != nil {
				t.Errorf("%s %+v: %v", table.Name, f, err)
			}
			if want := strings.Join(table.Header(), ",") + "\r\n"; !strings.HasPrefix(out.String(), want) {
				t.Errorf("%s: header %q, want %q", table.Name, out.String(), want)
			}
		}
	}
}
