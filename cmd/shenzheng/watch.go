package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"shenzheng/archive"
	"shenzheng/crawler"
	"shenzheng/parser"
)

// watch decides what needs a person. Every trouble has a key; raising a key
// that is open and resolving one that is not do nothing, so each incident
// gives one alert and one resolution however often it is looked at.
type watch struct {
	arc  *archive.Archive
	now  func() time.Time
	zone *time.Location
	// message is false where no webhook is configured: alerts are then kept
	// and shown, and nothing is queued.
	message bool
	// queued is told, without waiting, that a message was queued.
	queued chan<- struct{}
}

func (w *watch) tell() {
	select {
	case w.queued <- struct{}{}:
	default: // it is told already
	}
}

// installedSetting remembers when expectations began: an archive installed
// today is not late with the weeks before.
const installedSetting = "expectations_since"

func (w *watch) raise(ctx context.Context, key, code, title, detail string) error {
	var m archive.Message
	if w.message {
		m = archive.Message{Title: title, Body: detail}
	}
	raised, err := w.arc.RaiseAlert(ctx, key, code, title+": "+detail, m)
	if raised && w.message {
		w.tell()
	}
	return err
}

func (w *watch) resolve(ctx context.Context, key, title string) error {
	open, err := w.arc.AlertOpen(ctx, key)
	if err != nil || !open {
		return err
	}
	var m archive.Message
	if w.message {
		m = archive.Message{Title: "已恢复 / resolved: " + title}
	}
	resolved, err := w.arc.ResolveAlert(ctx, key, m)
	if resolved && w.message {
		w.tell()
	}
	return err
}

// event raises an alert that is over at once and never comes again: an edit
// is news, not a state to be mended. One that was raised and not closed, by a
// process that ended between the two, is closed now.
func (w *watch) event(ctx context.Context, key, code, title, detail string) error {
	known, err := w.arc.AlertKnown(ctx, key)
	if err != nil {
		return err
	}
	if open, err := w.arc.AlertOpen(ctx, key); err != nil || known && !open {
		return err
	}
	if err := w.raise(ctx, key, code, title, detail); err != nil {
		return err
	}
	_, err = w.arc.ResolveAlert(ctx, key, archive.Message{})
	return err
}

// set raises or resolves by whether there is trouble.
func (w *watch) set(ctx context.Context, trouble bool, key, code, title, detail string) error {
	if trouble {
		return w.raise(ctx, key, code, title, detail)
	}
	return w.resolve(ctx, key, title)
}

// begin remembers the first start.
func (w *watch) begin(ctx context.Context) error {
	since, err := w.arc.Setting(ctx, installedSetting)
	if err != nil || since != "" {
		return err
	}
	return w.arc.SetSetting(ctx, installedSetting, w.now().UTC().Format(time.RFC3339))
}

// weeks expects the column of each week by noon on the Monday after it, and
// gives a crawl that is under way at that time as long as grace.
func (w *watch) weeks(ctx context.Context, grace time.Duration) error {
	text, err := w.arc.Setting(ctx, installedSetting)
	if err != nil {
		return err
	}
	since, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return fmt.Errorf("read setting %s: %w", installedSetting, err)
	}
	tried, err := w.lastCrawl(ctx)
	if err != nil {
		return err
	}
	open, err := w.openKeys(ctx, "week_missing")
	if err != nil {
		return err
	}
	held, err := w.arc.SettledWeeks(ctx)
	if err != nil {
		return err
	}
	now := w.now().In(w.zone)
	late := expectedWeeks(since.In(w.zone), now.Add(-grace))
	var missing, back []string
	for _, day := range expectedWeeks(since.In(w.zone), now) {
		monday := day.String()
		switch wasOpen := open[weekKey+monday]; {
		case held[monday] && wasOpen:
			back = append(back, monday)
		case !held[monday] && !wasOpen && slices.Contains(late, day):
			missing = append(missing, monday)
		}
		delete(open, weekKey+monday)
	}
	for _, key := range slices.Sorted(maps.Keys(open)) { // raised by a clock that was wrong
		back = append(back, strings.TrimPrefix(key, weekKey))
	}
	for i, monday := range missing {
		if err := w.quietly(i > 0 && len(missing) > weeksInOne).raise(ctx, weekKey+monday, "week_missing", weeksTitle(missing, i), tried); err != nil {
			return err
		}
	}
	for i, monday := range back {
		if err := w.quietly(i > 0 && len(back) > weeksInOne).resolve(ctx, weekKey+monday, weeksTitle(back, i)); err != nil {
			return err
		}
	}
	return nil
}

// weeksInOne is how many weeks that are missed, or found, at one look have a
// message each. More come of a clock that was wrong or of a long sleep, and are
// told in one message.
const weeksInOne = 3

// quietly gives a watch that keeps what it sees and queues no message.
func (w *watch) quietly(quiet bool) *watch {
	if !quiet {
		return w
	}
	silent := *w
	silent.message = false
	return &silent
}

// weeksTitle says which week, the i-th of those seen now, is meant; the first of
// many speaks for all.
func weeksTitle(mondays []string, i int) string {
	if i > 0 || len(mondays) <= weeksInOne {
		return weekTitle(mondays[i])
	}
	first, last := mondays[0], mondays[len(mondays)-1]
	return fmt.Sprintf("缺少 %s 至 %s 间 %d 周的专栏 / columns of %d weeks, %s to %s, are missing", first, last, len(mondays), len(mondays), first, last)
}

const weekKey = "week_missing:"

func weekTitle(monday string) string {
	return fmt.Sprintf("缺少 %s 起一周的专栏 / column of the week of %s is missing", monday, monday)
}

// openKeys gives the keys of the open alerts of a code.
func (w *watch) openKeys(ctx context.Context, code string) (map[string]bool, error) {
	alerts, err := w.arc.OpenAlerts(ctx)
	if err != nil {
		return nil, err
	}
	keys := map[string]bool{}
	for _, a := range alerts {
		if a.Code == code {
			keys[a.Key] = true
		}
	}
	return keys, nil
}

// expectedWeeks gives the Mondays of the weeks whose column should be held
// now and was not yet due when expectations began.
func expectedWeeks(since, now time.Time) []parser.Date {
	var weeks []parser.Date
	day := parser.DateOf(since)
	monday := day.AddDays(-(int(day.Weekday()) + 6) % 7).AddDays(-7)
	for ; ; monday = monday.AddDays(7) {
		next := monday.AddDays(7)
		due := time.Date(next.Year(), next.Month(), next.Day(), 12, 0, 0, 0, now.Location())
		if due.After(now) {
			return weeks
		}
		if due.After(since) {
			weeks = append(weeks, monday)
		}
	}
}

func (w *watch) lastCrawl(ctx context.Context) (string, error) {
	runs, err := w.arc.Runs(ctx, "crawl", 1)
	if err != nil {
		return "", err
	}
	if len(runs) == 0 {
		return "no crawl was made yet", nil
	}
	r := runs[0]
	if r.Outcome == archive.RunRunning {
		return "a crawl is under way since " + r.StartedAt.In(w.zone).Format("2006-01-02 15:04"), nil
	}
	return fmt.Sprintf("last crawl %s: %s, %s", r.StartedAt.In(w.zone).Format("2006-01-02 15:04"), r.Outcome, r.Detail), nil
}

// sources raises an alert for every source that gave no answer, blocked the
// crawl or forbade it, and resolves it for those that answered. A source that
// was not asked, because nothing of it was due, stays as it was.
func (w *watch) sources(ctx context.Context, names []string, report crawler.Report) error {
	for _, name := range names {
		answered, detail := slices.Contains(report.Answered, name), ""
		for _, item := range report.Items {
			silent := item.Kind == crawler.ItemBlocked ||
				!answered && (item.Kind == crawler.ItemUnreachable || item.Kind == crawler.ItemForbidden || item.Kind == crawler.ItemBad)
			if item.Source == name && silent {
				detail = item.String()
				break
			}
		}
		if detail == "" && !answered {
			continue
		}
		title := fmt.Sprintf("来源 %s 无法访问 / source %s is unreachable, blocked or forbidden", name, name)
		if err := w.set(ctx, detail != "", "source:"+name, "source_unavailable", title, detail); err != nil {
			return err
		}
	}
	return nil
}

// columns looks for edits and withdrawals, and for columns read worse than
// the ones before them.
func (w *watch) columns(ctx context.Context) error {
	upsets, err := w.arc.Upsets(ctx)
	if err != nil {
		return err
	}
	for _, u := range upsets {
		if err := w.upset(ctx, u); err != nil {
			return err
		}
	}
	qualities, err := w.arc.Qualities(ctx, 60)
	if err != nil {
		return err
	}
	for i, q := range qualities {
		worse := worseThan(q, qualities[i+1:])
		title := fmt.Sprintf("解析质量下降 / column %s was read worse than usual", q.ColumnID)
		if err := w.set(ctx, worse != "", "quality:"+q.ColumnID, "parse_quality", title, worse); err != nil {
			return err
		}
	}
	return nil
}

// upset gives news of what the source did to a column.
func (w *watch) upset(ctx context.Context, u archive.Upset) error {
	name := u.ColumnID
	if u.Week != "" {
		name += ", week of " + u.Week
	}
	if u.Revision > 1 {
		err := w.event(ctx, fmt.Sprintf("edited:%s:%d", u.ColumnID, u.Revision), "column_edited",
			"专栏已被修改 / column was edited", fmt.Sprintf("%s, revision %d", name, u.Revision))
		if err != nil {
			return err
		}
	}
	if !u.Withdrawn {
		return nil
	}
	return w.event(ctx, fmt.Sprintf("withdrawn:%s:%d", u.ColumnID, u.Revision), "column_withdrawn",
		"专栏已被撤下 / column was withdrawn", name+"; what is held stays")
}
