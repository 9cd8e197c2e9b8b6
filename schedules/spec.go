package schedules

import (
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// Parse reads one or more five-field cron expressions separated by
// semicolons, in the given zone. "" and "off" give nil: never.
func Parse(spec string, zone *time.Location) (cron.Schedule, error) {
	spec = strings.TrimSpace(spec)
	if spec == "" || spec == "off" {
		return nil, nil
	}
	var all union
	for _, expression := range strings.Split(spec, ";") {
		expression = strings.TrimSpace(expression)
		schedule, err := cron.ParseStandard(expression)
		if err != nil {
			return nil, fmt.Errorf("%q is no cron expression: %w", expression, err)
		}
		all = append(all, schedule)
	}
	return inZone{all, zone}, nil
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

// inZone reads its expressions in a fixed zone, whatever zone it is asked in.
type inZone struct {
	cron.Schedule
	zone *time.Location
}

func (z inZone) Next(t time.Time) time.Time { return z.Schedule.Next(t.In(z.zone)) }
