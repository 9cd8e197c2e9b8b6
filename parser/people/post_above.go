package people

import (
	"slices"

	"shenzheng/parser/text"
)

// Whose a title is that is printed without a body.

// partyGroups belong to the body whose they are.
var partyGroups = text.NewWords("党组 党委 党总支 党支部")

// deputy gives the body of the post of the last name that a bare title says
// that it is below: 区政协主席某某主持会议,副主席某某、秘书长某某出席.
func (ps *postScan) deputy(p *postPart) (above text.Span) {
	if appointing.Before(ps.s, p.start, p.start-ps.from) > 0 { // 选举张某为区政协主席,李某为副主席
		if above = p.below(ps.parts); above.End == 0 {
			above = p.below(ps.lastParts)
		}
		return above
	}
	if len(ps.parts) > 0 || p.start == 0 || !clauseStops.Has(ps.s[p.start-1]) && company.Before(ps.s, p.start, p.start-ps.from) == 0 {
		return above
	}
	if above = p.below(ps.lastParts); above.End > 0 {
		return above
	}
	return ps.before(p, p.below) // 区长某某 may stand between
}

// before asks those named in the sentence before p, the last one first.
func (ps *postScan) before(p *postPart, ask func([]postPart) text.Span) (answer text.Span) {
	for _, m := range slices.Backward(ps.found) {
		if answer.End > 0 || p.start-m.end >= lookAround || slices.ContainsFunc(ps.s[m.end:p.start], isSentenceStop) {
			break
		}
		answer = ask(m.parts)
	}
	return answer
}

// partyGroup gives the body among posts whose party group is named with it:
// 区工信局党组书记某某主持会议,党组副书记某某参加.
func (ps *postScan) partyGroup(posts []postPart) (body text.Span) {
	for _, q := range posts {
		if text.HasSuffix(ps.s[q.start:q.org], "党组") {
			body = q.body()
		}
	}
	return body
}

// below gives the body of the one among the posts of another that p is the deputy of.
func (p *postPart) below(posts []postPart) (above text.Span) {
	title := p.title
	for k := range posts {
		head := posts[k].title.base
		if title.base != title.word && title.base == head || title.word == "秘书长" && (head == "主席" || head == "主任") {
			for ; k >= 0 && above.End == 0; k-- { // a bare one has the body before it
				if above = posts[k].body(); posts[k].scope == scopeBody && posts[k].above.End > 0 {
					above = posts[k].above // of a 党组
				}
			}
			break
		}
	}
	return above
}

var (
	clauseStops = text.NewSet(",;。、和与及")
	// company is what somebody does with those below.
	company = text.NewWords("会同 陪同 率 率领 带领 携 偕 偕同 联合")
)

// host gives the body whose meeting a sentence tells of, where a bare title
// behind a comma is one of its own: 区政协召开主席会议,主席某某主持.
func (ps *postScan) host(p *postPart) (body text.Span) {
	s := ps.s
	if p.start == 0 || s[p.start-1] != ',' {
		return body
	}
	from := p.start
	for from > ps.from && p.start-from < lookAround && !isSentenceStop(s[from-1]) {
		from--
	}
	for k := from; k < p.start; k++ {
		if hosting.At(s, k) == 0 {
			continue
		}
		if at, r, ok := markedOrg(s, hanStart(s, from, k), k); ok && r == reachLocal && ownTitle(s[at:k], p.title) {
			body = text.Span{Start: at, End: k}
		}
		break
	}
	return body
}

var hosting = text.NewWords("召开 举行 举办 组织 开展 主办")
