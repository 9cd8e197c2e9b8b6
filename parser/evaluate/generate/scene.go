package generate

import "strings"

// scene is an opening sentence, written after the date and up to its full
// stop.
type scene struct {
	weight int
	// subject is true where the sentence opens with its subject, so that it
	// may follow the date without a comma.
	subject bool
	// named is true where the sentence opens with the district's name or an
	// official of it; only such scenes stand where districts are inferred.
	named bool
	tell  func(*story)
}

var scenes = [...]scene{
	{14, true, true, meetingChaired},
	{8, true, true, meetingOfTwo},
	{6, true, true, meetingOfMany},
	{24, true, true, leaderActs},
	{6, true, true, leaderWithCompany},
	{5, true, true, districtHolds},
	{4, true, true, signing},
	{5, false, false, event},
	{3, false, false, launch},
	{3, true, true, bodyTravels},
	{2, false, false, onBehalf},
	{2, false, false, witnessed},
	{2, true, false, cityLeader},
	{2, true, true, formerLeader},
	{2, true, true, leaderlessPosts},
	{2, true, true, study},
	{2, true, true, strangers},
	{1, true, true, surnameOnly},
}

// tellScene writes the opening sentence.
func (s *story) tellScene(fits func(scene) bool) {
	total := 0
	for _, sc := range scenes {
		if fits(sc) {
			total += sc.weight
		}
	}
	n := s.IntN(total)
	for _, sc := range scenes {
		if !fits(sc) {
			continue
		}
		if n -= sc.weight; n < 0 {
			sc.tell(s)
			return
		}
	}
}

// leader gives the secretary or the head, sometimes another official.
func (s *story) leader() *official {
	l := s.cast.of(s.home)
	switch n := s.IntN(100); {
	case n < 45:
		return l.secretary
	case n < 85 || s.plain:
		return l.head
	default:
		return pick(s.dice, l.others)
	}
}

// two gives two different officials of the district.
func (s *story) two() (*official, *official) {
	l := s.cast.of(s.home)
	if l.secretary == l.head || s.chance(20) {
		return l.secretary, l.others[0]
	}
	return l.secretary, l.head
}

// posted says whether a mention is to carry the post: always until the name
// is bound, and mostly after.
func (s *story) posted(o *official) bool { return !o.bound || s.chance(82) }

func meetingChaired(s *story) {
	s.say(s.fill(pick(s.dice, []string{"{D}召开{meeting},", "{party}会议召开,", "{short}召开{meeting},", "{D}{meeting}召开,", "{D}召开区委八届第一百三十二次常委会(扩大)会议,"})))
	a := s.leader()
	s.acts(a, s.posted(a), chairs)
	s.say("。")
}

func meetingOfTwo(s *story) {
	s.say(s.fill("{D}召开{meeting},"))
	a, b := s.two()
	s.acts(a, s.posted(a), chairs[4:10])
	s.say(",")
	s.acts(b, s.posted(b), chairs[:2])
	s.say("。")
}

// meetingOfMany has subjects that share one predicate.
func meetingOfMany(s *story) {
	s.say(s.fill("{D}召开{meeting},"))
	a, b := s.two()
	people := []*official{a, b}
	if third := s.cast.of(s.home).others[1]; s.chance(30) {
		people = append(people, third)
	}
	s.together(people, chairs[4:9])
}

// together writes officials side by side before one predicate.
func (s *story) together(people []*official, from []predicate) {
	joint := pick(s.dice, []string{",", "、", "、", "和", "与", "以及"})
	var shared []*person
	with := joint == ","
	for i, o := range people {
		last := i == len(people)-1
		// A name alone behind a name with a post could share that post.
		with = with || s.posted(o)
		if last {
			p := s.choose(o, from)
			tail := pick(s.dice, []string{"", "", "", "共同", "分别", "等"})
			shared = append(shared, s.mention(o, with, tail+p.text))
			for _, each := range shared {
				each.did(p.verbs)
			}
			break
		}
		sep := "、"
		if i == len(people)-2 {
			sep = joint
		}
		shared = append(shared, s.mention(o, with, sep))
	}
	s.say("。")
}

func leaderActs(s *story) {
	a := s.leader()
	s.acts(a, s.posted(a), doings)
	s.say(pick(s.dice, []string{"。", "。", ",共商发展大计。", s.fill(",重点了解{topic}进展。")}))
}

func leaderWithCompany(s *story) {
	a, b := s.two()
	s.acts(a, s.posted(a), doings[:16])
	s.say(",")
	s.acts(b, true, sequels)
	s.say("。")
}

func districtHolds(s *story) {
	s.say(s.fill(pick(s.dice, []string{
		"{D}举办{festival}。", "{D}{talk}召开。", "{D}举行{launch}。", "{short}{promotion}在{place}举行。", "{D}发布{topic}白皮书,填补区域空白。",
		"{D}人民政府与{firm}举行签约仪式,双方将建立战略合作关系。",
	})))
}

func signing(s *story) {
	s.say(s.fill(pick(s.dice, []string{"{D}人民政府和{firm}签署战略合作框架协议,", "{D}与{firm}签约,"})))
	a := s.leader()
	s.acts(a, s.posted(a), guests)
	if s.chance(40) {
		s.say(s.fill(",{firm}{firmpost}{outsider}参加"))
	}
	s.say("。")
}

func event(s *story) {
	s.say(s.fill(pick(s.dice, []string{"{festival}在{place}举行,", "{promotion}在{place}举办,", "{festival}在{D}{place}开幕,"})))
	a := s.leader()
	s.acts(a, s.posted(a), guests)
	s.say("。")
}

func launch(s *story) {
	s.say(s.fill("{launch}在{place}举行,"))
	a, b := s.two()
	s.together([]*official{a, b}, guests[:5])
}

// bodyTravels has verbs whose subject is a body: they are nobody's.
func bodyTravels(s *story) {
	s.say(s.fill("{D}联动{unit},率{unit}、{unit}等部门负责人赴{city}开展招商活动,拜会{firm},参观展台。"))
	if s.chance(60) {
		a := s.leader()
		s.states(a, s.posted(a))
	}
}

// onBehalf names somebody who is not there.
func onBehalf(s *story) {
	a, b := s.two()
	s.say("受")
	absent := s.mention(a, true, "委托,")
	absent.role = "mentioned"
	s.acts(b, s.posted(b), guests[:5])
	s.say("。")
}

func witnessed(s *story) {
	a := s.leader()
	s.say("在")
	s.mention(a, s.posted(a), s.fill("的见证下,{D}与{firm}签约。")).did([]string{"见证"})
}

func cityLeader(s *story) {
	o := pick(s.dice, s.cast.city)
	visit := s.fill("到{D}调研{topic}工作")
	if torn(o.plain, visit) {
		visit = "一行" + visit
	}
	s.mention(o, !o.bound || s.chance(60), visit).did([]string{"调研"})
	if s.chance(50) {
		s.say(",")
		a := s.leader()
		s.acts(a, s.posted(a), sequels[2:4])
	}
	s.say("。")
}

func formerLeader(s *story) {
	s.say(s.fill("{D}召开老干部座谈会,"))
	a := s.leader()
	s.acts(a, s.posted(a), chairs[:2])
	s.say("," + pick(s.dice, []string{"原", "时任"}))
	former := s.cast.hire(s.home.Slug, job{office: "other", forms: s.cast.of(s.home).secretary.forms[:1]})
	p := s.mention(former, true, "应邀到会。")
	p.role = "mentioned"
	p.open = []string{"post", "posts", "office", "span"}
}

// leaderlessPosts has posts without a name.
func leaderlessPosts(s *story) {
	s.say(s.fill(pick(s.dice, []string{
		"{D}召开{meeting},区委书记主持会议。", "{D}召开{meeting},各街道党工委书记参加会议。", "{D}举办{festival},区委主要领导出席活动。",
		"{D}组织党员学习{book},区领导参加。",
	})))
}

func study(s *story) {
	s.say(s.fill(pick(s.dice, []string{
		"{party}召开会议,传达学习贯彻习近平总书记重要讲话精神,", "{D}召开{meeting},集中学习{book},", "{D}召开会议,学习领会国家主席习近平重要文章,",
	})))
	a := s.leader()
	s.acts(a, s.posted(a), chairs[:4])
	s.say("。")
}

// strangers has people whose posts are no public ones.
func strangers(s *story) {
	s.say(s.fill("{D}举行{talk},"))
	a := s.leader()
	p := s.choose(a, guests[:3])
	s.mention(a, s.posted(a), s.fill("、{firm}{firmpost}{outsider}"+p.text)).did(p.verbs)
	s.say(s.fill("。{firm}{firmpost}{outsider}表示,") + s.aim() + "。")
}

func surnameOnly(s *story) {
	name := pick(s.dice, strings.Split("李王赵孙钱", ""))
	s.say(s.fill("{D}召开{meeting},区委书记" + name + "主持会议。"))
}
