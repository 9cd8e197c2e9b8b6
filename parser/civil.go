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
	return Date{int32(daysBefore(year) + daysBeforeMonth(year, month) + day)}, true
}

// daysBefore counts the days from 0001-01-01 to the beginning of a year.
func daysBefore(year int) int {
	y := year - 1
	return 365*y + y/4 - y/100 + y/400
}

// monthStarts are the days of a common year before each month.
var monthStarts = [...]int{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365}

func daysBeforeMonth(year int, month time.Month) int {
	n := monthStarts[month-1]
	if month > time.February && isLeap(year) {
		n++
	}
	return n
}

func isLeap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

// DateOf gives the calendar day of t in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{int32(daysBefore(y) + daysBeforeMonth(y, m) + d)}
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
func (d Date) Year() int {
	year, _ := d.yearDay()
	return year
}

// Month gives the month.
func (d Date) Month() time.Month {
	month, _ := d.monthDay()
	return month
}

// Day gives the day of the month.
func (d Date) Day() int {
	_, day := d.monthDay()
	return day
}

// yearDay gives the year and the day in it, from 1.
func (d Date) yearDay() (year, day int) {
	year = max(int(d.day)-1, 0)/366 + 1
	for daysBefore(year+1) < int(d.day) {
		year++
	}
	return year, int(d.day) - daysBefore(year)
}

func (d Date) monthDay() (time.Month, int) {
	year, day := d.yearDay()
	month := time.Month((day-1)/31 + 1)
	for month < time.December && daysBeforeMonth(year, month+1) < day {
		month++
	}
	return month, day - daysBeforeMonth(year, month)
}

// Weekday gives the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday(((int(d.day) % 7) + 7) % 7) }

// String is YYYY-MM-DD, empty for the missing date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

func daysIn(year int, month time.Month) int {
	if month == time.February && isLeap(year) {
		return 29
	}
	return monthStarts[month] - monthStarts[month-1]
}
