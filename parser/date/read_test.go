package date_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shenzheng/parser/date"
	"shenzheng/parser/evaluate/forms"
	"shenzheng/parser/internal/pairs"
	"shenzheng/parser/text"
)

// shared is the folder that may lie beside the checkout.
var shared = os.DirFS("../../../shared")

func mustDate(t testing.TB, s string) date.Date {
	t.Helper()
	if s == "" {
		return date.Date{}
	}
	d, ok := date.Parse(s)
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
				Precision        date.Precision
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
			week := date.Week{mustDate(t, c.WeekStart), mustDate(t, c.WeekEnd)}
			e, ok := date.Read(text.Folded(c.Input), week)
			if !ok {
				e.Precision = date.None
			}
			got := forms.MomentRow(e.Moment)
			want := strings.Join([]string{string(c.Expect.Precision), c.Expect.Start, c.Expect.End, strings.Join(c.Expect.Dates, ";"), c.Expect.Part}, "|")
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", c.Input, diff)
			}
		})
	}
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
				d, ok := date.Read(rest, week)
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
func weekOf(t *testing.T, reference string) date.Week {
	t.Helper()
	if reference == "" {
		return date.Week{}
	}
	ref := mustDate(t, reference)
	start := ref.AddDays(-((int(ref.Weekday()) + 6) % 7))
	return date.Week{Start: start, End: start.AddDays(6)}
}

// checkCandidates wants the days read to be one of the pairs the suite gives.
func checkCandidates(t *testing.T, text string, m date.Moment, candidates [][2]string) {
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

// TestRangesInFigures: titles print the week in figures alone, and numbers of
// rooms and telephones that look like days are none.
func TestRangesInFigures(t *testing.T) {
	start, _ := date.New(2024, time.April, 28)
	ref := date.Week{Start: start, End: start}
	for printed, want := range map[string]string{
		"4.22-4.28)":         "2024-04-22 2024-04-28",
		"4/22至4/28":          "2024-04-22 2024-04-28",
		"2024/4/22-4/28":     "2024-04-22 2024-04-28",
		"0422-0428":          "2024-04-22 2024-04-28",
		"20240422-20240428":  "2024-04-22 2024-04-28",
		"20240422-0428":      "2024-04-22 2024-04-28",
		"4.22-28)":           "2024-04-22 2024-04-28",
		"4.22-26":            "",
		"4.22-281":           "",
		"0423-0428":          "",
		"0422-04281":         "",
		"1201-1207":          "",
		"2024-2025":          "",
		"202404221-20240428": "",
	} {
		e, ok := date.ReadRange([]rune(printed), ref)
		if got := strings.TrimSpace(e.Start.String() + " " + e.End.String()); ok != (want != "") || ok && got != want {
			t.Errorf("%s: %s %t, want %q", printed, got, ok, want)
		}
	}
}
