package parser

// bindOfficials shows every paragraph to the roster before any activity is
// read, so that a name counts wherever the post is printed.
func (l *layout) bindOfficials() {
	for i := range l.col.Blocks {
		if l.col.Blocks[i].Class == ClassIntroduction {
			l.bind(i, nil)
		}
	}
	var above *District
	broken := false
	for k, s := range l.spots {
		switch s.kind {
		case spotHeading:
			above = l.lines[s.line].heading
		case spotShort:
			broken = true
			continue
		case spotParagraph:
			if above != nil && l.strayDistrict(k, above, broken) != nil {
				above = nil
			}
			d := above
			if d == nil {
				d = l.textDistrict(s.line)
			}
			l.bind(s.line, d)
		}
		broken = false
	}
}

// bind shows one line to the roster and notes whom it names first.
func (l *layout) bind(line int, d *District) {
	before := len(l.roster.order)
	l.roster.bind(l.passage(line, 0, len(l.lines[line].Fold)), d)
	if len(l.roster.order) == before {
		return
	}
	for k, b := range l.roster.order {
		if k >= before {
			l.names(b.name, line)
		}
		if b.rival != "" {
			l.names(b.rival, line) // the reading that a later line may settle on
		}
	}
}

// names notes that a line names somebody, unless one before it does.
func (l *layout) names(who string, line int) {
	if _, known := l.known[who]; !known {
		l.known[who] = line
	}
}

// knownAbove reports that the official a line opens with is named with a post
// in a line above it: a paragraph that introduces somebody refers to nothing.
func (l *layout) knownAbove(line int) bool {
	people := l.roster.appearances([]passage{l.passage(line, 0, len(l.lines[line].Fold))}, nil)
	if len(people) == 0 {
		return true
	}
	first, known := l.known[people[0].Name]
	return !known || first < line
}
