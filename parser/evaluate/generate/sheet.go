package generate

import (
	"shenzheng/parser"
)

// sheet is an article while it is being written: lines in reading order, with
// the class each must be read as.
type sheet struct {
	lines      []line
	sections   []section
	activities []*activity
	problems   []problem
}

// line is one block of the article.
type line struct {
	text  []rune
	class parser.Class
	// open is true where the codebook does not say the line's class.
	open bool
}

// place is a part of one line, in code points.
type place struct{ line, from, to int }

// section is one district's part.
type section struct {
	district parser.District
	heading  int // line of the heading, -1 where none is printed
	headline []int
	first    int // line the section begins at
}

// activity is one event: the places it is printed in, and what is so.
type activity struct {
	section int
	pieces  []place // one a paragraph
	date    place   // of the expression; empty where there is none
	moment  parser.Moment
	open    bool // the part of day is open
	opening string
	people  []*person
}

// person is one official's appearance in one activity.
type person struct {
	*official
	form       *postForm // nil while named by name alone
	mention    place     // the first, with the post beside it
	post       place     // empty for a name alone
	role       string
	verbs      []string
	statements []string
	times      int      // the name was printed
	open       []string // fields that the codebook leaves open here
}

// problem is one that the column must be read with. Where code is empty any
// code will do, as long as it stands at the place.
type problem struct {
	code string
	at   place
}

// add appends a line and gives its index.
func (s *sheet) add(class parser.Class, text string) int {
	s.lines = append(s.lines, line{text: []rune(text), class: class})
	return len(s.lines) - 1
}

// unclassed says that the codebook leaves the last line's class open.
func (s *sheet) unclassed() { s.lines[len(s.lines)-1].open = true }

// say appends text to the last line and gives the place it stands at.
func (s *sheet) say(text string) place {
	last := len(s.lines) - 1
	from := len(s.lines[last].text)
	s.lines[last].text = append(s.lines[last].text, []rune(text)...)
	return place{last, from, len(s.lines[last].text)}
}

// text is what stands at a place.
func (s *sheet) text(p place) string { return string(s.lines[p.line].text[p.from:p.to]) }

// since gives a place to what was said since from, on the last line.
func (s *sheet) since(from int) place {
	last := len(s.lines) - 1
	return place{last, from, len(s.lines[last].text)}
}

// column gives the number of code points on the last line.
func (s *sheet) column() int { return len(s.lines[len(s.lines)-1].text) }
