package generate

import (
	"slices"
	"strings"

	"shenzheng/parser"
)

// official is one invented official of a column.
type official struct {
	name
	job
	district string // slug; empty for the city's
	// bound is true once a post was printed beside the name, so that the name
	// alone may stand from there on.
	bound bool
}

// cast holds the officials of one column, each with a name that is no part of
// another's.
type cast struct {
	dice
	taken   []string
	leaders map[string]*leaders
	city    []*official
}

// leaders are the officials of one district.
type leaders struct {
	secretary, head *official
	others          []*official
}

func newCast(d dice) *cast {
	c := &cast{dice: d, leaders: map[string]*leaders{}}
	for range 2 {
		c.city = append(c.city, c.hire("", jobOf(parser.District{}, "other", pick(d, cityJobs))))
	}
	return c
}

// of gives the leaders of a district, hiring them at the first question.
func (c *cast) of(d parser.District) *leaders {
	if l, ok := c.leaders[d.Slug]; ok {
		return l
	}
	l := &leaders{}
	secretary, head, both, others := districtSecretary, districtHead, districtBoth, districtOthers
	if c.chance(25) {
		head = districtActing
	}
	if d.Kind != "district" {
		secretary, head, both, others = zoneSecretary, zoneHead, zoneBoth, zoneOthers
	}
	if d.Slug == "qianhai" {
		secretary, head, both, others = zoneSecretary, qianhaiHead, qianhaiBoth, qianhaiOthers
	}
	if c.chance(6) {
		l.secretary = c.hire(d.Slug, jobOf(d, "both", both))
		l.head = l.secretary
	} else {
		l.secretary = c.hire(d.Slug, jobOf(d, "secretary", secretary))
		l.head = c.hire(d.Slug, jobOf(d, "head", head))
	}
	for range 2 {
		l.others = append(l.others, c.hire(d.Slug, jobOf(d, "other", pick(c.dice, others))))
	}
	c.leaders[d.Slug] = l
	return l
}

func (c *cast) hire(slug string, j job) *official {
	return &official{name: c.fresh(anyName), job: j, district: slug}
}

// member hires somebody who is an official only as a member of a body.
func (c *cast) member(d parser.District) *official {
	specs := memberSpecs
	if d.Kind != "district" {
		specs = memberSpecs[:2]
	}
	return c.hire(d.Slug, jobOf(d, "other", []string{pick(c.dice, specs)}))
}

// outsider gives the name of somebody who is no official.
func (c *cast) outsider() string {
	return c.fresh(func(d dice) name { return same(staffName(d)) }).plain
}

// fresh invents a name that neither holds nor is held by another one.
func (c *cast) fresh(invent func(dice) name) name {
	for {
		n := invent(c.dice)
		clash := func(other string) bool {
			return strings.HasPrefix(other, n.plain) || strings.HasPrefix(n.plain, other)
		}
		if !strings.Contains(words, n.plain) && !slices.ContainsFunc(c.taken, clash) {
			c.taken = append(c.taken, n.plain)
			return n
		}
	}
}
