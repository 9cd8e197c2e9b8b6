package generate

import "strings"

// aftermath writes up to three sentences after the opening one.
func (s *story) aftermath() {
	for range s.IntN(4) {
		switch n := s.IntN(100); {
		case n < 30:
			s.say(pick(s.dice, []string{"会议强调,", "会议指出,", "会议要求,", "会议提出,", "会议部署重点任务,"}) + s.aim() + "。")
		case n < 55:
			s.statement()
		case n < 60:
			s.say(s.fill("{unit}率先行动,走访{firm},检查{topic}落实情况。"))
		case n < 63:
			s.say(s.deadline())
		case n < 66:
			s.say("近日,相关方案已印发。")
		case n < 72:
			s.besides()
		default:
			s.say(s.fact())
		}
	}
}

// statement lets one of the activity's officials speak by name alone.
func (s *story) statement() {
	for _, p := range s.people {
		if p.role == "actor" && p.bound {
			s.states(p.official, false)
			return
		}
	}
	s.say(s.fact())
}

// besides lets one of the officials do something more, in a sentence of his
// own.
func (s *story) besides() {
	for _, p := range s.people {
		if p.role == "actor" && p.bound {
			s.say(pick(s.dice, []string{"会前,", "会后,", "随后,", ""}))
			s.acts(p.official, false, doings[:20])
			s.say("。")
			return
		}
	}
	s.say(s.fact())
}

// deadline opens with a date that is followed by neither a comma nor a
// subject: it opens no activity.
func (s *story) deadline() string {
	return monthDay(ascii, s.week.End.AddDays(2)) + "前,各部门要完成" + pick(s.dice, topics) + "任务。"
}

// continuation writes a paragraph that can only refer back.
func (s *story) continuation() {
	if s.chance(35) {
		for _, p := range s.people {
			if p.role == "actor" && p.bound {
				s.spoken(p.official)
				return
			}
		}
	}
	s.say(pick(s.dice, []string{
		"会议强调,", "会议指出,", "会议还审议了有关事项。", "活动吸引众多市民参与。", "仪式上,", "座谈会上,与会代表畅所欲言。", "论坛围绕产业升级展开。",
		"现场气氛热烈。", "双方明确,", "据悉,", "据介绍,", "其中,", "此外,", "同时,", "随后,与会人员观看专题片。", "期间,", "他说,", "她说,",
	}))
	if strings.HasSuffix(string(s.lines[len(s.lines)-1].text), ",") {
		s.say(s.aim() + "。")
	}
}

// spoken opens the paragraph with a known official.
func (s *story) spoken(o *official) {
	with := s.chance(25)
	if s.chance(20) {
		s.mention(o, with, "代表"+s.home.NameZH+"对与会嘉宾的到来致以谢意。")
		return
	}
	s.states(o, with)
}
