package date

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"shenzheng/parser/internal/pairs"
	"shenzheng/parser/text"
)

func mustDate(t testing.TB, s string) Date {
	t.Helper()
	if s == "" {
		return Date{}
	}
	d, ok := Parse(s)
	if !ok {
		t.Fatalf("no date: %q", s)
	}
	return d
}

func TestDateSpecs(t *testing.T) {
	var spec struct {
		Cases []struct {
			ID        string
			WeekStart string `json:"week_start"`
			WeekEnd   string `json:"week_end"`
			Input     string
			Expect    struct {
				Start, End, Part string
				Precision        Precision
				Dates            []string
			}
		}
	}
	if err := json.Unmarshal(pairs.Shared(t, shared, "specs/dates.json"), &spec); err != nil {
		t.Fatal(err)
	}
	if len(spec.Cases) == 0 {
		t.Fatal("no cases")
	}
	for _, c := range spec.Cases {
		t.Run(c.ID, func(t *testing.T) {
			week := Week{mustDate(t, c.WeekStart), mustDate(t, c.WeekEnd)}
			e, ok := Read(text.Folded(c.Input), week)
			if !ok {
				e.Precision = None
			}
			got := momentRow(e.Moment)
			want := strings.Join([]string{string(c.Expect.Precision), c.Expect.Start, c.Expect.End, strings.Join(c.Expect.Dates, ";"), c.Expect.Part}, "|")
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", c.Input, diff)
			}
		})
	}
}

func momentRow(m Moment) string {
	var list []string
	for _, d := range m.List {
		list = append(list, d.String())
	}
	return strings.Join([]string{string(m.Precision), m.Start.String(), m.End.String(), strings.Join(list, ";"), m.Part}, "|")
}

// notLeading lists the cases of the other project's suite that are out of
// scope: there the date stands inside a sentence, and only an opening
// expression dates an activity.
var notLeading = map[string]string{
	"DatePeriodParser.json/58":     "the expression follows other words",
	"DatePeriodParser.json/62":     "the expression follows other words",
	"DateTimeModel.json/134":       "the expression follows other words",
	"DateTimeModel.json/159":       "dates inside a query sentence",
	"DateTimeModel.json/160":       "opens with 或之前 (on or before), the date meant comes later",
	"DateTimeModel.json/178":       "dates inside a query sentence",
	"DateTimeModel.json/179":       "dates inside a query sentence",
	"DateTimeModel.json/180":       "dates inside a query sentence",
	"DateTimePeriodParser.json/17": "the expression follows other words",
	"DateTimePeriodParser.json/19": "the expression follows other words",
	"DateTimePeriodParser.json/21": "the expression follows other words",
	"DateExtractor.json/11":        "the expression follows other words",
	"DateExtractor.json/24":        "下次的12号 is a number, not a day, and follows other words",
	"DateExtractor.json/42":        "the expression follows other words",
	"DateExtractor.json/43":        "the expression follows other words",
	"DateExtractor.json/44":        "the expression follows other words",
	"DateExtractor.json/45":        "the expression follows other words",
}

func TestRecognizersDates(t *testing.T) {
	var spec struct {
		Cases []struct {
			File      string
			Index     int
			Input     string
			Reference string
			Expect    []struct {
				Text       string
				Start      int
				Candidates [][2]string
			}
		}
	}
	if err := json.Unmarshal(pairs.Shared(t, shared, "specs/recognizers_zh_dates.json"), &spec); err != nil {
		t.Fatal(err)
	}
	skipped := map[string]bool{}
	for _, c := range spec.Cases {
		id := c.File + "/" + itoa(c.Index)
		t.Run(id, func(t *testing.T) {
			if reason, out := notLeading[id]; out {
				skipped[id] = true
				t.Logf("out of scope: %s: %s", c.Input, reason)
				return
			}
			week := weekOf(t, c.Reference)
			for _, e := range c.Expect {
				rest := text.Folded(string([]rune(c.Input)[e.Start:]))
				d, ok := Read(rest, week)
				if !ok || d.Len != text.Len(e.Text) {
					t.Errorf("%s: read %d code points (%v), want %q", c.Input, d.Len, ok, e.Text)
					continue
				}
				if len(e.Candidates) == 0 || c.Reference == "" {
					continue
				}
				checkCandidates(t, e.Text, d.Moment, e.Candidates)
			}
		})
	}
	for id := range notLeading {
		if !skipped[id] {
			t.Errorf("%s is listed as out of scope but is no case", id)
		}
	}
}

// weekOf gives the week around a day, none for none.
func weekOf(t *testing.T, reference string) Week {
	t.Helper()
	if reference == "" {
		return Week{}
	}
	ref := mustDate(t, reference)
	start := ref.AddDays(-((int(ref.Weekday()) + 6) % 7))
	return Week{start, start.AddDays(6)}
}

// checkCandidates wants the days read to be one of the pairs the suite gives.
func checkCandidates(t *testing.T, text string, m Moment, candidates [][2]string) {
	t.Helper()
	got := [2]string{m.Start.String(), m.End.String()}
	for _, c := range candidates {
		if got == [2]string{day(c[0]), day(c[1])} {
			return
		}
	}
	t.Errorf("%s: got %v, want one of %v", text, got, candidates)
}

// day cuts the time off the other suite's date-times.
func day(s string) string { return s[:min(len(s), 10)] }

func itoa(n int) string {
	b, _ := json.Marshal(n)
	return string(b)
}

// TestDatePairs reads every line of input in the week that the file's comment
// names (week: 2024-04-22) and prints precision, days and the expression.
func TestDatePairs(t *testing.T) {
	pairFiles().Run(t, func(t *testing.T, ar *txtar.Archive) string {
		week := pairWeek(t, ar)
		var b strings.Builder
		for _, in := range strings.Split(strings.TrimSuffix(pairs.File(t, ar, "input"), "\n"), "\n") {
			fold := text.Folded(in)
			e, ok := Read(fold, week)
			if !ok {
				fmt.Fprintf(&b, "none\n")
				continue
			}
			row := strings.TrimRight(momentRow(e.Moment), "|")
			if e.Explicit {
				row += " explicit"
			}
			fmt.Fprintf(&b, "%s <%s>\n", row, string([]rune(in)[:e.Len]))
		}
		return b.String()
	})
}

func pairWeek(t *testing.T, ar *txtar.Archive) Week {
	t.Helper()
	for _, l := range strings.Split(string(ar.Comment), "\n") {
		if s, ok := strings.CutPrefix(l, "week: "); ok {
			start := mustDate(t, strings.TrimSpace(s))
			return Week{start, start.AddDays(6)}
		}
	}
	t.Fatal("the comment names no week")
	return Week{}
}
