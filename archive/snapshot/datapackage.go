package snapshot

import (
	"encoding/json"
	"path"
	"slices"
	"strings"
)

// dataPackage is datapackage.json, a Frictionless Data Package v2.
type dataPackage struct {
	Schema      string     `json:"$schema"`
	Name        string     `json:"name"`
	ID          string     `json:"id"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Version     string     `json:"version"`
	Previous    string     `json:"previous,omitempty"` // version that changes.csv speaks of
	Keywords    []string   `json:"keywords"`
	Sources     []link     `json:"sources"`
	Licenses    []link     `json:"licenses"`
	Resources   []resource `json:"resources"`
}

// link leads to a source or a licence.
type link struct {
	Name  string `json:"name,omitempty"`
	Title string `json:"title"`
	Path  string `json:"path"`
}

type resource struct {
	Name        string          `json:"name"`
	Path        string          `json:"path"`
	Type        string          `json:"type"`
	Profile     string          `json:"profile"` // what version 1 says for type
	Title       string          `json:"title"`
	Description string          `json:"description"`
	Format      string          `json:"format"`
	Mediatype   string          `json:"mediatype"`
	Encoding    string          `json:"encoding"`
	Bytes       int64           `json:"bytes"`
	Hash        string          `json:"hash"`
	Rows        int             `json:"rows"`
	Order       []string        `json:"order"` // see Table.Order
	Dialect     json.RawMessage `json:"dialect"`
	Schema      tableSchema     `json:"schema"`
}

// dialect is what CSV all tables are.
const dialect = `{"header": true, "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true}`

type tableSchema struct {
	Fields        []field      `json:"fields"`
	MissingValues []string     `json:"missingValues"`
	PrimaryKey    []string     `json:"primaryKey"`
	ForeignKeys   []foreignKey `json:"foreignKeys,omitempty"`
}

type field struct {
	Name        string       `json:"name"`
	Type        Type         `json:"type"`
	Format      string       `json:"format,omitempty"`
	Title       string       `json:"title"`
	Description string       `json:"description"`
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool     `json:"required,omitempty"`
	Unique   bool     `json:"unique,omitempty"`
	Enum     []string `json:"enum,omitempty"`
}

type foreignKey struct {
	Fields    []string  `json:"fields"`
	Reference reference `json:"reference"`
}

type reference struct {
	Resource string   `json:"resource"`
	Fields   []string `json:"fields"`
}

// both joins the two languages of a title.
func (w Words) both() string { return w.ZH + " / " + w.EN }

// writePackage describes tables of the edition as a data package, in the folder
// that they stand in.
func (e *edition) writePackage(folder string, tables []Table) error {
	name := "shenzheng-" + strings.ReplaceAll(folder, "/", "-") + e.id
	p := dataPackage{
		Schema:      "https://datapackage.org/profiles/2.0/datapackage.json",
		Name:        name,
		ID:          name,
		Title:       "深政观察公务活动数据集 / Public activities of Shenzhen's district leaders, from the column 深政观察",
		Description: Wording().ZH + "\n" + Wording().EN,
		Version:     e.id,
		Previous:    e.previous,
		Keywords:    []string{"深圳", "深政观察", "深圳一周", "local government", "officials", "China"},
		Sources:     []link{{"", "深圳特区报 / 读特,《深政观察》", "https://www.dutenews.com/"}},
		Licenses:    []link{{"CC-BY-4.0", "Creative Commons Attribution 4.0(仅及于编码与文档 / coding and documentation only)", "https://creativecommons.org/licenses/by/4.0/"}},
	}
	named := func(name string) bool {
		return slices.ContainsFunc(tables, func(t Table) bool { return t.Name == name })
	}
	for _, t := range tables {
		p.Resources = append(p.Resources, e.resource(t, named))
	}
	content, err := encodeJSON(p)
	if err != nil {
		return err
	}
	return e.writeBytes(folder+packageFile, content)
}

func (e *edition) resource(t Table, named func(table string) bool) resource {
	file := e.files[t.File()]
	return resource{
		Name: path.Base(t.Name), Path: path.Base(t.File()), Type: "table", Profile: "tabular-data-resource",
		Title: t.Title.both(), Description: t.Note.ZH + "\n" + t.Note.EN,
		Format: "csv", Mediatype: "text/csv", Encoding: "utf-8",
		Bytes: file.Bytes, Hash: "sha256:" + file.SHA256, Rows: e.rows[t.Name], Order: t.Order,
		Dialect: json.RawMessage(dialect),
		Schema:  t.schema(named),
	}
}

// schema describes the table's columns; references to tables that are not in
// the same package are left out.
func (t Table) schema(named func(table string) bool) tableSchema {
	s := tableSchema{MissingValues: []string{""}, PrimaryKey: t.Key}
	for _, c := range t.Columns {
		s.Fields = append(s.Fields, c.field(len(t.Key) == 1 && t.Key[0] == c.Name))
	}
	for _, r := range t.Refers() {
		if named(r.Name) {
			s.ForeignKeys = append(s.ForeignKeys, foreignKey{r.Key, reference{r.Name, r.Key}})
		}
	}
	return s
}

func (c Column) field(unique bool) field {
	f := field{Name: c.Name, Type: c.Type, Title: c.Title.both(), Description: c.Note.ZH + "\n" + c.Note.EN}
	switch c.Type {
	case Joined:
		// A list is text to any reader, older ones included; the note says how it is joined.
		f.Type = Text
	case Instant:
		f.Format = "any" // the default format of older readers knows no zone but Z
	}
	if c.Required || unique || c.Enum != nil {
		f.Constraints = &constraints{c.Required, unique, c.Enum}
	}
	return f
}
