package people

import (
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// The titles of posts: which there are, and what each says by itself.

var titleWords = text.NewWords(
	"书记 副书记 第一书记 第一副书记 常务副书记 专职副书记 代理书记 常委 委员 组长 副组长 成员 代表",
	"区长 副区长 常务副区长 代区长 代理区长 代副区长 区长候选人 副区长候选人 区长人选 副区长人选 市长 副市长 常务副市长 代市长 代理市长",
	"主任 副主任 常务副主任 专职副主任 代主任 代理主任 主席 副主席 常务副主席 专职副主席 代主席 代理主席",
	"局长 副局长 常务副局长 代局长 代理局长 分局长 部长 副部长 常务副部长 秘书长 副秘书长 常务副秘书长",
	"检察长 副检察长 代检察长 代理检察长 院长 副院长 代院长 代理院长 常务副院长 署长 副署长 处长 副处长 科长 副科长 厅长 副厅长",
	"支队长 副支队长 大队长 副大队长 总队长 副总队长 中队长 队长 副队长 站长 副站长 所长 副所长 政委 政治委员 司令员 政治部主任",
	"巡视员 副巡视员 一级巡视员 二级巡视员 调研员 副调研员 一级调研员 二级调研员 三级调研员 四级调研员 督学 督察长 副督察长 督察专员",
	"总河长 副总河长 第一总河长 河长 副河长 总林长 副总林长 第一总林长 林长 总指挥 副总指挥 第一总指挥",
	"副区级干部 正区级干部 副局级干部 正局级干部 副处级干部 正处级干部 副区级领导干部 正区级领导干部",
	"总工程师 总规划师 总经济师 总会计师 总督学 总监 镇长 副镇长 行政长官",
)

// privateTitles are no public posts whatever the body.
var privateTitles = text.NewWords("董事长 副董事长 总经理 副总经理 常务副总经理 总裁 副总裁 高级副总裁 执行总裁 会长 副会长 理事长 副理事长 校长 副校长 创始人 联合创始人 行长 副行长 首席执行官 首席科学家 董事 监事 监事长 经理 教授 院士 总编辑 社长 台长 园长")

// notTitles are words that begin like a title.
var notTitles = text.NewWords(
	"常委会 委员会 委员们 书记处 书记员 书记们 主任医师 主任委员 主任科员 主席台 主席团 成员单位 成员企业",
	"代表大会 代表团 代表处 代表性 代表作 代表队 代表们 区长者 区长期 区长效 市长期 市长效 市长们 区长们 市长质量 区长质量 市长热线 区长热线 局长们 组长制 院长们 部长级 所长期",
)

// needsOrg are titles that say nothing without a body or a list before them.
var needsOrg = text.NewWords("书记 副书记 常委 委员 成员 组长 副组长 主任 副主任 主席 副主席 河长 总河长 副总河长 第一总河长 总林长 林长 总指挥 副总指挥 第一总指挥 院长 副院长 部长 副部长 队长 副队长 站长 所长 处长 科长 秘书长 副秘书长")

// title is one word of the lists.
type title struct {
	text   string
	short  string // text with 代理 as 代
	length int    // in code points
	kind   titleKind
	// private: no public post whatever the body.
	private bool
	// needsOrg: see there; needsNoOrg: see needsNoOrg.
	needsOrg, needsNoOrg bool
}

// titleKind tells titles apart by the bodies they go with.
type titleKind uint8

const (
	titleAny    titleKind = iota
	titleDeputy           // 代表
	titleMember           // 成员
	titleCourt            // 院长
	titleUnder            // 总监, 总队长: never without a public body
	titleBranch           // 分局长
	titleHead             // any other 长
)

// titleTable holds the titles of both lists, titles what each says.
var titleTable, titles = newTitleTable()

func newTitleTable() (*text.Words, []title) {
	var words []string
	for _, list := range [...]*text.Words{titleWords, privateTitles} {
		for _, w := range list.All() {
			words = append(words, w.Text)
		}
	}
	slices.Sort(words)
	words = slices.Compact(words)
	entries := make([]title, len(words))
	for k, word := range words {
		entries[k] = title{
			text: word, short: strings.Replace(word, "代理", "代", 1), length: text.Len(word), kind: titleKindOf(word),
			private: privateTitles.HasWord(word), needsOrg: needsOrg.HasWord(word), needsNoOrg: needsNoOrg(word),
		}
	}
	return text.NewWords(words...), entries
}

func titleKindOf(text string) titleKind {
	switch {
	case text == "代表":
		return titleDeputy
	case text == "成员":
		return titleMember
	case strings.HasSuffix(text, "院长"):
		return titleCourt
	case strings.HasSuffix(text, "监"), strings.HasSuffix(text, "总队长"):
		return titleUnder
	case text == "分局长":
		return titleBranch
	case strings.HasSuffix(text, "长"):
		return titleHead
	}
	return titleAny
}

// titleAt gives the title at s[i], nil if there is none.
func titleAt(s []rune, i int) *title {
	w := titleTable.Find(s, i)
	if w == nil {
		return nil
	}
	t := &titles[w.Place]
	if t.private && !titleWords.HasWord(t.text) {
		return t
	}
	for k := max(i, i+t.length-4); k <= i+t.length-2; k++ {
		if notTitles.At(s, k) > i+t.length-k {
			return nil
		}
	}
	return t
}
