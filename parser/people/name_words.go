package people

import (
	"strings"

	"shenzheng/parser/text"
)

// Words that no name is, and characters that no name holds.

var (
	// notNames are words that begin with a surname.
	notNames = text.NewWords(
		"史志 韩国 石化 黄浦 萧山 年前 年后 年初 年底 年中 年终 高温 高空 高考 高铁 云端 云上 温情 方阵 包点 包片 包联 包案 包干 张罗 代发 代为 代管 代收 代办 随队 随机 随行 随团 随访 时隔 时值 时逢 路上 路过 车上 车间 水上 海上 海边 山上 林间 田间 花市 花展 高校 高管 高层 高度 高新 高质 高位 高效 安全 安排 安置 单位 单独 时间 时任 时候 全面 全体 全区 全市 全员 全程 全力 全国 全省 全新 金融 方面 方案 方式 强化 强调 水平 水务 任务 任命 任职 和谐 包括 包含 关于 关心 关注 关键 经济 党员 党委 党组 党校 党群 党建 党风 石油 马上 连续 连线 连日 连夜 成立 成为 成员 成果 成功 成效 成长 计划 国家 国有 国际 国内 国企 公司 公安 公共 公开 公园 家长 师生 相关 相应 相继 应当 应急 应邀 万人 万元 平台 平安 平均 花园 花卉 房屋 房产 路线 路演 车站 车辆 项目 文化 文明 文旅 文件 文体 武装 武汉 政府 政协 政策 游客 云集 常委 常务 常态 商会 商家 商务 商业 商场 商贸 商协 东部 南部 北京 西部 上海 向上 终于 厂商 官方 官员 那么 冷链 白领 贝类 明确 明天 明年 都市 海关 海外 海洋 广大 广州 广东 广泛 通过 通报 通知 通车 农业 农村 农民 双方 双拥 双区 双招 能力 能源 能够 运动 运营 达成 达到 过程 过去 加强 加快 加大 化解 发言 发展 第一 第二 由此 由于 后勤 信息 信访 信用 展会 展区 展厅 展示 支持 支部 支队 解决 解读 管理 管委 查看 查处 宣传 宣布 宣讲 从严 从事 从而 真正 真实 知识 利用 利益 合作 合力 同步 同时 同志 同学 同意 同比 因此 儿童 元旦 首次 首席 首批 首家 首先 青年 青少 零售 黄金 温暖 温馨 严格 严肃 富有 充分 充满 有关 有力 有效 有序 有限 保障 保护 幸福 力量 力争 充电 银行 银发 铁路 问题 问需 问计 问效 服务 盛会 盛典 景区 牛奶 米面 年度 年轻 居民 居委 祝贺 祝福 干部 干群 干事 于是 于心 喜迎 喜爱 老师 老人 老年 红色 红利 卫生 卫健 司法 司机 区域 区委 区政 区直 区级 区内 区人 区教 区卫 区发 区住 区工 区城 区水 区应 区文 区司 区公 区财 区民政 区民宗 区民营 区民兵 区民办 区民生 区纪 区统 区组 区领 区长 区相 区各 区属 区国资 区国有 区国土 区国际 区国家 区国动 区国防 区产 区投 区有 区审 门诊 门户 初心 初步 初中 印发 印象 空间 空天 空中 巴士 步行 麦克 戴上 融合 融资 融入 辗转 京津 代表 港澳 党政 贺信 贺电 齐心 白天 鲜明 富民 毕业 祖国 方才 英雄 英国 南方 志愿 深圳 中心 林业 海警 园区 闭幕 闭环 谷歌 景观 顺利 顺德 阳光 阳台 曲目 乐园 乐于 计算 汤坑 游览 农贸 劳动 劳模 雷锋 龙头 龙岗 龙华 龙年 罗湖 福田 盐田 宝安 南山 坪山 光明 大鹏 深汕 前海",
	)
	// neverNames are words that no name begins with.
	neverNames = text.NewWords("兼 国务院 诗人 作家 歌手 画家 演员 导演 学者 专家 记者 编剧 律师 医生 教师 全部 全体 全都 中秋 元宵 端午 春节 清明节 国庆节 新春 新年 除夕 乐呵呵 全方位 边走边 饶有兴 以身作则 此次 本次 近年 多年来 清早 雨夜 大家 仪式 高标准 高规格 高起点 双岗 包粽子 包饺子 家常 拉家常 话家常 唠家常 建言 资政 建功 金点子 好声音 朋友圈 表态 茶话 谈话 巡访 轮训 赋能 战高温 出征 助力 攻坚 破冰 练兵 寒冬 心声 民生 风采 使命 实事 工坊 担当 认亲 谋发展 又马上 月日号 的 凌晨 于凌晨 于海边 于现场 于会上 于近日 于日前 冒高 冒雨 冒雪 冒酷 冒严 冒烈 冒着 冒寒 冒风 万里行 等 这周 上周 本周 下周 辛苦 身份 名义 常委 常务 常态 常年 常住 常规 常驻 常抓 常见 常设 常常 秋季 秋冬 松山 产业 产品 产值 产投 产城 产教 东部 东西 东莞 东纵 东盟 东亚 东南 东北 齐聚 都来 都在 都到 都是 都有 都会 都要 都将")
	// notGivenWords stand behind a title and in no name.
	notGivenWords = text.NewWords("节前 饭后 实名 同志 先生 女士 一行 领导 代表 召开 举行 会议 活动 工作 部门 单位 公司 负责 相关 以及 前往 来到 深入 听取 率领 带领 先后 分别 共同 一起 现场 随后 实地 专题 委托 等人 会上 还要 并对 并就 要求 " +
		"下基层 走基层 进社区 进企业 送清凉 送温暖 送祝福 讲党课 挂帅 领衔 领航 办公 接待 工作 议案 提案 建议 项目 联络 信箱 热线 分管 牵头 职务 职责 职位 任期 任职 上任 到任 奖学金 助学金 慰问金 " +
		"论坛 之家 接访 开放日 俱乐部 工程 通道 走廊 成绩 擂台 述职 例会 日志 手记 札记 寄语 公开课 课堂 讲堂 党课 直通车 夜话 夜谈 茶座 沙龙 早餐会 午餐会 会客厅 客厅 约见 来信 公示 人选 选举 任免 一职 负责制 责任制 轮值 联席 " +
		"席位 名单 名额 资格 开庭 出庭 值班 碰头 书屋 驿站 课题 团队 班子 竞选 职数 专班 培训 学院 学堂 研修 年会 峰会 对话 圆桌 聘任 聘书 证书 章程 制度 机制 队伍 " +
		"居民 群众 企业 市民 村民 学生 家长 老师 专家 委员 干部 员工 职工 商户 客人 嘉宾 记者 队员 党员 师生 青年 儿童 老人 选手 业主 群体 同事 部下 部队 官兵 民警 大会 全会 意见 汇报 发言 讲话 报告 同意 陪同 批示 指示 精神 信件 电话 头衔 岗位 一职 职称 称号 助理 秘书 家属 夫妇 候选 体会 榜样 标兵 楷模")
	// notGiven are no given names of one character.
	notGiven = text.NewSet("等的了着过和与及或是在为以被把将并但却都也还均则又再我你他她它们这那哪个位些每该本各其此")
	// givenRunes are characters that given names mostly end with: where no known
	// word follows, a name goes no farther than they do.
	givenRunes = text.NewSet("一万三世东中丹丽义之乐云亚亨亮仁仪伊伟伦伯佳俊保信倩健元先光克全兰兴军农冠冬冰凝凡凤刚初利剑力功劲勇勉勋勤化北千升华卓单南博卫印卿厚原友发叔可史叶吉君启和咏品哥哲唐唯商善喆喜嗣嘉园国坚坤城培基堂堃增墨" +
		"士壮声夏大天夫央奇奎如妍妙妮妹姗姣姬威娅娇娜娟娣娥娴婉婕婧婴婵婷媚媛子孙孟季学宁宇安宏宗宜宝宪家容宾寅富寒寿小尔尚尧山岗岚岩岭岳峰崇嵘嵩巍川工巧帆希常平年广庄庆庭康廉廷建弘张强弼彤彦彩彪彬彰影征律徐御" +
		"微德徽心忆志忠念怀思怡恒恩恺悠悦惟惠愉意慈慧懿成才扬承抒拓振挺捷揆政敏敖敦敬文斌斯新方旗旭时旺昂昆昊昌明易昕星春昭昱显晏晓晔晖晟晨景晴晶智暄暖曙曜曦曼月有朋朗朴权杏材村杰松极林果枝枫柏柔栋树栩株根格桂" +
		"桐桢桥桦梁梅梦森椿楚楠榆榕榜樱檀欢欣正武毅毓民水永汉江池汪沁沂沐沛河泉泓波泰泳泽洁洋洛津洪洲浦浩海涌涓涛润涵淇淑深淳清渊渝温渭湘湛源溪滔满滢漪漫潇潭潮澄澜濂濛灏灵炎炜炫炬炯炳烁烈烨焕焱煌煜照熙熠燃燊燕" +
		"爱爵爽牧玉玛环玲珂珊珍珏珑珠班珲琅理琛琦琪琬琰琳琴琼瑗瑛瑞瑶瑾璇璋璐璟璧瓒生甫田申男百盈益盛直相眉真睦睿瞻矗知石硕碧磊磐礼祎祖祚祝祥祺禄福禹秀秉秋科秦程穆立竞章竣端竹笑策筠筱箐篪精素紫红纪纯纲绍绣继绮" +
		"维绵缨罡美群羽翔翠翰耀耕耘聪肃育胜胤胥腾致舒舜舟航良艳艺芃芙芝芬芮芳芷芸苏苑若英茂茗茜茵荃荆荣荷莉莎莘莲莹莺菁菊菘菡菲萌萍萱葆葳蒙蓁蓉蓓蔓蔚蕊蕾薇薪藩藻蘅虎虹蛟行衍裕裳西言誉许诗诚诺谊谦豪豫贝贞贡贤贵" +
		"赞赫超跃路轩轶辉辛辰达迅进远连迪逊逢逸道遥遵邈邦邵郁郎郡鄂里野金鉴钊钢钦钧铁铎铭铮银锋锐锡锦镇镐镜长闯闻阔阳陆陵陶雁雄雅雨雪雯雷霁霄霆震霖霞霭青靖静鞍韬韵顶顺颂颖颢风飏飙飞馗香馥馨驰驹骁骄骅骋骏高魁鲁" +
		"鲲鸣鸥鸾鸿鹄鹏鹤鹰麒麟黎黛齐龙然奕儒冉凌凯坦垚妤姝嫣尘尹屹岑恬慷旖旻晗晰朔朵柳桑棠楷樊沅泊洵浚淼湉滨烽煊玖玥珩琨瑄瑜皎皓禾笛篆绪罗翊臻艾芊苒茉茹葵蕴谨鑫铠锟隆霏霓飒骐仲伍倪亿壹")
	// surely follow a name that begins with no surname: small words that end none.
	surely = text.NewSet("则在率赴对向将就与和及把为从同跟还给被于说称也")
	// goers stand before a place or a manner: 区领导到大浪调研. A name begins with
	// 来 unless somebody may come to see: 来大浪调研; and with none of towards before
	// a place that is known: 于大浪.
	goers   = text.NewSet("到去来往沿随乘顶冒趁按照")
	towards = text.NewSet("来于向和")
	// bothWays are surnames as well as small words: 来某某.
	bothWays = text.NewSet("和来")
	visits   = text.NewWords("调研 考察 检查 巡查 督导 督查 走访 慰问 看望 参观 视察 察看 指导 学习 访问 交流 座谈")
	// deedRunes are verbs of one character. A name that begins with none of the
	// surnames begins with one of them only where a verb follows: 书记晒成绩.
	deedRunes = text.NewSet("作做晒谈讲说访送抓促办督查走评拼比亮赛问听看聊领带挑扛守护帮扶接见去到写读唱跳教管")
	// seasons are come to somewhere as well: 区长新春到企业.
	seasons = text.NewSet("春夏秋冬")
	// sounds write Tibetan, Uyghur and Mongolian names: 才让多吉, 阿依古丽, 乌兰图雅.
	sounds = text.NewSet("才让多吉次仁顿珠扎西卓玛尼旺堆杰布旦增丹巴平措白央金格桑朗加达瓦拉姆索南洛嘉贡觉强晋美罗桑曲旺姆德庆边热赤列罗布普琼贡嘎顿珠仓木拥" +
		"阿依古丽买提艾尔肯热合曼吐逊努江木拉库玉素甫卡迪哈孜力帕沙吾提亚森赛米娜孜巴衣克别帖什帖热那孜古扎提依力肉孜伊斯马克苏莱曼依不" +
		"乌兰图雅敖日格勒那顺孟朝鲁宝音德额敦其嘎特高娃琴毕查干呼牧照满都")
	// endsFour end no name of four characters, two of which are no surname.
	endsFour = text.NewSet("作做对在就向从于把被率请均都也还又将已正先同为以和与及")
	// particles end no name.
	particles = text.NewSet("的了着过们等被")
	// givenBeforeVerb are given names of one character all the same where a verb
	// follows: nothing else makes sense of 区长李和出席.
	givenBeforeVerb = text.NewSet("和为")
	// nounRunes are in no name that begins with another character than a surname.
	nounRunes = text.NewSet("会议室站团级制区市局部处办院所点员们岗责务项案件规策业企厅署台栏奖群队组层线村园校厂店街道镇课期届堂师医")
	// inGiven can begin a given name though they are mostly small words: 为民.
	inGiven = text.NewSet("为以和与是其本又也在均将位再则及并")
)

// Surnames decide where a name can begin. The list is of surnames, never of
// officials: the common ones, the rare ones, and characters read in another
// way as a surname (单 曾 仇 覃 盖 查 解 朴 乐 区 …).

const commonCharacters = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭萧代"

const rareCharacters = "岱藏钮郗邴贲弓牧隗山宓蓬郤通逄暨钭仉督晁乜养鞠须丰巢蒯荀羿侴麴家邛芈有墨谯笪年爱佴言福第五怀逯双贡逢姬冉宰郦璩桑濮扶堵郏浦农别晏充慕茹习宦鱼慎戈庾终步耿弘匡广禄阙殳沃利蔚越夔师巩厍聂勾敖融冷訾辛阚简饶空曾毋沙后红游竺盍益桓仆禤佀冒仰危伦似侍卯圣增堂塔奎奂学宇宏尕尧崖希底庆库延弥忻忽怡恽拓揣撒斐昌晶暴曳朝朵木未朽析果枚枝柘栋楞樵檀欣水汗汝沐法泥洛洪浩涛淡淳渠湖湾溥漕澹炎焉热烟牙犹琚琴琼生畅白皇盈真知矫矿税秘种稂竹笃符粘糜纵绪缑羌老耶联肇肖胖能自臻芳苍英茆荔莘莎菅萧葆蓟蕃薄虎蛮衷补角诗诸豹贝赏赖赛超车轩辉辗辟达过运连逮遇道那部鄂鄞酆野钞钦铁铎钱银镇镡闪问闾闽阎闳降随隽雒零青靖鞏项额风饱首香骆骞高魁鲜鲁鸿鹏鹤麦黑齐龙龚丘仲佐佳侦俸儒允元光兆八冠力励劳勇勤北千午卞厉叔可台叱右召名启吴呂咸品哀唯喜嘉常凤滑汲松秋韶籍寿东伯产"

// Two characters that are one surname.
const compoundSurnames = "欧阳 上官 司马 司徒 诸葛 东方 尉迟 夏侯 皇甫 慕容 令狐 长孙 宇文 公孙 南宫 西门 独孤 端木 东郭 百里 呼延 闻人 太史 轩辕 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 司空 亓官 司寇 子车 颛孙 巫马 公西 漆雕 乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁 梁丘 左丘 东门 南门 东宫 完颜 赫连 万俟 羊舌 微生 伯赏 第五 段干 纳兰 叶赫 爱新 那拉 富察 钮祜 耶律 欧侯 张简 范姜 陆费 屈突 哥舒 斛律 尔朱 达奚 拔也 贺若 乌孙 安陵 相里"

// surnames are all of them: the longer one of two that begin at one place is
// meant.
var surnames = text.NewWords(strings.Join(strings.Split(commonCharacters+rareCharacters, ""), " "), compoundSurnames)

var commonSurnames = text.NewSet(commonCharacters)
