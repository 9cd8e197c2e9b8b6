package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"shenzheng/archive"
	"shenzheng/parser"
)

// installedSetting remembers when expectations began: an archive installed
// today is not late with the weeks before.
const installedSetting = "expectations_since"

// firstRelease is before anything can have been expected: a clock that shows an
// earlier time is wrong.
var firstRelease = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// expect tells when expectations began, which is now where they have not yet, or
// where a clock that was wrong set them: before the first release, or ahead. A
// clock that is wrong now, as it is where columns of weeks to come are held,
// sets nothing.
func (d *daemon) expect(ctx context.Context) (since time.Time, err error) {
	now := d.now()
	text, err := d.arc.Setting(ctx, installedSetting)
	if err != nil {
		return since, err
	}
	if text != "" {
		if since, err = time.Parse(time.RFC3339, text); err != nil {
			return since, fmt.Errorf("read setting %s: %w", installedSetting, err)
		}
	}
	if !since.Before(firstRelease) && !since.After(now) {
		return since, nil
	}
	settled, err := d.arc.SettledWeeks(ctx)
	today := now.In(d.zone()).Format(time.DateOnly)
	ahead := func(monday string) bool { return monday > today }
	if err != nil || now.Before(firstRelease) || slices.ContainsFunc(slices.Collect(maps.Keys(settled)), ahead) {
		return now, err
	}
	return now, d.arc.SetSetting(ctx, installedSetting, now.UTC().Format(time.RFC3339))
}

// expectedWeeks gives the Mondays of the weeks whose column should be held
// now and was not yet due when expectations began.
func expectedWeeks(since, now time.Time) []parser.Date {
	var weeks []parser.Date
	for monday := archive.Monday(parser.DateOf(since)).AddDays(-7); ; monday = monday.AddDays(7) {
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
