package people

import (
	"cmp"
	"strings"

	"shenzheng/parser/text"
)

// The closed lists of the codebook: what an official is said to do, and how an
// official is quoted; and the words that open a predicate. One look into a table
// of them all tells what the lists say of a place.

// verbWords are the longest words of the lists that begin at one place.
type verbWords struct {
	lemma string // a verb of the codebook's lists, "" for none
	// Its length in code points: as what is done, as how somebody is quoted, and
	// as either; 0 for none.
	listed, said, verb int
	nominal            bool // a noun behind 出席 and 参加
	firm               bool // a verb whatever noun follows as its object, but for firmNouns
	word               int  // the length of a predicate word, 0 for none
	is                 wordKind
}

// listedVerbs are the verbs of the list, where they are printed otherwise with
// the printed form before.
var listedVerbs = [...]struct {
	nominal, firm bool
	words         string
}{
	{false, true, "主持召开=主持 主持 出席 参加 率队 率团=率队 带队 讲话 致辞 致词=致辞 致开幕辞=致辞 致开幕词=致辞 致欢迎辞=致辞 致欢迎词=致辞 致闭幕辞=致辞 致答谢辞=致辞 陪同 见证 做客 作客=做客"},
	{true, true, "拜会 会见"},
	{true, false, "调研 考察 检查 巡查 督导 走访 慰问 座谈 宣讲 部署 指挥 揭牌 接访 参观"},
	{false, false, "作报告"},
}

// Word is a word of a closed list with its English.
type Word struct{ ZH, EN string }

// Verbs lists what an official can be said to do, as lemmas.
func Verbs() []Word {
	return words("主持 chairs, 出席 attends, 参加 takes part, 率队 leads a delegation, 带队 leads a team, 调研 studies on site, 考察 visits to study, " +
		"检查 checks, 巡查 patrols, 督导 supervises, 走访 calls at, 拜会 calls on, 会见 receives, 慰问 consoles, 座谈 holds talks, 讲话 speaks, 致辞 gives an address, " +
		"作报告 gives a report, 宣讲 lectures, 部署 deploys, 指挥 directs, 陪同 accompanies, 见证 witnesses, 揭牌 unveils, 接访 hears petitioners, 做客 is a guest of the press, 参观 tours")
}

// Statements lists how an official can be quoted, as lemmas.
func Statements() []Word {
	return words("表示 says, 强调 stresses, 要求 demands, 指出 points out, 认为 holds, 提出 proposes, 介绍 presents, 透露 discloses")
}

func words(list string) (words []Word) {
	for word := range strings.SplitSeq(list, ", ") {
		zh, en, _ := strings.Cut(word, " ")
		words = append(words, Word{ZH: zh, EN: en})
	}
	return words
}

// wordKind is what a predicate word is besides.
type wordKind uint8

const (
	wordSearching   wordKind = 1 << iota // brings an object before the verb: 赴福田区调研, 就…座谈
	wordPreposition                      // takes the words behind it away from the predicate
	wordTopic                            // a preposition whose object may be a verb used as a noun
	wordNominal                          // takes a verb as its object
	wordNotOpening                       // follows a name but opens no clause
)

type predicate struct {
	is    wordKind
	words *text.Words
}

// predicates open a predicate: of a clause whose subject is elided, and right
// behind a name (follow.go). What only stands behind names is none.
var predicates = [...]predicate{
	{0, text.NewWords(`叫来 喊来 找来 请来 叫上 叫住 主持 出席 参加 率队 率团 带队 调研 考察 检查 巡查 督导 拜会 会见 慰问 座谈 讲话 致辞 致词 致开幕 致欢迎 致闭幕 致答谢 宣讲 部署 指挥 陪同 见证 揭牌 接访 做客 作客 参观 表示 强调 要求 指出 认为 提出 介绍 透露 召集 会晤 接见 接待 接受 约谈 研究 审议 通报
点评 总结 提醒 希望 呼吁 号召 勉励 鼓励 祝贺 感谢 欢迎 回应 回答 解读 阐述 分享 坦言 直言 看望 宣读 发表 发言 委托 委派 察看 查看 询问 观摩 视察 指导 推动 推进 推介 发布 签署 签约 颁发 颁奖 授牌 授旗 揭幕 揭晓 开启 按下 点亮 触摸 亮相 领学 领读 领誓 到场
领 领衔 牵头 参会 与会 列席 缺席 到会 出访 访问 来访 拜访 回访 探访 暗访 走读 巡河 巡林 夜查 值守 调度 协调 统筹 安排 动员 谋划 共商 商讨 探讨 洽谈 会商 交流 对接 沟通 反馈 汇报 述职 报告 承诺 担任 当选 兼任 就任 履新 任 说 讲 谈 谈到 称 认真 提到
提及 谈起 回忆 告诉 写道 建议 倡议 明确 重申 肯定 赞扬 称赞 充分肯定 高度评价 高度肯定 评价 期待 期望 相信 坚信 寄语 叮嘱 嘱咐 督促 督办 督战 督查 指示 批示 把 被 让 获得 受到 随同 跟随 邀 邀请 逐一 检视 剖析 带头 示范 讲授 授课 致 看 听 送上
送去 会上 会前 主导 主讲 主办 植树 劳动 投票 宣誓 默哀 敬献 悼念 合影 握手 见面 会面 互动 同台 同游 同乐 联欢 谈心 谈话 结对 牵手 共进 共话 畅谈 攀谈 边吃边聊 边走边聊 边走边谈 体验 试乘 试驾 走 入户 聆听 倾听 踏勘 感受 翻看 翻阅 边走边看 面对面 转达 寻访 摸排 排查 梳理 研判 会诊 磋商 争取 包案 化解 接听 接线 回复 直播 带货 代言 推荐 展示 演示 交付
移交 交接 接过 签订 达成 促成 落实 贯彻 抽查 检阅 慰劳 关心 关注 关切 问候 祝福 祝愿 拜年 共同 是 有 因 关于 分别 一同 一起 一道 现场 随后 随机 实地 专题 亲自 详细 高度 充分 热烈 深刻 全面 系统 具体 特别 重点 着重 先后 相继 随即 首先 最后 再次 再三
多次 反复 逐条 逐点 逐项 依次 同时 当场 当天 当日 当晚 当即 昨日 昨天 今天 今日 日前 近日 上午 下午 晚上 中午 本周 目前 此前 此后 之后 期间 其间 共 便 即 还 也 均 都 则 并 并且 又 再 先 已 已经 曾 曾经 正 仍 就此 对此 为此 因此 据此 借此 特意 专程 专门 突击
一直 始终 继续 持续 切实 严肃 郑重 亲切 深情 语重心长 深深 真诚 诚挚 诚恳 衷心 耐心 仔细 用心 直接 线上 线下 视频 书面 联名 集体 轮流 主动 积极 及时 迅速 连夜 集中 统一 坚决 率先 立即 立刻 紧急 第一时间 全程 火速 即刻 迅即 亲临 连日 全覆盖 全方位 常态化 不间断 分片 定期 不定期
分批 逐户 逐家 再度 首次 特地 一一 依法 不断 不仅 不但 既 除 除了 每 暨 或 而 马不停蹄 轻车简从 不打招呼 未打招呼 没打招呼 依旧 照例 按惯例 按计划 如期 准时 不厌其烦 目标明确 顺道 顺路 挤出时间 沉下身子 扑下身子 俯下身子 沉下心 挨家挨户 又一次 再一次 风尘仆仆 雷厉风行 身先士卒 以上率下 只身 独自 一再 进一步 公开
尽快 赶快 赶紧 快步 大步 缓步 亲手 亲眼 轻声 悄声 果断 毅然 奋力 竭力 尽力 努力 逐级 逐年 按时 按期 定时 实时 适时 趁势
趁机 趁早 尽早 尽心 由衷 欣然 务实 严格 密切 快速 彻底 稳步 单独 奋勇 兢兢业业 专心致志 一心一意 想方设法 循序渐进 目不转睛 慷慨激昂 开门见山 不约而同 全力以赴
因地制宜 一如既往 坚持不懈 当机立断 饶有兴致 认认真真 仔仔细细 详详细细 扎扎实实 匆匆忙忙 急急忙忙 聚精会神 饱含深情 满怀深情 满怀激情 推心置腹 苦口婆心 斩钉截铁 不遗余力 毫不犹豫 通宵达旦
小心翼翼 千方百计 全心全意 情不自禁 迫不及待 兴高采烈 全神贯注 心甘情愿 喜出望外 理直气壮 奋不顾身 千里迢迢 直截了当 胸有成竹 大张旗鼓 津津有味 深思熟虑 一丝不苟 一视同仁 首当其冲 若有所思 大刀阔斧
义不容辞 心急如焚 一针见血 一马当先 高瞻远瞩 齐心协力 旗帜鲜明 义无反顾 深有感触 勇挑重担 意味深长 言简意赅 言传身教 真心实意 真心诚意 诚心诚意 真抓实干 单刀直入 平心静气 心平气和 风雨无阻 风雨兼程
日以继夜 夜以继日 有的放矢 力排众议 百忙之中 千叮万嘱 声情并茂 如数家珍 如约而至 远道而来 昂首阔步 精神抖擞 春风满面 满面春风 一以贯之 高屋建瓴 举一反三 立说立行 立行立改 雷打不动 勇往直前 勇立潮头 振臂一呼
知难而进 平易近人 一字一句 镇定自若 全副武装 真情流露 满心欢喜 如期而至 闻令而动 亲赴一线 心系群众 心系企业 心系民生 简要 简短 扼要 坚持 当面 热情 分片 暗中 悄悄 悄然 精心 大力 着力 扎实 广泛 长期 常态化 高质量 高效 有序 精准 出谋划策 高规格 高标准 高效率 高起点 点对点 一对一 手把手 心连心`)},
	{wordSearching, text.NewWords(`走访 连续 组织 开展 进行 举行 随团 随行 赶赴 深入 到访 到达 抵达 返回 奔赴 回到 率 率领 带领 带 夜访 坐镇 应邀 会同 联合 携 联动 作 做 会后 登上 登 乘坐 乘 步行 徒步 沿着 走到 走上 走近 进 进入 上门 下沉 下访 分赴 采取 采用 运用 借助 冒雨 冒着 顶着 驱车 乘车
直奔 穿行 走入 走遍 跑遍 踏上 踏入 踏遍 登高 攀登 步入 骑行 骑车 乘船 前来 赶到 赶往 赶来 飞抵 飞赴 转场 转赴 转到 转往 移步 直插 直达 直击 下到 步出 走出 钻进 爬上 蹲在 坐上 住进 冒暑 顶风 迎着 踏雪 翻山越岭 怀着 满怀 利用 凭借 依托 手持 身着 换上 穿上 戴上
一天内 两天内 三天内 一天 两天 三天 四天 五天 几天 半天 数天 数日 多日 两日 三日 星夜 星夜兼程 轻装简行 轻车熟路 一早 一大早 一早就 一大早就 紧接着 下基层 走基层 进校园 进企业 进社区 进军营 夜探 放弃 结束 重返 重回 重走 再赴 三赴 二赴 四赴 兵分 兵分两路 兵分三路 兵分四路 兵分五路 兵分多路 沿线 穿过 登门 分路 深夜 凌晨 清晨 傍晚 早上 一线 赴京 赴沪 赴港 进京 飞往 前赴 奔走 直赴 径直 径自 挺进 逆行 闻讯 闻汛 陪
带着 一边 一路 不时 时而 时不时 频频 挨个 逐个 靠前 分头 分组 分成 分两组 分三组 分四组 分多组 分两批 分三批 分两路 分三路 分四路 分五路 分六路 分多路 以及`)},
	{wordNominal, text.NewWords("召开 举办 启动 宣布 传达 学习 参与 听取 了解 观看")},
	{wordNotOpening, text.NewWords("当 要 将 请 令 获 应 上 查 问 访 送 见 自 但 却 可 能 会 未 不 没 没有 只 的 了 着 过 们")},
	{wordSearching | wordNotOpening, text.NewWords(`一行 正在 来 去 连着 接连 这两天 这几天 这段时间 用一天 用半天 用两天 用三天 用一周 刚下飞机 刚下高铁 用时 花了 披着 踏着 踩着 打着 蹚着 忙着 头顶
一连 专心 不顾 不畏 不辞 匆匆 刚刚 奔着 朝着 沿途 顺着 身披 身穿 头戴 穿着 戴着 手拿 手捧 脚踏 肩扛 带病 抱病 通宵 彻夜 整夜 日夜 昼夜 频繁 密集 轮番 联袂
联手 午后 晚间 夜间 昨晚 次日 翌日 周末 节前 节后 赛前 数次 三度 两度 几度 屡次 屡屡 常常 经常 时常 急忙 连忙 赶忙 早早 早起 全力 全天 整天 每天 每周 每月 每年 每次 平时 平日 背着 扛着 挑着 抱着 趁着 坚守 绕道 抽出 抽空 腾出 走街串巷
兴冲冲 急匆匆 乐呵呵 笑盈盈 笑吟吟 笑呵呵 喜滋滋 兴致勃勃 星期一 星期二 星期三 星期四 星期五 星期六 星期天 星期日 国庆节 中秋节 元宵节 清明节 端午节 长时间 一口气 借着 凭着 当着 本着 专注
两次 三次 四次 五次 六次 上周 上月 本月 上班 下班 一鼓作气 大清早 时隔 骑着 骑单车 骑自行车 骑共享单车 携手 国庆期间 国庆假期 国庆前夕 春节期间 春节前夕 春节前 中秋佳节 中秋前夕 端午前夕 端午假期 清明前夕 元旦前夕 高考期间 高考前夕 七一前夕 八一前夕 假期 汛期`)},
	{wordPreposition, text.NewWords("由")},
	{wordSearching | wordPreposition, text.NewWords("受 代 替 代表 赴 前往 来到 走进 到 到会场 到会展 到会堂 到会客 于 随 在 沿 跟")},
	{wordSearching | wordPreposition | wordTopic, text.NewWords("从 通过 根据 基于 按照 针对 围绕 结合 聚焦 对照 为 以 就 向 对 与 和 同 及")},
}

// predicateWords are all of predicates. verbTable holds them, the listed verbs
// and the statements; verbEntries what begins with each word of it.
var predicateWords, verbTable, verbEntries = newVerbTable()

func newVerbTable() (opening, all *text.Words, entries []verbWords) {
	var printed []string
	var verbs []verbWords
	for _, l := range listedVerbs {
		for word := range strings.FieldsSeq(l.words) {
			as, lemma, _ := strings.Cut(word, "=")
			n := text.Len(as)
			printed = append(printed, as)
			verbs = append(verbs, verbWords{lemma: cmp.Or(lemma, as), listed: n, verb: n, nominal: l.nominal, firm: l.firm})
		}
	}
	for _, s := range Statements() {
		n := text.Len(s.ZH)
		printed, verbs = append(printed, s.ZH), append(verbs, verbWords{lemma: s.ZH, said: n, verb: n})
	}
	opening, of := text.Table(predicates[:], func(p *predicate) *text.Words { return p.words })
	closed := text.NewWords(printed...)
	all = text.Union(opening, closed)
	for _, word := range all.Texts() {
		var e verbWords
		if w := closed.Find([]rune(word), 0); w != nil {
			e = verbs[w.Place]
		}
		if w := opening.Find([]rune(word), 0); w != nil {
			e.word, e.is = w.Len(), of[w.Place].is
		}
		entries = append(entries, e)
	}
	return opening, all, entries
}

var noVerbWords, besideVerb = verbWords{}, verbWords{word: 1}

// verbsAt gives the words that begin at s[i].
func verbsAt(s []rune, i int) *verbWords {
	if i < len(s) && s[i] == '边' && (verbTable.At(s, i+1) > 1 || verbTable.At(s, i+1) == 1 && text.HasPrefix(s, i+2, "边")) { // 边走访边检查, 边走边强调
		return &besideVerb
	}
	if w := verbTable.Find(s, i); w != nil && !text.InCompound(s, i) {
		return &verbEntries[w.Place]
	}
	return &noVerbWords
}

// neutralWords open a clause without telling whose it is.
var neutralWords = text.NewWords("会上 会前 会后 途中 返程途中 活动结束后 仪式结束后 会议结束后 座谈结束后 接下来 继而 旋即 休会期间 午餐期间 节日期间 会议期间 活动期间 期间 其间 随后 之后 此前 此后 当天 当日 当晚 次日 翌日 次日上午 次日下午 周末 当天上午 当天下午 上午 下午 晚上 晚 中午 同时 同日 同期 此外 另外 其中 现场 活动上 活动中 活动现场 仪式上 座谈会上 座谈中 会议上 论坛上 大会上 调研中 调研期间 据悉 据了解 正如 近日 日前 本周 接着 然后 紧接着 最后 首先")
