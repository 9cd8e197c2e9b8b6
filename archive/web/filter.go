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
	snapshot.Filter        // who is both secretary and head counts for each office
	Q               string // every word must be found in what is public
	Cell            string // of coverage, as 2024-04-22.futian.secretary: only the activities that it counts
	Page            int    // from 1
	Rows            string // of the picture: district, kind or official
	By              string // its time: week, month, quarter or year; empty for what fits
}

// frameParams are understood by every address.
var frameParams = [...]string{"lang", "format", "token"}

// param is a filter by its name in an address, and what reads its value.
type param struct {
	name string
	into *string
	read func(name, value string) (string, error)
}

// params lists the filters, all but the page.
func (f *filter) params() []param {
	asGiven := func(_, v string) (string, error) { return v, nil }
	return []param{
		{"column", &f.Column, asGiven}, {"district", &f.District, oneOf(districtSlug)}, {"official", &f.Official, oneOf(officialID)},
		{"office", &f.Office, oneOf(among(parser.Values(parser.Offices())))}, {"kind", &f.Kind, oneOf(among(parser.Values(parser.Kinds())))},
		{"from", &f.From, dateParam}, {"to", &f.To, dateParam}, {"q", &f.Q, searchParam}, {"cell", &f.Cell, oneOf(cellKey)},
		{"rows", &f.Rows, oneOf(among([]string{"district", "kind", "official"}))}, {"by", &f.By, oneOf(among(units[:]))},
	}
}

// values are the filters as they stand in an address.
func (f filter) values() url.Values {
	q := url.Values{}
	for _, p := range f.params() {
		if *p.into != "" {
			q.Set(p.name, *p.into)
		}
	}
	return q
}

// key names a filter among others.
func (f filter) key() string { return f.values().Encode() }

// parseFilter reads the filters and refuses what it does not understand: a
// misspelt filter must not look like a complete answer.
func parseFilter(q url.Values) (f filter, err error) {
	known := append([]string{"page"}, frameParams[:]...)
	for _, p := range f.params() {
		known = append(known, p.name)
		if v := q.Get(p.name); v != "" && err == nil {
			*p.into, err = p.read(p.name, v)
		}
	}
	for name, values := range q {
		if !slices.Contains(known, name) {
			return f, badRequest("不认识的参数："+clip(name), "unknown parameter: "+clip(name))
		}
		if len(values) > 1 {
			return f, badRequest("参数重复："+name, "given twice: "+name)
		}
	}
	if err == nil && f.From != "" && f.To != "" && f.From > f.To {
		err = badRequest("起始日期晚于截止日期", "from is later than to")
	}
	if err == nil {
		f.Page, err = pageParam(q.Get("page"))
	}
	return f, err
}

// oneOf reads a parameter with a closed list of values. An empty one is that
// of a form left blank.
func oneOf(read func(string) (string, bool)) func(name, value string) (string, error) {
	return func(name, value string) (string, error) {
		v := strings.TrimSpace(value)
		if v == "" {
			return "", nil
		}
		value, ok := read(v)
		if !ok {
			return "", badRequest(fmt.Sprintf("参数 %s 的值无效：%s", name, clip(v)), fmt.Sprintf("%s has no value %q", name, clip(v)))
		}
		return value, nil
	}
}

func among(values []string) func(string) (string, bool) {
	return func(v string) (string, bool) { return v, slices.Contains(values, v) }
}

// districtSlug takes a slug or a name, also one cut short: 福田.
func districtSlug(v string) (string, bool) {
	for _, d := range parser.Districts() {
		if v == d.Slug || utf8.RuneCountInString(v) > 1 && strings.HasPrefix(d.NameZH, v) {
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

func dateParam(name, v string) (string, error) {
	if _, err := time.Parse(time.DateOnly, v); err != nil {
		return "", badRequest(fmt.Sprintf("参数 %s 须为日期，如 2024-04-22", name), fmt.Sprintf("%s must be a date like 2024-04-22", name))
	}
	return v, nil
}

func searchParam(_, v string) (string, error) {
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
