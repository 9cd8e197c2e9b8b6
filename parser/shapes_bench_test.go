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

// BenchmarkShapes sets the full parse beside html.Parse for a column on a page
// of every shape: from a bare page, which is nearly all article, to one of
// 300 KB around it. The two take turns, as in BenchmarkRead.
func BenchmarkShapes(b *testing.B) {
	column := longColumn()
	for _, shape := range generate.Shapes() {
		if shape.Paragraph == "" {
			continue // no HTML
		}
		b.Run(shape.Name, func(b *testing.B) {
			page := column.Render(shape)
			b.SetBytes(int64(len(page.Body)))
			var parsing, reading []time.Duration
			for b.Loop() {
				start := time.Now()
				if _, err := html.Parse(bytes.NewReader(page.Body)); err != nil {
					b.Fatal(err)
				}
				middle := time.Now()
				if parser.Read(page).Column == nil {
					b.Fatal("no column")
				}
				parsing, reading = append(parsing, middle.Sub(start)), append(reading, time.Since(middle))
			}
			slices.Sort(parsing)
			slices.Sort(reading)
			b.ReportMetric(float64(reading[len(reading)/2])/float64(parsing[len(parsing)/2]), "x-html.Parse")
			b.ReportMetric(float64(len(page.Body))/1024, "KB")
		})
	}
}

// longColumn is the longest of some columns.
func longColumn() (longest generate.Truth) {
	size := 0
	made := generate.New(1)
	for i := range 40 {
		column := made.Column(i)
		if n := len(column.Render(generate.ShapeText()).Body); n > size {
			longest, size = column, n
		}
	}
	return longest
}
