package snapshot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path/filepath"
	"strconv"
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
func (v *verifier) each(ctx context.Context, t Table, see func(line int, f *tableFile) error) (err error) {
	f, err := openTable(v.dir, t)
	if err != nil {
		return nil
	}
	defer func() { err = errors.Join(err, f.close()) }()
	for line := 2; !f.done; line++ {
		if line%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := see(line, f); err != nil {
			return err
		}
		if err := f.next(); err != nil {
			return nil
		}
	}
	return nil
}

// number gives an integer value; what is none has been told of already.
func (f *tableFile) number(column string) int {
	n, err := strconv.Atoi(f.value(column))
	if err != nil {
		return 0
	}
	return n
}

func (v *verifier) checkLedger(ctx context.Context) error {
	counted := map[string]int{}
	err := v.each(ctx, ledgerTable, func(_ int, f *tableFile) error {
		counted[strings.Clone(f.value("column_id"))] += f.number("characters")
		return nil
	})
	if err != nil {
		return err
	}
	return v.each(ctx, columnsTable, func(line int, f *tableFile) error {
		if id := f.value("column_id"); counted[id] != f.number("characters") {
			v.find(columnsTable.File(), line, "%s has %d characters, the ledger adds up to %d", id, f.number("characters"), counted[id])
		}
		return nil
	})
}

// canonicalText is the text of a column with the byte at which every code
// point begins, so that spans can be cut out of it.
type canonicalText struct {
	text   string
	starts []int32
}

// cut gives the text of a span, and false where the span is not inside.
func (t *canonicalText) cut(start, end int) (string, bool) {
	if start < 0 || start > end || end >= len(t.starts) {
		return "", false
	}
	return t.text[t.starts[start]:t.starts[end]], true
}

// canonicalTexts joins the blocks of every column, and checks their spans.
func (v *verifier) canonicalTexts(ctx context.Context) (map[string]*canonicalText, error) {
	if _, err := fileSum(filepath.Join(v.dir, filepath.FromSlash(blocksTable.File()))); err != nil {
		return nil, err
	}
	joined, length := map[string]*strings.Builder{}, map[string]int{}
	err := v.each(ctx, blocksTable, func(line int, f *tableFile) error {
		id, text := strings.Clone(f.value("column_id")), f.value("text")
		b := joined[id]
		if b == nil {
			b = &strings.Builder{}
			joined[id] = b
		} else {
			b.WriteByte('\n')
			length[id]++
		}
		start, end := f.number("span_start"), f.number("span_end")
		if points := utf8.RuneCountInString(text); start != length[id] || end != start+points {
			v.find(blocksTable.File(), line, "span %d-%d of %s, the text stands at %d-%d", start, end, id, length[id], length[id]+points)
		}
		length[id] += utf8.RuneCountInString(text)
		b.WriteString(text)
		return nil
	})
	texts := map[string]*canonicalText{}
	for id, b := range joined {
		t := &canonicalText{text: b.String()}
		for i := range t.text {
			t.starts = append(t.starts, int32(i))
		}
		t.starts = append(t.starts, int32(len(t.text)))
		texts[id] = t
	}
	return texts, err
}

// checkActivities checks every activity's hash against its text, and its text
// against the span: its paragraphs stand there in order, from the first code
// point to the last, whatever captions stand between.
func (v *verifier) checkActivities(ctx context.Context, columns map[string]*canonicalText) error {
	type activity struct {
		hash       string
		start, end int
	}
	held := map[string]activity{}
	err := v.each(ctx, activitiesTable, func(_ int, f *tableFile) error {
		held[strings.Clone(f.value("activity_id"))] = activity{strings.Clone(f.value("text_sha256")), f.number("span_start"), f.number("span_end")}
		return nil
	})
	if err != nil {
		return err
	}
	err = v.each(ctx, textsTable, func(line int, f *tableFile) error {
		id, text := f.value("activity_id"), f.value("text")
		a, ok := held[id]
		if !ok {
			v.find(textsTable.File(), line, "%s is no activity", id)
			return nil
		}
		delete(held, id)
		if sum := sha256.Sum256([]byte(text)); hex.EncodeToString(sum[:]) != a.hash {
			v.find(textsTable.File(), line, "text of %s has another hash than activities says", id)
		}
		column := columns[f.value("column_id")]
		if column == nil {
			v.find(textsTable.File(), line, "%s is of %s, which has no blocks", id, f.value("column_id"))
			return nil
		}
		if span, ok := column.cut(a.start, a.end); !ok || !spans(span, text) {
			v.find(textsTable.File(), line, "text of %s does not stand at its span %d-%d", id, a.start, a.end)
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
func (v *verifier) checkAppearances(ctx context.Context, columns map[string]*canonicalText) error {
	return v.each(ctx, appearancesTable, func(line int, f *tableFile) error {
		column := columns[columnOf(f.value("activity_id"))]
		if column == nil {
			v.find(appearancesTable.File(), line, "%s is of a column without blocks", f.value("activity_id"))
			return nil
		}
		span, ok := column.cut(f.number("span_start"), f.number("span_end"))
		if !ok || !strings.Contains(bare(span), bare(f.value("name"))) {
			v.find(appearancesTable.File(), line, "%s does not stand at %s-%s", f.value("official_id"), f.value("span_start"), f.value("span_end"))
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
