package generate

import (
	"slices"
	"strings"

	"shenzheng/parser"
)

// draft is an article while it is being written: the text so far, and the
// column that a reader must find in it.
type draft struct {
	dice
	column parser.Column
	runes  []rune
	// wide prints the article's marks in the width that was thrown.
	wide func(rune) rune
	// calm leaves out what a newspaper prints once in a hundred columns.
	calm    bool
	edition Edition // of a serial
	cast    *cast
	week    parser.Week
	home    district
	// inferred is true where no heading is printed: then every scene names
	// its district, and no other one is named.
	inferred bool
	silent   bool // no week line is printed
	number   string
	now      *activity // the one being written
	bound    map[*official]bool
	put      map[string]int // how often each official's name was printed
	open     map[Place]bool
}

// activity is one event while it is being written.
type activity struct {
	parser.Activity
	people []*person
	from   int // where the paragraph being written opens
}

// person is one official's appearance in the activity.
type person struct {
	parser.Appearance
	of *official
}

// odd is true in percent of the throws, and never in calm prose; usual is
// true in percent of the throws, and always in calm prose.
func (w *draft) odd(percent int) bool   { return !w.calm && w.chance(percent) }
func (w *draft) usual(percent int) bool { return w.calm || w.chance(percent) }

// line begins a block.
func (w *draft) line(class parser.Class, text string) int {
	if len(w.column.Blocks) > 0 {
		w.runes = append(w.runes, '\n')
	}
	at := parser.Span{Start: len(w.runes), End: len(w.runes)}
	w.column.Blocks = append(w.column.Blocks, parser.Block{Class: class, Span: at})
	w.say(text)
	return len(w.column.Blocks) - 1
}

// say appends to the last block and gives where it stands.
func (w *draft) say(text string) parser.Span {
	from := len(w.runes)
	for _, r := range text {
		w.runes = append(w.runes, w.wide(r))
	}
	w.column.Blocks[len(w.column.Blocks)-1].Span.End = len(w.runes)
	return parser.Span{Start: from, End: len(w.runes)}
}

// text is what stands at a span.
func (w *draft) text(s parser.Span) string { return string(w.runes[s.Start:s.End]) }

// unclassed says that the codebook leaves the last line's class open.
func (w *draft) unclassed() {
	w.open[Place{Activity: -1, Name: w.text(w.column.Blocks[len(w.column.Blocks)-1].Span), Field: "class"}] = true
}

// leave says that the codebook leaves a field of the activity open.
func (w *draft) leave(name string, fields ...string) {
	for _, field := range fields {
		w.open[Place{Activity: len(w.column.Activities), Name: name, Field: field}] = true
	}
}

// tell writes a template: words in braces, people in brackets.
//
//	[L chair]      the secretary, the head or another, with a predicate of that list
//	[A+B guest]    two or more who share one
//	[Y=调研]       with these lemmas; the template goes on with the predicate
//	[A?]           only mentioned
//
// L is one of the district's leaders, A and B two different ones, Y one of
// the city's, M a member of a body, F somebody who held a post before.
// The kind is that of the first predicate, "" where none was chosen.
func (w *draft) tell(template string) (kind string) {
	template = w.fill(template)
	roles := map[byte]*official{}
	for {
		before, rest, found := strings.Cut(template, "[")
		w.say(before)
		if !found {
			return kind
		}
		token, after, _ := strings.Cut(rest, "]")
		template = after
		who, list, chosen := strings.Cut(token, " ")
		switch {
		case chosen && strings.Contains(who, "+"):
			w.together(roles, who, list)
		case list == "say":
			o := w.role(roles, who[0])
			w.states(o, w.posted(o))
		case chosen:
			if k := w.acts(w.role(roles, who[0]), predicates[list]); kind == "" {
				kind = k
			}
		case strings.HasSuffix(who, "?"):
			w.mention(w.role(roles, who[0]), true).Role = "mentioned"
			if who[0] == 'F' {
				w.leave(w.role(roles, 'F').plain, "post", "posts", "office", "span")
			}
		default:
			o := w.role(roles, who[0])
			p := w.mention(o, w.posted(o))
			p.did(strings.Split(who[2:], ","))
			if torn(o.plain, after) {
				w.say("一行")
			}
		}
	}
}

// role gives the official of a letter.
func (w *draft) role(roles map[byte]*official, letter byte) *official {
	if o := roles[letter]; o != nil {
		return o
	}
	var o *official
	l := w.cast.of(w.dice, w.home)
	switch letter {
	case 'A':
		o, roles['B'] = l.secretary, l.head
		if l.secretary == l.head || w.chance(20) {
			roles['B'] = l.others[0]
		}
	case 'C':
		o = l.others[1]
	case 'Y':
		o = pick(w.dice, w.cast.city)
	case 'M':
		o = w.cast.hire(w.dice, w.home, "other", pick(w.dice, jobsOf(w.home, "member")))
	case 'F':
		if o = w.cast.former; o != nil {
			break
		}
		o = w.cast.hire(w.dice, w.home, "other", l.secretary.forms[0].printed)
		o.forms = l.secretary.forms[:1]
	default:
		switch n := w.IntN(100); {
		case n < 45:
			o = l.secretary
		case n < 85 || w.inferred:
			o = l.head
		default:
			o = pick(w.dice, l.others)
		}
	}
	roles[letter] = o
	return o
}

// posted says whether a mention is to carry the post: always until the name
// is bound, and mostly after.
func (w *draft) posted(o *official) bool { return !w.bound[o] || w.chance(82) }

// mention writes an official's name.
func (w *draft) mention(o *official, with bool) *person {
	var p *person
	for _, each := range w.now.people {
		if each.of == o {
			p = each
		}
	}
	from := len(w.runes)
	if p == nil {
		p = &person{of: o, Appearance: parser.Appearance{
			OfficialID: "off_" + hexOf(o.plain, 4), Name: o.plain, Position: len(w.now.people) + 1, Office: o.office, NamedAs: "name_only", Role: "actor",
		}}
		w.now.people = append(w.now.people, p)
	}
	if with {
		f := w.form(o)
		post := w.say(f.printed)
		if p.Posts == nil {
			p.NamedAs, p.Post, p.Posts = "post_and_name", w.text(post), f.posts
		}
		w.bound[o] = true
	}
	w.say(o.printed)
	w.put[o.printed]++
	if p.Span == (parser.Span{}) {
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

func (p *person) did(verbs []string) {
	for _, v := range verbs {
		if v != "" && !slices.Contains(p.Verbs, v) {
			p.Verbs = append(p.Verbs, v)
		}
	}
}

// choose fills a predicate for an official, so that it can be told where the
// name ends.
func (w *draft) choose(o *official, from []predicate) predicate {
	for tries := 0; ; tries++ {
		p := pick(w.dice, from)
		p.text = w.fill(p.text)
		if tries > 50 {
			p.text = "同志" + p.text
		}
		if !torn(o.plain, p.text) {
			return p
		}
	}
}

// acts writes an official with a predicate of his own.
func (w *draft) acts(o *official, from []predicate) (kind string) {
	p := w.choose(o, from)
	prefix := ""
	if w.odd(4) && !strings.HasPrefix(p.text, "率") && !strings.HasPrefix(p.text, "带队") {
		prefix = pick(w.dice, []string{"同志", "一行"})
	}
	if torn(o.plain, prefix+p.text) {
		prefix = ""
	}
	w.mention(o, w.posted(o)).did(p.verbs)
	w.say(prefix + p.text)
	return p.kind
}

// together writes officials side by side before one predicate.
func (w *draft) together(roles map[byte]*official, who, list string) {
	joint := pick(w.dice, []string{",", "、", "、", "和", "与", "以及"})
	with := joint == ","
	var shared []*person
	letters := strings.Split(who, "+")
	for i, letter := range letters {
		o := w.role(roles, letter[0])
		// A name alone behind a name with a post could share that post.
		with = with || w.posted(o)
		shared = append(shared, w.mention(o, with))
		switch i {
		case len(letters) - 1:
			p := w.choose(o, predicates[list])
			w.say(pick(w.dice, []string{"", "", "", "共同", "分别", "等"}) + p.text)
			for _, each := range shared {
				each.did(p.verbs)
			}
		case len(letters) - 2:
			w.say(joint)
		default:
			w.say("、")
		}
	}
}

// states writes a sentence in which an official says something.
func (w *draft) states(o *official, with bool) {
	verb, lead := pick(w.dice, world["statement"]), ""
	if w.chance(8) || torn(o.plain, verb) {
		lead = "在讲话中"
	}
	p := w.mention(o, with)
	w.say(lead + verb + pick(w.dice, []string{",", ",", ",", ":"}) + w.fill("{aim}。"))
	if !slices.Contains(p.Statements, verb) {
		p.Statements = append(p.Statements, verb)
	}
}

// present gives an official of the activity who can be named again.
func (w *draft) present() *official {
	for _, p := range w.now.people {
		if p.Role == "actor" && w.bound[p.of] {
			return p.of
		}
	}
	return nil
}
