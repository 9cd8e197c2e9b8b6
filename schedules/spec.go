package schedules

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// shortest is the least time between two runs of an @every expression.
const shortest = time.Minute

// Parse reads one or more five-field cron expressions separated by
// semicolons, in the given zone. "" and "off" give nil: never. An expression
// that no day fits (30 February), or that would run more than once a minute, is
// refused.
func Parse(spec string, zone *time.Location) (cron.Schedule, error) {
	spec = strings.TrimSpace(spec)
	if spec == "" || spec == "off" {
		return nil, nil
	}
	var all union
	for _, expression := range strings.Split(spec, ";") {
		schedule, err := parseOne(strings.TrimSpace(expression), zone)
		if err != nil {
			return nil, fmt.Errorf("%q is no cron expression: %w", strings.TrimSpace(expression), err)
		}
		all = append(all, schedule)
	}
	return all, nil
}

func parseOne(expression string, zone *time.Location) (cron.Schedule, error) {
	if every, ok := strings.CutPrefix(expression, "@every "); ok {
		if d, err := time.ParseDuration(strings.TrimSpace(every)); err == nil && d < shortest {
			return nil, fmt.Errorf("the shortest is @every %s", shortest)
		}
	}
	schedule, err := cron.ParseStandard(expression)
	if err != nil {
		return nil, err
	}
	if schedule.Next(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)).IsZero() {
		return nil, errors.New("no day of any year fits it")
	}
	if of, ok := schedule.(*cron.SpecSchedule); ok {
		of.Location = time.UTC // the wall clock's fields are read as if they were UTC
		return wallClock{of, zone}, nil
	}
	return schedule, nil
}

// union is due whenever one of its schedules is.
type union []cron.Schedule

func (u union) Next(t time.Time) time.Time {
	var first time.Time
	for _, s := range u {
		if n := s.Next(t); !n.IsZero() && (first.IsZero() || n.Before(first)) {
			first = n
		}
	}
	return first
}

// wallClock reads a schedule by the wall clock of a zone, whatever zone it is
// asked in: a time that the clock skips is due right after the skip, one that
// it shows twice is due the first time alone.
type wallClock struct {
	fields *cron.SpecSchedule
	zone   *time.Location
}

func (w wallClock) Next(t time.Time) time.Time {
	wall := wallOf(t.In(w.zone))
	for {
		wall = w.fields.Next(wall)
		if wall.IsZero() {
			return wall
		}
		if at := w.instant(wall); at.After(t) {
			return at
		}
	}
}

// wallOf gives what the clock shows at t, as if it were UTC.
func wallOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

// instant gives the first moment at which the clock shows wall, or the end of
// the gap that skips it.
func (w wallClock) instant(wall time.Time) time.Time {
	at := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, w.zone)
	start, end := at.ZoneBounds()
	switch shown := wallOf(at); {
	case shown.After(wall): // in a gap, counted by the offset before it
		return start
	case shown.Before(wall): // in a gap, counted by the offset behind it
		return end
	}
	if !start.IsZero() { // shown a first time before the clock was set back?
		_, before := start.Add(-time.Nanosecond).Zone()
		_, now := at.Zone()
		if earlier := at.Add(-time.Duration(before-now) * time.Second); before > now && earlier.Before(start) {
			return earlier.In(w.zone)
		}
	}
	return at
}
