package demosite

// The places of a phrase: {date} 4月23日, {then} the day after, {day} 23日,
// {month} 4月, {part} 上/中/下, {weekday} 三; {district} and {place} the
// district, {committee} and {government} its meetings; {secretary}, {head}
// and {other} with their posts, {S}, {H} and {O} by name alone.

var titles = [...]string{
	"深圳各区书记区长这周都在忙啥?",
	"各区书记区长这周在忙什么?",
	"书记区长这周跑了哪些地方?",
}

var introductions = [...]string{
	"本周,全市上下抢抓时间窗口,一批重大项目集中推进。各区围绕企业服务、民生实事和安全生产拿出新举措,推动良好态势延续下去。",
	"这一周,全市经济运行分析会召开,多项指标稳中有进。与此同时,各区也在总结前一阶段工作,研究部署下一步任务。",
	"天气转换之际,各区一手抓防汛备汛,一手抓项目建设,城市运行平稳有序。新一批便民设施投入使用,街头巷尾添了新景。",
}

var headlines = [...]string{
	"服务企业再加力 项目建设跑起来",
	"赴外地招商推介,带回一批合作意向",
	"把民生实事办到群众家门口",
	"打造产业发展新高地",
	"检查节前安全生产工作",
	"山海连城再添新绿道",
}

var secondHeadlines = [...]string{
	"助力中小企业转型升级",
	"推动片区开发提质提速",
	"让创新成果就地转化",
}

var meetings = [...]string{
	"{date},{committee}召开会议,{secretary}主持会议并讲话。会议强调,要{demand},确保各项任务落地见效。",
	"{date}上午,{district}召开经济形势分析会,{secretary}出席会议并讲话,{head}主持会议。{S}强调,要{demand}。{H}指出,要{view}。",
	"{date},{head}主持召开{government}。会议指出,要{demand},把工作做在前面。",
	"近日,{committee}召开扩大会议,传达学习上级会议精神,研究贯彻落实意见。{secretary}主持会议,{head}参加。",
	"{date},{district}召开安全生产工作部署会。{secretary}出席会议并作部署。\n会议要求,各街道各部门要{demand}。",
	"周{weekday},{district}召开民生实事推进会,{head}主持会议并讲话。",
}

var visits = [...]string{
	"{date}至{then},{secretary}率队赴{city}开展招商推介活动,拜会{count}家企业机构,达成一系列合作意向。{S}表示,{place}将{view}。",
	"{date}下午,{head}带队调研{company}、{company2}等企业,了解{field}产业发展情况。{H}表示,要{demand}。",
	"{date}、{then},{head}先后走访多个社区,慰问困难群众和一线工作者。",
	"{date},{secretary}会见{company}负责人一行。双方就{field}领域合作进行了交流。",
	"{date},{district}与{company}签署战略合作协议,{head}出席签约仪式并致辞。双方将在{field}等领域深化合作。\n#签约仪式现场",
	"{date},{other}率队检查辖区重点场所安全生产工作。{O}要求,要{demand}。",
	"{date},{head}做客《区长开麦》节目。{H}介绍,今年{place}将{view}。",
	"{date}晚,{secretary}率队巡查辖区防汛备汛工作,现场察看泵站和积水点。",
	"{date},{secretary},{head}一同出席{field}产业园开工活动,共同见证项目启动。",
}

var remarks = [...]string{
	"市人大代表、{secretary}表示,{place}将{view},让居民有更多获得感。",
	"市政协委员、{other}认为,要{demand}。",
}

var events = [...]string{
	"本周,{district}举办第三届邻里阅读节,两百余名居民参加。现场发布了全年阅读活动清单。",
	"{date},{company}在{place}举行{field}实验室揭牌仪式。该实验室将面向中小企业开放共享。\n#实验室效果图",
	"{month}{part}旬,{district}将集中开放一批便民运动场地,居民可在线预约使用。",
	"{date},{district}{field}产业服务中心正式启用。中心设有综合窗口{count}个,可一站办理多类事项。",
	"日前,{district}一处口袋公园完工开放。公园由闲置地块改造而成,铺设了环形步道。",
	"{day},{district}举行青年人才交流活动,{count}家企业现场推介岗位。",
}

var (
	companies  = [...]string{"星屿智能公司", "海岬生物公司", "云汐科技公司", "青榕装备公司"}
	companies2 = [...]string{"远潮能源公司", "木棉医药公司", "蓝湾芯片公司"}
	fields     = [...]string{"低空经济", "人工智能", "生物医药", "新型储能", "海洋装备", "文化创意"}
	cities     = [...]string{"北京、上海", "成都", "香港", "武汉、长沙"}
)

var demands = [...]string{
	"靠前服务企业,及时解决用地用工难题",
	"压实各方责任,守牢安全底线",
	"加快片区开发,推动重点项目早开工早投产",
	"抓实民生实事,补齐教育医疗短板",
}

var views = [...]string{
	"持续优化营商环境,支持企业做大做强",
	"布局未来产业新赛道,培育新的增长点",
	"建好绿道和公园,扩大优质公共服务供给",
	"深化产学研合作,促进成果就地转化",
}
