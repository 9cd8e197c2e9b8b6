package people

import (
	"slices"

	"shenzheng/parser/text"
)

// mentions gives every mention of a passage in printed order: posts with
// names, and names alone that the column binds to a post.
func (r *Roster) mentions(p Passage) []*mention {
	r.settle()
	if len(r.people) == 0 {
		return nil
	}
	s := p.Fold
	posted, _ := r.posted(p)
	var alone []*mention
	for i, k := 0, 0; i < len(s); i++ {
		next := len(s)
		if k < len(posted) {
			next = posted[k].start
		}
		if i >= next {
			i = max(i, posted[k].end) - 1
			k++
			continue
		}
		if s[i] == '《' {
			i = max(i, bookEnd(s, i)-1)
		}
		if !r.firsts.Has(s[i]) {
			continue
		}
		for _, b := range r.named[s[i]] {
			if end := matchName(s, i, b.text); end > i && end <= next && standsAlone(s, i, end, len(b.text)) {
				alone = append(alone, &mention{start: i, name: i, end: end, who: b, sure: true, endedBy: followAt(s, end).word})
				i = end - 1
				break
			}
		}
	}
	if len(alone) == 0 {
		return posted
	}
	list := slices.Concat(posted, alone)
	slices.SortStableFunc(list, func(a, b *mention) int { return a.start - b.start })
	return list
}

// posted gives the mentions with a post, and what was refused. What Bind read is read again only
// where a name was in doubt or the passage is a part of the one bound.
func (r *Roster) posted(p Passage) ([]*mention, []Refusal) {
	if b, ok := r.seen[p.Start]; ok && b.sure && len(b.fold) == len(p.Fold) {
		return b.mentions, b.refused
	}
	return r.read(p.Fold, r.people)
}

// standsAlone tells a name from the same characters inside other words: 高强
// is no name in 提高强度.
func standsAlone(s []rune, i, end, length int) bool {
	after := followAt(s, end).score
	before := i == 0 || !text.IsHan(s[i-1]) && s[i-1] != '·' || functionRunes.Has(s[i-1]) ||
		predicateWords.Before(s, i, min(3, i)) > 0 || titleWords.Before(s, i, min(4, i)) > 0
	switch {
	case length > 3:
		return true
	case length == 3:
		return before || after >= followsSmall
	case i == 0 || !text.IsHan(s[i-1]):
		return after >= followsWeak && s[max(i-1, 0)] != '·'
	case before:
		return after >= followsSmall || after == followsWeak && !text.IsHanAt(s, end+1)
	}
	return false
}

// Continues reports that a paragraph opens with an official of the column,
// with or without post, and a statement verb or 代表.
func (r *Roster) Continues(p Passage) bool {
	p.Fold = p.Fold[:min(len(p.Fold), 120)]
	s, ms := p.Fold, r.mentions(p)
	if len(ms) == 0 {
		return false
	}
	if slices.ContainsFunc(s[:ms[0].start], isWord) {
		return false
	}
	i := afterName(s, ms[0].end)
	for k := 1; k < len(ms); k++ { // nothing but 、, 和 or the like stands between two names
		if n := nameJoins.At(s, i); i >= ms[k].start || n == 0 || text.SkipSpaces(s, i+n) != ms[k].start {
			break
		}
		i = afterName(s, ms[k].end)
	}
	return text.HasPrefix(s, i, "分别代表") || text.HasPrefix(s, i, "代表") || statementAhead(s, i)
}
