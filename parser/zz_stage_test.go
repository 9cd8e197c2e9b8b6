package parser

import "testing"

func BenchmarkStages(b *testing.B) {
	p := inventedInput([]byte(inventedColumn(b)))
	h := inventedInput(inventedPage(b))
	b.Run("readPageHTML", func(b *testing.B) {
		for b.Loop() {
			readPage(h)
		}
	})
	b.Run("readPage", func(b *testing.B) {
		for b.Loop() {
			readPage(p)
		}
	})
	doc := readPage(p)
	n := 0
	for _, l := range doc.lines {
		n += len(l.runes)
	}
	b.Log("runes", n, "html", len(h.Body))
	b.Run("survey", func(b *testing.B) {
		for b.Loop() {
			surveyLines(&doc)
		}
	})
	found := surveyLines(&doc)
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			newLayout(&p, &doc, found)
		}
	})
	b.Run("new+week", func(b *testing.B) {
		for b.Loop() {
			l := newLayout(&p, &doc, found)
			l.settleWeek()
		}
	})
	b.Run("new+week+classify", func(b *testing.B) {
		for b.Loop() {
			l := newLayout(&p, &doc, found)
			l.settleWeek()
			l.round = true
			l.classify(layoutRules())
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			l := newLayout(&p, &doc, found)
			l.settleWeek()
			l.round = true
			l.classify(layoutRules())
			l.settlePublished()
			l.finish()
		}
	})
}
