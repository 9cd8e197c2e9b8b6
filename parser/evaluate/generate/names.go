package generate

import (
	"slices"
	"strings"
)

var (
	surnames, compoundSurnames, given = world["surnames"], world["compound"], world["given"]

	// interpuncts are the dots that names are printed with.
	interpuncts = strings.Split("·•・‧·", "")

	// leads are words that a name's last character could be torn into.
	leads = slices.Concat(world["verb"], world["statement"], world["torn"])
)

// name is a person's name: normalized, and as this column prints it.
type name struct{ plain, printed string }

// anyName invents a name of any form the codebook knows.
func anyName(d dice) name {
	same := func(s string) name { return name{s, s} }
	switch n := d.IntN(100); {
	case n < 5:
		plain := pick(d, world["dotted"])
		return name{plain, strings.ReplaceAll(plain, "·", pick(d, interpuncts))}
	case n < 15:
		return same(pick(d, compoundSurnames) + givenName(d, 50))
	case n < 24:
		return same(pick(d, surnames) + pick(d, world["finals"]))
	case n < 29:
		return same(pick(d, surnames) + pick(d, given) + pick(d, world["finals"][1:]))
	case n < 32:
		s, g := pick(d, surnames), pick(d, given)
		return name{plain: s + g, printed: s + pick(d, []string{" ", "　"}) + g}
	default:
		return ordinaryName(d)
	}
}

// ordinaryName invents a name of two or three characters.
func ordinaryName(d dice) name {
	s := pick(d, surnames) + givenName(d, 65)
	return name{s, s}
}

// givenName is one character or, in percent of the throws, two.
func givenName(d dice, two int) string {
	if d.chance(two) {
		return pick(d, given) + pick(d, given)
	}
	return pick(d, given)
}

// torn reports whether name and what follows it could be cut one character
// earlier, before a verb, so that nothing printed decides where the name ends:
// 王小强调研 is left out of the columns, 高强调研 is not, because 高 alone is
// no name.
func torn(plain, follow string) bool {
	opens := func(s string) bool {
		return slices.ContainsFunc(leads, func(lead string) bool { return strings.HasPrefix(s, lead) })
	}
	runes := []rune(plain)
	rest, last := string(runes[:len(runes)-1]), string(runes[len(runes)-1:])
	if !opens(last + follow) {
		return false
	}
	return len(runes) > 2 && !slices.Contains(compoundSurnames, rest) || !opens(follow)
}

// official is one invented official.
type official struct {
	name
	office   string
	district string // slug; empty for the city's
	forms    []postForm
}

// leaders are the officials of one district.
type leaders struct {
	secretary, head *official
	others          []*official
}

// cast holds the officials of a column, or of a whole serial, each with a name
// that is no part of another's.
type cast struct {
	taken   []string
	leaders map[string]*leaders
	city    []*official
	invent  func(dice) name
	former  *official // who held an office before, where that is known
}

func newCast(d dice, invent func(dice) name) *cast {
	c := &cast{leaders: map[string]*leaders{}, invent: invent}
	for range 2 {
		c.city = append(c.city, c.hire(d, district{}, "other", pick(d, world["post city"])))
	}
	return c
}

// of gives the leaders of a district, hiring them at the first question.
func (c *cast) of(d dice, home district) *leaders {
	if l, ok := c.leaders[home.slug]; ok {
		return l
	}
	l := &leaders{}
	if d.chance(6) {
		l.secretary = c.hire(d, home, "both", pick(d, jobsOf(home, "both")))
		l.head = l.secretary
	} else {
		l.secretary = c.hire(d, home, "secretary", pick(d, jobsOf(home, "secretary")))
		l.head = c.hire(d, home, "head", pick(d, jobsOf(home, "head")))
	}
	for range 2 {
		l.others = append(l.others, c.hire(d, home, "other", pick(d, jobsOf(home, "other"))))
	}
	c.leaders[home.slug] = l
	return l
}

func (c *cast) hire(d dice, home district, office, job string) *official {
	return &official{name: c.fresh(d, c.invent), office: office, district: home.slug, forms: formsOf(home, job)}
}

// outsider gives the name of somebody who is no official.
func (c *cast) outsider(d dice) string { return c.fresh(d, ordinaryName).plain }

// fresh invents a name that neither holds nor is held by another one.
func (c *cast) fresh(d dice, invent func(dice) name) name {
	for {
		n := invent(d)
		clash := func(other string) bool {
			return strings.HasPrefix(other, n.plain) || strings.HasPrefix(n.plain, other)
		}
		district := slices.ContainsFunc(districts, func(d district) bool { return strings.Contains(n.plain, d.short) })
		if !district && !strings.Contains(worldText, n.plain) && !slices.ContainsFunc(c.taken, clash) {
			c.taken = append(c.taken, n.plain)
			return n
		}
	}
}
