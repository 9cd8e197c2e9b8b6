package web

import (
	"strings"

	"shenzheng/archive"
	"shenzheng/archive/snapshot"
	"shenzheng/parser"
)

// term is a value of a closed list with its names.
type term struct{ value, zh, en string }

// ourTerms name the values that no table has: jobs and how they ended.
var ourTerms = [...]term{
	{"ok", "成功", "ok"}, {"partial", "部分成功", "partial"}, {"failed", "失败", "failed"}, {"abandoned", "中断", "abandoned"}, {"running", "进行中", "running"},
	{"crawl", "抓取", "crawl"}, {"recheck", "复查", "recheck"}, {"snapshot", "快照", "snapshot"}, {"check", "校验", "check"},
	{"backup", "备份", "backup"}, {"import", "导入", "import"}, {"backfill", "补抓", "backfill"}, {"reparse", "重读", "reparse"},
}

// vocabulary names the values of every closed list the pages show.
var vocabulary = allTerms()

func allTerms() map[string]term {
	all := map[string]term{}
	for _, t := range ourTerms {
		all[t.value] = t
	}
	// The first list wins where two share a value with one meaning (other).
	for _, list := range [...]string{"kind", "office", "status", "precision", "role", "named_as", "column_kind", "heading_source", "state", "change", "cause", "class",
		"severity", "district_kind", "verb", "statement"} {
		for _, c := range snapshot.Codes(list) {
			if _, ok := all[c.Code]; !ok {
				all[c.Code] = term{c.Code, c.ZH, c.EN}
			}
		}
	}
	return all
}

// word names a value of a closed list; a value without a name is as it is.
func word(lang, value string) string {
	t, ok := vocabulary[value]
	switch {
	case !ok:
		return value
	case lang == "en":
		return t.en
	default:
		return t.zh
	}
}

// Word is word in the page's language.
func (p *page) Word(value string) string { return word(p.Lang, value) }

// Class names what a line was read as; week means another thing elsewhere.
func (p *page) Class(class string) string {
	for _, c := range parser.Classes() {
		if c.Code == class {
			return p.T(c.ZH, c.EN)
		}
	}
	return class
}

// Words names values joined with semicolons.
func (p *page) Words(joined string) string { return words(p.Lang, joined) }

func words(lang, joined string) string {
	var out []string
	for value := range strings.SplitSeq(joined, ";") {
		if value != "" {
			out = append(out, word(lang, value))
		}
	}
	if lang == "en" {
		return strings.Join(out, ", ")
	}
	return strings.Join(out, "、")
}

// Problem says what a code of problems means.
func (p *page) Problem(code string) string {
	for _, c := range archive.ProblemCodes() {
		if c.Code == code {
			return p.T(c.ZH, c.EN)
		}
	}
	return ""
}

// District names a district.
func (p *page) District(slug string) string { return district(p.Lang, slug) }

func district(lang, slug string) string {
	for _, d := range parser.Districts() {
		if d.Slug == slug && lang == "en" {
			return d.NameEN
		}
		if d.Slug == slug {
			return d.NameZH
		}
	}
	return slug
}

// ShortDistrict names a district in little room: Nanshan.
func (p *page) ShortDistrict(slug string) string { return shortDistrict(p.Lang, slug) }

func shortDistrict(lang, slug string) string {
	name := district(lang, slug)
	for _, end := range [...]string{" New District", " District", " Special Cooperation Zone", " Cooperation Zone"} {
		if short, ok := strings.CutSuffix(name, end); ok {
			return short
		}
	}
	return name
}

// Districts lists the districts for choices.
func (p *page) Districts() []parser.District { return parser.Districts() }

// Kinds lists the kinds of activity for choices.
func (p *page) Kinds() []parser.Code { return parser.Kinds() }

// Offices lists the offices for choices.
func (p *page) Offices() []parser.Code { return parser.Offices() }

// Units lists the units of an axis for choices.
func (p *page) Units() []string { return units[:] }

// Unit names the unit of an axis.
func (p *page) Unit(unit string) string {
	zh := map[string]string{"week": "周", "month": "月", "quarter": "季", "year": "年"}
	return p.T(zh[unit], unit)
}

// Person is a name as the page's language has it: English has the pinyin
// first.
func (p *page) Person(name string) string { return person(p.Lang, name) }

// Named is a value of a table's column, names with their pinyin where the
// table has no column for it.
func (p *page) Named(t snapshot.Table, column, value string) string {
	if _, has := t.Column("name_pinyin"); has || !p.En() || value == "" || column != "name" && column != "names" {
		return value
	}
	names := strings.Split(value, ";")
	for i, name := range names {
		names[i] = person(p.Lang, name)
	}
	return strings.Join(names, "; ")
}

func person(lang, name string) string {
	if lang == "en" {
		return archive.Pinyin(name) + " " + name
	}
	return name
}
