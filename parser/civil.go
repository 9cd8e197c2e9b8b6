package parser

import "time"

// Date is a calendar day without a time zone. The zero Date means missing.
// Dates are comparable with ==.
type Date struct {
	day int32 // days since 0001-01-01, from 1, so that 0 is missing
}

// NewDate gives the day, and false where the calendar has none (2月30日).
func NewDate(year int, month time.Month, day int) (Date, bool) {
	if year < 1 || year > 9999 || month < time.January || month > time.December || day < 1 || day > daysIn(year, month) {
		return Date{}, false
	}
	return DateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC)), true
}

// DateOf gives the calendar day of t in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	midnight := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	epoch := time.Date(1, time.January, 1, 0, 0, 0, 0, time.UTC)
	return Date{int32((midnight.Unix()-epoch.Unix())/86400) + 1}
}

// ParseDate reads YYYY-MM-DD.
func ParseDate(s string) (Date, bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, false
	}
	return DateOf(t), true
}

// IsZero reports whether the date is missing.
func (d Date) IsZero() bool { return d.day == 0 }

// Time is midnight UTC of the day.
func (d Date) Time() time.Time {
	return time.Date(1, time.January, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(d.day)-1)
}

// AddDays gives the day n days later.
func (d Date) AddDays(n int) Date { return Date{d.day + int32(n)} }

// Sub gives the number of days from other to d.
func (d Date) Sub(other Date) int { return int(d.day - other.day) }

// Before reports whether d is earlier than other.
func (d Date) Before(other Date) bool { return d.day < other.day }

// Year, Month and Day give the parts of the date.
func (d Date) Year() int { return d.Time().Year() }

// Month gives the month.
func (d Date) Month() time.Month { return d.Time().Month() }

// Day gives the day of the month.
func (d Date) Day() int { return d.Time().Day() }

// Weekday gives the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// String is YYYY-MM-DD, empty for the missing date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
