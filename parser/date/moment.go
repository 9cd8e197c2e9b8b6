package date

// Week is the Monday to Sunday a column reports on; both zero when unknown.
type Week struct{ Start, End Date }

// Regular reports a week from Monday to Sunday.
func (w Week) Regular() bool {
	return !w.Start.IsZero() && w.End.Sub(w.Start) == 6 && w.Start.Weekday() == 1
}

// Precision says how a date was printed (codebook, section 4).
type Precision string

// The precisions.
const (
	Day       Precision = "day"
	Range     Precision = "range"
	List      Precision = "list"
	InWeek    Precision = "week"
	MonthPart Precision = "month_part"
	Vague     Precision = "vague"
	None      Precision = "none"
	Invalid   Precision = "invalid"
)

// Moment is a date expression as read.
type Moment struct {
	Start, End Date
	List       []Date // only for List
	Precision  Precision
	Part       string // 上午, 晚 …, as printed
	Text       string // the expression as printed
	Rule       string // the rule that read it, for `explain`
}

// Expression is what Read finds.
type Expression struct {
	Moment // without Text: the caller has the text as printed
	Len    int
	// Explicit is true for calendar dates (M月D日, D日, their ranges and lists),
	// which alone open an activity inside a paragraph.
	Explicit bool
	Weekday  int // printed beside a calendar day: 1 Monday to 7 Sunday, 0 for none
}
