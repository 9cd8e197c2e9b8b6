package people

import "shenzheng/parser/text"

// Who leads others somewhere: 率某某赴某地, 带领某某到某地.

// lead reads 率X赴Y and 率X走访Y.
func (c *clause) lead() bool {
	s, i := c.s[:c.to], c.i
	if text.HasPrefix(s, i, "率队") || text.HasPrefix(s, i, "率团") || text.HasPrefix(s, i, "率先") {
		return false
	}
	lemma := "率队"
	if text.HasPrefix(s, i, "带领") {
		lemma = "带队"
	}
	for s = c.s[:c.ledTo()]; i+1 < len(s) && i+1 < c.i+lookAround; i++ {
		w := verbsAt(s, i+1)
		if destinations.Match(s, i+1) != "" || i+1 < c.to && w.lemma != nil && !isNoun(s, i+1, w, false) && lemma == "率队" {
			if i+1 > c.to {
				c.to = stopAfter(c.s, i+1, isStopOfEither)
			}
			c.count(lemma, i+1)
			return true
		}
	}
	next := c.to + 1
	for _, w := range [...]string{"先后", "分别"} {
		if text.HasPrefix(c.s, next, w) {
			next += 2
		}
	}
	if next < len(c.s) && c.s[c.to] == ',' && (destinations.Match(c.s, next) != "" || lemmaAt(c.s, next) != nil) {
		c.count(lemma, c.to) // 率某局负责人,到企业调研
		return true
	}
	return false
}

// ledTo is the end of the clause, behind the commas in a list of who is led:
// 率区委办主任某某,副区长某某赴东莞. It looks no farther than lead does.
func (c *clause) ledTo() int {
	to, limit := c.to, min(len(c.s), c.i+lookAround)
	for to+1 < limit && c.s[to] == ',' {
		k := c.firstMention(to+1, to+2)
		if k < 0 || c.ms[k].end >= limit {
			break
		}
		to = stopAfter(c.s[:limit], c.ms[k].end, isStopOfEither)
	}
	return to
}

var destinations = text.NewWords("赴 到 前往 来到 走进 深入")
