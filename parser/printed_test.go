package parser

// printed gives the lines of a page as text.
func printed(d document) []string {
	var out []string
	for _, l := range d.lines {
		out = append(out, string(l.Runes))
	}
	return out
}
