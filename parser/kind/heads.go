package kind

import (
	"slices"
	"strings"

	"shenzheng/parser/text"
)

// head is what a phrase is about at its end.
type head struct {
	kind  string
	words *text.Words
}

// heads in the order in which equal ones decide. The longest word at a place
// is taken.
var heads = [...]head{
	{Signing, text.NewWords("签约仪式 签字仪式 签约活动 签约大会 签约会 集中签约 签约")},
	{Media, text.NewWords("新闻发布会 新闻通气会 新闻通报会 媒体通气会 媒体见面会 媒体发布会 记者会 记者招待会 新闻吹风会 媒体吹风会 政策吹风会 访谈 专访 节目 采访 直播")},
	{Investment, text.NewWords("推介会 招商会 推介大会 招商大会 招商推介 投资推介 产业推介 旅游推介 文旅推介 招商引资 双招双引 招商活动 推介活动 投资大会 投资峰会 投资促进大会 投资促进会 投资说明会 投资环境说明会 营商环境说明会 招商说明会 招商恳谈会 招商座谈会 招商")},
	{Ceremony, text.NewWords("仪式 典礼 开幕式 闭幕式 启动式 开园礼 颁奖大会 颁奖礼 颁奖会 颁奖晚会 表彰大会 授牌 揭牌 揭幕 奠基 启动礼 开幕礼 成人礼 首发式 首映礼 落成礼 升旗")},
	{Inspection, text.NewWords("调研 检查 大检查 督导 督查 走访 慰问 巡查 视察 巡察 巡视 巡河 现场办公 考察 大走访 夜查 暗访 核查 接访 下访 约访 家访 调研指导 检查督导")},
	{Meeting, text.NewWords("会议 工作对接会 大会发言 扩大会议 扩大会 全会 全体会 常委会 常务会 党组会 党委会 工委会 办公会 座谈会 推进会 部署会 汇报会 分析会 调度会 研讨会 动员会 工作会 生活会 组织生活会 联席会 协商会 通报会 总结会 " +
		"专题会 专家咨询会 协调会 现场会 研判会 会商会 评审会 论证会 听证会 恳谈会 议事会 例会 报告会 学习会 读书会议 碰头会 视频会 点评会 交办会 茶话会 民主评议会 述职会 评议会 启动会 务虚会 团拜会 早餐会 圆桌会 " +
		"培训班 培训 研修班 研讨班 读书班 轮训班 专题班 进修班 示范班 党课 党校 代表大会 动员大会 总结大会 誓师大会 党代会 人代会 党员大会 干部大会 任职大会 工作大会 职工大会 两会 分组审议 分组讨论 集体学习 理论学习 现场学习 专题学习 集中学习 议题”学习 中心组学习 审议 讨论 主题党日 党日活动 主题党日活动 代表小组活动 组织生活 座谈 议政 述职 面商 谈话 三会一课")},
	{Exchange, text.NewWords("会见 会谈 洽谈会 洽谈 友好交流 互访 访问 拜访 见面会谈")},
	{Event, text.NewWords("圆桌对话 高峰对话 高端对话 主题对话 巅峰对话 对话会 招聘会 招募会 相亲会 双选会 供需见面会 见面会 投洽会 高交会 进博会 文博会 广交会 会展 交流会 分享会 宣讲会 发布会 对接会 博览会 交易会 展销会 展览会 音乐会 演唱会 歌会 晚会 运动会 游园会 庙会 灯会 花会 读书会 故事会 朗诵会 鉴赏会 品鉴会 订货会 嘉年华 " +
		"沙龙 论坛 峰会 年会 大会 讲座 讲堂 公开课 课堂 马拉松 市集 集市 夜市 灯光秀 春晚 公益跑 音乐剧 演出 展览 展演 巡展 展会 大赛 比赛 竞赛 联赛 锦标赛 邀请赛 公开赛 挑战赛 决赛 赛事 专场 演练 比武 活动 活动周 活动月 路演 演讲 开放日 团建 联谊 研学 音乐季 消费季 " +
		"宣传周 宣传月 科技周 读书月 文化周 文化月 主题日 体验营 夏令营 训练营 创客营 庆典 汇演 表演 首秀 快闪 义诊 长跑 健康跑 欢乐跑 荧光跑 迎新跑 接力跑 夜跑 健步行 健走 毅行 骑行 徒步 游园 舞剧 话剧 歌剧 粤剧 戏剧 首演 公演 盆菜宴 百家宴 长桌宴 联欢会 诵读会 吟诵会 诗会 观影会 义卖会 拍卖会 招待会 酒会 咨询会 巡游 招聘 集体婚礼 植树 募捐 献血 志愿服务 火炬传递")},
}

// endings are heads of one character, which count at the end of a phrase
// alone, and what ends like them and is none.
var endings = [...]struct {
	kind, word string
	not        *text.Words
}{
	{Meeting, "会", text.NewWords("社会 机会 工会 协会 商会 学会 联合会 委员会 管委会 居委会 村委会 基金会 理事会 董事会 总会 分会 促进会 研究会 常委会 残联会 体会 城会 校友会 联谊会")},
	{Meeting, "班", text.NewWords("领导班 专班 夜班 上班 航班 中班 当班")},
	{Event, "节", text.NewWords("春节 中秋节 端午节 国庆节 元宵节 清明节 重阳节 环节 细节 季节 情节 关节 调节 使节 礼节")},
	{Event, "展", text.NewWords("发展 开展 拓展 进展 扩展 延展 施展 舒展")},
	{Event, "赛", text.NewWords("参赛 办赛")},
	{Event, "周", text.NewWords("本周 上周 每周 一周 首周 周周")},
	{Event, "季", text.NewWords("一季 首季 四季 雨季 汛季 旺季")},
	{Event, "秀", text.NewWords("优秀 内秀")},
}

// notHeads follow a head's word that is part of another noun (会议室).
var notHeads = text.NewWords("副主任 副主席 秘书长 委员 室 中心 精神 纪要 厅 要求 代表 主任 主席 方案 基地 人员 嘉宾 组委会 筹备 保障 属地 议程 通知 组织 场地 场馆 组 团 队 站 员 报告 中 机制 制度 意见 平台 者 机构")

// headOf gives the kind of a phrase by the last head in it, and the word.
func headOf(phrase []rune) (kind, word string) {
	phrase = uncoupled(phrase)
	phrase = withoutEnd(phrase, phraseEnds)
	from, end := 0, 0
	for i := range phrase {
		w := headWords.Find(phrase, i)
		if w == nil || i+w.Len() <= end {
			continue
		}
		behind := i + w.Len()
		if text.HasPrefix(phrase, behind, "工作") {
			behind += 2
		}
		if notHeads.At(phrase, behind) == 0 {
			kind, word, from, end = headOfWord[w.Place].kind, w.Text, i, i+w.Len()
		}
	}
	if end < len(phrase) {
		for _, e := range endings {
			if text.HasSuffix(phrase, e.word) && !e.not.End(phrase) {
				kind, word, from, end = e.kind, e.word, len(phrase)-1, len(phrase)
				break
			}
		}
	}
	return modified(kind, word, phrase[:end], from)
}

// withoutEnd gives s without the signs that it ends with.
func withoutEnd(s []rune, signs text.Set) []rune {
	for len(s) > 0 && signs.Has(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

var phraseEnds = text.NewSet(" 。了”")

// uncoupled cuts off a second predicate (会议并讲话) and a second head (会议暨教育大会).
func uncoupled(phrase []rune) []rune {
	for i, c := range phrase {
		if c == '暨' && rites.End(phrase[:i]) && headWords.End(phrase) {
			return append(slices.Clip(phrase[:i]), []rune("仪式")...) // 集中开工暨项目签约活动
		}
		if c == '并' && couples.Before(phrase, i, 1) == 0 && coupled.At(phrase, i) == 0 || c == '暨' && headWords.End(phrase[:i]) {
			return phrase[:i]
		}
	}
	return phrase
}

var (
	couples = text.NewWords("合 兼")
	coupled = text.NewWords("并购 并网 并联 并发")
)

// headWords are the words of the table of heads, headOfWord whose each is.
var headWords, headOfWord = text.Table(heads[:], func(h *head) *text.Words { return h.words })

// rites before 仪式 and 活动, with the kind of what is done.
var rites = text.NewWords("敬献花篮 献花 签约 签字 签署 签订 揭牌 挂牌 启动 开工 奠基 颁奖 授牌 竣工 开园 开馆 揭幕 启用 上线 表彰 命名 开业 通车 下线 首航 首飞 封顶 发车 公祭 祭扫 祭英烈 悼念 追思 宣誓 成立")

// general are heads that the word before them narrows.
var general = text.NewWords("活动 大会 专场 对接会 交流会 沙龙 论坛 发布会 路演 峰会 洽谈会 活动周 仪式 现场会 会")

// insiderHeads before 大会 make it a meeting of one's own people; without one
// it has a public.
var insiderHeads = text.NewWords("命令 保护 表态 全区 全市 全街 教育 干部 党员 动员 总结 庆祝 纪念 高质量发展 作风 营商环境 警示教育 部署 推进 誓师 换届 成员")

// modified narrows a general head, which ends the phrase, by the words before from.
func modified(kind, word string, phrase []rune, from int) (string, string) {
	if kind == Investment && goods.In(last(phrase, 12)) {
		return Event, word
	}
	before := phrase[:from]
	if strings.HasSuffix(word, "幕式") && sessions.End(before) {
		return Meeting, word
	}
	if !general.HasWord(word) {
		return kind, word
	}
	rite := string(last(before, rites.Before(before, len(before), len(before))))
	if rite == "" && word == "仪式" {
		rite = rites.First(last(before, 10))
	}
	if rite != "" {
		if strings.HasPrefix(rite, "签") {
			return Signing, rite + word
		}
		return Ceremony, rite + word
	}
	if kind == Event || kind == Exchange {
		if seeker := seekers.First(before); seeker != "" && !goods.In(before) && !text.Contains(before, seeker+"银行") {
			return Investment, seeker + word
		}
	}
	if word == "大会" && insiderHeads.In(before) {
		return Meeting, word
	}
	if word == "活动" {
		if w := headWords.Find(last(before, 2), 0); w != nil && headOfWord[w.Place].kind == Inspection {
			return Inspection, w.Text + word
		}
	}
	return kind, word
}

// sessions are no public happening, nor is their opening: 区政协会议开幕式.
var sessions = text.NewWords("会议 全会 代表大会 人代会 党代会")

// last gives the last n characters.
func last(s []rune, n int) []rune { return s[max(0, len(s)-n):] }

// seekers are the words of those who look for firms, capital or trade.
var seekers = text.NewWords("双招双引 招商引资 招商推介 招商 推介 招引")

// deals are talked over with a firm that is to come.
var deals = text.NewWords("洽谈投资 洽谈项目 洽谈落户 洽谈落地 投资洽谈 项目洽谈")

// goods are what is recommended to consumers or to those who look for work.
var goods = text.NewWords("产销 荔枝 农副 文创 图书 房源 人才 就业 招聘 岗位 消费 年货 美食 特产 好物 商品 产品 新品 优品")
