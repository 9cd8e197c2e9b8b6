package people

import (
	_ "embed" // the list of words
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// follow is what stands behind a name.
type follow struct {
	word  string // "" for a stop
	score int
}

// Scores of what follows a name.
const (
	followsNothing = iota // no known word
	followsWeak           // a word of one character that may as well end a name
	followsSmall          // another word of one character
	followsStrong         // a stop, a post, or a word of two characters or more
	followsVerb           // a verb of the codebook's lists, or 同志
)

// followAt judges what stands behind a name that ends at end.
func followAt(s []rune, end int) follow {
	i := text.SkipSpaces(s, end)
	switch {
	case i >= len(s):
		return follow{"", followsStrong}
	case s[i] == '·':
		return follow{}
	case !text.IsHan(s[i]) && (text.IsDigit(s[i]) || text.IsLetter(s[i]) || s[i] == '“' || s[i] == '《'):
		return follow{"", followsSmall}
	case !text.IsHan(s[i]):
		return follow{"", followsStrong}
	}
	w := verbsAt(s, i)
	if w.verb > 0 {
		return follow{string(s[i : i+w.verb]), followsVerb}
	}
	if lemma, to := speechAt(s, i); lemma != "" {
		return follow{string(s[i:to]), followsVerb}
	}
	if to := remarkEnd(s, i); to > i {
		return follow{string(s[i:to]), followsVerb}
	}
	if w == &besideVerb {
		return follow{"边", followsStrong}
	}
	if w := neverInNames.Find(s, i); w != nil {
		return follow{w.Text, followsVerb}
	}
	word := followers.Find(s, i)
	switch {
	case word == nil && i > end && commonSurnames.Has(s[i]):
		return follow{"", followsSmall} // 区领导张某 李某
	case word == nil:
		return follow{}
	case word.Len() > 1 || s[i] == '等':
		return follow{word.Text, followsStrong}
	}
	return follow{word.Text, smallScore(s, i)}
}

// followers are the words that can stand behind a name: predicates and behindNames.
var followers = text.Union(predicateWords, behindNames)

// behindNames stand behind a name and tell nothing of what its bearer does: a
// word more in this list ends names and changes nothing else.
var behindNames = text.NewWords(behindNamesList)

//go:embed behind_names.txt
var behindNamesList string

// smallScore judges a word of one character behind a name by what it needs: a
// connector a person or a thing, a preposition a thing, an adverb a verb. 和
// is none in 孟某和会见客人.
func smallScore(s []rune, i int) int {
	next := verbsAt(s, i+1)
	c := s[i]
	place := placesBehind.At(s, i+1)
	arrived := arrivals.At(s, i+1) > 0 && (!text.IsHanAt(s, i+3) || verbsAt(s, i+3).word > 1) // but 和到场嘉宾
	if peopleBehind.At(s, i+1) > 0 && !arrived && (takesThing.Has(c) || connectors.Has(c)) ||
		place > 0 && (takesThing.Has(c) && c != '为' || connectors.Has(c) && verbsAt(s, i+1+place).word < 2 || c == '在') {
		next = &noVerbWords // 为获奖者, 于会上, 在现场
	}
	verb := next.said > 0 || next.listed > 0 && !isNoun(s, i+1, next, false) || next.word > 1 && next.listed == 0 && !postAhead(s, i+1)
	apart := verb && opensPhrase(s, i, next)
	switch {
	case c == '以' && ways.In(hans(s, i+1, 8)):
		return followsStrong
	case c != '等' && c != '的' && (text.HasPrefix(s, i+1, "等") || neverInNames.At(s, i+1) > 0),
		i+1 < len(s) && strings.ContainsRune(neverBehind[c], s[i+1]) && peopleBehind.At(s, i+1) == 0,
		(c == '在' || c == '就') && moving.At(s, i+1) > 0 && !slices.ContainsFunc(hans(s, i+1, 16), timeEnds.Has),
		neverHelps.Has(c) && verb && !text.HasPrefix(s, i+1, "代表") && !occasion(s, i+1+next.word),
		i+1 < len(s) && text.IsStop(s[i+1]) && quoting.At(s, i) == 0, // 区领导何思为、丁以同
		connectors.Has(c) && (verb && !apart || text.HasPrefix(s, i+1+next.listed, "下") && next.listed > 0 || i+1 < len(s) && strings.ContainsRune("在就对向的", s[i+1])),
		!apart && !takesVerb.Has(c) && !beforeVerbs.Has(c) && verb && next.verb > 0 && !occasion(s, i+1+next.verb):
		return followsNothing
	case strings.ContainsRune("均都", c):
		for k := i; k > 0 && k > i-lookAround && !isSentenceStop(s[k]) && next.word+next.listed > 0; k-- {
			if s[k] == '、' || s[k] == '和' || s[k] == ',' && !strings.ContainsRune("日号午晚", s[k-1]) {
				return followsSmall // several are named before it
			}
		}
		return followsNothing
	case takesVerb.Has(c) && next.word == 0 && next.listed == 0 && (endsNames.Has(c) && !adverbBehind(s, i) || followers.At(s, i+1) < 2):
		return followsNothing
	case connectors.Has(c) && postAhead(s, i+1), takesThing.Has(c) && i+1 < len(s) && !text.IsHan(s[i+1]):
		return followsSmall
	case needsObject.Has(c) && (!text.IsHanAt(s, i+1) || verb && !text.HasPrefix(s, i+1, "代表") || strings.ContainsRune("一等的为在到赴率与和对就向也还同", s[i+1])):
		return followsNothing
	case endsNames.Has(c) && !(apart && connectors.Has(c)) && (!text.IsHanAt(s, i+1) || next.word > 0 || next.verb > 0):
		return followsWeak
	case endsNames.Has(c) || smallWords.Has(c) || apart:
		return followsSmall
	}
	return followsWeak
}

// opensPhrase reports that the small word at s[i] stands for itself though a
// listed verb follows, which would else be the predicate of a name that ends
// with it: 在检查工作时强调, 与参观展览的客商座谈, 便来到.
func opensPhrase(s []rune, i int, next *verbWords) bool {
	from := min(i+1+next.verb, len(s))
	near := s[:min(from+24, len(s))]
	behind := near[from:stopAfter(near, from, text.IsStop)]
	switch {
	case s[i] == '在':
		return whenEnds.In(behind)
	case takesThing.Has(s[i]), s[i] != '和' && connectors.Has(s[i]):
		of := slices.Index(behind, '的')
		for k := of + 1; of > 0 && k < len(behind); k++ {
			if w := verbsAt(behind, k); w.verb > 0 {
				return true
			}
		}
	}
	return onlyAdverbs.Has(s[i])
}

// closesPhrase reports that s[i] ends a phrase that 在 opened: 在会见局长张某时表示.
func closesPhrase(s []rune, i int) bool {
	if s[i] != '时' && s[i] != '后' || text.HasPrefix(s, i+1, "、") || text.IsHanAt(s, i+1) && verbsAt(s, i+1).verb == 0 {
		return false
	}
	return insidePhrase(s, i)
}

var (
	whenEnds    = text.NewWords("现场 会上 活动上 仪式上 论坛上 时 中 期间 之后 之前 之际 过程中 途中 后 前 间隙")
	onlyAdverbs = text.NewSet("共便即亦皆")
)

// insidePhrase reports a 在 before s[i] in its clause.
func insidePhrase(s []rune, i int) bool {
	for k := i - 1; k >= 0 && i-k < lookAround && !text.IsStop(s[k]); k-- {
		if s[k] == '在' {
			return true
		}
	}
	return false
}

// hans gives the Chinese characters from s[i] on, at most n of them.
func hans(s []rune, i, n int) []rune {
	k := i
	for k < i+n && text.IsHanAt(s, k) {
		k++
	}
	return s[min(i, k, len(s)):k]
}

// ways say in which way something is done: 以视频方式.
var ways = text.NewWords("方式 身份 形式 名义 姿态 角度 视角")

// placesBehind and peopleBehind stand behind a preposition, whatever verb they
// begin with.
var (
	placesBehind = text.NewWords("会上 会前 会后 会议 会场 现场 当天 当日 当晚 当场 上午 下午 中午 晚上 今天 今日 昨天 昨日 本周 近日 日前 此前 此后 之前 之后 期间 活动 仪式 论坛 主会场 主席台 调研中 学习班 学习会")
	peopleBehind = text.NewWords("代表们 代表委员 代表座谈 代表交流 代表面对面 代表一起 代表一道 代表一同 代表共 代表亲切 代表深入 同济 同方 同仁 研究院 研究所 研究中心 指挥部 调研基地 考察基地 服务站 服务中心 检查站 获奖 获胜 获得者 见义勇为 受奖 受表彰 受灾 受访 参会 参赛 参展 参训 参加者 与会 到会 到场 到访 来宾 来访 来深 作家 作者 参观者 参观人员 研究员 出席者 学员 学生 学校 主办 调研组 考察团 考察组 检查组 督导组 巡查组 慰问品")
)

// neverBehind gives the small words that a small word does not stand before:
// one of the two belongs to the name or to a longer word.
var neverBehind = map[rune]string{
	'和': notBehindAnd, '与': notBehindAnd, '同': notBehindAnd, '跟': notBehindAnd, '及': "及将把从于就向与和同跟",
	'在': "及将把从于就受还", '就': "及将把于受跟还", '率': "及将把从于就与和同跟向对为在受还", '带': "及将把从于跟受还",
	'讲': "及将把从于就与和同跟向对为在受还", '为': "及将把从于就还在向", '均': "及", '提': "将把从于就与和同跟向对为在受还", '会': "及将把从于跟", '向': "及将把就率赴到还与又也并",
}

const notBehindAnd = "及将把从于就向为率赴到作还与和同跟"

// moving are verbs that neither 在 nor 就 takes, unless it tells when.
var moving = text.NewWords("前往 来到 先后 听取 召开 实地 随后")

// occasion reports that a verb before s[i] tells when: 在调研时强调.
func occasion(s []rune, i int) bool {
	return i < len(s) && strings.ContainsRune("时中期后前间过", s[i])
}

var (
	// timeEnds end what tells when: 在召开会议时.
	timeEnds = text.NewSet("时中后期上")
	// beforeVerbs may stand right before the verb that a name is the subject of.
	beforeVerbs = text.NewSet("将等的了对把被从")
	// neverHelps are verbs that take no other, needsObject none right behind them.
	neverHelps  = text.NewSet("率讲谈说会")
	needsObject = text.NewSet("带携领")
	connectors  = text.NewSet("和与及同跟暨")
	takesThing  = text.NewSet("就对向以为给把被从由于")
	takesVerb   = text.NewSet("又也还均都则再已曾正仍并先可能会未不没只要")
	// endsNames are small words that names end with as well.
	endsNames = text.NewSet("为同均正先来任应能可要会于从由自有是以作做令当获因见问查送走")
	// smallWords seldom stand inside a name.
	smallWords = text.NewSet("给等的则仍在与和及跟偕亦皆即便再不未都共替对就率赴到还也则向带听看携致陪领并又将已曾被把让请受说称谈讲")
)

// neverInNames end any name.
var neverInNames = text.Union(honours, text.NewWords("一行 一边"))

// honours are printed behind a name without being part of it.
var honours = text.NewWords("同志 先生 女士 大校 少将 中将 上校 中校")

// afterName skips what belongs to a name without being part of it.
func afterName(s []rune, i int) int {
	for from := -1; i > from; {
		from = text.SkipSpaces(s, i)
		if from > i && titleIn(s, from, from+1) { // 书记黄某 区长李某
			return from
		}
		i = from
		i += max(nameTails.At(s, i), honours.At(s, i))
		i = text.BracketEnd(s, i)
	}
	return i
}

// nameTails are printed behind a name: 黄某书记强调.
var nameTails = text.NewWords("等 等人 等领导 等市领导 等区领导 一行 书记 区长 副区长 主任 市长 副市长 局长 部长 主席")

// statementAhead reports a statement verb behind adverbs or what refers back (在会上).
func statementAhead(s []rune, i int) bool {
	for i < len(s) {
		w := verbsAt(s, i)
		switch {
		case w.said > 0:
			return true
		case s[i] == '在':
			n := refersBack(s, i+1)
			if n == 0 {
				return false // an occasion of its own: 在接受采访时
			}
			i += 1 + n
		case w.word == 0 || w.listed > 0:
			return false
		default:
			i += w.word
		}
	}
	return false
}

// refersBack gives the length of what stands behind 在 where it can only mean
// the occasion that was told of above: 会上, 现场, 座谈时, 0 for any other.
func refersBack(s []rune, i int) int {
	these := theseWords.At(s, i)
	n := occasions.At(s, i+these)
	if n == 0 {
		return 0
	}
	return these + n + occasionEnds.At(s, i+these+n)
}

var (
	theseWords   = text.NewWords("本次 此次 这次 该 当天的 当日的")
	occasions    = text.NewWords("会 会议 大会 会场 现场 会议现场 活动现场 座谈 座谈会 座谈交流 交流 活动 仪式 论坛 致辞 讲话 发言 总结 总结讲话 主持会议")
	occasionEnds = text.NewWords("上 中 时 后 期间 现场 结束时 开始时 最后")
)
