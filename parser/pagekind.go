package parser

// pageKind tells what a page is that is not yet known to be a column.
func pageKind(d document, p Page) (PageKind, string) {
	if len(d.lines) == 0 {
		return PageEmpty, "the page prints no text"
	}
	return PageOther, "text of no known kind"
}
