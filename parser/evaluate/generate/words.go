package generate

import "strings"

// The invented world. Nothing here holds a word of the codebook's closed list
// of verbs unless it stands there as a trap, as a noun.

var (
	meetings = []string{
		"经济形势分析会", "安全生产工作会议", "重点项目推进会", "全面从严治党工作会议", "区域协调发展工作会议", "产业发展大会",
		"民生实事座谈会", "三防工作部署会", "年中工作会议", "基层治理工作推进会", "第一百三十二次专题会议", "调研成果汇报会",
	}
	festivals = []string{
		"青榕湾音乐节", "云汀科技周", "“6·30”公益助力活动", "市民文化大讲堂", "鹿鸣里邻里节", "新质生产力主题展", "“链上星河”产业对接活动",
		"大湾区青年创新赛", "全民健身日活动", "非遗手作市集",
	}
	talks     = []string{"低空经济高质量发展座谈会", "生物医药产业论坛", "民营企业家座谈会", "人才发展论坛"}
	launches  = []string{"星河产业园启用仪式", "青榕湾综合开发项目开工仪式", "云汀实验室揭牌仪式", "智算中心上线仪式", "鹿鸣里学校奠基仪式", "文旅消费季启动仪式"}
	promotion = []string{"产业招商大会", "文旅资源推介会", "投资环境推介会"}
	places    = []string{"云汀产业园", "青榕湾公园", "鹿鸣里社区", "星河大厦", "石榴街口", "听潮书院", "双溪水库", "翠屏岭", "望海工业园", "竹影路小学"}
	cities    = []string{"北京", "上海", "苏州", "杭州", "成都", "合肥", "武汉"}
	firms     = []string{"星澜科技", "云汀智能", "海棠生物", "北辰储能", "远岫数据", "鲸跃航空", "松果半导体", "青鸟电子"}
	firmPosts = []string{"董事长", "总经理", "总裁", "首席执行官", "副总裁", "集团党委书记、董事长", "创始人"}
	units     = []string{"区发改局", "区工信局", "区商务局", "区住建局", "区城管局", "区投资推广署"}
	topics    = []string{
		"重点项目建设", "安全生产", "民生实事", "营商环境", "低空经济", "城中村改造", "水环境治理", "防汛备汛", "文旅产业", "义务教育学位供给",
		"科技创新", "跨境电商",
	}
	shows   = []string{"《民声直通车》", "《对话一线》", "《城市会客厅》"}
	persons = []string{"困难群众", "一线职工", "驻区部队官兵", "环卫工人", "老党员"}
	books   = []string{"《区委书记李大山》", "《治水纪事》", "《湾区纪行》", "《习近平谈治国理政》第四卷"}
	aims    = []string{
		"要锚定高质量发展目标,抓好%s各项任务", "要坚持问题导向,补齐%s短板", "要以更大力度推进%s,确保按期见效", "要把%s摆在更加突出的位置,形成工作合力",
		"希望各方携手共进,在%s上取得更多成果", "%s事关全局,务必抓紧抓实", "各部门要带队检查%s情况,走访服务对象", "将持续优化%s服务,助力企业发展",
		"要加强%s调研,督导责任落实", "要出席相关活动、参加专题培训,做好%s宣讲",
	}
	facts = []string{
		"该项目总投资约%d亿元,预计明年建成。", "今年以来,相关投资同比增长%d.5%%。", "目前,平台已接入企业%d家,覆盖全门类服务。", "园区连续三年入驻率超过%d%%。",
		"活动为期两天,吸引市民%d人次。", "截至目前,累计发放补贴%d万元。", "服务热线12345受理诉求%d件。", "近日均客流约%d万人次。", "十年来,累计培养人才%d名。",
		"一季度,相关产业增加值增长%d.2%%。", "惠企措施4.0版惠及商户%d家。",
	}
	captions = []string{
		"鸟瞰效果图", "活动现场", "会议现场", "园区夜景", "项目效果图", "签约现场", "图为活动现场", "青榕湾一角", "展区一角(资料图片)", "龙岗区青榕湾鸟瞰", "图片", "图片",
	}
	headlines = []string{
		"持续优化%s", "奋力推动%s再上新台阶", "迅速行动 马上落实", "启动“双提升”行动、赴外地“双招双引”", "%s跑出加速度", "以“绣花功夫”抓好%s", "统筹抓好五一假期%s各项工作",
		"打造%s新高地", "%s迎来“开门红”", "连续三年全市第一", "会议部署%s重点任务",
	}
)

// slots are the words that a template's slots take.
var slots = map[string][]string{
	"topic": topics, "city": cities, "place": places, "firm": firms, "firmpost": firmPosts, "person": persons, "show": shows,
	"meeting": meetings, "festival": festivals, "talk": talks, "launch": launches, "promotion": promotion, "unit": units, "book": books,
}

// words is every invented word in one text: no name may stand in it.
var words = strings.Join([]string{
	strings.Join(meetings, ","), strings.Join(festivals, ","), strings.Join(talks, ","), strings.Join(launches, ","), strings.Join(promotion, ","),
	strings.Join(places, ","), strings.Join(cities, ","), strings.Join(firms, ","), strings.Join(units, ","), strings.Join(topics, ","),
	strings.Join(persons, ","), strings.Join(aims, ","), strings.Join(facts, ","), strings.Join(captions, ","), strings.Join(headlines, ","),
}, ",")
