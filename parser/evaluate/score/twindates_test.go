package score

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"shenzheng/parser"
)

// TestTwinsInOtherWeeks moves every day of a column by whole weeks: into
// other months, over year ends, into leap years. Every third column goes to
// each of these weeks.
func TestTwinsInOtherWeeks(t *testing.T) {
	for i, weeks := range []int{-17, 1, 2, 36, 52, 97, 358} {
		for j, o := range originals(t) {
			moved, want, ok := o.dated(7*weeks, "至")
			if ok && (i+j)%3 == 0 {
				follows(t, o, want, o.twin(moved))
			}
		}
	}
}

// TestTwinsWithOtherSeparators prints every range anew, with every separator in
// every fourth column.
func TestTwinsWithOtherSeparators(t *testing.T) {
	for i, sep := range strings.Split("至 到 - － ‐ ‑ ‒ – — —— ― ~ ～ 〜 −", " ") {
		for j, o := range originals(t) {
			moved, want, ok := o.dated(0, sep)
			if ok && (i+j)%4 == 0 {
				follows(t, o, want, o.twin(moved))
			}
		}
	}
}

// dated prints every date anew, so many days later and with this separator
// in ranges, and gives what must follow. Columns whose week is not printed in
// both title and body, or disagrees, are left out.
func (o *original) dated(days int, sep string) ([]parser.Block, parser.Column, bool) {
	misprinted := slices.ContainsFunc(o.want.Problems, func(p parser.Problem) bool { return p.Code != "invalid_date" })
	if !o.plainStamp() || misprinted || !strings.Contains(o.want.Text, "月") || o.want.Week.Start.IsZero() || len(o.read.Activities) != len(o.want.Activities) {
		return nil, parser.Column{}, false
	}
	want := mapped(o.read, strings.Clone)
	want.Week.Start, want.Week.End = want.Week.Start.AddDays(days), want.Week.End.AddDays(days)
	want.Published = want.Published.AddDate(0, 0, days)
	want.Title = fmt.Sprintf("深圳一周丨各区书记区长在忙啥?(%s-%s)", monthDay(want.Week.Start), monthDay(want.Week.End))
	texts := map[int]string{} // of activities, by where they stood
	for i := range want.Activities {
		a := &want.Activities[i]
		rest := strings.TrimPrefix(a.Text, a.Date.Text)
		move(&a.Date, days, sep)
		a.Text = a.Date.Text + rest
		texts[o.want.Activities[i].Span.Start] = a.Date.Text
	}
	body := false
	lines := o.edit(func(b parser.Block) string {
		switch {
		case b.Class == parser.ClassTitle:
			return want.Title
		case b.Class == parser.ClassWeek:
			body = true
			return fmt.Sprintf("%d年%s至%d年%s。", want.Week.Start.Year(), monthDay(want.Week.Start), want.Week.End.Year(), monthDay(want.Week.End))
		case b.Class == parser.ClassMeta && strings.Contains(b.Text, ":") && strings.HasPrefix(b.Text, o.want.Published.Format("2006-")):
			return want.Published.Format("2006-01-02 15:04")
		case b.Class == parser.ClassMeta && b.Text == o.want.Published.Format("01-02 15:04"):
			return want.Published.Format("01-02 15:04")
		case b.Class == parser.ClassActivity:
			return o.redate(b, texts)
		}
		return b.Text
	})
	return lines, want, body
}

// plainStamp reports a stamp on a line of its own in one of the two forms that
// twins print anew.
func (o *original) plainStamp() bool {
	return slices.ContainsFunc(o.lines, func(b parser.Block) bool {
		return b.Text == o.want.Published.Format("01-02 15:04") || b.Text == o.want.Published.Format("2006-01-02 15:04")
	})
}

// redate puts the new dates where activities open in this block.
func (o *original) redate(b parser.Block, texts map[int]string) string {
	runes, out, done := []rune(b.Text), "", 0
	for i, a := range o.want.Activities {
		text, opens := texts[a.Span.Start]
		if !opens || a.Span.Start < b.Span.Start || a.Span.Start >= b.Span.End {
			continue
		}
		at := a.Span.Start - b.Span.Start
		out += string(runes[done:at]) + text
		done = at + len([]rune(o.want.Activities[i].Date.Text))
	}
	return out + string(runes[done:])
}

// move prints a moment anew, days later.
func move(m *parser.Moment, days int, sep string) {
	if m.Precision != parser.PrecisionWeek && m.Precision != parser.PrecisionDay && m.Precision != parser.PrecisionRange && m.Precision != parser.PrecisionList {
		if m.Precision == parser.PrecisionMonthPart {
			*m = parser.Moment{Precision: parser.PrecisionVague, Text: "近日"}
		}
		return
	}
	m.Start, m.End = m.Start.AddDays(days), m.End.AddDays(days)
	switch m.Precision {
	case parser.PrecisionWeek:
		m.Text = "本周"
	case parser.PrecisionDay:
		m.Text = monthDay(m.Start) + m.Part
	case parser.PrecisionRange:
		m.Part, m.Text = "", monthDay(m.Start)+sep+monthDay(m.End)
	case parser.PrecisionList:
		var parts []string
		moved := make([]parser.Date, len(m.List))
		for i, d := range m.List {
			moved[i] = d.AddDays(days)
			parts = append(parts, monthDay(moved[i]))
		}
		m.List, m.Part, m.Text = moved, "", strings.Join(parts, "、")
	}
}

func monthDay(d parser.Date) string { return fmt.Sprintf("%d月%d日", d.Month(), d.Day()) }

// TestTwinsOfTheCentury reads the same text 28 years later, when every day
// falls on the same weekday.
func TestTwinsOfTheCentury(t *testing.T) {
	later := func(o *original) string { return fmt.Sprintf("%d年", o.want.Week.Start.Year()+28) }
	for _, o := range originals(t) {
		year := fmt.Sprintf("%d年", o.want.Week.Start.Year())
		// A year in other numerals is not moved.
		other := slices.ContainsFunc(o.want.Activities, func(a parser.Activity) bool {
			return strings.Contains(a.Date.Text, "年") && !strings.Contains(a.Date.Text, year)
		})
		if other || !o.plainStamp() || o.want.Week.Start.Year() != o.want.Week.End.Year() || !strings.Contains(o.want.Text, year+fmt.Sprint(int(o.want.Week.Start.Month()))+"月") || o.want.Published.Year() != o.want.Week.Start.Year() {
			continue
		}
		twin := o.twin(o.edit(func(b parser.Block) string {
			text := strings.ReplaceAll(b.Text, year, later(o))
			return strings.Replace(text, o.want.Published.Format("2006-01-02 "), o.want.Published.AddDate(28, 0, 0).Format("2006-01-02 "), 1)
		}))
		if got, want := twin.Week.Start, o.read.Week.Start.AddDays(28*365+7); got != want {
			t.Errorf("twin of %s begins %v, not %v", o.name, got, want)
		}
		if got, want := twin.Published, o.read.Published.AddDate(28, 0, 0); !got.Equal(want) {
			t.Errorf("twin of %s is of %v, not %v", o.name, got.Format(time.RFC3339), want.Format(time.RFC3339))
		}
		for i, a := range twin.Activities {
			before := o.read.Activities[i]
			if !before.Date.Start.IsZero() && a.Date.Start != before.Date.Start.AddDays(28*365+7) {
				t.Errorf("twin of %s: %s reads %v, not 28 years after %v", o.name, a.Date.Text, a.Date.Start, before.Date.Start)
			}
		}
	}
}
