package generate

import (
	"strings"

	"shenzheng/parser"
)

// layout says how a column prints its districts.
type layout struct {
	headings headingStyle
	// captions is the share, in percent, of activities followed by a caption.
	captions int
}

// headingStyle is a way to print a district's name on a line of its own.
type headingStyle int

const (
	fullHeading  headingStyle = iota // 福田区
	colonHeading                     // 福田:
	shortHeading                     // 福田
	fullColon                        // 福田区:
	noHeading                        // districts are known from the text alone
)

func (h headingStyle) print(d parser.District) string {
	switch h {
	case colonHeading:
		return shortName(d) + ":"
	case shortHeading:
		return shortName(d)
	case fullColon:
		return d.NameZH + ":"
	}
	return d.NameZH
}

// chapter writes the sections of one column.
type chapter struct {
	dice
	*sheet
	cast *cast
	week parser.Week
	layout
}

// section writes one district.
func (c *chapter) section(home parser.District) {
	sec := section{district: home, heading: -1, first: len(c.lines)}
	if c.headings != noHeading {
		sec.heading = c.add(parser.ClassHeading, c.headings.print(home))
		for range pick(c.dice, []int{0, 1, 1, 1, 1, 1, 2, 2}) {
			sec.headline = append(sec.headline, c.add(parser.ClassHeadline, c.headline()))
		}
	}
	c.sections = append(c.sections, sec)
	split := false
	for n := c.between(1, 5); n > 0; n-- {
		c.activity(home, split)
		split = n > 1 && c.chance(9) && c.lines[len(c.lines)-1].class == parser.ClassActivity
		if !split && c.chance(c.captions) && (n > 1 || c.headings != noHeading) {
			c.caption()
		}
	}
}

// caption writes a picture's line; none names a district where districts are
// to be known from the text.
func (c *chapter) caption() {
	text := pick(c.dice, captions)
	for c.headings == noHeading && strings.Contains(text, "区") {
		text = pick(c.dice, captions)
	}
	c.add(parser.ClassCaption, text)
}

func (c *chapter) headline() string {
	return strings.Replace(pick(c.dice, headlines), "%s", pick(c.dice, topics), 1)
}

// activity writes one event; with split it goes on where the last paragraph
// ended.
func (c *chapter) activity(home parser.District, split bool) {
	s := &story{dice: c.dice, sheet: c.sheet, cast: c.cast, home: home, week: c.week, plain: c.headings == noHeading}
	s.activity = &activity{section: len(c.sections) - 1, moment: parser.Moment{Precision: parser.PrecisionNone}}
	c.activities = append(c.activities, s.activity)
	if !split {
		c.add(parser.ClassActivity, "")
	}
	from := c.column()
	if !split && c.chance(7) {
		s.undated()
	} else {
		s.dated(split)
	}
	s.opening, _, _ = strings.Cut(c.text(c.since(from)), "。")
	s.aftermath()
	s.pieces = append(s.pieces, c.since(from))
	for range pick(c.dice, []int{0, 0, 0, 0, 0, 1, 1, 2}) {
		if c.chance(10) {
			c.caption()
		}
		c.add(parser.ClassActivity, "")
		s.continuation()
		s.pieces = append(s.pieces, c.since(0))
	}
}

// dated writes the date and the opening sentence.
func (s *story) dated(split bool) {
	e := anyDate(s.dice, s.week)
	if split {
		e = calendarDate(s.dice, s.week)
	}
	s.date, s.moment, s.open = s.say(e.text), e.moment, e.openPart
	if e.moment.Precision == parser.PrecisionInvalid {
		s.problems = append(s.problems, problem{at: s.date})
	}
	bare := e.calendar && e.moment.Part == "" && s.chance(10)
	if !bare {
		s.say(",")
	}
	s.tellScene(func(sc scene) bool { return (sc.named || !s.plain) && (sc.subject || !bare) })
}

// undated writes an opening sentence that holds no date of its own, though
// some look like one.
func (s *story) undated() {
	if s.plain {
		s.say(s.fill(pick(s.dice, []string{"{D}举办{festival}。", "{D}{talk}召开。", "{D}与{firm}签署合作协议。"})))
		return
	}
	switch n := s.IntN(100); {
	case n < 25:
		s.states(s.cast.member(s.home), true)
		return
	case n < 45:
		a := s.leader()
		s.acts(a, s.posted(a), doings)
		s.say("。")
		return
	}
	s.say(s.fill(pick(s.dice, []string{
		"{D}举办{festival}。", "由{D}主办的{festival}在{place}举行。", "为期两天的{festival}在{place}落幕。", "一季度,{D}外贸实现开门红。",
		"10年来,{D}累计培养青年人才万余名。", "2024年第十三次区政府常务会议在{D}召开。", "五一假期,{D}各景区人气旺盛。", "“6·30”公益助力活动在{D}启动。",
		"第一百三十二次专题会议在{D}召开。", "截至4月24日,{D}服务平台接入企业百余家。", "连续三年,{D}企业满意度保持全市首位。", "区有关部门负责人说,{topic}将提速。",
	})))
}
