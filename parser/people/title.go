package people

import (
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// The titles of posts: which there are, and what each says by itself.

var titleWords = text.NewWords(slices.Concat(ranked(ranks[:], publicTitles), ranked(grades[:], gradedTitles), []string{lonePublicTitles})...)

// publicTitles have deputies and acting holders, see ranks.
const publicTitles = "书记 组长 区长 市长 主任 主席 局长 分局长 部长 秘书长 检察长 院长 署长 处长 科长 厅长 " +
	"支队长 大队长 总队长 中队长 队长 站长 所长 政委 司令员 参谋长 教导员 政治教导员 指导员 督察长 关长 " +
	"总链长 总河长 河长 总林长 林长 总指挥 指挥长 总工程师 总规划师 总经济师 总会计师 镇长 理事长 会长 校长 " +
	"总站长 馆长 团长 庭长 主委 主任委员 链长 班长 主任科员 首席数据官"

// lonePublicTitles are what they are without a rank.
const lonePublicTitles = "负责人 主要负责人 相关负责人 有关负责人 临时负责人 常务主席 执行主席 执行主任 执行组长 执行会长 执行院长 执行秘书长 执行总指挥 候补委员 专职委员 专职常委 部务委员 部务会成员 组织员 巡察专员 参事 新闻发言人 审判长 警长 第一书记 第一政委 第一主任 第一副书记 第一总河长 第一总林长 第一总指挥 总指挥长 常委 委员 组织委员 宣传委员 统战委员 纪检委员 政法委员 武装委员 组宣委员 成员 代表 党代表 领导 政治委员 政治部主任 政治协理员 " +
	"巡视员 副巡视员 调研员 副调研员 督学 总督学 督察专员 总监 行政长官 " +
	"副区级干部 正区级干部 副局级干部 正局级干部 副处级干部 正处级干部 副区级领导干部 正区级领导干部"

// gradedTitles are those of civil servants, police, judges and prosecutors, in up to
// four grades.
const gradedTitles = "巡视员 调研员 主任科员 主办 高级主办 警长 高级警长 高级法官 高级检察官"

var grades = [...]string{"一级", "二级", "三级", "四级"}

// privateTitles and lonePrivateTitles are no public posts whatever the body.
const (
	privateTitles     = "省长 县长 州长 董事长 总经理 总裁 行长 经理 总编辑 社长 台长 园长"
	lonePrivateTitles = "高级副总裁 执行总裁 创始人 联合创始人 首席执行官 首席科学家 董事 监事 监事长 教授 院士 首席代表 总干事 主编 合伙人 总理 副总理 国务委员 大使 总领事 副总领事 领事 议员 行署专员 劳动模范 道德模范 法定代表人 法律顾问 首席法律顾问"
)

// ranks stand before a title and make another of it; none is the last.
var ranks = [...]string{"第一副", "常务副", "专职副", "执行副", "挂职副", "代副", "副", "代理", "代", ""}

// ranked gives the titles of a list in all their ranks.
func ranked(ranks []string, titles string) []string {
	var all []string
	for _, rank := range ranks {
		for word := range strings.FieldsSeq(titles) {
			all = append(all, rank+word)
		}
	}
	return all
}

// notTitles are words that begin like a title.
var notTitles = text.NewWords(
	"大使馆 领事馆 总领事馆 领导班子 领导小组 领导干部 领导人 领导力 领导下 领导的 领导机关 领导同志 董事局 董事会 监事会 经理人 教授级 常委会 委员会 委员们 河长办 河长制 林长办 林长制 链长办 链长制 书记处 书记员 书记们 主席会议 主任会议 书记会议 书记专题会 书记办公会 区长办公会 市长办公会 主席办公会 主任办公会 局长办公会 院长办公会 主任医师 主席台 主席团 成员单位 成员企业",
	"组长办 组长单位 书记办公室 主任办公室 局长办公室 秘书长单位 会长单位 理事长单位 代表大会 代表团 代表处 代表性 代表作 代表队 代表们 区长者 区长期 区长效 市长期 市长效 市长们 区长们 市长质量 区长质量 市长热线 区长热线 市长安镇 市长安区 局长们 组长制 院长们 部长级 所长期",
)

// title is one of the titles.
type title struct {
	word    string
	base    string     // without its rank
	stored  string     // as it is stored: 代理 as 代
	private bool       // no public post whatever the body
	bodies  *titleBody // that have it, nil where any may
}

// allTitles are the public titles and behind them the others; titles what each is.
var allTitles, titles = listTitles()

func listTitles() (words *text.Words, titles []title) {
	words = text.Union(titleWords, text.NewWords(append(ranked(ranks[:], privateTitles), lonePrivateTitles)...))
	public := len(titleWords.Texts())
	for place, word := range words.Texts() {
		rank := slices.IndexFunc(ranks[:], func(rank string) bool { return strings.HasPrefix(word, rank) })
		t := title{word: word, base: word[len(ranks[rank]):], stored: strings.Replace(word, "代理", "代", 1), private: place >= public}
		if k := slices.IndexFunc(titleBodies[:], func(b titleBody) bool { return strings.HasSuffix(word, b.title) }); k >= 0 {
			t.bodies = &titleBodies[k]
		}
		titles = append(titles, t)
	}
	return words, titles
}

// titleAt gives the title at s[i], nil for none, and the place behind it and
// what may stand behind it: 候选人, 助理, (挂职).
func titleAt(s []rune, i int) (t *title, end int) {
	w := allTitles.Find(s, i)
	if w == nil {
		return nil, i
	}
	end = i + w.Len()
	for k := max(i, end-4); k <= end-2; k++ {
		if notTitles.At(s, k) > end-k {
			return nil, i
		}
	}
	to := text.BracketEnd(s, end)
	if !titleRemarks.In(s[end:to]) && (to == end || !titleWords.End(s[end:to-1])) {
		to = end + titleSuffixes.At(s, end)
	}
	return &titles[w.Place], to
}

// quotedEnd gives the end of the title t that stands in quotation marks from
// s[i] to end, as “链长” does.
func quotedEnd(s []rune, t *title, i, end int) int {
	if i > 0 && s[i-1] == '“' && text.HasPrefix(s, end, "”") && quotedTitles.HasWord(t.base) {
		end++
	}
	return end
}

var quotedTitles = text.NewWords("链长 总链长 河长 总河长 林长 总林长")

// titleSuffixes make another title of the one before them.
var titleSuffixes = text.NewWords("候选人 候选人选 候选人人选 候选人提名人选 提名人选 提名人 推荐人选 拟任人选 人选 助理")

// titleRemarks stand in brackets behind a title and belong to it: (挂职), (正局级), (代).
var titleRemarks = text.NewWords("代) 候选 提名 分管 挂职 级 主持 兼 试用")

// standsAlone reports a title that says enough without a body.
func (t *title) standsAlone() bool {
	return strings.HasSuffix(t.word, "区长") || strings.HasSuffix(t.word, "市长")
}

// ofArea reports a title that is the section's own where none else is said: 总河长.
func (t *title) ofArea() bool {
	return strings.HasSuffix(t.word, "河长") || strings.HasSuffix(t.word, "林长")
}

// postAhead reports a post that begins at s[i].
func postAhead(s []rune, i int) bool { return titleIn(s, i, i+len(hans(s, i, 14))) }

// titleIn reports a title that begins between two places.
func titleIn(s []rune, i, to int) bool {
	for ; i < to; i++ {
		if t, _ := titleAt(s, i); t != nil {
			return true
		}
	}
	return false
}
