// Package date reads the date expressions that a sentence opens with and finds
// the calendar days they mean in or near a week.
//
//	date.go     a calendar day
//	read.go     Read: words, else a row of days; what is read: Moment, Precision, Week
//	phrase.go   words for a week, a weekend, a third of a month or no day
//	scan.go     a row of days, joined to a range or a list
//	day.go      one day: 24日, 4月24日, 2024-04-24, 周三, 本周三; number.go its
//	            numerals; clock.go part of day and time behind it
//	resolve.go  the calendar days that a row of printed days means
//
// Reading and resolving are two steps: mark holds what is printed of a day,
// row.resolve finds the days. All text is folded, all places count code points.
package date

import "time"

// Date is a calendar day without a time zone. The zero Date means missing.
// Dates are comparable with ==.
type Date struct {
	midnight time.Time // in UTC
}

// New gives the day, and false where the calendar has none (2月30日).
func New(year int, month time.Month, day int) (Date, bool) {
	d := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if y, m, n := d.Date(); y != year || m != month || n != day || year < 1 || year > 9999 {
		return Date{}, false
	}
	return Date{d}, true
}

// Of gives the calendar day of t in t's own zone.
func Of(t time.Time) Date {
	y, m, d := t.Date()
	return Date{time.Date(y, m, d, 0, 0, 0, 0, time.UTC)}
}

// Parse reads YYYY-MM-DD.
func Parse(s string) (Date, bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, false
	}
	return Of(t), true
}

// IsZero reports whether the date is missing.
func (d Date) IsZero() bool { return d.midnight.IsZero() }

// Time is midnight UTC of the day.
func (d Date) Time() time.Time { return d.midnight }

// AddDays gives the day n days later.
func (d Date) AddDays(n int) Date { return Date{d.midnight.AddDate(0, 0, n)} }

// Sub gives the number of days from other to d, at most about 290 years.
func (d Date) Sub(other Date) int { return int(d.midnight.Sub(other.midnight) / (24 * time.Hour)) }

// Before reports whether d is earlier than other.
func (d Date) Before(other Date) bool { return d.midnight.Before(other.midnight) }

// Year gives the year.
func (d Date) Year() int { return d.midnight.Year() }

// Month gives the month.
func (d Date) Month() time.Month { return d.midnight.Month() }

// Day gives the day of the month.
func (d Date) Day() int { return d.midnight.Day() }

// Weekday gives the day of the week.
func (d Date) Weekday() time.Weekday { return d.midnight.Weekday() }

// String is YYYY-MM-DD, empty for the missing date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.midnight.Format(time.DateOnly)
}
