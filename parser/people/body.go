package people

import "shenzheng/parser/text"

// Which bodies are public ones of the city or a district.

// bareBodies are bodies that are printed without their place.
var bareBodies = text.NewWords(
	"党工委 管委会 管理委员会 管理局 党组 政府 人民政府 政府党组 人大 人大常委会 人大常委会党组 政协 政协党组 纪委 监委 纪委监委 纪检监察组 纪检监察工委 纪工委",
	"组织部 宣传部 统战部 统一战线工作部 政法委 政法委员会 社会工作部 武装部 人武部 办公室 办公厅 法院 检察院 人民法院 人民检察院 公安分局 公安局 区委 市委 区政府 市政府",
	"区纪委监委 工会 总工会 团委 妇联 残联 直属机关工委 机关工委 两新工委 教育工委 党校 编办 巡察办",
)

// knownOrg gives the start of the longest known body that ends at end, so
// that 随后党工委 begins at 党工委; end where there is none.
func knownOrg(s []rune, b, end int) int {
	if n := bareBodies.Before(s, end, end-b); n > 0 {
		at := end - n
		if at == b || functionRunes.Has(s[at-1]) || predicateWords.Before(s, at, min(3, at-b)) > 0 {
			return at
		}
		if placeTails.Before(s, at, min(2, at-b)) > 0 {
			return b // 园岭街道党工委
		}
		if privateAt(s[b:end]) {
			return b
		}
		return at
	}
	return end
}

var placeTails = text.NewWords("街道 社区 办事处 街 镇 局 委 办 署 处 公司 集团 院 校 大学 医院 支队 中心")

// needsNoOrg tells the titles that say enough alone, so that what stands
// before them is not taken for a body.
func needsNoOrg(title string) bool {
	switch title {
	case "区长", "副区长", "常务副区长", "代区长", "代理区长", "市长", "副市长", "常务副市长", "代市长", "代理市长", "区长候选人", "副区长候选人", "区长人选", "副区长人选":
		return true
	}
	return false
}

// privateWords show a body that is no public one.
var privateWords = text.NewWords("公司 集团 银行 大学 学院 学校 中学 小学 医院 协会 商会 学会 研究院 研究所 研究会 联合会 基金会 企业 有限 股份 事务所 俱乐部 联盟 促进会 实验室 分行 支行 保险 证券 幼儿园 科学院 工程院 党校副 高尔夫 酒店 报社 电视台 出版社 通讯社 商行 社科院 论坛 组委会 董事会 理事会 监事会 校友会 居委会 业委会 村委会 筹委会")

// publicBefore are bodies whose names hold a private word.
var publicBefore = text.NewWords("企业服务 企业发展 学校安全 证券监 企业家服务 银行保险监督 企业工委 企业党工委")

// privateAt reports that a body is a company, a school or the like.
func privateAt(org []rune) bool {
	for i := range org {
		if privateWords.Match(org, i) != "" && publicBefore.Match(org, i) == "" {
			return true
		}
	}
	return false
}

// orgReach judges a body by the words in it.
func orgReach(org []rune) reach {
	if privateAt(org) {
		return reachPrivate
	}
	return reachLocal
}

// publicTails end the names of public bodies.
var publicTails = text.NewWords(
	"委 局 办 处 署 部 政府 人大 政协 法院 检察院 党组 党委 党工委 常委会 委员会 管委会 委会 爱卫会 中心 街道 办事处 办公室 办公厅 工会 总工会 妇联 残联 文联 侨联 社科联 工商联 科协 红十字会 党校 组 支队 大队 总队 队 站 所 社区 镇 指挥部 工委 纪委 监委 党支部 法庭 海关 党总支 机关 小组",
)

// titleFits judges a title by its body: a 代表 is one of a people's congress,
// an 院长 one of a court.
func titleFits(s []rune, p *postPart) bool {
	org, kind := s[p.start:p.org], p.word.kind
	end := len(org)
	switch {
	case kind == titleDeputy:
		return text.HasSuffix(org, "人大")
	case kind == titleMember:
		return end == 0 || text.HasSuffix(org, "党组") || text.HasSuffix(org, "班子") || text.HasSuffix(org, "小组") || text.HasSuffix(org, "党工委") || text.HasSuffix(org, "委")
	case kind == titleCourt:
		return end == 0 || text.HasSuffix(org, "法院")
	case end == 0:
		return true
	case kind == titleUnder:
		return publicTails.Before(org, end, 4) > 0
	case kind == titleBranch:
		return true
	case kind == titleHead && end <= 4 && text.IsDistrictAt(org, 0):
		return true
	}
	return publicTails.Before(org, end, 4) > 0 || text.HasSuffix(org, "市") || text.HasSuffix(org, "区")
}

// endsWith reports whether s ends with word.
func endsWith(s []rune, word string) bool {
	n := text.Len(word)
	return len(s) >= n && text.HasPrefix(s, len(s)-n, word)
}
