package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"shenzheng/archive"
	"shenzheng/crawler"
)

// trouble is what an alert is about: key names the one incident, code its kind.
type trouble struct {
	key, code, title, detail string
	quiet                    bool // shown, and no message to anybody
}

// alert raises the alert of a trouble while there is one, and else resolves it.
// Raising a key that is open and resolving one that is not do nothing, so each
// incident gives one alert and one resolution however often it is looked at.
// Without a webhook no message is queued; alerts are kept and shown all the same.
func (d *daemon) alert(ctx context.Context, there bool, t trouble) error {
	_, open, err := d.arc.AlertState(ctx, t.key, time.Time{})
	if err != nil || open == there {
		return err
	}
	var m archive.Message
	switch {
	case t.quiet || d.cfg.Alerts.Webhook == "":
	case there:
		m = archive.Message{Title: t.title, Body: t.detail}
	default:
		m = archive.Message{Title: t.title}
	}
	if there {
		_, err = d.arc.RaiseAlert(ctx, t.key, t.code, t.title+": "+t.detail, m)
	} else {
		_, err = d.arc.ResolveAlert(ctx, t.key, m)
	}
	select {
	case d.queued <- struct{}{}:
	default: // the courier is told already
	}
	return err
}

// news raises an alert that is over at once and comes once since a time: an
// edit is no state to be mended. One that was raised and not closed, by a process
// that ended between the two, is closed now.
func (d *daemon) news(ctx context.Context, t trouble, since time.Time) error {
	if since.After(d.now()) { // by a clock that was wrong: once at all
		since = time.Time{}
	}
	known, _, err := d.arc.AlertState(ctx, t.key, since)
	if err == nil && !known {
		err = d.alert(ctx, true, t)
	}
	if err == nil {
		t.quiet = true
		err = d.alert(ctx, false, t)
	}
	return err
}

// watchWeeks expects the column of each week by noon on the Monday after it, and
// gives a crawl that is under way at that time as long as grace.
func (d *daemon) watchWeeks(ctx context.Context, grace time.Duration) error {
	since, err := d.expect(ctx)
	if err != nil {
		return err
	}
	tried, err := d.lastCrawl(ctx)
	if err != nil {
		return err
	}
	alerts, err := d.arc.OpenAlerts(ctx)
	if err != nil {
		return err
	}
	open := map[string]bool{}
	for _, a := range alerts {
		if monday, ok := strings.CutPrefix(a.Key, weekKey); ok {
			open[monday] = true
		}
	}
	held, err := d.arc.SettledWeeks(ctx)
	if err != nil {
		return err
	}
	now, since := d.now().In(d.zone()), since.In(d.zone())
	late := len(expectedWeeks(since, now.Add(-grace)))
	var missing, back []string
	for i, day := range expectedWeeks(since, now) {
		monday := day.String()
		switch {
		case held[monday] && open[monday]:
			back = append(back, monday)
		case !held[monday] && !open[monday] && i < late:
			missing = append(missing, monday)
		}
		delete(open, monday)
	}
	back = append(back, slices.Sorted(maps.Keys(open))...) // raised by a clock that was wrong
	return errors.Join(d.setWeeks(ctx, true, missing, tried), d.setWeeks(ctx, false, back, tried))
}

// weeksInOne is how many weeks that are missed, or found, at one look have a
// message each. More come of a clock that was wrong or of a long sleep, and are
// told in one message.
const weeksInOne = 3

// setWeeks raises or resolves the alerts of weeks, the first of many for all.
func (d *daemon) setWeeks(ctx context.Context, missing bool, mondays []string, detail string) error {
	many := len(mondays) > weeksInOne
	for i, monday := range mondays {
		title := fmt.Sprintf("缺少 %s 起一周的专栏 / column of the week of %s is missing", monday, monday)
		if many && i == 0 {
			last := mondays[len(mondays)-1]
			title = fmt.Sprintf("缺少 %s 至 %s 间 %d 周的专栏 / columns of %d weeks, %s to %s, are missing",
				monday, last, len(mondays), len(mondays), monday, last)
		}
		advice := fmt.Sprintf("%s; where none was published: shenzheng week skip %s --reason TEXT", detail, monday)
		t := trouble{weekKey + monday, "week_missing", title, advice, many && i > 0}
		if err := d.alert(ctx, missing, t); err != nil {
			return err
		}
	}
	return nil
}

const weekKey = "week_missing:"

func (d *daemon) lastCrawl(ctx context.Context) (string, error) {
	runs, err := d.arc.Runs(ctx, "crawl", 1)
	if err != nil || len(runs) == 0 {
		return "no crawl was made yet", err
	}
	r, began := runs[0], d.when(runs[0].StartedAt)
	if r.Outcome == archive.RunRunning {
		return "a crawl is under way since " + began, nil
	}
	return fmt.Sprintf("last crawl %s: %s, %s", began, r.Outcome, r.Detail), nil
}

// What the keys of alerts begin with that are about something configured.
const (
	sourceKey = "source:"
	jobKey    = "job:"
)

// watchSources raises an alert for every source that gave no answer, blocked the
// crawl or forbade it, and resolves it for those that answered. A source that
// was not asked, because nothing of it was due, stays as it was.
func (d *daemon) watchSources(ctx context.Context, report crawler.Report) error {
	for _, s := range d.cfg.Sources {
		name := s.Name
		answered := slices.Contains(report.Answered, name)
		kinds := []crawler.ItemKind{crawler.ItemBlocked}
		if !answered {
			kinds = append(kinds, crawler.ItemUnreachable, crawler.ItemForbidden, crawler.ItemBad)
		}
		t := trouble{key: sourceKey + name, code: "source_unavailable"}
		t.title = fmt.Sprintf("来源 %s 无法访问 / source %s is unreachable, blocked or forbidden", name, name)
		i := slices.IndexFunc(report.Items, func(item crawler.Item) bool { return item.Source == name && slices.Contains(kinds, item.Kind) })
		if i < 0 && !answered {
			continue
		}
		if i >= 0 {
			t.detail = report.Items[i].String()
		}
		if err := d.alert(ctx, i >= 0, t); err != nil {
			return err
		}
	}
	return nil
}

// forget resolves the alerts of sources and jobs that are configured no more. A
// snapshot is made after crawls too, whatever its schedule is.
func (d *daemon) forget(ctx context.Context) error {
	configured := map[string]bool{jobKey + "snapshot": true}
	for _, s := range d.cfg.Sources {
		configured[sourceKey+s.Name] = true
	}
	for _, j := range d.cfg.jobs() {
		configured[jobKey+j.name] = configured[jobKey+j.name] || j.spec != "off"
	}
	alerts, err := d.arc.OpenAlerts(ctx)
	for _, a := range alerts {
		if !configured[a.Key] && (strings.HasPrefix(a.Key, sourceKey) || strings.HasPrefix(a.Key, jobKey)) {
			title := fmt.Sprintf("%s 已不在配置中 / %s is configured no more", a.Key, a.Key)
			err = errors.Join(err, d.alert(ctx, false, trouble{key: a.Key, title: title}))
		}
	}
	return err
}

// watchColumns looks for edits and withdrawals, and for columns read worse than
// the ones before them.
func (d *daemon) watchColumns(ctx context.Context) error {
	upsets, err := d.arc.Upsets(ctx)
	for _, u := range upsets {
		err = errors.Join(err, d.upset(ctx, u))
	}
	if err != nil {
		return err
	}
	qualities, err := d.arc.Qualities(ctx, 60)
	if err != nil {
		return err
	}
	for i, q := range qualities {
		worse := worseThan(q, qualities[i+1:])
		title := fmt.Sprintf("解析质量下降 / column %s was read worse than usual", q.ColumnID)
		if err := d.alert(ctx, worse != "", trouble{"quality:" + q.ColumnID, "parse_quality", title, worse, false}); err != nil {
			return err
		}
	}
	return nil
}

// upset gives news of what the source did to a column.
func (d *daemon) upset(ctx context.Context, u archive.Upset) (err error) {
	name := u.ColumnID
	if u.Week != "" {
		name += ", week of " + u.Week
	}
	if u.Revision > 1 {
		err = d.news(ctx, trouble{fmt.Sprintf("edited:%s:%d", u.ColumnID, u.Revision), "column_edited",
			"专栏已被修改 / column was edited", fmt.Sprintf("%s, revision %d", name, u.Revision), false}, time.Time{})
	}
	if u.Withdrawn && err == nil {
		err = d.news(ctx, trouble{fmt.Sprintf("withdrawn:%s:%d", u.ColumnID, u.Revision), "column_withdrawn",
			"专栏已被撤下 / column was withdrawn", name + "; what is held stays", false}, u.LastSeen)
	}
	return err
}

// worseThan compares a column with the up to twelve weeks before it; "" if it
// is as good.
func worseThan(q archive.Quality, before []archive.Quality) string {
	if q.Errors > 0 {
		return fmt.Sprintf("%d problems of severity error", q.Errors)
	}
	if before = before[:min(len(before), 12)]; len(before) < 3 {
		return ""
	}
	var shares []float64
	var sections []int
	for _, b := range before {
		shares, sections = append(shares, share(b)), append(sections, b.Sections)
	}
	slices.Sort(sections)
	usual := sections[len(sections)/2]
	switch {
	case share(q) > slices.Max(shares)+0.02:
		return fmt.Sprintf("%.1f %% of the characters are unclassified", 100*share(q))
	case q.Sections < sections[0] && q.Sections*2 <= usual:
		return fmt.Sprintf("%d sections, usually %d", q.Sections, usual)
	}
	return ""
}

func share(q archive.Quality) float64 { return float64(q.Unclassified) / float64(max(q.Characters, 1)) }
