package generate

import (
	"slices"
	"strings"

	"shenzheng/parser"
)

// tell writes a template: its slots, and what stands in brackets.
//
//	[L chair]      the secretary, the head or another, with a predicate of that part
//	[A+B guest]    two or more who share one
//	[Y=调研]       with these lemmas; the template goes on with the predicate
//	[A?]           only mentioned
//	[topic=...]    a text that is a field of the column, or who did a part of the work
//
// L is one of the district's leaders, A and B two different ones, Y one of
// the city's, M a member of a body, F somebody who held a post before, P an
// official who was named before. The kind is that of the first predicate, ""
// where none was chosen.
func (w *draft) tell(template string) (kind string) {
	roles := map[byte]*official{}
	for rest := w.fill(template); ; {
		before, inside, found := strings.Cut(rest, "[")
		w.say(before)
		if !found {
			return kind
		}
		var token string
		token, rest, _ = strings.Cut(inside, "]")
		who, part, acts := strings.Cut(token, " ")
		field, text, given := strings.Cut(token, "=")
		switch {
		case given && (field[0] < 'A' || field[0] > 'Z'):
			w.note(field, text)
		case given:
			o := w.role(roles, who[0])
			w.mention(o, w.posted(o))
			w.did(o, strings.Split(text, ","))
			if torn(o.plain, rest) {
				w.say("一行")
			}
		case acts:
			if k := w.acts(roles, strings.Split(who, "+"), part); kind == "" {
				kind = k
			}
		default:
			o := w.role(roles, who[0])
			w.mention(o, true).Role = "mentioned"
			if who[0] == 'F' {
				w.leave(len(w.column.Activities), o.plain, "post", "posts", "office", "span")
			}
		}
	}
}

// note writes a field of the column or its section, or a name behind what it did.
func (w *draft) note(field, text string) {
	c, s, printed := &w.column, &parser.Section{}, w.text(w.say(text))
	if len(c.Sections) > 0 {
		s = &c.Sections[len(c.Sections)-1]
	}
	into := map[string]*string{
		"topic": &c.Topic, "outlet": &c.Outlet, "summary": &c.Summary, "heading": &s.Heading, "headline": &s.Headline,
	}[field]
	if into == nil {
		c.Credits = append(c.Credits, parser.Credit{Role: field, Name: printed})
		return
	}
	*into = strings.TrimPrefix(*into+" / "+printed, " / ") // a second one is a second headline
}

// role gives the official of a letter.
func (w *draft) role(roles map[byte]*official, letter byte) *official {
	holder := func(job string) *official { return w.cast.holder(w.dice, w.home, job) }
	o := roles[letter]
	switch {
	case o != nil:
	case letter == 'A':
		o = holder("secretary")
	case letter == 'B':
		if o = holder("head"); o == holder("secretary") || w.chance(20) {
			o = holder("other 1")
		}
	case letter == 'C':
		o = holder("other 2")
	case letter == 'Y':
		o = w.cast.holder(w.dice, district{}, w.fill("{city job}"))
	case letter == 'M':
		o = w.cast.hire(w.dice, w.home, "member")
	case letter == 'P':
		o = w.present()
	case letter == 'F':
		if o = w.cast.former; o == nil {
			o = w.cast.hire(w.dice, w.home, "member")
			o.forms = holder("secretary").forms[:1]
		}
	default:
		o = holder(w.choose("leader", func(job string) bool { return !w.inferred || !strings.HasPrefix(job, "other") }))
	}
	roles[letter] = o
	return o
}

// present gives an official of the activity who can be named again.
func (w *draft) present() *official {
	for _, p := range w.now.Officials {
		if p.Role == "actor" && w.bound[p.Name] != nil {
			return w.bound[p.Name]
		}
	}
	return nil
}

// appearance gives the official's in the activity, nil where there is none.
func (w *draft) appearance(o *official) *parser.Appearance {
	for i, p := range w.now.Officials {
		if p.Name == o.plain {
			return &w.now.Officials[i]
		}
	}
	return nil
}

// posted says whether a mention is to carry the post: always until the name
// is bound, mostly after, and seldom in the same activity.
func (w *draft) posted(o *official) bool {
	return w.bound[o.plain] == nil || w.appearance(o) == nil && w.chance(80) || w.chance(20)
}

// mention writes an official's name.
func (w *draft) mention(o *official, with bool) *parser.Appearance {
	from, p := len(w.runes), w.appearance(o)
	first := p == nil
	if first {
		w.now.Officials = append(w.now.Officials, parser.Appearance{
			OfficialID: "off_" + hexOf(o.plain), Name: o.plain, Position: len(w.now.Officials) + 1, Office: o.office,
			NamedAs: "name_only", Role: "actor",
		})
		p = w.appearance(o)
	}
	if with {
		f := w.form(o)
		post := w.say(f.printed)
		if p.Posts == nil {
			p.NamedAs, p.Post, p.Posts = "post_and_name", w.text(post), f.posts
		}
		w.bound[o.plain] = o
	}
	w.say(o.printed)
	if first {
		p.Span = parser.Span{Start: from, End: len(w.runes)}
	}
	return p
}

// form chooses a printed form of the post, one that is whole by itself where
// the official is not of this section's district.
func (w *draft) form(o *official) postForm {
	for range 20 {
		f := pick(w.dice, o.forms)
		if f.away || strings.HasPrefix(f.printed, w.home.name) || !w.inferred && o.district == w.home.slug {
			return f
		}
	}
	return o.forms[0]
}

// did notes verbs and statements by their lemmas.
func (w *draft) did(o *official, lemmas []string) {
	p := w.appearance(o)
	for _, lemma := range lemmas {
		list := &p.Verbs
		if slices.Contains(texts("statement"), lemma) {
			list = &p.Statements
		}
		if lemma != "" && !slices.Contains(*list, lemma) {
			*list = append(*list, lemma)
		}
	}
}

// acts writes an official with a predicate, or several who share one.
func (w *draft) acts(roles map[byte]*official, letters []string, part string) (kind string) {
	joint := pick(w.dice, []string{",", "、", "、", "和", "与", "以及"})
	with := len(letters) > 1 && joint == ","
	for i, letter := range letters {
		switch {
		case i > 0 && i < len(letters)-1:
			w.say("、")
		case i > 0:
			w.say(joint)
		}
		o := w.role(roles, letter[0])
		// A name alone behind a name with a post could share that post.
		with = with || w.posted(o)
		w.mention(o, with)
	}
	last := letters[len(letters)-1][0]
	kind, predicate, lemmas := w.predicate(roles[last], part, len(letters) > 1)
	w.say(predicate)
	for _, letter := range letters {
		w.did(roles[letter[0]], lemmas)
	}
	return kind
}

// predicate chooses what is said of an official, or of several together, so
// that it can be told where the name before it ends.
func (w *draft) predicate(o *official, part string, together bool) (kind, text string, lemmas []string) {
	for tries := 0; ; tries++ {
		text, done, _ := strings.Cut(w.fill("{"+part+"}"), "=")
		kind := ""
		if before, behind, ok := strings.Cut(text, " "); ok {
			kind, text = before, behind
		}
		switch {
		case tries > 50:
			text = "同志" + text
		case together:
			text = pick(w.dice, []string{"", "", "", "共同", "分别", "等"}) + text
		case w.odd(4) && part != "say" && !strings.HasPrefix(text, "率") && !strings.HasPrefix(text, "带队"):
			text = pick(w.dice, []string{"同志", "一行"}) + text
		}
		if !torn(o.plain, text) {
			return kind, text, strings.Split(done, ",")
		}
	}
}
