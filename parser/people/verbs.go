package people

import (
	"strings"

	"shenzheng/parser/text"
)

// The closed lists of the codebook: what an official is said to do, and how
// an official is quoted. A lexicon finds the printed form; lemma names it.

// lemma is one verb as printed and as listed.
type lemma struct {
	printed, lemma string
	// nominal verbs are nouns when they stand behind 出席 and 参加.
	nominal bool
}

var lemmas = [...]lemma{
	{"主持召开", "主持", false}, {"主持", "主持", false}, {"出席", "出席", false}, {"参加", "参加", false},
	{"率队", "率队", false}, {"率团", "率队", false}, {"带队", "带队", false},
	{"调研", "调研", true}, {"考察", "考察", true}, {"检查", "检查", true}, {"巡查", "巡查", true}, {"督导", "督导", true},
	{"走访", "走访", true}, {"拜会", "拜会", true}, {"会见", "会见", true}, {"慰问", "慰问", true}, {"座谈", "座谈", true},
	{"讲话", "讲话", false}, {"致辞", "致辞", false}, {"致词", "致辞", false}, {"作报告", "作报告", false},
	{"致开幕辞", "致辞", false}, {"致开幕词", "致辞", false}, {"致欢迎辞", "致辞", false}, {"致欢迎词", "致辞", false}, {"致闭幕辞", "致辞", false}, {"致答谢辞", "致辞", false},
	{"宣讲", "宣讲", true}, {"部署", "部署", true}, {"指挥", "指挥", true}, {"陪同", "陪同", false}, {"见证", "见证", false},
	{"揭牌", "揭牌", true}, {"接访", "接访", true}, {"做客", "做客", false}, {"作客", "做客", false}, {"参观", "参观", true},
}

var listedVerbs = lemmaLexicon()

func lemmaLexicon() *text.Words {
	words := make([]string, len(lemmas))
	for i := range lemmas {
		words[i] = lemmas[i].printed
	}
	return text.NewWords(words...)
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

var statementVerbs = statementWords()

func statementWords() *text.Words {
	var list []string
	for _, w := range Statements() {
		list = append(list, w.ZH)
	}
	return text.NewWords(list...)
}

// predicateWords open a predicate: of a clause whose subject is elided, and
// right behind a name (follow.go). What only stands behind names is none.
var predicateWords = text.NewWords(predicateVerbs, predicateAdverbs, predicateParticles)

const predicateVerbs = `主持 出席 参加 率队 率团 带队 调研 考察 检查 巡查 督导 走访 拜会 会见 慰问 座谈 讲话 致辞 致词 致开幕 致欢迎 致闭幕 致答谢
宣讲 部署 指挥 陪同 见证 揭牌 接访 做客 作客 参观 表示 强调 要求 指出 认为 提出 介绍 透露
召集 召开 组织 开展 进行 举行 举办 会晤 接见 接待 接受 约谈 研究 审议 通报 点评 总结 提醒 希望 呼吁 号召 勉励 鼓励 祝贺 感谢 欢迎 回应 回答 解读 阐述 分享 坦言 直言
看望 启动 宣布 宣读 传达 学习 参与 发表 发言 代表 委托 委派 听取 察看 查看 了解 询问 观摩 观看 视察 指导 推动 推进 推介 签署 签约 颁发 颁奖 授牌 授旗 揭幕 揭晓 开启 按下 点亮 触摸 亮相 领学 领读 领誓
赴 赶赴 前往 来到 走进 深入 到场 到访 到达 抵达 返回 奔赴 回到 到 率 率领 带领 带 领 领衔 牵头 一行 参会 与会 列席 缺席 到会 出访 访问 来访 拜访 回访 探访 暗访 走读 巡河 巡林 夜访 夜查 值守 坐镇 调度 协调 统筹 安排 动员 谋划 共商 商讨 探讨 洽谈 会商 交流 对接 沟通 反馈 汇报 述职 报告 承诺 担任 当选 兼任 就任 履新 任 当 说 讲 谈 谈到 称 认真 提到 提及 谈起 回忆 告诉 写道 建议 倡议 明确 重申 肯定 赞扬 称赞 充分肯定 高度评价 高度肯定 评价 期待 期望 相信 坚信 寄语 叮嘱 嘱咐 督促 督办 督战 督查 指示 批示 要 将 把 被 让 请 令 获 获得 受 受到 应 应邀 于 从 通过 根据 按照 针对 围绕 结合 聚焦 随 随同 跟随 会同 联合 携 携手 联动 邀请 邀 逐一 检视 剖析 对照 带头 示范 讲授 授课 上 作 做 致 为 以 就 向 对 在 由 看 听 查 问 访 送 送上 送去 见 会上 会后 会前 主导 主讲 主办 植树 劳动 投票 宣誓 默哀 敬献 悼念 合影 握手 体验 试乘 试驾 登上 登 乘坐 乘 步行 徒步 沿 沿着 走 走到 走上 走近 来 去 进 进入 入户 上门 下沉 下访 分赴 采取 采用 运用 借助 聆听 倾听 踏勘 感受 翻看 翻阅 冒雨 冒着 顶着 边走边看 面对面 驱车 乘车 直奔 穿行 转达 寻访 摸排 排查 梳理 研判 会诊 磋商 争取 包案 化解 接听 接线 回复 直播 带货 代言 推荐 展示 演示 交付 移交 交接 接过 签订 达成 促成 落实 贯彻 抽查 检阅 慰劳 关心 关注 关切 问候 祝福 祝愿 拜年 共同 是 有 因 自 关于
走入 走遍 跑遍 踏上 踏入 踏遍 登高 攀登 步入 骑行 骑车 乘船 前来 赶到 赶往 赶来 飞抵 飞赴 转场 转赴 转到 转往 移步 直插 直达 直击 下到 步出 走出 钻进 爬上 蹲在 坐上 住进 冒暑 顶风 迎着 踏雪 翻山越岭 利用 凭借 依托 手持 身着 换上 穿上 戴上 一早 一大早 一早就 一大早就 紧接着 下基层 走基层 进校园 进企业 进社区 进军营 夜探 放弃 结束 重返 重回 重走 再赴 三赴 二赴 四赴 兵分 沿线 穿过 登门 分路 深夜 凌晨 清晨 傍晚 早上 一线 赴京 赴沪 赴港 进京 飞往 前赴 奔走 直赴 径直 径自 挺进 逆行 闻讯 闻汛`

const predicateAdverbs = `分别 一同 一起 一道 陪 现场 随后 随机 实地 专题 亲自 详细 高度 充分 热烈 深刻 全面 系统 具体 特别 重点 着重 先后 相继 随即 首先 最后 再次 再三 多次 反复 逐项 依次 同时 当场 当天 当日 当晚 当即 昨日 昨天 今天 今日 日前 近日 上午 下午 晚上 中午 本周 目前 此前 此后 之后 期间 其间 还 也 均 都 则 并 并且 又 再 先 已 已经 曾 曾经 正 正在 仍 就此 对此 为此 因此 据此 借此 特意 专程 专门 突击 带着 代 一直 始终 继续 持续 切实 严肃 郑重 亲切 深情 语重心长 深深 真诚 诚挚 诚恳 衷心 耐心 仔细 用心 直接 线上 线下 视频 书面 联名 集体 轮流 主动 积极 及时 迅速 连续 连夜 集中 统一 坚决 率先 立即 立刻 紧急 第一时间 全程 火速 即刻 迅即 亲临 靠前 连日 定期 不定期 分头 分组 分批 逐户 逐家 再度 首次 特地 一一 依法 不断 不仅 不但 既 除 除了 每 与 和 同 及 以及 跟 暨 或 而 但 却 可 能 会 未 不 没 没有 只 马不停蹄 轻车简从 不打招呼 挨家挨户 又一次 再一次 风尘仆仆 身先士卒 以上率下 只身 独自 一再 进一步`

const predicateParticles = `的 了 着 过 们`

// neutralWords open a clause without telling whose it is.
var neutralWords = text.NewWords("会上 会前 会后 会议期间 活动期间 期间 其间 随后 之后 此前 此后 当天 当日 当晚 当天上午 当天下午 上午 下午 晚上 晚 中午 同时 同日 同期 此外 另外 其中 现场 活动上 活动中 活动现场 仪式上 座谈会上 座谈中 会议上 论坛上 大会上 调研中 调研期间 据悉 据了解 近日 日前 本周 接着 然后 紧接着 最后 首先")

// firmVerbs are verbs whatever noun follows as their object, but for the
// nouns of firmNouns.
var firmVerbs = text.NewWords("主持 出席 参加 率队 率团 带队 讲话 致辞 致词 致开幕 致闭幕 致欢迎 致答谢 陪同 见证 做客 作客 会见 拜会")

// searching words bring an object before the verb: 赴福田区调研, 就…座谈.
var searching = text.NewWords("以及 按照 根据 分赴 赴 赶赴 前往 来到 走进 深入 到 奔赴 到访 在 与 同 和 及 跟 就 为 以 对 向 围绕 结合 聚焦 针对 通过 代表 开展 进行 一行 率 率领 带领 带 会同 联合 携 联动 陪 随 从 于 应邀 邀请 举行 组织 沿 沿着 乘坐 登上 进入 走访 走到 回到 作 做 " +
	"走上 走近 走入 走遍 跑遍 踏上 踏入 踏遍 登 登高 攀登 步入 步行 徒步 骑行 骑车 乘船 乘车 乘 驱车 前来 赶到 赶往 赶来 抵达 到达 飞抵 飞赴 转场 转赴 转到 转往 移步 直奔 直插 直达 直击 下沉 下到 进 步出 走出 返回 穿行 钻进 爬上 蹲在 坐上 住进 坐镇 冒着 冒雨 冒暑 顶着 顶风 迎着 踏雪 翻山越岭 利用 借助 凭借 依托 采取 采用 运用 带着 手持 身着 换上 穿上 戴上 一早 一大早 一早就 一大早就 紧接着 下基层 走基层 进校园 进企业 进社区 进军营 夜访 夜探 放弃 结束 重返 重回 重走 再赴 三赴 二赴 四赴 兵分 沿线 穿过 会后 上门 登门 分头 分组 分路 下访 深夜 凌晨 清晨 傍晚 早上 一线 靠前 赴京 赴沪 赴港 进京 飞往 前赴 奔走 直赴 径直 径自 挺进 逆行 闻讯 闻汛")

// prepositions take the words behind them away from the predicate.
var prepositions = text.NewWords("按照 根据 在 与 同 和 及 跟 就 为 以 对 向 围绕 结合 聚焦 针对 通过 从 于 赴 到 前往 来到 走进 沿 代表 随 由")

// topics are prepositions whose object may be a verb used as a noun.
var topics = text.NewWords("按照 根据 与 同 和 及 就 为 以 对 向 围绕 结合 聚焦 针对 通过 从")

// nominalAfter words take a verb as their object.
var nominalAfter = text.NewWords("听取 召开 举办 了解 观看 启动 学习 传达 参与 宣布")

// notOpening follow a name but open no clause.
var notOpening = text.NewWords("一行 的 了 着 过 们 上 见 要 能 可 会 将 当 只 未 不 没 没有 但 却 问 送 查 请 令 获 来 去 访 自 应")
