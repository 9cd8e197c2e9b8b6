package people

import (
	"strings"

	"shenzheng/parser/text"
)

// Which bodies are Shenzhen's own: those that name a place of the city (org.go), and those
// of this closed list, which are printed without one.

// bareBodies are bodies that are printed without their place.
var bareBodies = text.NewWords(
	"组织人事局 统战和社会建设局 主席团 大会主席团 常委会 安委会 安委办 三防办 党工委 管委会 管理委员会 管理局 党组 政府 人民政府 政府党组 人大 人大常委会 人大常委会党组 政协 政协党组 纪委 监委 纪委监委 纪检监察组 纪检监察工委 纪工委",
	"组织部 宣传部 统战部 统一战线工作部 政法委 政法委员会 社会工作部 武装部 人武部 人民武装部 办公室 办公厅 法院 检察院 人民法院 人民检察院 公安分局 公安局 区委 市委 区政府 市政府",
	"区纪委监委 工会 总工会 团委 妇联 青联 青年联合会 残联 工商联 侨联 文联 科协 社科联 红十字会 直属机关工委 机关工委 两新工委 教育工委 党校 编办 巡察办 居委会",
)

// ownTails end the names of other bodies without a place that are the city's,
// ownWords stand anywhere in them. The towns are those of 深汕.
var (
	ownTails = text.NewWords("局 分局 大队 支队 中队 派出所 法院 检察院 党工委 管委会 指挥部 机关党委 办事处 人大工委 党群服务中心 执法队 消防站 领导小组 领导小组办公室 监管所 司法所 监督所 市监所 规土所 执法所 税务所")
	ownWords = text.NewWords("街道 社区 河套 深港 皇岗 文锦渡 沙头角 蛇口 梅沙 笋岗 莲塘 深圳湾 警备区 鹅埠镇 小漠镇 赤石镇 鲘门镇")
)

// knownOrg gives the start of the longest known body that ends at end, so
// that 随后党工委 begins at 党工委; end where there is none.
func knownOrg(s []rune, b, end int, t *title) int {
	body := bodyOf(s[b:end], t)
	at := min(end, b+len(body)-bareBodies.Before(body, len(body), len(body)))
	limit := at - b
	switch {
	case at == b || functionRunes.Has(s[at-1]) && !text.HasSuffix(s[b:at], "数据") || predicateWords.Before(s, at, min(3, limit)) > 0:
		return at
	case placeTails.Before(s, at, min(2, limit)) > 0, privateAt(s[b:end]), (areaBodies.Has(s[at:end]) || text.Equals(s[at:end], "管理局")) && neutralWords.Before(s, at, min(4, limit)) == 0:
		return end // 园岭街道党工委, 观澜高新园区党工委
	}
	return at
}

// areaBodies govern an area that is named before them, one of the city's or
// another's.
var areaBodies = text.NewWords("党工委 管委会 管理委员会")

// ownAreas are in the names of areas of the city whose bodies are printed
// without a district. Names that other cities have as well are left out.
var ownAreas = text.NewWords("园岭 梅林 香蜜湖 华强北 福保 黄贝 笋岗 粤海 蛇口 西丽 沙头角 梅沙 航城 福永 福海 沙井 松岗 燕罗 石岩 坂田 布吉 横岗 宝龙 坪地 吉华 民治 观澜 马峦 碧岭 坑梓 公明 葵涌 鹅埠 小漠 赤石 鲘门 " +
	"前海 河套 深圳 福田 罗湖 盐田 南山 宝安 龙岗 龙华 坪山 光明 大鹏 深汕 坂雪岗 低碳城 留仙洞 九龙山 大运 坝光 空港 后海 皇岗 文锦渡 海洋新城 街道 社区 办事处")

// cityPlaces are those and the other sub-districts of the city.
var cityPlaces = text.Union(ownAreas, text.NewWords("南园 沙头 华富 莲花 桂园 东门 翠竹 东晓 南湖 清水河 东湖 莲塘 海山 南头 沙河 桃源 新安 西乡 新桥 平湖 南湾 龙城 园山 大浪 福城 观湖 石井 龙田 新湖 凤凰 玉塘 马田 南澳"))

// othersArea reports that a body governs an area that is none of the city's:
// 霍尔果斯口岸管委会. A kind of area without a name is the city's own.
func othersArea(org []rune) bool {
	n := areaBodies.Before(org, len(org), len(org))
	area := org[:len(org)-n]
	return n > 0 && len(area) > 0 && !ownAreas.In(area) && !zones.Has(area) && !ownUnits.Has(area)
}

// ownUnits stand before 党工委 and are no areas.
var ownUnits = text.NewWords("区 市 新区 合作区 两新 机关 直属机关 教育 企业 非公 国资 卫生 公安 高新 新城 片区 两新组织 非公经济")

var placeTails = text.NewWords("部 小组 街道 社区 办事处 街 镇 局 委 办 署 处 公司 集团 院 校 大学 医院 支队 中心 高")

// bodyOf gives the body of a title, whole where the two are drawn together:
// 宣传部长 is 宣传部 and 部长, 区司法局长 is 区司法局 and 局长.
func bodyOf(org []rune, t *title) []rune {
	n := len(org)
	switch {
	case n == 0:
	case t.base == "部长" && org[n-1] != '部':
		return append(org[:n:n], '部')
	case t.base == "局长" && org[n-1] != '局' && (n > 2 && (org[0] == '区' || org[0] == '市' || text.DistrictNames.At(org, 0) > 0) || bureaus.End(org)) &&
		text.IsHan(org[n-1]) && !publicTails.End(org):
		return append(org[:n:n], '局')
	}
	return org
}

// bureaus are what those are for whose heads are named without their place: 财政局长.
var bureaus = text.NewWords("财政 教育 公安 民政 司法 审计 统计 商务 水务 科创 科技 工信 发改 住建 人社 卫健 卫生 文体 文旅 城管 环保 生态环境 规自 国资 应急 应急管理 交通 交通运输 信访 市场监管 市监 退役军人 人力资源 住房建设 城市管理 数据 投资推广")

// ownKind judges a body that names no place of Shenzhen.
func ownKind(org []rune, t *title) reach {
	org = bodyOf(org, t)
	switch {
	case privateAt(org) && !bareBodies.Has(org):
		return reachPrivate
	case elsewhere.In(org), ministries.At(org, 0) > 0, text.Cities.In(org), text.Provinces.At(org, 0) > 0, foreignPlace(org), othersArea(org):
		return reachOther
	case bareBodies.Has(org), privateToo.Has(org), ownWords.In(org), text.HasSuffix(org, "海关") && cityPlaces.In(org), cityPlaces.At(org, 0) > 0 && publicTails.End(org), ownTails.End(org) && len(org) <= 12:
		return reachLocal
	}
	if n := privateToo.Before(org, len(org), len(org)); n > 0 {
		return ownKind(org[:len(org)-n], t) // 市场监管局党组
	}
	return reachUnknown
}

// foreignPlace reports a district, a county or a town inside a body.
func foreignPlace(org []rune) bool {
	for k := 1; k < len(org); k++ {
		switch org[k] {
		case '区':
			if !zoneRunes.Has(org[k-1]) && areaWords.At(org, k) == 0 {
				return true
			}
		case '县', '镇', '乡', '村', '盟', '旗':
			return !ownWords.In(org)
		}
	}
	return false
}

var areaWords = text.NewWords("区域 区块")

// privateWords show a body that is no public one.
var privateWords = text.NewWords("公司 集团 银行 大学 学院 学校 中学 小学 医院 协会 商会 学会 研究院 研究所 研究中心 研究会 联合会 基金会 企业 有限 股份 事务所 俱乐部 联盟 促进会 实验室 分行 支行 保险 证券 幼儿园 科学院 工程院 高尔夫 酒店 报社 电视台 出版社 通讯社 商行 社科院 论坛 组委会 董事会 董事局 理事会 监事会 校友会 居委会 业委会 村委会 筹委会 车队 乐团 剧团 博物馆 工作室 供电局")

// publicWords are parts of public bodies that hold a private word.
var publicWords = text.NewWords("科学技术协会 计生协会 计划生育协会 社区居委会 大学园 大学城 中国民主促进会 企业服务 企业发展 学校安全 证券监 企业家服务 银行保险监督 企业工委 企业党工委 残疾人联合会 青年联合会 妇女联合会 工商业联合会 社会主义学院 行政学院 归国华侨联合会 文学艺术界联合会 社会科学联合会")

// privateAt reports that a body is a company, a school or the like.
func privateAt(org []rune) bool {
	for i := 0; i < len(org); i += max(publicWords.At(org, i), 1) {
		if privateWords.At(org, i) > 0 && publicWords.At(org, i) == 0 {
			return true
		}
	}
	return false
}

// publicTails end the names of public bodies.
var publicTails = text.NewWords(
	"委 局 办 处 署 部 政府 人大 政协 法院 检察院 党组 党委 党工委 常委会 委员会 管委会 委会 爱卫会 中心 街道 办事处 办公室 办公厅 工会 总工会 妇联 青联 残联 文联 侨联 社科联 工商联 科协 联合会 科学技术协会 计划生育协会 计生协会 计生协 红十字会 党校 行政学院 社会主义学院 组 支队 大队 总队 队 站 所 社区 镇 指挥部 专班 代表团 主席团 总支部 监察室 审理室 检查室 调查室 档案馆 庭 督查室 研究室 督导室 政研室 史志室 贸促会 工委 纪委 监委 党支部 总支 基层委 法庭 海关 党总支 机关 小组 警备区",
)

// titleStands refuses what is a title only beside some bodies: 代表 of a
// people's congress, 领导 of a city or a district.
func titleStands(org []rune, t *title) bool {
	switch t.word {
	case "代表":
		return text.HasSuffix(org, "人大") || text.HasSuffix(org, "代表团")
	case "领导":
		_, n, full := text.DistrictAt(org, 0)
		if !full && (n == 0 || leaders.At(org, n) == 0) {
			n = leading.At(org, 0)
		}
		return n > 0 && n+leaders.Run(org, n) == len(org)
	}
	return true
}

var (
	leading = text.NewWords("市 区 深圳市 新区 合作区 特别合作区 省 广东省")
	leaders = text.NewWords("“四套班子” 几套班子 区 两级 老 主要 有关 相关 级 正区级 副区级 处级 班子 四套班子 党政 委 政府 区政府 市政府 人大 人大常委会 政协")
)

// titleBody is what the bodies of a title end with: an 院长 is one of a court.
type titleBody struct {
	title string // its end
	words *text.Words
	alone bool // may stand without a body
}

var titleBodies = [...]titleBody{
	{"成员", text.NewWords("党组 班子 小组 党工委 委"), true},
	{"院长", text.NewWords("法院 行政学院 社会主义学院"), true},
	{"校长", text.NewWords("党校 行政学院 社会主义学院"), false},
	{"会长", councils, false},
	{"理事长", councils, false},
	{"监", publicTails, true},
	{"总指挥", text.NewWords("三防 防汛 防指 指挥部 区 市 街道"), true},
	{"链长", text.NewWords("链 集群"), true},
	{"总队长", publicTails, true},
}

// ownTitle reports that a title printed without a body is one that the head of
// this body has.
func ownTitle(org []rune, t *title) bool {
	for _, b := range bodiesOfTitles {
		if b.title == t.base && b.bodies.End(org) {
			return true
		}
	}
	return false
}

var bodiesOfTitles = [...]struct {
	title  string
	bodies *text.Words
}{
	{"书记", text.NewWords("区委 党工委 纪委 纪委监委 政法委 团委")},
	{"主任", text.NewWords("人大常委会 管委会 办公室")},
	{"主席", text.NewWords("政协 总工会 妇联 工商联 残联 文联")},
	{"局长", text.NewWords("局")},
	{"部长", text.NewWords("部")},
	{"院长", text.NewWords("法院")},
	{"检察长", text.NewWords("检察院")},
}

var councils = text.NewWords("台联 计生协 计生协会 计划生育协会 残联 残疾人联合会 红十字会 贸促会")

// titleFits judges a title by its body.
func titleFits(org []rune, t *title) bool {
	org = bodyOf(withoutRemark(org), t)
	if t.word == "代表" || t.word == "领导" || strings.HasSuffix(t.word, "分局长") {
		return true
	}
	if b := t.bodies; b != nil {
		return b.alone && len(org) == 0 || b.words.End(org)
	}
	return len(org) == 0 || publicTails.End(org) || text.HasSuffix(org, "市") || text.HasSuffix(org, "区") || text.HasSuffix(org, "级") ||
		strings.HasSuffix(t.word, "长") && len(org) <= 4 && text.DistrictNames.At(org, 0) > 0
}

// reach says whose post it is.
type reach string

const (
	reachLocal   reach = ""             // of the city or one of its districts
	reachOther   reach = "other_place"  // of another place, the province or the state
	reachPrivate reach = "not_public"   // of a company, a school, an association …
	reachUnknown reach = "unknown_body" // of a body that names no place of Shenzhen
)

// privateToo are bodies that belong to the company named before them.
var privateToo = text.NewWords("党委 党组 纪委 党支部 党总支 工会 团委")
