package web

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"shenzheng/archive/snapshot"
	"shenzheng/parser"
)

const (
	perPage      = 50
	maxTermRunes = 64 // of one search term
	maxTerms     = 8
)

// filter is what a visitor asked for; everything given must hold. It means the
// same for a page, its JSON and a table's CSV.
type filter struct {
	Column   string // column_id
	District string // slug
	Official string // official_id
	Office   string // who is both secretary and head counts for each
	Kind     string // of activity
	From, To string // YYYY-MM-DD, both included; an undated activity counts for its week
	Q        string // every word must be found in what is public
	Cell     string // of coverage, as 2024-04-22.futian.secretary: only the activities that it counts
	Page     int    // from 1
	Rows     string // of the picture: district, kind or official
	By       string // its time: week, month, quarter or year; empty for what fits
}

// frameParams are understood by every address.
var frameParams = [...]string{"lang", "format", "token"}

// filterParams are the names of filters.
var filterParams = [...]string{"column", "district", "official", "office", "kind", "from", "to", "q", "cell", "page", "rows", "by"}

// parseFilter reads the filters and refuses what it does not understand: a
// misspelt filter must not look like a complete answer.
func parseFilter(q url.Values) (filter, error) {
	f := filter{Page: 1, Column: q.Get("column")}
	for name, values := range q {
		if !slices.Contains(filterParams[:], name) && !slices.Contains(frameParams[:], name) {
			return f, badRequest("不认识的参数："+clip(name), "unknown parameter: "+clip(name))
		}
		if len(values) > 1 {
			return f, badRequest("参数重复："+name, "given twice: "+name)
		}
	}
	var err error
	for _, p := range [...]struct {
		name string
		into *string
		read func(string) (string, bool)
	}{
		{"district", &f.District, districtSlug}, {"official", &f.Official, officialID}, {"office", &f.Office, among(parser.Values(parser.Offices()))},
		{"kind", &f.Kind, among(parser.Values(parser.Kinds()))}, {"cell", &f.Cell, cellKey}, {"rows", &f.Rows, among([]string{"district", "kind", "official"})}, {"by", &f.By, among(units[:])},
	} {
		if *p.into, err = oneOf(q, p.name, p.read); err != nil {
			return f, err
		}
	}
	if f.From, err = dateParam(q, "from"); err != nil {
		return f, err
	}
	if f.To, err = dateParam(q, "to"); err != nil {
		return f, err
	}
	if f.From != "" && f.To != "" && f.From > f.To {
		return f, badRequest("起始日期晚于截止日期", "from is later than to")
	}
	if f.Q, err = searchParam(q.Get("q")); err != nil {
		return f, err
	}
	f.Page, err = pageParam(q.Get("page"))
	return f, err
}

// oneOf reads a parameter with a closed list of values. An empty one is that
// of a form left blank.
func oneOf(q url.Values, name string, read func(string) (string, bool)) (string, error) {
	v := strings.TrimSpace(q.Get(name))
	if v == "" {
		return "", nil
	}
	value, ok := read(v)
	if !ok {
		return "", badRequest(fmt.Sprintf("参数 %s 的值无效：%s", name, clip(v)), fmt.Sprintf("%s has no value %q", name, clip(v)))
	}
	return value, nil
}

func among(values []string) func(string) (string, bool) {
	return func(v string) (string, bool) { return v, slices.Contains(values, v) }
}

func districtSlug(v string) (string, bool) {
	for _, d := range parser.Districts() {
		if v == d.Slug || v == d.NameZH {
			return d.Slug, true
		}
	}
	return "", false
}

// cell is the key of a row of coverage.
type cell struct{ Week, District, Office string }

// CellAsked is the cell that the list is of; nil for none.
func (f filter) CellAsked() *cell {
	if f.Cell == "" {
		return nil
	}
	week, rest, _ := strings.Cut(f.Cell, ".")
	district, office, _ := strings.Cut(rest, ".")
	return &cell{week, district, office}
}

// cellKey takes WEEK.DISTRICT.OFFICE.
func cellKey(v string) (string, bool) {
	c := filter{Cell: v}.CellAsked()
	if c == nil {
		return v, false
	}
	_, err := time.Parse(time.DateOnly, c.Week)
	table, _ := snapshot.TableNamed("coverage")
	office, _ := table.Column("office")
	return v, err == nil && slices.Contains(districtSlugs(), c.District) && slices.Contains(office.Enum, c.Office)
}

// officialID takes an id or a name. An unknown one finds nothing, which is an
// answer and no error.
func officialID(v string) (string, bool) {
	if strings.HasPrefix(v, "off_") {
		return v, true
	}
	return parser.OfficialID(v), true
}

func dateParam(q url.Values, name string) (string, error) {
	v := q.Get(name)
	if v == "" {
		return "", nil
	}
	if _, err := time.Parse(time.DateOnly, v); err != nil {
		return "", badRequest(fmt.Sprintf("参数 %s 须为日期，如 2024-04-22", name), fmt.Sprintf("%s must be a date like 2024-04-22", name))
	}
	return v, nil
}

func searchParam(v string) (string, error) {
	words := strings.Fields(v)
	if !utf8.ValidString(v) || len(words) > maxTerms {
		return "", badRequest("检索词过多或无法识别", fmt.Sprintf("q takes up to %d words of valid UTF-8", maxTerms))
	}
	// Nothing printed holds a control character, and no page can show one.
	if strings.ContainsFunc(strings.Join(words, ""), unicode.IsControl) {
		return "", badRequest("检索词含有控制字符", "q holds a control character")
	}
	for _, w := range words {
		if utf8.RuneCountInString(w) > maxTermRunes {
			return "", badRequest("检索词过长", fmt.Sprintf("a word of q is longer than %d characters", maxTermRunes))
		}
	}
	return strings.Join(words, " "), nil
}

func pageParam(v string) (int, error) {
	if v == "" {
		return 1, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 || n > 1_000_000 {
		return 0, badRequest("页码须为正整数", "page must be a positive whole number")
	}
	return n, nil
}

// clip keeps an echoed value short.
func clip(s string) string {
	r := []rune(strings.ToValidUTF8(s, "?"))
	if len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return string(r)
}
