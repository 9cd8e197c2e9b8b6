package parser

import "fmt"

// ruleFailed is the rule of a block on which another rule panicked. It costs
// the paragraph and no more: the text is kept as unclassified, a problem says
// so, and the column is read on.
const ruleFailed = problemRuleFailed

// guard runs what reads one line, gives the line up if that panics, and reports
// whether it came to its end.
func (l *layout) guard(what string, line int, read func()) (ok bool) {
	failure := l.try(what, line, read)
	if failure != "" {
		l.fail(line, failure)
	}
	return failure == ""
}

// try runs what reads one line and says why it panics, if it does. Tests make
// it fail through probe.
func (l *layout) try(what string, line int, read func()) (failure string) {
	defer func() {
		if cause := recover(); cause != nil {
			failure = fmt.Sprintf("%s: %v", what, cause)
		}
	}()
	if l.page.probe != nil {
		l.page.probe(what, string(l.lines[line].Runes))
	}
	read()
	return ""
}

// fail gives up a line.
func (l *layout) fail(line int, cause string) {
	b := &l.col.Blocks[line]
	if b.Rule == ruleFailed {
		return
	}
	b.Class, b.Rule = ClassUnclassified, ruleFailed
	l.col.problem(problemRuleFailed, b.Span, cause)
}

// failed reports a line that was given up.
func (l *layout) failed(line int) bool { return l.col.Blocks[line].Rule == ruleFailed }
