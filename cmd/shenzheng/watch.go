package main

import (
	"context"
	"fmt"
	"slices"
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
}

// installedSetting remembers when expectations began: an archive installed
// today is not late with the weeks before.
const installedSetting = "expectations_since"

func (w *watch) raise(ctx context.Context, key, code, title, detail string) error {
	var m archive.Message
	if w.message {
		m = archive.Message{Title: title, Body: detail}
	}
	_, err := w.arc.RaiseAlert(ctx, key, code, title+": "+detail, m)
	return err
}

func (w *watch) resolve(ctx context.Context, key, title string) error {
	var m archive.Message
	if w.message {
		m = archive.Message{Title: resolvedMark + title}
	}
	_, err := w.arc.ResolveAlert(ctx, key, m)
	return err
}

// event raises an alert that is over at once and never comes again: an edit
// is news, not a state to be mended.
func (w *watch) event(ctx context.Context, key, code, title, detail string) error {
	known, err := w.arc.AlertKnown(ctx, key)
	if err != nil || known {
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

// weeks expects the column of each week by noon on the Monday after it.
func (w *watch) weeks(ctx context.Context) error {
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
	for _, monday := range expectedWeeks(since.In(w.zone), w.now().In(w.zone)) {
		held, err := w.arc.HoldsWeek(ctx, monday.String())
		if err != nil {
			return err
		}
		title := fmt.Sprintf("缺少 %s 至 %s 一周的专栏 / column of the week of %s is missing", monday, monday.AddDays(6), monday)
		if err := w.set(ctx, !held, "week_missing:"+monday.String(), "week_missing", title, tried); err != nil {
			return err
		}
	}
	return nil
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
	return fmt.Sprintf("last crawl %s: %s, %s", r.StartedAt.In(w.zone).Format("2006-01-02 15:04"), r.Outcome, r.Detail), nil
}

// sources raises an alert for every source that gave no answer, blocked the
// crawl or forbade it, and resolves it for the others.
func (w *watch) sources(ctx context.Context, names []string, report crawler.Report) error {
	for _, name := range names {
		detail := ""
		for _, item := range report.Items {
			silent := item.Kind == crawler.ItemUnreachable || item.Kind == crawler.ItemBlocked || item.Kind == crawler.ItemForbidden
			if item.Source == name && silent {
				detail = item.String()
				break
			}
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
	qualities, err := w.arc.Qualities(ctx, 60)
	if err != nil {
		return err
	}
	for i, q := range qualities {
		switch q.State {
		case archive.StateEdited:
			err = w.event(ctx, fmt.Sprintf("edited:%s:%d", q.ColumnID, q.Revision), "column_edited",
				"专栏已被修改 / column was edited", fmt.Sprintf("%s, week of %s, revision %d", q.ColumnID, q.Week, q.Revision))
		case archive.StateWithdrawn:
			err = w.event(ctx, fmt.Sprintf("withdrawn:%s:%d", q.ColumnID, q.Revision), "column_withdrawn",
				"专栏已被撤下 / column was withdrawn", fmt.Sprintf("%s, week of %s; what is held stays", q.ColumnID, q.Week))
		}
		if err != nil {
			return err
		}
		worse := worseThan(q, qualities[i+1:])
		title := fmt.Sprintf("解析质量下降 / column %s was read worse than usual", q.ColumnID)
		if err := w.set(ctx, worse != "", "quality:"+q.ColumnID, "parse_quality", title, worse); err != nil {
			return err
		}
	}
	return nil
}

// worseThan compares a column with the up to twelve weeks before it; "" if it
// is as good.
func worseThan(q archive.Quality, before []archive.Quality) string {
	if q.Errors > 0 {
		return fmt.Sprintf("%d problems of severity error", q.Errors)
	}
	if len(before) > 12 {
		before = before[:12]
	}
	if len(before) < 3 {
		return ""
	}
	var shares []float64
	var sections []int
	for _, b := range before {
		shares = append(shares, share(b))
		sections = append(sections, b.Sections)
	}
	slices.Sort(shares)
	slices.Sort(sections)
	usual := sections[len(sections)/2]
	switch {
	case share(q) > shares[len(shares)-1]+0.02:
		return fmt.Sprintf("%.1f %% of the characters are unclassified", 100*share(q))
	case q.Sections < sections[0] && q.Sections*2 <= usual:
		return fmt.Sprintf("%d sections, usually %d", q.Sections, usual)
	}
	return ""
}

func share(q archive.Quality) float64 {
	if q.Characters == 0 {
		return 0
	}
	return float64(q.Unclassified) / float64(q.Characters)
}
