package snapshot

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// article is what the other tables are checked with of a column.
type article struct {
	id         string
	line       int // in columns
	characters int
	counted    int // of them in the ledger
	text       []byte
	length     int // of its text in code points
}

// activity is what the text of an activity is checked with.
type activity struct {
	hash       [sha256.Size]byte
	start, end int
}

// contentOf gives the check of what no schema can say of a table's rows, nil
// for none: that the ledger adds up to every character, and that spans and
// hashes fit the text where that is there.
func (v *verifier) contentOf(table string) func(number int, l line) {
	_, full := v.tables[blocksTable.Name]
	switch {
	case table == columnsTable.Name:
		return func(number int, l line) {
			a := v.article(l.value("column_id"))
			a.line, a.characters = number, l.number("characters")
		}
	case table == ledgerTable.Name:
		return func(_ int, l line) { v.article(l.value("column_id")).counted += l.number("characters") }
	case table == blocksTable.Name:
		return v.seeBlock
	case table == activitiesTable.Name && full:
		return func(_ int, l line) {
			a := activity{start: l.number("span_start"), end: l.number("span_end")}
			if sum, err := hex.DecodeString(l.value("text_sha256")); err == nil {
				copy(a.hash[:], sum)
			}
			v.activities[strings.Clone(l.value("activity_id"))] = a
		}
	case table == textsTable.Name:
		return v.checkText
	case table == appearancesTable.Name && full:
		return v.checkAppearance
	}
	return nil
}

func (v *verifier) article(id string) *article {
	a := v.articles[id]
	if a == nil {
		a = &article{id: strings.Clone(id)}
		v.articles[a.id] = a
	}
	return a
}

// tellArticles tells what is wrong with a column or an activity once all
// tables are read.
func (v *verifier) tellArticles() {
	for _, a := range slices.SortedFunc(maps.Values(v.articles), func(a, b *article) int { return cmp.Compare(a.line, b.line) }) {
		if a.line > 0 && a.counted != a.characters {
			v.find(columnsTable.File(), a.line, "%s has %d characters, the ledger adds up to %d", a.id, a.characters, a.counted)
		}
	}
	for id := range v.activities {
		v.find(textsTable.File(), 0, "%s has no text", id)
	}
}

// seeBlock checks that the blocks of a column are its text from the first code
// point to the last.
func (v *verifier) seeBlock(number int, l line) {
	a := v.article(l.value("column_id"))
	if a.text == nil {
		a.text = []byte{}
	} else {
		a.text = append(a.text, '\n')
		a.length++
	}
	text := l.value("text")
	points := utf8.RuneCountInString(text)
	if start, end := l.number("span_start"), l.number("span_end"); start != a.length || end != start+points {
		v.find(blocksTable.File(), number, "span %d-%d of %s, the text stands at %d-%d", start, end, a.id, a.length, a.length+points)
	}
	a.text = append(a.text, text...)
	a.length += points
}

// span gives a span of a column's text, and false where it is not inside.
func (v *verifier) span(a *article, start, end int) (string, bool) {
	if v.held != a {
		v.held, v.runes = a, []rune(string(a.text))
	}
	if start < 0 || end < start || end > len(v.runes) {
		return "", false
	}
	return string(v.runes[start:end]), true
}

// checkText checks an activity's hash against its text, and its text against
// the span: its paragraphs stand there in order, from the first code point to
// the last, whatever captions stand between.
func (v *verifier) checkText(number int, l line) {
	tell := func(format string, args ...any) { v.find(textsTable.File(), number, format, args...) }
	id, text := l.value("activity_id"), l.value("text")
	a, ok := v.activities[id]
	if !ok {
		tell("%s is no activity", id)
		return
	}
	delete(v.activities, id)
	if sha256.Sum256([]byte(text)) != a.hash {
		tell("text of %s has another hash than activities says", id)
	}
	column := v.article(l.value("column_id"))
	if column.text == nil {
		tell("%s is of %s, which has no blocks", id, column.id)
	} else if span, ok := v.span(column, a.start, a.end); !ok || !spans(span, text) {
		tell("text of %s does not stand at its span %d-%d", id, a.start, a.end)
	}
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

// checkAppearance checks that an official's name stands at the span.
func (v *verifier) checkAppearance(number int, l line) {
	column := v.article(columnOf(l.value("activity_id")))
	if column.text == nil {
		v.find(appearancesTable.File(), number, "%s is of a column without blocks", l.value("activity_id"))
		return
	}
	span, ok := v.span(column, l.number("appearance_start"), l.number("appearance_end"))
	if !ok || !strings.Contains(bare.Replace(span), bare.Replace(l.value("name"))) {
		v.find(appearancesTable.File(), number, "%s does not stand at %s-%s", l.value("official_id"), l.value("appearance_start"), l.value("appearance_end"))
	}
}

// bare leaves out of a name what is printed in more than one way: spaces and
// the dots between the parts of a foreign or minority name.
var bare = strings.NewReplacer(" ", "", "\t", "", "\u00a0", "", "\u3000", "", "\u00b7", "", "\u2022", "", "\u30fb", "", "\u2027", "", "\u0387", "")
