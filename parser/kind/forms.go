package kind

import (
	"cmp"
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// form is one predicate of the table.
type form struct {
	name  string // as explain shows it
	words *text.Words
	// kind is what the word decides; where it is "" read looks further.
	kind string
	// nouns may not follow: with one of them the word is part of a noun
	// (检查组, 签约仪式).
	nouns *text.Words
	// unless one of these stands behind it.
	unless *text.Words
	// otherwise is the kind where read finds none.
	otherwise string
	// read gives the kind that the word makes between what stands before and
	// behind it and its 了, and what decided; kind "" where it is no predicate here.
	read func(before, rest []rune, word string) (kind, decided string)
}

// forms is the table in its order. Where two words begin at one place the
// longer one decides, and of equal ones the earlier form.
var forms = [...]form{
	// Words that begin like a predicate and are none.
	{name: "compound", words: text.NewWords("组织部 组织委员 组织生活 组织者 组织架构 组织工作 主持人 访问学者 研究室 公开赛 公开课 公开招聘 代表示范 研究院 研究所 研究生 研究会 研究中心 发布会 招商局 招商银行 招商证券 座谈会 交流会 通报会 听证会 部署会 访问团 考察团 启动区 启动会 开放日 开放大学 对接会 成立大会 开学校园 开学季 开学准备 开学保障 开学安全 开学工作 改革开放 成立日 落户企业 落户项目 落地企业 落地项目 签约企业 签约项目 意向落户 开工项目 竣工项目 投产项目 投产企业 巡视整改 巡察整改 督察整改 督查整改 来访群众 来访市民 来访居民 援疆干部 援藏干部 援疆人才")},
	{name: "press", kind: Media, words: text.NewWords("做客 作客 答记者问 答网友问 回答记者 回答网友 回答网民 回答市民 回应网友 回应网民 电视问政 在线回应 在线交流 在线互动 在线答 答问 在线访谈 直播间 专访 署名文章 发表文章 刊发 撰文")},
	{name: "broadcast", kind: Media, nouns: text.NewWords("基地 电商 大赛 节 产业 活动 带货 经济 行业 企业 平台 园 技能 人才 主播 专场"), words: text.NewWords("直播")},
	{name: "interviewed", read: interviewed, words: text.NewWords("接受")},
	{name: "seeking_investment", read: seeking, words: seekers},
	{name: "dealing", kind: Investment, words: deals},
	{name: "held", read: held, words: text.NewWords("召开 举行 举办 主办 承办 协办 主持 主持人大 主持人代 主持人才 主持人工 主持人民 主持人社 主持人居 主持召开 组织召开 组织开展 开展 组织 举行了 开设 套开 陆续展开 相继展开 全面展开 如期展开 火热展开")},
	{name: "attended", read: attended, words: text.NewWords("见证 出席 参加 参与 列席 陪同 应邀参加 旁听")},
	{name: "opened", read: opened, words: text.NewWords("开幕 启动 开启 启幕 拉开帷幕 拉开序幕 正式启动")},
	{name: "closed", read: closed, otherwise: Event, words: text.NewWords("落幕 收官 闭幕 落下帷幕")},
	{name: "signed", kind: Signing, nouns: nouns, unless: text.NewWords("防火令 禁火令 动员令 嘉奖令 政府令 区长令 市长令 林长令 河长令 命令 号令 指令 授权令"), words: text.NewWords("签署 签订 签约 签下 签定 续签 缔结 签字 达成战略合作 达成合作协议 结为友好")},
	{name: "seen", read: seen, nouns: text.Union(text.NewWords("反馈"), nouns), words: text.NewWords("调研 检查 观摩 督导 督查 督察 巡馆 督办 督战 视察 巡查 巡视 察看 查看 走访 慰问 看望 现场办公 核查 复核 暗访 考核 巡河 巡林 检视 考察 " +
		"实地了解 实地踏勘 踏勘 接访 下访 探访 走进企业 走进社区 指挥 调度指挥 夜查 抽查 排查 蹲点 驻点 带班 值守 走基层 实地检验 勘察 勘查 调度防汛 包案 暗查 明察 夜访 家访 探望 巡考 巡检 检阅 走看 走街串巷 夜巡 巡诊 巡店 验收 了解 详细了解 深入了解 送服务 送政策 解难题 服务企业 接待群众 接待选民 接待来访 接待信访 约访")},
	{name: "visited", otherwise: Exchange, nouns: nouns, words: text.NewWords("参观 参访 访问 拜访 到访 来访 出访 学访 回访 考察学习 学习考察 交流学习 学习交流 互访 对口帮扶 对口支援 对口协作 援疆 援藏")},
	{name: "met", read: met, kind: Exchange, nouns: nouns, unless: text.NewWords("游客 旅客 人次"), words: text.NewWords("会见 会晤 会谈 接见 拜会 洽谈 接待 会面 见面 交流座谈 宴请 对话")},
	{name: "talked", read: talked, nouns: nouns, words: text.NewWords("座谈 座谈交流 交流 商谈 共商 磋商 对接 面对面")},
	{name: "inaugurated", kind: Ceremony, nouns: text.Union(text.NewWords("验收 前 后 活动"), nouns), unless: text.NewWords("周年"), words: text.NewWords("揭牌 挂牌 奠基 敬献 颁发 开工 竣工 启用 上线 落成 揭幕 封顶 通车 开馆 开园 开市 开业 开街 投用 投产 授牌 颁奖 开学 " +
		"祭扫 公祭 祭奠 揭榜 首航 首飞 下线 开通 开放 迁址 落户 落地 开诊 开院 交付 动工 合龙 贯通 亮灯 表彰 授旗 授予 发车 成立 破土 点火 并网 出征 试运行 试运营 正式运营 投入使用 投入运营 建成")},
	{name: "deliberated", kind: Meeting, nouns: nouns, words: text.NewWords("警示教育 廉政教育 过组织生活 过双重组织生活 交流学习体会 交流学习心得 交流体会 交流心得 作报告 审议 研究 传达 传达学习 集体学习 专题学习 集中学习 深入学习 认真学习 理论学习 学习贯彻 听取 讨论 部署 动员部署 研判 会商 述职 述职评议 " +
		"反馈巡察情况 反馈巡视情况 反馈督察情况 讲党课 党课 集体谈话 谈心谈话 谈话 约谈 表决 议决 专题询问 通报 选举 对照检查 协商 议政 作动员 作开班动员 表态发言")},
	{name: "dispatched", read: dispatched, nouns: nouns, words: text.NewWords("调度")},
	{name: "guided", read: guided, words: text.NewWords("指导")},
	{name: "tried", read: attended, otherwise: Inspection, nouns: text.Union(text.NewWords("馆 店 区 官 日 感 课 营 周 式"), nouns), words: text.NewWords("体验")},
	{name: "watched", read: attended, otherwise: Meeting, words: text.NewWords("观看 收看 收听收看")},
	{name: "reported", read: reported, nouns: nouns, words: text.NewWords("报告 汇报")},
	{name: "public", kind: Event, nouns: nouns, words: text.NewWords("健步走 植树 开赛 开跑 开打 开锣 开讲 开演 上演 亮相 鸣枪 起跑 首演 巡演 开售 开播 开唱 首映 展出 演练 宣讲 开营 比拼 竞技 夺冠 招聘 义诊 快闪 唱响 起航 点亮 绽放 热演 收获 演讲 开场 登场 奏响")},
	{name: "released", read: released, unless: notices, otherwise: Event, nouns: nouns, words: text.NewWords("发布 首发 揭晓")},
	{name: "taught", read: taught, words: text.NewWords("做讲座 作讲座 开讲座 讲授 授课 第一课 开学第一课 思政课 上“ 讲“")},
	{name: "toured", read: toured, words: text.NewWords("走进")},
	{name: "statement", read: stated, words: text.NewWords("说 说道 明确 告诉记者 表示 强调 指出 透露 认为 提出 要求 介绍")},
	{name: "record", kind: Other, words: text.NewWords("致信 致函 致公开信 作出批示 获评 荣获 印发 出台 任命 当选 入选 获得 获批")},
}

// Words publishes the table: the name of each form with its words.
func Words() []Word {
	var out []Word
	for _, f := range forms {
		out = append(out, Word{f.name, f.kind, f.words.Texts()})
	}
	for _, h := range heads {
		out = append(out, Word{"head", h.kind, h.words.Texts()})
	}
	return out
}

// Word is a row of the published table: a form, the kind that its words
// decide, empty where the object decides, and the words.
type Word struct {
	Form, Kind string
	Words      []string
}

// verdict reads the form where its word stands.
func (f *form) verdict(before, rest []rune, word string) Verdict {
	saying := text.HasPrefix(rest, 0, "时") && sayings.At(rest, 1) > 0 // 到街道调研时强调
	if f.nouns != nil && f.nouns.At(rest, 0) > 0 && objects.At(rest, 0) == 0 && !saying || f.unless != nil && f.unless.In(rest) {
		return Verdict{}
	}
	var kind, decided string
	if f.read != nil {
		kind, decided = f.read(before, rest[done.At(rest, 0):], word)
	}
	if kind == "" {
		kind, decided = cmp.Or(f.kind, f.otherwise), word
	}
	return Verdict{kind, decided, f.name}
}

var done = text.NewWords("了")

// attended is what the head of the object says.
// What guests came for is none: 与来深参加论坛的客商会谈.
func attended(before, rest []rune, _ string) (kind, decided string) {
	if text.OfGuests(before, rest) {
		return "", ""
	}
	return headOf(rest)
}

// closed is what the head of the subject says.
func closed(before, _ []rune, _ string) (kind, decided string) { return headOf(subject(before)) }

// stated is a bare statement, unless it is a meeting that says it.
func stated(before, rest []rune, word string) (kind, decided string) {
	if k, head := headOf(subject(before)); k == Meeting && text.HasSuffix(before, head) {
		return Meeting, head
	}
	if len(rest) > 0 && closing.HasWord(word) {
		return "", ""
	}
	return Other, word
}

// closing are statements at the end of their clause alone: 会议明确, but 明确责任.
var closing = text.NewWords("提出 要求 介绍 说 明确")

// interviewed is speaking through the press.
func interviewed(_, rest []rune, _ string) (kind, decided string) {
	if word := interviews.First(rest); word != "" {
		return Media, word
	}
	return "", ""
}

var (
	interviews = text.NewWords("采访 专访")
	// bodies may follow 招商 in the names of firms and offices, and subjects that
	// a meeting may have.
	bodies = text.NewWords("街道 社区 小学 大厦 广场 公路 资本 创投 工业 置地 地产 物流 租赁 期货 局 银行 证券 蛇口 港 集团 公司 基金 工作 部门 专员 办 中心 信诺 仁和 积余 轮船 会 大会 活动 署 引擎 项目 政策 经理 队伍 条件 工程")
)

// seeking reads a trip, a visit or a campaign for investment.
func seeking(before, rest []rune, word string) (kind, decided string) {
	if trips.At(rest, 0) > 0 {
		return Investment, word
	}
	offered := word == "推介" && (text.DistrictNames.At(rest, 0) > 0 || offers.In(rest))
	if named(word, rest) || !setsOut.In(before) && !campaigns.End(before) && !elsewhere(before) && !offered || word == "推介" && goods.In(rest) {
		return "", ""
	}
	return Investment, word
}

// trips are named for what they seek: 招商之旅.
var trips = text.NewWords("之旅 之行")

// offers are what those who look for firms recommend.
var offers = text.NewWords("营商环境 投资环境 产业 园区 项目")

// toured is a talk where the place is a studio (“政务直播间”), exchange where those
// who tour come from outside, else what the subject is.
func toured(before, rest []rune, verb string) (kind, decided string) {
	if word := studios.First(rest); word != "" {
		return Media, word
	}
	if visitors.In(before) {
		return Exchange, verb
	}
	return headOf(subject(before))
}

var studios = text.NewWords("直播间 演播室 演播厅 访谈 热线")

// campaigns stand before what is sought by all.
var campaigns = text.NewWords("集中 重点 专题 推进 组团 联合 率")

// sought gives the word of a clause that says that investment was sought.
func sought(c []rune) string {
	if deal := deals.First(c); deal != "" {
		return deal
	}
	word := seekers.First(c)
	if word == "" || goods.In(c) {
		return ""
	}
	if after := c[text.Index(c, 0, word)+text.Len(word):]; named(word, after) && soughtThings.At(after, 0) == 0 {
		return ""
	}
	return word
}

var soughtThings = text.NewWords("活动 工作 项目")

// named reports 招商 as part of a name or of a noun.
func named(word string, after []rune) bool {
	return strings.HasPrefix(word, "招商") && bodies.At(after, 0) > 0
}

// setsOut show a clause in which somebody sets out.
var setsOut = text.NewWords("赴 前往 奔赴 走进 率队 率团 率领 带队 带领 外出 上门 走出去 开展 组团 抵达 飞赴 远赴 拜访 拜会 走访 访问 出访")

// seen is inspection where one answers for the place, else exchange.
func seen(_, rest []rune, word string) (kind, decided string) {
	if word == "指挥" && commands.At(rest, 0) > 0 {
		return "", ""
	}
	if word == "看望" && text.Contains(rest, "会议的") && sitting.In(rest) {
		return Meeting, word // 看望出席区政协会议的委员
	}
	return Inspection, word
}

// commands are where and by whom others are led: 在指挥大厅召开会议.
var commands = text.NewWords("部 长 大厅 平台 车 系统 体系")

var sitting = text.NewWords("委员 代表")

// otherCity reports somebody of another city, county or prefecture in the
// subject: 云溪市委书记.
func otherCity(subject []rune) bool {
	from := 0
	for i, r := range subject {
		name := subject[from:i]
		switch {
		case strings.ContainsRune("、和与同省, ", r):
			from = i + 1
		case strings.ContainsRune("市县州", r) && cityNouns.At(subject, i+1) == 0 && len(name) >= 2 && len(name) <= 4 && notCityAt.At(name, 0) == 0 && !slices.Contains(name, '区') &&
			(!notCities.End(name) || strings.ContainsRune("城门", name[len(name)-1]) && cityBodies.At(subject, i+1) > 0):
			return true
		case r == '区' && len(name) >= 2 && len(name) <= 4 && districtPosts.At(subject, i+1) > 0 && text.DistrictNames.Before(subject, i+1, i+1) == 0:
			return true // 云溪区区长
		}
	}
	return false
}

// fromElsewhere reports somebody who is named first of another province or city.
func fromElsewhere(subject []rune) bool {
	w := text.Provinces.Find(subject, 0)
	return w != nil && w.Text != "广东" || text.Cities.At(subject, 0) > 0 || text.Abroad.At(subject, 0) > 0
}

// guest reports those who come with the head of a firm or a school, or with a
// diplomat, who is none of the city's own: 某某集团董事长一行.
func guest(subject []rune) bool {
	for i, c := range subject {
		if guests.At(subject, i) > 0 {
			return true
		}
		if i == 0 && c == '、' || notGuest.Has(c) && (i == 0 || c != '区' && c != '市') { // one of the city's is named first
			return false
		}
	}
	return false
}

var (
	guests   = text.NewWords("董事长 总裁 总经理 首席执行官 创始人 总领事 领事 大使 参赞 校长 教授 院士 议员")
	notGuest = text.NewSet("区市率到赴在与同邀由领 ")
)

// districtPosts and cityBodies stand behind the name of a district or a city.
var districtPosts, cityBodies = text.NewWords("区长 区委 党政 代表团"), text.NewWords("委书记 委副 委常委 政府 人大 政协 党政")

// notCities before 市 make another word, cityNouns behind it; notCityAt open what is
// no name.
var (
	cityNouns = text.NewWords("场 民 级 属 直 值 面 容")
	notCities = text.NewWords("深圳 深圳市 部分 城 全 副 超 门 联合 会同 协同 陪同 随同 率领 带领 邀请 组织 参加 出席 落实 贯彻 根据 按照 围绕 听取 传达 学习 迎接 配合 对接 汇报 拜访 走访 前往 来到")
	notCityAt = text.NewWords("区 市 省 国 新区")
)

// visitors come from outside, whatever they come for.
var visitors = text.NewWords("代表团 考察团 访问团 交流团 参访团 研学团 党政代表 客商 使节 外宾 商会 侨团")

// elsewhere reports a clause that leads to a place outside the city.
func elsewhere(c []rune) bool {
	led := false
	for i := range c {
		n := leads.At(c, i)
		if led = led || n > 0; led && c[i] == '、' { // 赴某大学、北京大学
			n = 1
		}
		if place := places.At(c, i+n); n > 0 && campuses.At(c, i+n) == 0 && (place > 0 && !ownSite(c[i+n+place:]) || isCounty(c[i+n:])) {
			return true
		}
	}
	return false
}

// campuses are the city's, named for other places.
var campuses = text.NewWords("中山大学 香港中文大学 哈尔滨工业大学")

// ownSite reports what is in the city though named for another place: 北京大学深圳医院.
func ownSite(rest []rune) bool {
	for k := 0; text.IsHanAt(rest, k); k++ {
		if (text.HasPrefix(rest, k, "深圳") || text.DistrictNames.At(rest, k) > 0) && parents.End(rest[:k]) {
			return true
		}
	}
	return landmarks.At(rest, 0) > 0
}

// parents have branches in the city, landmarks are anywhere named for places.
var (
	parents   = text.NewWords("大学 学院 附属 医院 集团 银行 公司 证券 保险")
	landmarks = text.NewWords("宾馆 大厦 酒店 花园 公园 广场 赛马会 路社区 路段")
)

var leads = text.NewWords("考察 考察了 赴 前往 到 在 去 抵 抵达")

// isCounty reports the name of a county or prefecture, of which the city has none.
func isCounty(s []rune) bool {
	for k := 1; k <= 7 && text.IsHanAt(s, k-1); k++ {
		if n := counties.At(s, k); n > 0 {
			return !notCounties.End(s[:k+n])
		}
	}
	return false
}

var (
	counties    = text.NewWords("县 自治州 自治县")
	notCounties = text.NewWords("区县 全县 各县")
)

// places outside the city: those that are named, and what names any of them.
var places = text.Union(text.Cities, text.Provinces, text.Abroad, text.NewWords("京 沪 港 澳 欧洲 东南亚 中东 海外 外地 外省 省外 国外 境外 长三角 京津冀 中亚 拉美 非洲 南沙 顺德 番禺 黄埔区 天河区 越秀区 海珠区 禅城 香洲 增城 从化 松山湖 临港 滨海新区 江北新区 天府新区 两江新区 余杭 萧山 雄安 横琴 浦东 昆山 义乌 晋江 江阴 张家港 古田 井冈山 延安 韶山 瑞金 西柏坡 林芝 察隅 塔县 寻乌 巫山 甘孜"))
