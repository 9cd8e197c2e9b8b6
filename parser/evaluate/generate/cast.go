package generate

import (
	"slices"
	"strings"
	"sync"

	"shenzheng/parser"
)

// district is one of the city's, as the paper prints it.
type district struct {
	slug, name, short string
	local             string // what the paper calls it in posts: 区, 新区, 合作区
	party             string // its party body, behind the name
}

var districts = sync.OnceValue(func() (out []district) {
	for _, line := range texts("district") {
		f := strings.Fields(line)
		out = append(out, district{f[0], f[1], f[2], f[3], f[4]})
	}
	return out
})

// official is one invented official, with one form of the name in all of a column.
type official struct {
	plain, printed string // the name, normalized and not
	office         string
	district       string // slug; empty for the city's
	forms          []postForm
}

// postForm is one way to print a post, and the parts it must be split into.
type postForm struct {
	printed string
	posts   []parser.Post
	// away is true for forms that name their district or are the city's, so
	// that they can stand in another district's section.
	away bool
}

// cast holds the officials of a column, or of a whole serial, each with a name
// that is no part of another's.
type cast struct {
	taken  []string
	jobs   map[string]*official // by slug and job; the city's by job alone
	former *official            // who held an office before, where that is known
}

// holder gives who has a job in a district (secretary, head, other 1, other 2)
// or in the city (city 1, city 2), hiring somebody at the first question. At
// times one holds two offices, but not in a serial: two make better reading.
func (c *cast) holder(d dice, home district, job string) *official {
	key, secretary, head := home.slug+" "+job, home.slug+" secretary", home.slug+" head"
	switch kind, _, _ := strings.Cut(job, " "); {
	case c.jobs[key] != nil:
	case (key == secretary || key == head) && c.jobs[secretary] == c.jobs[head] && d.odd(6): // neither is held yet
		c.jobs[secretary] = c.hire(d, home, "both")
		c.jobs[head] = c.jobs[secretary]
	default:
		c.jobs[key] = c.hire(d, home, kind)
	}
	return c.jobs[key]
}

// hire gives a job to somebody new. The jobs of a kind may be those of the
// district, of zones that are no 区, or of all.
func (c *cast) hire(d dice, home district, kind string) *official {
	part := "post " + kind
	if special := "post " + home.slug + " " + kind; grammar()[special] != nil {
		part = special
	} else if zone := "post zone " + kind; home.local != "区" && grammar()[zone] != nil {
		part = zone
	}
	o := c.fresh(d, "name")
	o.office, o.district = "other", home.slug
	if slices.Contains([]string{"secretary", "head", "both"}, kind) {
		o.office = kind
	}
	full := strings.NewReplacer("D", home.name, "L", home.local).Replace
	for form := range strings.SplitSeq(d.choose(part, nil), " | ") {
		printed, parts, _ := strings.Cut(form, "=")
		named := strings.HasPrefix(printed, "市") || strings.HasPrefix(printed, "前海") || strings.Contains(printed, "D")
		f := postForm{printed: full(printed), away: named && !strings.ContainsAny(printed, "L区")}
		for part := range strings.SplitSeq(parts, ";") {
			org, title, _ := strings.Cut(part, "+")
			f.posts = append(f.posts, parser.Post{Org: full(org), Title: title})
		}
		o.forms = append(o.forms, f)
	}
	return o
}

// fresh invents somebody whose name, a choice of that part, neither holds nor
// is held by another one's. A dot in it is printed in one of its forms.
func (c *cast) fresh(d dice, part string) *official {
	for {
		printed := d.fill("{"+part+"}", nil)
		plain := strings.NewReplacer(" ", "", "　", "").Replace(printed)
		printed = strings.ReplaceAll(printed, "·", d.choose("interpunct", nil))
		clash := func(other string) bool { return strings.HasPrefix(other, plain) || strings.HasPrefix(plain, other) }
		district := func(d district) bool { return strings.Contains(plain, d.short) }
		if !slices.ContainsFunc(districts(), district) && !strings.Contains(grammarText, plain) && !slices.ContainsFunc(c.taken, clash) {
			c.taken = append(c.taken, plain)
			return &official{plain: plain, printed: printed}
		}
	}
}

// leads are words that a name's last character could be torn into.
var leads = sync.OnceValue(func() []string { return slices.Concat(texts("verb"), texts("statement"), texts("torn")) })

// torn reports a name that could be cut one character earlier, before a verb, so that
// nothing printed decides where it ends: 王小强调研 is left out of the columns, 高强调研 is
// not, because 高 alone is no name.
func torn(plain, follow string) bool {
	opens := func(s string) bool {
		return slices.ContainsFunc(leads(), func(lead string) bool { return strings.HasPrefix(s, lead) })
	}
	runes := []rune(plain)
	rest, last := string(runes[:len(runes)-1]), string(runes[len(runes)-1:])
	return opens(last+follow) && (len(runes) > 2 && !slices.Contains(texts("compound"), rest) || !opens(follow))
}
