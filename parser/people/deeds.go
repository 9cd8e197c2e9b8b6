package people

// readDeeds gives for each mention of a passage what it is said to do.
func readDeeds(s []rune, ms []*mention) []deed {
	if len(ms) == 0 {
		return nil
	}
	st := sentence{s: s, ms: ms, deeds: make([]deed, len(ms))}
	for from := 0; from < len(s); {
		to := stopAfter(s, from, isSentenceStop)
		st.read(from, to)
		from = to + 1
	}
	return st.deeds
}

// read takes one sentence.
func (st *sentence) read(from, to int) {
	if len(st.subjects) > 0 {
		st.last = st.subjects
	}
	carried := st.subjects
	if st.speech || st.hanging {
		carried = nil
	}
	st.subjects, st.hanging, st.speech = nil, false, false
	for from < to {
		end := min(to, stopAfter(st.s[:to], from, isClauseStop))
		for st.seek(end + 1); st.next > 0 && end < st.ms[st.next-1].end && end < to; st.seek(end + 1) {
			// a comma inside a printed post ends no clause
			end = min(to, stopAfter(st.s[:to], st.ms[st.next-1].end, isClauseStop))
		}
		c := clause{sentence: st, from: from, to: end, carried: carried}
		c.read()
		if c.opening < c.to {
			carried = nil
		}
		from = c.to + 1
	}
}

func (c *clause) read() {
	c.opening = skipOpening(c.s[:c.to], c.from)
	c.i = c.opening
	if c.i >= c.to {
		return
	}
	if c.pronoun() || !c.speech && c.inverted() {
		return
	}
	if len(c.carried) > 0 && c.goesOn() {
		c.subjects = c.carried
	}
	c.open()
	c.walk()
	if c.own != nil {
		c.subjects = c.own
	}
	c.hanging = c.hanging && (c.bare() || c.person())
}

// walk reads the clause word by word.
func (c *clause) walk() {
	for c.i < c.to {
		if k := c.mentionAt(c.i); k >= 0 {
			c.meet(k)
			continue
		}
		if c.s[c.i] == '《' {
			c.i = max(c.i+1, bookEnd(c.s[:c.to], c.i))
			c.head = false
			continue
		}
		if c.speech && c.resumes() {
			c.speech = false
		}
		if c.speech || len(c.subjects) == 0 {
			c.skip()
			continue
		}
		c.step()
		if !c.head && !c.search {
			c.idle()
		}
	}
}

// idle goes on to the next place that counts while no verb is looked for: a
// mention, what makes one be looked for, or what stands right behind 时 and 后.
func (c *clause) idle() {
	to := c.to
	if k := c.firstMention(c.i, c.to); k >= 0 {
		to = c.ms[k].start
	}
	for c.i < to && !turns(c.s[c.i]) && c.s[c.i-1] != '时' && c.s[c.i-1] != '后' {
		c.i++
	}
}

// turns reports that another verb may follow c, or a book title opens.
func turns(c rune) bool {
	switch c {
	case '并', '后', '时', '、', '和', '与', '及', '《':
		return true
	}
	return false
}

// skip goes on to the next mention of the clause.
func (c *clause) skip() {
	k := c.firstMention(c.i+1, c.to)
	if k < 0 {
		c.i = c.to
		return
	}
	c.i = c.ms[k].start
}
