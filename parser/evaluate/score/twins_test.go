package score

import (
	"strings"
	"testing"

	"shenzheng/parser"
)

// names to swap in: two to four characters, compound, dotted. None begins
// with what another ends with, and none ends in what could be read as a verb
// or a connector.
var newNames = []string{
	"冼泓", "缪舒然", "欧阳霁", "司徒景行", "阿依努尔·帕孜来", "蒙夙", "璩若谷", "诸葛望舒", "皇甫嵇", "喀迪尔·吾守尔", "隗昀", "蔺承泽", "鄢予", "逄筱桐", "闻人祺", "帅旌", "单于衡远",
	"厍芮", "郗若溪", "东方翊宸", "乜川", "桑宥", "亓官霏", "宓知微", "娄彧", "岑栖梧", "戚昶", "乌云·斯琴", "尉迟霆", "昝未央", "令狐溯", "邬莳", "夔星野", "訾沐", "公冶弈秋", "厉岫", "佟临川", "慕容渔",
	"宰父昱", "边俣", "仲佶", "呼延铮", "游弋然", "竺清晏", "端木筝", "查莼", "褚青砚", "杭屹", "哈丽娅·萨比尔", "裘牧", "甄淇", "屠芃", "敬亭之", "鲍霜", "赫连曜",
}

func TestTwinsWithOtherNames(t *testing.T) {
	for _, o := range originals(t) {
		swaps, back := map[string]string{}, 0
		var pairs []string
		for _, a := range o.want.Activities {
			for _, p := range a.Officials {
				if _, done := swaps[p.Name]; done {
					continue
				}
				swaps[p.Name] = newNames[(back+len(o.name))%len(newNames)]
				back++
				pairs = append(pairs, printedName(o.want, p), swaps[p.Name])
			}
		}
		if back > len(newNames) {
			continue
		}
		swap := strings.NewReplacer(pairs...).Replace
		want := mapped(o.read, swap)
		for i := range want.Activities {
			for j := range want.Activities[i].Officials {
				p := &want.Activities[i].Officials[j]
				if other, ok := swaps[p.Name]; ok {
					p.Name = other
				}
			}
		}
		follows(t, o, want, o.twin(o.edit(func(b parser.Block) string { return swap(b.Text) })))
	}
}

// printedName is the name as it stands in the text, behind the post.
func printedName(c parser.Column, p parser.Appearance) string {
	mention := slice([]rune(c.Text), p.Span)
	if at := strings.LastIndex(mention, string([]rune(p.Name)[:1])); p.Post != "" && strings.HasPrefix(mention, p.Post) && at >= 0 {
		return strings.TrimPrefix(mention, p.Post)
	}
	return mention
}

// TestTwinsWithDistrictsInAnotherOrder leaves out columns with a district
// twice or an official in two districts: there the order says something.
func TestTwinsWithDistrictsInAnotherOrder(t *testing.T) {
	for _, o := range originals(t) {
		if !independent(o.want) {
			continue
		}
		head, chunks, tail := o.chunks()
		lines := head
		want := o.read
		want.Sections, want.Activities = nil, nil
		for i := len(chunks) - 1; i >= 0; i-- {
			lines = append(lines, chunks[i]...)
			if i >= len(o.read.Sections) {
				continue
			}
			s := o.read.Sections[i]
			s.Position = len(want.Sections) + 1
			want.Sections = append(want.Sections, s)
			for _, a := range o.read.Activities {
				if a.Section == i {
					a.Section, a.Position = s.Position-1, len(want.Activities)+1
					want.Activities = append(want.Activities, a)
				}
			}
		}
		follows(t, o, want, o.twin(append(lines, tail...)))
	}
}

// independent reports whether sections are printed and share no official.
func independent(c parser.Column) bool {
	district, of := map[string]bool{}, map[string]int{}
	for _, s := range c.Sections {
		if s.HeadingSource != "printed" || district[s.District] {
			return false
		}
		district[s.District] = true
	}
	for _, a := range c.Activities {
		for _, p := range a.Officials {
			if first, seen := of[p.Name]; seen && first != a.Section {
				return false
			}
			of[p.Name] = a.Section
		}
	}
	return true
}

// chunks cuts the lines before every heading and before what ends the last
// section.
func (o *original) chunks() (head []parser.Block, chunks [][]parser.Block, tail []parser.Block) {
	for _, b := range o.lines {
		switch {
		case b.Class == parser.ClassHeading:
			chunks = append(chunks, []parser.Block{b})
		case len(chunks) == 0:
			head = append(head, b)
		case tail != nil || b.Class == parser.ClassClosingNote || b.Class == parser.ClassCredit || b.Class == parser.ClassFurniture:
			tail = append(tail, b)
		default:
			chunks[len(chunks)-1] = append(chunks[len(chunks)-1], b)
		}
	}
	return head, chunks, tail
}

func TestTwinsInTheOtherWidth(t *testing.T) {
	marks := []string{",", "，", ":", "：", "(", "（", ")", "）", "?", "？"}
	other := make([]string, len(marks))
	for i := range marks {
		other[i] = marks[i^1]
	}
	var pairs, halve []string
	for i := range marks {
		pairs = append(pairs, marks[i], other[i])
	}
	for i := 0; i < len(marks); i += 2 {
		halve = append(halve, marks[i+1], marks[i])
	}
	toggle, half := strings.NewReplacer(pairs...).Replace, strings.NewReplacer(halve...).Replace
	for _, o := range originals(t) {
		twin := o.twin(o.edit(func(b parser.Block) string {
			if b.Class == parser.ClassMeta && strings.Contains(b.Text, ":") && strings.ContainsAny(b.Text[:1], "0123456789") {
				return b.Text // the stamp is the machine's
			}
			return toggle(b.Text)
		}))
		follows(t, o, mapped(o.read, half), mapped(twin, half))
	}
}

// TestTwinsWithOtherHeadings prints every third column's headings in each style.
func TestTwinsWithOtherHeadings(t *testing.T) {
	for i, style := range []func(string) string{
		func(district string) string { return district },
		func(district string) string { return district + "：" },
		func(district string) string { return strings.TrimSuffix(strings.TrimSuffix(district, "区"), "新") },
	} {
		for j, o := range originals(t) {
			if (i+j)%3 != 0 {
				continue
			}
			n := 0
			print := func(slug string) string {
				for _, d := range parser.Districts() {
					if d.Slug == slug && d.Kind != "cooperation_zone" {
						return style(d.NameZH)
					} else if d.Slug == slug {
						return d.NameZH
					}
				}
				return ""
			}
			lines := o.edit(func(b parser.Block) string {
				if b.Class != parser.ClassHeading {
					return b.Text
				}
				n++
				return print(o.want.Sections[n-1].District)
			})
			want := mapped(o.read, strings.Clone)
			for i := range want.Sections {
				if want.Sections[i].HeadingSource == "printed" {
					want.Sections[i].Heading = print(want.Sections[i].District)
				}
			}
			follows(t, o, want, o.twin(lines))
		}
	}
}

// TestTwinsWithCaptionsAndSummary puts a picture's line behind every
// paragraph inside a section and a summary before the introduction.
func TestTwinsWithCaptionsAndSummary(t *testing.T) {
	for _, o := range originals(t) {
		if strings.Contains(o.want.Text, "摘要") || len(o.want.Sections) == 0 || o.want.Sections[0].HeadingSource != "printed" {
			continue
		}
		var lines []parser.Block
		for _, b := range o.lines {
			if b.Class == parser.ClassWeek {
				lines = append(lines, parser.Block{Text: "摘要:各区工作有声有色。", Class: parser.ClassMeta})
			}
			lines = append(lines, b)
			if b.Class == parser.ClassActivity {
				lines = append(lines, parser.Block{Text: "公园夜景", Class: parser.ClassCaption}, parser.Block{Text: "图片", Class: parser.ClassCaption})
			}
		}
		want := o.read
		if want.Week.Start.IsZero() || !strings.Contains(joinText(lines), "摘要") {
			want.Summary = ""
		} else {
			want.Summary = "各区工作有声有色。"
		}
		follows(t, o, want, o.twin(lines))
	}
}

func joinText(lines []parser.Block) string {
	var all strings.Builder
	for _, l := range lines {
		all.WriteString(l.Text + "\n")
	}
	return all.String()
}
