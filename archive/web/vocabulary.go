package web

import (
	"slices"
	"strings"

	"shenzheng/parser"
)

// term is a value of a closed list with its names.
type term struct{ value, zh, en string }

// vocabulary names the values of every closed list the pages show.
var vocabulary = [...]term{
	{"investment", "招商", "investment"}, {"signing", "签约", "signing"}, {"ceremony", "仪式", "ceremony"},
	{"inspection", "调研检查", "inspection"}, {"meeting", "会议", "meeting"}, {"exchange", "会见交流", "exchange"},
	{"media", "媒体", "media"}, {"event", "活动", "event"}, {"other", "其他", "other"},
	{"secretary", "书记", "secretary"}, {"head", "区长/主任", "head"}, {"both", "书记兼区长", "secretary and head"},
	{"day", "某日", "day"}, {"range", "时段", "range"}, {"list", "数日", "list"}, {"week", "本周", "week"},
	{"month_part", "旬", "part of month"}, {"vague", "近日等", "vague"}, {"none", "未写日期", "none"}, {"invalid", "无效日期", "invalid"},
	{"weekly", "每周梳理", "weekly round-up"},
	{"provisional", "初步", "provisional"}, {"settled", "已定", "settled"}, {"edited", "曾修改", "edited"}, {"withdrawn", "已撤下", "withdrawn"},
	{"reported", "有报道", "reported"}, {"not_named", "有活动、未点名", "not named"}, {"not_mentioned", "未提及", "not mentioned"},
	{"column_missing", "缺该周专栏", "column missing"}, {"parse_failed", "未能读出", "could not be read"},
	{"printed", "印有区名", "printed"}, {"inferred", "据内容推定", "inferred"},
	{"actor", "参与", "actor"}, {"mentioned", "被提及", "mentioned"},
	{"post_and_name", "职务与姓名", "post and name"}, {"name_only", "仅姓名", "name only"},
	{"error", "错误", "error"}, {"warning", "警告", "warning"}, {"info", "提示", "info"},
	{"title", "标题", "title"}, {"meta", "刊头", "masthead"}, {"introduction", "导语", "introduction"},
	{"heading", "区名", "heading"}, {"headline", "提要", "headline"}, {"activity", "活动", "activity"},
	{"caption", "图注", "caption"}, {"closing_note", "文末说明", "closing note"}, {"credit", "署名", "credits"},
	{"furniture", "页面其他", "furniture"}, {"unclassified", "未归类", "unclassified"},
	{"ok", "成功", "ok"}, {"partial", "部分成功", "partial"}, {"failed", "失败", "failed"}, {"abandoned", "中断", "abandoned"}, {"running", "进行中", "running"},
	{"crawl", "抓取", "crawl"}, {"recheck", "复查", "recheck"}, {"snapshot", "快照", "snapshot"}, {"check", "校验", "check"},
	{"backup", "备份", "backup"}, {"import", "导入", "import"},
	{"added", "新增", "added"}, {"updated", "更新", "updated"}, {"removed", "移除", "removed"},
	{"new_column", "新专栏", "new column"}, {"source_edit", "来源修改", "source edit"}, {"parser", "解析程序", "parser"},
}

// Word names a value of a closed list; a value without a name is shown as it is.
func (p *page) Word(value string) string {
	i := slices.IndexFunc(vocabulary[:], func(t term) bool { return t.value == value })
	if i < 0 {
		return value
	}
	return p.T(vocabulary[i].zh, vocabulary[i].en)
}

// District names a district.
func (p *page) District(slug string) string {
	for _, d := range parser.Districts() {
		if d.Slug == slug {
			return p.T(d.NameZH, d.NameEN)
		}
	}
	return slug
}

// ShortDistrict names a district in little room: Nanshan.
func (p *page) ShortDistrict(slug string) string {
	name := p.District(slug)
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

// Unit names the unit of an axis.
func (p *page) Unit(unit string) string {
	zh := map[string]string{"week": "周", "month": "月", "quarter": "季", "year": "年"}
	return p.T(zh[unit], unit)
}
