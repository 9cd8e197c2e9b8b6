package kind

// The kinds of activity.
const (
	Investment = "investment"
	Signing    = "signing"
	Ceremony   = "ceremony"
	Inspection = "inspection"
	Meeting    = "meeting"
	Exchange   = "exchange"
	Media      = "media"
	Event      = "event"
	Other      = "other"
)

// Verdict is a kind with what decided it: the word, empty where nothing in the
// sentence is of the table, and the name of the form.
type Verdict struct{ Kind, Word, Rule string }
