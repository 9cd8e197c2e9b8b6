package snapshot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// checkContent checks what no schema can say: that the ledger adds up to every
// character, and that spans and hashes fit the text where that is there.
func (v *verifier) checkContent(ctx context.Context) (err error) {
	if err := v.checkLedger(ctx); err != nil {
		return err
	}
	file, err := os.Open(filepath.Join(v.dir, filepath.FromSlash(blocksTable.File())))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // the public edition alone
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	texts := &canonicalTexts{file: file, at: map[string]part{}}
	if err := v.checkBlocks(ctx, texts); err != nil {
		return err
	}
	if err := v.checkActivities(ctx, texts); err != nil {
		return err
	}
	return v.checkAppearances(ctx, texts)
}

// each walks a table row by row. A table that cannot be read has been told of
// by the check of its schema, and gives no rows here.
func (v *verifier) each(ctx context.Context, t Table, see func(number int, l line) error) error {
	var seen error
	err := eachLine(ctx, v.dir, t, func(number int, l line) error {
		seen = see(number, l)
		return seen
	})
	if ctx.Err() != nil {
		return err
	}
	return seen
}

func (v *verifier) checkLedger(ctx context.Context) error {
	counted := map[string]int{}
	err := v.each(ctx, ledgerTable, func(_ int, l line) error {
		counted[strings.Clone(l.value("column_id"))] += l.number("characters")
		return nil
	})
	if err != nil {
		return err
	}
	return v.each(ctx, columnsTable, func(number int, l line) error {
		if id := l.value("column_id"); counted[id] != l.number("characters") {
			v.find(columnsTable.File(), number, "%s has %d characters, the ledger adds up to %d", id, l.number("characters"), counted[id])
		}
		return nil
	})
}

// canonicalTexts gives the text of one column after the other. The texts of all
// columns are too much to hold; where they lie is not.
type canonicalTexts struct {
	file *os.File // the blocks
	at   map[string]part
	id   string // the column that is held
	text []rune
}

// part is the bytes of a file that hold the blocks of a column.
type part struct{ from, to int64 }

// of gives the text of a column, nil where it has none.
func (c *canonicalTexts) of(ctx context.Context, id string) ([]rune, error) {
	if id == c.id {
		return c.text, nil
	}
	c.id, c.text = strings.Clone(id), c.text[:0]
	lies := c.at[id]
	err := eachRecord(ctx, io.NewSectionReader(c.file, lies.from, lies.to-lies.from), func(number int, record []string, _ int64) error {
		if number > 1 {
			c.text = append(c.text, '\n')
		}
		c.text = append(c.text, []rune(record[blockText])...)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read blocks of %s: %w", id, err)
	}
	return c.text, nil
}

// blockText is the place of the text in a line of the blocks.
var blockText = slices.Index(blocksTable.Header(), "text")

// cut gives a span of a text, and false where it is not inside.
func cut(text []rune, start, end int) (string, bool) {
	if start < 0 || end < start || end > len(text) {
		return "", false
	}
	return string(text[start:end]), true
}

// checkBlocks checks that the blocks of every column are its text from the
// first code point to the last, and notes where they lie.
func (v *verifier) checkBlocks(ctx context.Context, texts *canonicalTexts) error {
	header := blocksTable.Header()
	var last string
	var from int64
	length := 0
	err := eachRecord(ctx, texts.file, func(number int, record []string, end int64) error {
		defer func() { from = end }()
		if number == 1 && !slices.Equal(record, header) {
			return errHeader
		}
		if number == 1 {
			return nil
		}
		l := line{header, record}
		if id := l.value("column_id"); id != last {
			last, length = strings.Clone(id), 0
			texts.at[last] = part{from: from}
		} else {
			length++
		}
		texts.at[last] = part{texts.at[last].from, end}
		points := utf8.RuneCountInString(l.value("text"))
		if start, end := l.number("span_start"), l.number("span_end"); start != length || end != start+points {
			v.find(blocksTable.File(), number, "span %d-%d of %s, the text stands at %d-%d", start, end, last, length, length+points)
		}
		length += points
		return nil
	})
	if ctx.Err() != nil {
		return err
	}
	return nil // told already, by the check of its schema
}

// checkActivities checks every activity's hash against its text, and its text
// against the span: its paragraphs stand there in order, from the first code
// point to the last, whatever captions stand between.
func (v *verifier) checkActivities(ctx context.Context, texts *canonicalTexts) error {
	type activity struct {
		hash       [sha256.Size]byte
		start, end int
	}
	held := map[string]activity{}
	err := v.each(ctx, activitiesTable, func(_ int, l line) error {
		a := activity{start: l.number("span_start"), end: l.number("span_end")}
		if sum, err := hex.DecodeString(l.value("text_sha256")); err == nil && len(sum) == sha256.Size {
			a.hash = [sha256.Size]byte(sum)
		}
		held[strings.Clone(l.value("activity_id"))] = a
		return nil
	})
	if err != nil {
		return err
	}
	err = v.each(ctx, textsTable, func(number int, l line) error {
		id, text := l.value("activity_id"), l.value("text")
		a, ok := held[id]
		if !ok {
			v.find(textsTable.File(), number, "%s is no activity", id)
			return nil
		}
		delete(held, id)
		if sha256.Sum256([]byte(text)) != a.hash {
			v.find(textsTable.File(), number, "text of %s has another hash than activities says", id)
		}
		column, err := texts.of(ctx, l.value("column_id"))
		if err != nil {
			return err
		}
		if len(column) == 0 {
			v.find(textsTable.File(), number, "%s is of %s, which has no blocks", id, l.value("column_id"))
			return nil
		}
		if span, ok := cut(column, a.start, a.end); !ok || !spans(span, text) {
			v.find(textsTable.File(), number, "text of %s does not stand at its span %d-%d", id, a.start, a.end)
		}
		return nil
	})
	for id := range held {
		v.find(textsTable.File(), 0, "%s has no text", id)
	}
	return err
}

// spans reports whether the paragraphs of text stand in span in order, the
// first at its beginning and the last at its end.
func spans(span, text string) bool {
	paragraphs := strings.Split(text, "\n")
	if !strings.HasPrefix(span, paragraphs[0]) || !strings.HasSuffix(span, paragraphs[len(paragraphs)-1]) {
		return false
	}
	for _, p := range paragraphs {
		_, rest, found := strings.Cut(span, p)
		if !found {
			return false
		}
		span = rest
	}
	return span == ""
}

// checkAppearances checks that every official's name stands at the span.
func (v *verifier) checkAppearances(ctx context.Context, texts *canonicalTexts) error {
	return v.each(ctx, appearancesTable, func(number int, l line) error {
		column, err := texts.of(ctx, columnOf(l.value("activity_id")))
		if err != nil {
			return err
		}
		if len(column) == 0 {
			v.find(appearancesTable.File(), number, "%s is of a column without blocks", l.value("activity_id"))
			return nil
		}
		span, ok := cut(column, l.number("appearance_start"), l.number("appearance_end"))
		if !ok || !strings.Contains(bare(span), bare(l.value("name"))) {
			v.find(appearancesTable.File(), number, "%s does not stand at %s-%s", l.value("official_id"), l.value("appearance_start"), l.value("appearance_end"))
		}
		return nil
	})
}

// bare leaves out of a name what is printed in more than one way: spaces and
// the dots between the parts of a foreign or minority name.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\u00a0', '\u3000', '\u00b7', '\u2022', '\u30fb', '\u2027', '\u0387':
			return -1
		}
		return r
	}, s)
}
