package people

import (
	"strings"

	"shenzheng/parser/text"
)

// drop gives up a list that no name follows, unless it is what somebody is
// appointed to: in 宣布X任福田区委书记 and 免去X福田区委书记职务 the name stands
// before it.
func (ps *postScan) drop() {
	s, parts := ps.s, ps.parts
	if len(parts) == 0 {
		return
	}
	ps.parts = nil
	list := parts[0].start
	sentence := list
	for sentence > 0 && list-sentence < lookAround && !isSentenceStop(s[sentence-1]) {
		sentence--
	}
	if at := termStart(s, list); appointing.Before(s, at, at-sentence) > 0 {
		list = at // 当选第六届区工商联主席
	}
	if parts[len(parts)-1].title.word == "领导" && s[max(list-1, 0)] == '等' { // 某某、某某等区领导
		for _, name := range ps.appointed(sentence, list-1, true) {
			m := ps.mention(name.Start, naming{end: name.End, sure: true}, parts)
			m.bare = true
			ps.add(m)
		}
		return
	}
	n := appointing.Before(s, list, list-sentence)
	end := list - n
	if end > sentence && s[end-1] == '的' {
		end-- // 免去某某同志的福田区区长职务
	}
	for k := 1; k > 0; end -= k {
		k = max(appointedHow.Before(s, end, end-sentence), honours.Before(s, end, end-sentence))
	}
	free := n > 0 && (s[list-1] != '为' || announcing.In(s[sentence:list]))
	for _, name := range ps.appointed(sentence, end, free) {
		m := ps.mention(name.Start, naming{end: name.End, sure: true}, parts)
		if m.former = true; name.End == end {
			m.end = m.post().End
		}
		ps.add(m)
	}
}

// termStart gives the place where 第六届 or 新一届 begins that ends at i, or i.
func termStart(s []rune, i int) int {
	for k := i - 1; k > 0 && s[i-1] == '届'; k-- {
		if !strings.ContainsRune("新第一二三四五六七八九十", s[k-1]) && !text.IsDigit(s[k-1]) {
			return k
		}
	}
	return i
}

// dropAppointed gives up the posts that somebody is appointed to before a comma and
// those of the one who is named: 某某任区委书记,区长某某主持.
func (ps *postScan) dropAppointed() {
	first := ps.parts[0].start
	if appointing.Before(ps.s, first, first) == 0 || inOffice.Before(ps.s, first, first) > 0 {
		return
	}
	for k := len(ps.parts) - 1; k > 0; k-- {
		if own := ps.parts[k:]; ps.s[ps.parts[k-1].end] == ',' {
			ps.parts = ps.parts[:k]
			ps.drop()
			ps.parts = own
		}
	}
}

// inOffice stand before the posts of somebody who holds them.
var inOffice = text.NewWords("作为 身为 现任")

// appointed gives the names that end at s[end], 张某、李某, where a word that
// announces stands before them; where they are free their clause may also open
// with them.
func (ps *postScan) appointed(sentence, end int, free bool) []text.Span {
	s := ps.s
	for at := end - 2; at >= max(sentence, end-4); at-- {
		name := text.Span{Start: at, End: end}
		if c, ok := nameAt(s[:end], at, ps.known); !ok || c.end != end || surnames.At(s, at) == 0 {
			continue
		}
		if at > sentence && (s[at-1] == '、' || s[at-1] == '和') {
			if others := ps.appointed(sentence, at-1, free); others != nil {
				return append(others, name)
			}
		}
		if announcing.Before(s, at, at-sentence) > 0 || free && (at == 0 || !text.IsHan(s[at-1])) && announcing.At(s, at) == 0 {
			return []text.Span{name}
		}
	}
	return nil
}

var (
	appointing = text.NewWords("任 担任 出任 兼任 代理 为 当选 当选为 补选为 增补为 任命为 选举为 推选为 提名为 推荐为 拟任 获任 升任 接任 调任 转任 改任 就任 卸任 履新 不再担任 不再兼任 辞去 免去")
	// appointedHow stand between a name and those.
	appointedHow = text.NewWords("等 等人 被 已 已被 拟 拟被 将 全票 以全票 高票 以高票 正式 依法")
	announcing   = text.NewWords("宣布 决定 任命 免去 提名 推荐 选举 补选 当选 接受 通过 通过了 关于 同意 决定接受 决定任命 决定免去 决定由")
)
