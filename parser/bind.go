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
		case spotBreak:
			above = nil
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
	l.guard("bind", line, func() {
		for _, name := range l.roster.Bind(l.passage(line, 0, len(l.lines[line].Fold)), d) {
			if _, known := l.known[name]; !known {
				l.known[name] = line
			}
		}
	})
}
