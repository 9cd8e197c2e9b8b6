package parser

// Read reads one page. It is pure: the same page gives the same reading, on
// any machine at any time, and no page makes it panic.
func Read(p Page) Reading {
	doc := readPage(&p)
	r := readDocument(p, &doc)
	r.URL = p.URL
	if r.Column != nil && r.Column.Kind == KindWeekly && ended(r.Column) {
		return r
	}
	return readHeld(p, doc, r)
}
