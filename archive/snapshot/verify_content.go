package snapshot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// checkContent checks what no schema can say: that the ledger adds up to every
// character, and that spans and hashes fit the text where that is there.
func (v *verifier) checkContent(ctx context.Context) error {
	if err := v.checkLedger(ctx); err != nil {
		return err
	}
	texts, err := v.canonicalTexts(ctx)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // the public edition alone
	}
	if err != nil {
		return err
	}
	if err := v.checkActivities(ctx, texts); err != nil {
		return err
	}
	return v.checkAppearances(ctx, texts)
}

// each walks a table row by row. A table that cannot be read has been told of
// by the check of its schema, and gives no rows here.
func (v *verifier) each(ctx context.Context, t Table, see func(number int, l line)) error {
	err := eachLine(ctx, v.dir, t, func(number int, l line) error {
		see(number, l)
		return nil
	})
	if ctx.Err() != nil {
		return err
	}
	return nil
}

func (v *verifier) checkLedger(ctx context.Context) error {
	counted := map[string]int{}
	err := v.each(ctx, ledgerTable, func(_ int, l line) {
		counted[strings.Clone(l.value("column_id"))] += l.number("characters")
	})
	if err != nil {
		return err
	}
	return v.each(ctx, columnsTable, func(number int, l line) {
		if id := l.value("column_id"); counted[id] != l.number("characters") {
			v.find(columnsTable.File(), number, "%s has %d characters, the ledger adds up to %d", id, l.number("characters"), counted[id])
		}
	})
}

// cut gives a span of a canonical text, and false where it is not inside.
func cut(text string, start, end int) (string, bool) {
	from, points := -1, 0
	for i := range text {
		if points == start {
			from = i
		}
		if points == end && from >= 0 {
			return text[from:i], true
		}
		points++
	}
	if points == end && from >= 0 {
		return text[from:], true
	}
	return "", start == end && points == end
}

// canonicalTexts joins the blocks of every column, and checks their spans.
func (v *verifier) canonicalTexts(ctx context.Context) (map[string]string, error) {
	if _, err := fileSum(filepath.Join(v.dir, filepath.FromSlash(blocksTable.File()))); err != nil {
		return nil, err
	}
	joined, length := map[string]*strings.Builder{}, map[string]int{}
	err := v.each(ctx, blocksTable, func(number int, l line) {
		id, text := strings.Clone(l.value("column_id")), l.value("text")
		b := joined[id]
		if b == nil {
			b = &strings.Builder{}
			joined[id] = b
		} else {
			b.WriteByte('\n')
			length[id]++
		}
		start, end := l.number("span_start"), l.number("span_end")
		if points := utf8.RuneCountInString(text); start != length[id] || end != start+points {
			v.find(blocksTable.File(), number, "span %d-%d of %s, the text stands at %d-%d", start, end, id, length[id], length[id]+points)
		}
		length[id] += utf8.RuneCountInString(text)
		b.WriteString(text)
	})
	texts := map[string]string{}
	for id, b := range joined {
		texts[id] = b.String()
	}
	return texts, err
}

// checkActivities checks every activity's hash against its text, and its text
// against the span: its paragraphs stand there in order, from the first code
// point to the last, whatever captions stand between.
func (v *verifier) checkActivities(ctx context.Context, columns map[string]string) error {
	type activity struct {
		hash       string
		start, end int
	}
	held := map[string]activity{}
	err := v.each(ctx, activitiesTable, func(_ int, l line) {
		held[strings.Clone(l.value("activity_id"))] = activity{strings.Clone(l.value("text_sha256")), l.number("span_start"), l.number("span_end")}
	})
	if err != nil {
		return err
	}
	err = v.each(ctx, textsTable, func(number int, l line) {
		id, text := l.value("activity_id"), l.value("text")
		a, ok := held[id]
		if !ok {
			v.find(textsTable.File(), number, "%s is no activity", id)
			return
		}
		delete(held, id)
		if sum := sha256.Sum256([]byte(text)); hex.EncodeToString(sum[:]) != a.hash {
			v.find(textsTable.File(), number, "text of %s has another hash than activities says", id)
		}
		column := columns[l.value("column_id")]
		if column == "" {
			v.find(textsTable.File(), number, "%s is of %s, which has no blocks", id, l.value("column_id"))
			return
		}
		if span, ok := cut(column, a.start, a.end); !ok || !spans(span, text) {
			v.find(textsTable.File(), number, "text of %s does not stand at its span %d-%d", id, a.start, a.end)
		}
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
func (v *verifier) checkAppearances(ctx context.Context, columns map[string]string) error {
	return v.each(ctx, appearancesTable, func(number int, l line) {
		column := columns[columnOf(l.value("activity_id"))]
		if column == "" {
			v.find(appearancesTable.File(), number, "%s is of a column without blocks", l.value("activity_id"))
			return
		}
		span, ok := cut(column, l.number("appearance_start"), l.number("appearance_end"))
		if !ok || !strings.Contains(bare(span), bare(l.value("name"))) {
			v.find(appearancesTable.File(), number, "%s does not stand at %s-%s", l.value("official_id"), l.value("appearance_start"), l.value("appearance_end"))
		}
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
