package generate

import (
	"strconv"
	"strings"
)

// district is one of the city's, as the paper prints it.
type district struct {
	slug, name, short string
	local             string // what the paper calls it in posts: 区, 新区, 合作区
}

var districts = []district{
	{"futian", "福田区", "福田", "区"}, {"luohu", "罗湖区", "罗湖", "区"}, {"yantian", "盐田区", "盐田", "区"}, {"nanshan", "南山区", "南山", "区"},
	{"baoan", "宝安区", "宝安", "区"}, {"longgang", "龙岗区", "龙岗", "区"}, {"longhua", "龙华区", "龙华", "区"}, {"pingshan", "坪山区", "坪山", "区"},
	{"guangming", "光明区", "光明", "区"}, {"dapeng", "大鹏新区", "大鹏", "新区"}, {"shenshan", "深汕特别合作区", "深汕", "合作区"}, {"qianhai", "前海合作区", "前海", "合作区"},
}

// words are the invented things that stand in a template's braces. Words of
// the codebook's closed lists stand among them only as traps, as nouns.
var words = lists(`
	meeting: 经济形势分析会 安全生产工作会议 重点项目推进会 全面从严治党工作会议 区域协调发展工作会议 民生实事座谈会 三防工作部署会 年中工作会议 基层治理工作推进会 第一百三十二次专题会议 调研成果汇报会 招商引资工作推进会
	session: 低空经济高质量发展座谈会 民营企业家座谈会 青年干部座谈会
	forum: 生物医药产业论坛 人才发展论坛 滨海城市论坛
	festival: 青榕湾音乐节 云汀科技周 “6·30”公益助力活动 市民文化大讲堂 鹿鸣里邻里节 新质生产力主题展 “链上星河”产业对接活动 大湾区青年创新赛 全民健身日活动 非遗手作市集
	fair: 青榕湾音乐节 云汀国际花展 鹿鸣里邻里节 新质生产力主题展
	launch: 星河产业园启用仪式 青榕湾综合开发项目开工仪式 云汀实验室揭牌仪式 智算中心上线仪式 鹿鸣里学校奠基仪式 文旅消费季启动仪式
	promotion: 产业招商大会 文旅资源推介会 投资环境推介会
	place: 云汀产业园 青榕湾公园 鹿鸣里社区 星河大厦 石榴街口 听潮书院 双溪水库 翠屏岭 望海工业园 竹影路小学
	city: 北京 上海 苏州 杭州 成都 合肥 武汉
	firm: 星澜科技 云汀智能 海棠生物 北辰储能 远岫数据 鲸跃航空 松果半导体 青鸟电子
	firmpost: 董事长 总经理 总裁 首席执行官 副总裁 集团党委书记、董事长 创始人
	unit: 区发改局 区工信局 区商务局 区住建局 区城管局 区投资推广署
	topic: 重点项目建设 安全生产 民生实事 营商环境 低空经济 城中村改造 水环境治理 防汛备汛 文旅产业 义务教育学位供给 科技创新 跨境电商
	show: 《民声直通车》 《对话一线》 《城市会客厅》
	person: 困难群众 一线职工 驻区部队官兵 环卫工人 老党员
	book: 《区委书记李大山》 《治水纪事》 《湾区纪行》 《习近平谈治国理政》第四卷
	caption: 鸟瞰效果图 活动现场 会议现场 园区夜景 项目效果图 签约现场 图为活动现场 青榕湾一角 展区一角(资料图片) 龙岗区青榕湾鸟瞰 图片 图片
`)

// phrases are what may hold spaces: one a line.
var phrases = map[string][]string{
	"aim": fields(`
		要锚定高质量发展目标,抓好{topic}各项任务 | 要坚持问题导向,补齐{topic}短板 | 要以更大力度推进{topic},确保按期见效 | 要把{topic}摆在更加突出的位置,形成工作合力
		希望各方携手共进,在{topic}上取得更多成果 | {topic}事关全局,务必抓紧抓实 | 各部门要带队检查{topic}情况,走访服务对象 | 将持续优化{topic}服务,助力企业发展
		要加强{topic}调研,督导责任落实 | 要出席相关活动、参加专题培训,做好{topic}宣讲`),
	"fact": fields(`
		该项目总投资约{n}亿元,预计明年建成。 | 今年以来,相关投资同比增长{n}.5%。 | 目前,平台已接入企业{n}家,覆盖全门类服务。 | 园区连续三年入驻率超过{n}%。
		活动为期两天,吸引市民{n}万人次。 | 截至目前,累计发放补贴{n}万元。 | 服务热线12345受理诉求{n}件。 | 近日均客流约{n}万人次。 | 十年来,累计培养人才{n}名。
		一季度,相关产业增加值增长{n}.2%。 | 惠企措施4.0版惠及商户{n}家。`),
	"headline": fields(`
		持续优化{topic} | 奋力推动{topic}再上新台阶 | 迅速行动 马上落实 | 启动“双提升”行动、赴外地“双招双引” | {topic}跑出加速度 | 以“绣花功夫”抓好{topic}
		统筹抓好五一假期{topic}各项工作 | 打造{topic}新高地 | {topic}迎来“开门红” | 连续三年全市第一 | 会议部署{topic}重点任务`),
}

// lists reads lines of a name and words.
func lists(text string) map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(text) {
		if name, list, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			out[name] = strings.Fields(list)
		}
	}
	return out
}

// fields cuts a text at its bars and line ends.
func fields(text string) []string {
	var out []string
	for _, each := range strings.FieldsFunc(text, func(r rune) bool { return r == '|' || r == '\n' }) {
		if each = strings.TrimSpace(each); each != "" {
			out = append(out, each)
		}
	}
	return out
}

// everyWord is every invented word in one text: no name may stand in it.
var everyWord = func() string {
	var out strings.Builder
	for _, d := range districts {
		out.WriteString(d.name + "," + d.short + ",")
	}
	for _, from := range []map[string][]string{words, phrases} {
		for _, list := range from {
			out.WriteString(strings.Join(list, ",") + ",")
		}
	}
	return out.String()
}()

// fill replaces a template's braces.
func (w *draft) fill(text string) string {
	for strings.Contains(text, "{") {
		before, rest, _ := strings.Cut(text, "{")
		slot, after, _ := strings.Cut(rest, "}")
		text = before + w.word(slot) + after
	}
	return text
}

func (w *draft) word(slot string) string {
	switch slot {
	case "n":
		return strconv.Itoa(w.between(2, 30))
	case "outsider":
		return w.cast.outsider(w.dice)
	case "D":
		return w.home.name
	case "d":
		return w.home.short
	case "party":
		if w.home.local == "区" {
			return w.home.name + "委常委会"
		}
		return w.home.name + "党工委"
	}
	if list, ok := phrases[slot]; ok {
		return pick(w.dice, list)
	}
	return pick(w.dice, words[slot])
}
