package parser

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode/utf8"

	"shenzheng/parser/text"
)

// Read reads one page. It is pure: the same page gives the same reading, on
// any machine at any time, and no page makes it panic.
func Read(p Page) Reading {
	doc := readPage(p)
	found := surveyLines(&doc)
	ok, reason := found.isColumn()
	if !ok || !found.anchored() && (doc.kind == PageError || doc.kind == PageChallenge) {
		return Reading{Kind: doc.kind, Reason: doc.reason}
	}
	l := newLayout(&p, &doc, found)
	l.settleWeek()
	l.settleRound()
	l.classify()
	l.settlePublished()
	l.finish()
	return Reading{Kind: PageColumn, Reason: reason, Column: l.col}
}

// newLayout lays out the canonical text: the lines of the article, without
// what markup sets aside, joined with line feeds.
func newLayout(p *Page, doc *document, found survey) *layout {
	l := &layout{page: p, doc: doc, found: found, known: map[string]int{}}
	l.lines = doc.lines[:0] // the lines move up over those that are left out
	places := make([]int32, len(doc.lines)+1)
	bytes := 0
	for i := range doc.lines {
		places[i] = int32(len(l.lines))
		ln := doc.lines[i]
		if i != found.title && ln.setAside(i < found.title) || len(ln.runes) == 0 {
			continue
		}
		l.lines = append(l.lines, ln)
		bytes += 3*len(ln.runes) + 1
	}
	places[len(doc.lines)] = int32(len(l.lines))
	l.found.move(places)
	if l.found.title >= 0 {
		l.title = l.lines[l.found.title]
	} else {
		l.title.fold = []rune(doc.title)
		text.Fold(l.title.fold, l.title.fold)
	}
	l.col = &Column{Number: p.Number, Source: p.Source, SourceURL: p.URL, Title: doc.title, Kind: KindOther}
	l.layText(bytes)
	l.roster = newRoster(min(len(l.lines), 64))
	return l
}

// setAside reports a line that is no part of the article: what markup sets
// aside, and links above the title.
func (ln *line) setAside(above bool) bool {
	return ln.hint&hintAside != 0 || above && ln.hint&hintLink != 0
}

// move turns places among the lines of the page into places among blocks.
func (v *survey) move(places []int32) {
	for _, at := range []*int{&v.title, &v.account, &v.topic, &v.author, &v.week, &v.clearing, &v.heading, &v.text, &v.end, &v.last, &v.lastHeading} {
		if *at >= 0 {
			*at = int(places[*at])
		}
	}
}

// layText builds the canonical text, of about size bytes, and the blocks,
// which share its memory.
func (l *layout) layText(size int) {
	var text strings.Builder
	text.Grow(size)
	c := l.col
	c.Blocks = make([]Block, len(l.lines))
	l.offsets = make([]int32, len(l.lines))
	l.opens = make([]opening, len(l.lines))
	l.spots = make([]spot, 0, len(l.lines))
	var printed []byte
	offset := 0
	for i := range l.lines {
		if i > 0 {
			text.WriteByte('\n')
			offset++
		}
		line := l.lines[i].runes
		printed = l.appendLine(printed[:0], line)
		from := text.Len()
		text.Write(printed)
		l.offsets[i] = int32(from)
		c.Blocks[i].Text = text.String()[from:]
		c.Blocks[i].Span = Span{Start: offset, End: offset + len(line)}
		offset += len(line)
		c.Characters += len(line)
	}
	c.Text = text.String()
}

// appendLine appends the UTF-8 of a line.
func (l *layout) appendLine(b []byte, line []rune) []byte {
	b = slices.Grow(b, utf8.UTFMax*len(line))
	for _, r := range line {
		if isIdeograph(r) {
			b = appendIdeograph(b, r)
			continue
		}
		b = utf8.AppendRune(b, r)
		l.undecoded = l.undecoded || r == utf8.RuneError
	}
	return b
}

// isIdeograph reports the code points from U+3001 to U+9FFF: nearly all of an
// article, spared the calls that others need.
func isIdeograph(r rune) bool { return r > 0x3000 && r <= 0x9fff }

// appendIdeograph appends the UTF-8 of a code point that takes three bytes.
func appendIdeograph(b []byte, r rune) []byte {
	return append(b, 0xe0|byte(r>>12), 0x80|byte(r>>6)&0xbf, 0x80|byte(r)&0xbf)
}

// finish turns the classified lines into sections and activities and settles
// what depends on the whole column.
func (l *layout) finish() {
	c := l.col
	stem := columnStem(c.Source, c.Number, c.Text)
	c.ID = "col_" + stem
	if l.round && l.found.clearing < 0 {
		l.col.problem(problemIntroductionOpen, Span{}, "no sentence names 《深政观察》 and says 梳理")
	}
	l.bindOfficials()
	parts := l.buildParts()
	if l.round && len(parts) > 0 {
		c.Kind = KindWeekly
		l.finishSections(parts, stem)
	} else if l.announced() {
		c.problem(problemWithoutSections, Span{}, "the title or the week line announce a round-up")
	}
	c.ArticleSHA256 = articleHash(c.Blocks)
	if l.found.title < 0 {
		c.problem(problemTitleMissing, Span{}, "no title line")
	}
	if l.undecoded {
		c.problem(problemReplacementInText, Span{}, "the text holds U+FFFD")
	}
	c.sortProblems()
}

// announced reports that title or week line speak of a round-up.
func (l *layout) announced() bool {
	return l.found.week >= 0 || isRoundupTitle(&l.title)
}

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
			above = s.district
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
	l.roster.bind(l.passage(line, 0, len(l.lines[line].fold)), d)
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
	people := l.roster.appearances([]passage{l.passage(line, 0, len(l.lines[line].fold))}, nil)
	if len(people) == 0 {
		return true
	}
	first, known := l.known[people[0].Name]
	return !known || first < line
}

// finishSections writes the rows of sections, activities and appearances.
func (l *layout) finishSections(parts []part, stem string) {
	c := l.col
	c.Sections = make([]Section, len(parts))
	size := 0
	for k := range parts {
		size += len(parts[k].lines)
	}
	r := newActivityReader(l, stem, size)
	var twins [text.DistrictCount]int
	for k := range parts {
		p := &parts[k]
		at := districtIndex(p.district)
		twins[at]++
		l.finishSection(k, p, "sec_"+stem+"_"+p.district.Slug, twins[at])
		r.read(k, p.district, p.lines)
	}
}

// finishSection writes the row of a section, which is the nth of its district.
func (l *layout) finishSection(k int, p *part, id string, nth int) {
	c := l.col
	s := &c.Sections[k]
	*s = Section{ID: numbered(id, "_", nth), Position: k + 1, District: p.district.Slug, HeadingSource: "printed"}
	headline := make([]string, 0, 4)
	if p.inferred() {
		s.HeadingSource = "inferred"
		c.problem(problemSectionInferred, c.Blocks[p.lines[0]].Span, p.district.NameZH)
	} else {
		s.Heading = c.Blocks[p.heading].Text
		if p.from > 0 {
			runes := l.lines[p.heading].runes
			headline = append(headline, string(runes[p.from:]))
			s.Heading = strings.TrimSpace(string(runes[:p.from]))
		}
		if len(p.lines) == 0 {
			c.problem(problemSectionEmpty, c.Blocks[p.heading].Span, p.district.NameZH)
		}
	}
	if nth > 1 {
		at := p.heading
		if at < 0 {
			at = p.lines[0]
		}
		c.problem(problemDistrictTwice, c.Blocks[at].Span, p.district.NameZH)
	}
	for _, i := range p.headline {
		headline = append(headline, c.Blocks[i].Text)
	}
	s.Headline = strings.Join(headline, " / ")
}

// articleHash identifies the revision: the text of all blocks that are not
// furniture.
func articleHash(blocks []Block) string {
	h := sha256.New()
	line := make([]byte, 0, 1024)
	for i := range blocks {
		if blocks[i].Class != ClassFurniture {
			line = append(append(line[:0], blocks[i].Text...), '\n')
			h.Write(line)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
