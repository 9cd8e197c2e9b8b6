package parser

// markAsides marks the lines that the page's structure says are not the
// article.
func markAsides(o *outline, b *lineBuilder) {
	_ = o
	_ = b
}
