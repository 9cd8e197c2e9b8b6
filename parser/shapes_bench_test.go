package parser_test

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"golang.org/x/net/html"

	"shenzheng/parser"
	"shenzheng/parser/evaluate/generate"
)

// BenchmarkShapes sets the full parse beside html.Parse for a long column on a
// page of every shape, from a bare page, which is nearly all article, to one of
// 300 KB around it; and for columns of all lengths, each in another shape.
func BenchmarkShapes(b *testing.B) {
	column, made := longColumn(), generate.Generator(1)
	var all []parser.Page
	for i, shape := range generate.Shapes() {
		if !shape.HTML() {
			continue
		}
		b.Run(shape.Name, func(b *testing.B) { inTurns(b, column.Render(shape)) })
		all = append(all, made.Column(i).Render(shape), made.Column(i+100).Render(shape))
	}
	b.Run("all", func(b *testing.B) { inTurns(b, all...) })
}

// inTurns lets html.Parse and the full parse take turns over pages, as in
// BenchmarkRead, and reports the ratio of their medians.
func inTurns(b *testing.B, pages ...parser.Page) {
	size := 0
	for _, page := range pages {
		size += len(page.Body)
	}
	b.SetBytes(int64(size))
	var parsing, reading []time.Duration
	for b.Loop() {
		var parsed, read time.Duration
		for _, page := range pages {
			start := time.Now()
			if _, err := html.Parse(bytes.NewReader(page.Body)); err != nil {
				b.Fatal(err)
			}
			middle := time.Now()
			if parser.Read(page).Column == nil {
				b.Fatal("no column")
			}
			parsed, read = parsed+middle.Sub(start), read+time.Since(middle)
		}
		parsing, reading = append(parsing, parsed), append(reading, read)
	}
	slices.Sort(parsing)
	slices.Sort(reading)
	b.ReportMetric(float64(reading[len(reading)/2])/float64(parsing[len(parsing)/2]), "x-html.Parse")
	b.ReportMetric(float64(size)/1024, "KB")
}

// longColumn is the longest of some columns.
func longColumn() (longest generate.Truth) {
	size := 0
	made := generate.Generator(1)
	for i := range 40 {
		column := made.Column(i)
		if n := len(column.Render(generate.Shapes()[0]).Body); n > size {
			longest, size = column, n
		}
	}
	return longest
}
