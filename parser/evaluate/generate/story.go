package generate

import (
	"slices"
	"strconv"
	"strings"

	"shenzheng/parser"
)

// story writes one activity onto the sheet.
type story struct {
	dice
	*sheet
	*activity
	cast *cast
	home parser.District
	week parser.Week
	// plain keeps other districts' names out, for columns whose districts
	// must be inferred.
	plain bool
}

// mention writes an official's name, with a post where with is true, before
// the words that follow.
func (s *story) mention(o *official, with bool, follow string) *person {
	p := s.person(o)
	from := s.column()
	var post place
	if with {
		f := s.form(o)
		post = s.say(f.printed)
		if p.form == nil {
			p.form, p.post = &f, post
		}
		o.bound = true
	}
	s.say(o.printed)
	p.times++
	if p.mention == (place{}) {
		p.mention = s.since(from)
	}
	s.say(follow)
	return p
}

// person finds the official among those of the activity, or adds him.
func (s *story) person(o *official) *person {
	for _, p := range s.people {
		if p.official == o {
			return p
		}
	}
	p := &person{official: o, role: "actor"}
	s.people = append(s.people, p)
	return p
}

// form chooses a printed form of the post, one that is whole by itself where
// the official is not of this section's district.
func (s *story) form(o *official) postForm {
	for range 20 {
		f := pick(s.dice, o.forms)
		full := strings.HasPrefix(f.printed, s.home.NameZH)
		if full || f.away || !s.plain && o.district == s.home.Slug {
			return f
		}
	}
	return o.forms[0]
}

// choose fills a predicate's slots for an official, so that it can be told
// where the name ends.
func (s *story) choose(o *official, from []predicate) predicate {
	for tries := 0; ; tries++ {
		p := pick(s.dice, from)
		p.text = s.fill(p.text)
		if tries > 50 {
			p.text = "同志" + p.text
		}
		if !torn(o.plain, p.text) {
			return p
		}
	}
}

// acts writes an official with a predicate of his own.
func (s *story) acts(o *official, with bool, from []predicate) {
	p := s.choose(o, from)
	prefix := ""
	if s.chance(4) && !strings.HasPrefix(p.text, "率") && !strings.HasPrefix(p.text, "带队") {
		prefix = pick(s.dice, []string{"同志", "一行"})
	}
	if torn(o.plain, prefix+p.text) {
		prefix = ""
	}
	s.mention(o, with, prefix+p.text).did(p.verbs)
}

func (p *person) did(verbs []string) {
	for _, v := range verbs {
		if !slices.Contains(p.verbs, v) {
			p.verbs = append(p.verbs, v)
		}
	}
}

// states writes a sentence in which the official says something.
func (s *story) states(o *official, with bool) {
	verb, lead := pick(s.dice, statementList), ""
	if s.chance(8) || torn(o.plain, verb) {
		lead = "在讲话中"
	}
	p := s.mention(o, with, lead+verb+pick(s.dice, []string{",", ",", ",", ":"})+s.aim()+"。")
	if !slices.Contains(p.statements, verb) {
		p.statements = append(p.statements, verb)
	}
}

// aim is a clause of a speech.
func (s *story) aim() string {
	return strings.Replace(pick(s.dice, aims), "%s", pick(s.dice, topics), 1)
}

// fact is a sentence without a subject of interest.
func (s *story) fact() string {
	f := pick(s.dice, facts)
	f = strings.Replace(f, "%d", strconv.Itoa(s.between(2, 980)), 1)
	return strings.ReplaceAll(f, "%%", "%")
}

// fill replaces the slots of a template.
func (s *story) fill(text string) string {
	for strings.Contains(text, "{") {
		from, to := strings.Index(text, "{"), strings.Index(text, "}")
		text = text[:from] + s.slot(text[from+1:to]) + text[to+1:]
	}
	return text
}

func (s *story) slot(slot string) string {
	switch slot {
	case "n":
		return strconv.Itoa(s.between(2, 30))
	case "outsider":
		return s.cast.outsider()
	case "D":
		return s.home.NameZH
	case "short":
		return shortName(s.home)
	case "party":
		if s.home.Kind == "district" {
			return s.home.NameZH + "委常委会"
		}
		return s.home.NameZH + "党工委"
	}
	return pick(s.dice, slots[slot])
}

// shortName is the district without 区, 新区 or 特别合作区.
func shortName(d parser.District) string {
	for _, tail := range []string{"特别合作区", "合作区", "新区", "区"} {
		if short, ok := strings.CutSuffix(d.NameZH, tail); ok {
			return short
		}
	}
	return d.NameZH
}
