package archive

import (
	"context"
	"fmt"
	"strings"
)

// columns checks every span of every column against its canonical text.
func (c *checker) columns(ctx context.Context) error {
	rows, err := c.archive.reader.QueryContext(ctx, `SELECT column_id, characters FROM columns ORDER BY column_id`)
	if err != nil {
		return fmt.Errorf("list columns: %w", err)
	}
	type column struct {
		id         string
		characters int
	}
	columns, err := collect(rows, func(k *column) []any { return []any{&k.id, &k.characters} })
	if err != nil {
		return err
	}
	for _, k := range columns {
		text, err := c.canonicalText(ctx, k.id)
		if err != nil {
			return err
		}
		if n := characters(string(text)); n != k.characters {
			c.find("count", k.id, "says %d characters and has %d", k.characters, n)
		}
		for _, check := range [...]func(context.Context, string, []rune) error{c.activityTexts, c.appearanceSpans, c.problemSpans} {
			if err := check(ctx, k.id, text); err != nil {
				return err
			}
		}
	}
	return nil
}

// spanned is a row with a span and what the row says of the text there.
type spanned struct {
	id, text, sha string
	start, end    int
}

func (c *checker) spans(ctx context.Context, query, columnID string) ([]spanned, error) {
	rows, err := c.archive.reader.QueryContext(ctx, query, columnID)
	if err != nil {
		return nil, fmt.Errorf("read spans of %s: %w", columnID, err)
	}
	return collect(rows, func(s *spanned) []any { return []any{&s.id, &s.text, &s.sha, &s.start, &s.end} })
}

// canonicalText joins the blocks of a column, and checks that each lies where
// it says.
func (c *checker) canonicalText(ctx context.Context, columnID string) ([]rune, error) {
	blocks, err := c.spans(ctx, `SELECT block, text, '', span_start, span_end FROM blocks WHERE column_id = ? ORDER BY block`, columnID)
	if err != nil {
		return nil, err
	}
	var text []rune
	for i, b := range blocks {
		if i > 0 {
			text = append(text, '\n')
		}
		start := len(text)
		text = append(text, []rune(b.text)...)
		if b.start != start || b.end != len(text) {
			c.find("span", columnID+" block "+b.id, "says %d-%d and lies at %d-%d", b.start, b.end, start, len(text))
		}
	}
	return text, nil
}

// activityTexts checks that every paragraph of an activity stands in its
// span, in order, the first at its start and the last at its end.
func (c *checker) activityTexts(ctx context.Context, columnID string, text []rune) error {
	activities, err := c.spans(ctx, `SELECT activity_id, text, text_sha256, span_start, span_end FROM activities
		WHERE column_id = ? ORDER BY position`, columnID)
	if err != nil {
		return err
	}
	for _, a := range activities {
		if !c.within(a, text) {
			continue
		}
		if got := hashOf([]byte(a.text)); got != a.sha {
			c.find("text", a.id, "its text has the hash %s, not %s", got, a.sha)
		}
		span := string(text[a.start:a.end])
		paragraphs := strings.Split(a.text, "\n")
		if !strings.HasPrefix(span, paragraphs[0]) || !strings.HasSuffix(span, paragraphs[len(paragraphs)-1]) {
			c.find("text", a.id, "its text does not begin and end with its span %d-%d", a.start, a.end)
			continue
		}
		for _, p := range paragraphs {
			_, rest, ok := strings.Cut(span, p)
			if !ok {
				c.find("text", a.id, "a paragraph of it does not stand in its span %d-%d", a.start, a.end)
				break
			}
			span = rest
		}
	}
	return nil
}

// appearanceSpans checks that the name of an official stands in the span of
// the appearance, and that inside the activity's.
func (c *checker) appearanceSpans(ctx context.Context, columnID string, text []rune) error {
	appearances, err := c.spans(ctx, `SELECT p.activity_id || ' ' || p.official_id, p.name, '', p.span_start, p.span_end
		FROM appearances p JOIN activities a USING (activity_id) WHERE a.column_id = ? ORDER BY a.position, p.position`, columnID)
	if err != nil {
		return err
	}
	for _, p := range appearances {
		if c.within(p, text) && !mentions(string(text[p.start:p.end]), p.text) {
			c.find("text", p.id, "the name does not stand in its span %d-%d", p.start, p.end)
		}
	}
	outside, err := c.spans(ctx, `SELECT p.activity_id || ' ' || p.official_id, '', '', p.span_start, p.span_end
		FROM appearances p JOIN activities a USING (activity_id)
		WHERE a.column_id = ? AND (p.span_start < a.span_start OR p.span_end > a.span_end)`, columnID)
	for _, p := range outside {
		c.find("span", p.id, "lies at %d-%d, outside its activity", p.start, p.end)
	}
	return err
}

// mentions tells whether the printed text holds the name: spaces inside it
// and the form of its dot are the printer's.
func mentions(printed, name string) bool {
	return strings.Contains(nameFold.Replace(printed), nameFold.Replace(name))
}

var nameFold = strings.NewReplacer(" ", "", "\u3000", "", "\u00a0", "", "\u2022", "·", "\u30fb", "·", "\u2027", "·", "\u0387", "·")

func (c *checker) problemSpans(ctx context.Context, columnID string, text []rune) error {
	problems, err := c.spans(ctx, `SELECT column_id || ' problem ' || position, '', '', span_start, span_end FROM problems
		WHERE column_id = ? ORDER BY position`, columnID)
	for _, p := range problems {
		c.within(p, text)
	}
	return err
}

func (c *checker) within(s spanned, text []rune) bool {
	ok := 0 <= s.start && s.start <= s.end && s.end <= len(text)
	if !ok {
		c.find("span", s.id, "%d-%d lies outside the text of %d code points", s.start, s.end, len(text))
	}
	return ok
}
