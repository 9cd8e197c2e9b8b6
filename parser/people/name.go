package people

import (
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// Where a name ends. Right behind a complete title a name is the shortest two
// to four characters, or a name with a dot, behind which a word that can follow
// a name begins (follow.go). The surnames settle only what stays open.

// naming is one reading of a name.
type naming struct {
	end    int
	length int // code points without spaces
	follow follow
	sure   bool // no other reading leaves a word behind
	rival  int  // the end of the reading that is as good, 0 for none
}

// nameAt reads a name at s[i]; those of people, nil for none, are likely read again.
func nameAt(s []rune, i int, people map[string]*person) (naming, bool) {
	n, ok := closeName(s, i, people)
	if (n.follow.score < followsSmall || n.end < len(s) && text.IsSpace(s[n.end])) && i+2 < len(s) && (text.IsSpace(s[i+1]) || text.IsSpace(s[i+2])) {
		if spread, ok := spreadName(s, i, people); ok {
			return spread, true
		}
	}
	return n, ok
}

// spreadName reads a name of three or four characters with spaces between them:
// 何 秋 白, 欧 阳 娜; of four characters all stand apart. A strong word must follow.
func spreadName(s []rune, i int, people map[string]*person) (naming, bool) {
	from := max(0, i-lookAround)
	packed, ends := slices.Clone(s[from:i]), make([]int, 0, 4)
	for j := i; len(ends) < cap(ends) && text.IsHanAt(s, j); j = text.SkipSpaces(s, j+1) {
		packed, ends = append(packed, s[j]), append(ends, j+1)
	}
	if len(ends) < 3 {
		return naming{}, false
	}
	last := ends[len(ends)-1]
	n, ok := closeName(append(packed, s[last:min(len(s), last+lookAround)]...), i-from, people)
	if !ok || n.length < 3 || n.follow.score < followsStrong || titleIn(s, i, ends[n.length-1]) || n.length == 4 && ends[3]-i < 7 {
		return naming{}, false
	}
	n.end, n.rival = ends[n.length-1], 0
	return n, true
}

// closeName reads a name at s[i] with no space but one behind the surname.
func closeName(s []rune, i int, people map[string]*person) (naming, bool) {
	if n, ok := dottedName(s, i); ok {
		return n, true
	}
	if i >= len(s) || neverNames.At(s, i) > 0 || towards.Has(s[i]) && (cityPlaces.At(s, i+1) > 0 || text.Cities.At(s, i+1) > 0 || text.DistrictNames.At(s, i+1) > 0) ||
		!commonSurnames.Has(s[i]) && max(verbsAt(s, i).word, behindNames.At(s, i)) > 1 {
		return naming{}, false
	}
	surname := surnames.At(s, i)
	if surname == 0 {
		return unusualName(s, i)
	}
	var room [4]naming
	found := candidates(room[:0], s, i, surname)
	return choose(s, i, surname, found, people)
}

// choose takes the shortest reading behind which a word can follow a name. Where nothing
// known does, a common surname behind a post still begins a name.
func choose(s []rune, i, surname int, found []naming, people map[string]*person) (naming, bool) {
	var best naming
	for _, c := range found {
		if b := named(people, s[i:c.end]); b != nil && (b.entire || c.follow.score > followsNothing || followers.At(s, c.end) > 0) {
			c.sure = true
			return c, true
		}
		given := givenRunes.Has(s[c.end-1])
		switch {
		case c.length == 4 && surname == 1 && !foreignSounds(s[i+1:c.end]) && !(surnames.At(s, i+1) > 0 && given && givenRunes.Has(s[c.end-2])):
			// no 范徐丽娜
		case !given && c.end > found[0].end && (c.follow.score <= followsWeak || c.end < best.end+verbsAt(s, best.end).listed && verbsAt(s, c.end).listed == 0):
			// 欧阳雪核 before 查, 李伟慰 before 问政
		case best.length == 2 && c.length == 3 && adverbBehind(s, best.end) && c.follow.word != "":
			best.rival, best.sure = c.end, false // 李强先 before 走访
		case c.follow.score > followsNothing && best.follow.score == followsNothing, c.follow.score >= followsSmall && best.follow.score <= followsWeak:
			best = c
			best.sure = c.follow.score >= followsSmall
		case overlaps(s, best, c):
			c.rival = best.end
			best = c
		}
	}
	switch score := best.follow.score; {
	case score <= followsWeak && verbsAt(s, i+1).word > 1:
		return best, false // 周到访企业
	case score == followsNothing && (plainName(s, i) || commonSurnames.Has(s[i]) && verbsAt(s, i).word == 0):
		best = unfollowed(s, found)
		best.sure = best.sure || best.rival == 0 && followAt(s, i+1).score == followsNothing
		return best, best.end > 0
	default:
		return best, score > followsNothing
	}
}

// unfollowed chooses among readings behind none of which a known word begins: the
// longest of up to three characters that ends as given names do.
func unfollowed(s []rune, found []naming) (best naming) {
	for _, c := range found {
		switch {
		case c.length > 3:
		case best.end == 0:
			best = c
		case !givenRunes.Has(s[c.end-1]), best.length == 2 && adverbBehind(s, best.end):
			best.rival = c.end
		default:
			c.rival = best.end // which weigh may settle on
			best = c
		}
	}
	return best
}

// certain reports that at s[end] a word ends a name whatever stands before it.
func (f follow) certain(s []rune, end int) bool {
	return f.score >= followsStrong && f.word != "" || f.score >= followsSmall && endsAny(s, end)
}

// endsAny reports a small word at s[end] that ends a name whatever it is: 说, or
// the 的 of 的见证下.
func endsAny(s []rune, end int) bool {
	return end < len(s) && (surely.Has(s[end]) || s[end] == '的' && belowVerbs.At(s, end+1) > 0)
}

// overlaps reports that the words behind two readings share a character and the first of
// them leaves nothing known behind: 吕忠强调研企业 is 吕忠强 and 调研.
func overlaps(s []rune, a, b naming) bool {
	behind := a.end + text.Len(a.follow.word)
	return a.end > 0 && b.end > a.end && b.end < behind && neverInNames.At(s, a.end) == 0 && behind != b.end+text.Len(b.follow.word) && (!directions.Has(s[b.end]) || arrivals.At(s, b.end) > 0) && b.follow.score >= followsStrong &&
		followAt(s, behind).score == followsNothing
}

// adverbBehind reports an adverb that names end with as well behind a character that mostly
// is a given name of its own: 李强先走访 is 李强 and 先, 李敬先走访 is 李敬先.
func adverbBehind(s []rune, end int) bool {
	return end < len(s) && aloneRunes.Has(s[end-1]) && nextToVerbs.Has(s[end])
}

var (
	aloneRunes  = text.NewSet("伟强军勇涛敏静丽磊洋艳杰娟超霞辉鹏飞波斌宇凯俊帆莉琳芳娜婷燕玲鑫峰")
	nextToVerbs = text.NewSet("先正均代常")
)

// directions end verbs of going: 深入企业 is not 入企业 behind a name. arrivals
// are verbs of their own.
var (
	directions = text.NewSet("进入到上下")
	arrivals   = text.NewWords("到会 到场 到访")
)

// named gives the one whom a name alone may mean, nil for none.
func named(people map[string]*person, s []rune) *person {
	if b := people[nameIn(s)]; b != nil && b.named {
		return b
	}
	return nil
}

// candidates adds the readings with up to three characters behind the surname, shortest first.
func candidates(list []naming, s []rune, i, surname int) []naming {
	g := i + surname
	at := text.SkipSpaces(s, g)
	spaced := at > g // 蔡 岚
	w := verbsAt(s, g)
	if !spaced && w.verb > 0 && followAt(s, g+1).score < followsVerb && followAt(s, g+2).score < followsVerb && !(givenRunes.Has(s[g]) && followers.At(s, g+1) > 1) {
		return list // nothing else reads as a given name: 李主持会议 names nobody
	}
	for n := 1; surname+n <= 4 && (n <= 2 || !spaced) && text.IsHanAt(s, at+n-1); n++ {
		c := naming{end: at + n, length: surname + n, follow: followAt(s, at+n)}
		long := c.length == 4 && surname == 1
		switch {
		case spaced && (n == 1 && notGiven.Has(s[at]) || noName(s, i, at, &c) || c.follow.score < followsSmall):
		case spaced: // a longer one only where nothing else fits: 田 佳来到 is 田佳 + 来到
			return append(list, c)
		case long && foreignSounds(s[i:c.end]) && c.follow.score >= followsSmall:
			return append(list[:0], c)
		case long && (c.follow.score < followsStrong || c.follow.word == "" || notNames.At(s, i) > 0 || endsFour.Has(s[c.end-1])):
			return list
		case n == 1 && surname == 1 && notGiven.Has(s[g]) && !(givenBeforeVerb.Has(s[g]) && (c.follow.score >= followsStrong || c.follow.certain(s, c.end))):
		case !noName(s, i, g, &c):
			list = append(list, c)
		}
	}
	return list
}

// noName refuses readings that are other words.
func noName(s []rune, i, g int, c *naming) bool {
	given := s[g:c.end]
	if notGivenWords.At(s, i) > 0 || c.follow.score == followsNothing && c.end < len(s) && particles.Has(s[c.end]) {
		return true // 书记信箱, 委员都来了
	}
	noun := notNames.At(s, i) > 0
	word := noun || followers.At(s, i) > 1
	switch {
	case noun && len(given) > 1 && (c.follow.score < followsStrong || surely.Has(given[1])) && // 项目在推进, but 韩国栋为
		!(s[i] != '区' && c.follow.score == followsSmall && len(given) == 2 && givenRunes.Has(given[1]) && followers.At(s, c.end-1) < 2):
		return true
	case word && (len(given) < 2 || c.end >= len(s) || isSentenceStop(s[c.end])): // 书记齐聚一堂。
		return true
	case len(given) < 2:
		return false
	}
	if cut := verbsAt(s, c.end-1); cut.verb > 1 && c.follow.score <= followsWeak {
		return true // 展望出 before 席
	}
	if particles.Has(given[len(given)-1]) || closesPhrase(s, c.end-1) {
		return true
	}
	for k := range given[1:] {
		w := verbsAt(given, k)
		if w.verb > 1 || titleWords.At(given, k) > 1 || notGivenWords.At(given, k) > 0 || len(given) > 2 && w.word > 1 {
			return true
		}
	}
	return particles.Has(given[0]) || notGiven.Has(given[0]) && c.follow.score < followsStrong && (!inGiven.Has(given[0]) || c.follow.score < followsSmall)
}

// dottedName reads a name with an interpunct inside, such as 艾力·买买提.
func dottedName(s []rune, i int) (naming, bool) {
	k := i + len(hans(s, i, 7))
	if k == i || !text.HasPrefix(s, k, "·") || titleIn(s, i+1, k) {
		return naming{}, false // 孟某和区长艾力·买买提: the dot is another's
	}
	for dots := 0; text.HasPrefix(s, k, "·"); dots++ {
		end := dottedEnd(s, k+1)
		if dots == 4 || end == k+1 {
			return naming{}, false
		}
		k = end
	}
	return naming{end: k, follow: followAt(s, k), sure: true}, true
}

// dottedEnd gives the end of the part of a dotted name that begins at from:
// the first place with a certain word behind it.
func dottedEnd(s []rune, from int) int {
	best, score := from, 0
	for n := 1; n <= 6 && from+n <= len(s) && text.IsHan(s[from+n-1]); n++ {
		if from+n < len(s) && s[from+n] == '·' {
			return from + n
		}
		got := followAt(s, from+n).score
		if n >= 2 && got >= followsSmall {
			next := followAt(s, from+n+1).score
			inside := text.IsHanAt(s, from+n) && (s[from+n] == '提' || s[from+n] == '都' && strings.ContainsRune("不布卜", s[from+n-1]))
			if inside && next >= followsSmall || text.IsHanAt(s, from+n) && got == followsVerb && next == followsVerb {
				return from + n + 1 // 买买提 + 出席, 托合提 + 到, 阿不都 + 调研
			}
			return from + n
		}
		if got > score {
			best, score = from+n, got
		}
	}
	return best
}

// matchName gives the place behind the name at s[i]; spaces inside do not count.
func matchName(s []rune, i int, name []rune) int {
	for k, c := range name {
		if k > 0 {
			i = text.SkipSpaces(s, i)
		}
		if i >= len(s) || s[i] != c {
			return -1
		}
		i++
	}
	return i
}
