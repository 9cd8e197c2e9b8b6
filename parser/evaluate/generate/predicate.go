package generate

import "strings"

// verbList is the codebook's closed list and its statements; statementList
// the statements alone.
var (
	verbList = strings.Fields("主持 出席 参加 率队 带队 调研 考察 检查 巡查 督导 走访 拜会 会见 慰问 座谈 讲话 致辞 作报告 宣讲 部署 指挥 陪同 见证 揭牌 接访 做客 参观 " +
		"表示 强调 要求 指出 认为 提出 介绍 透露")
	statementList = strings.Fields("表示 强调 要求 指出 认为 提出 介绍 透露")
)

// predicate is what an official is said to do, with slots in braces, and the
// lemmas that must come of it.
type predicate struct {
	text  string
	verbs []string
}

func predicates(lines string) []predicate {
	var out []predicate
	for line := range strings.Lines(lines) {
		text, verbs, _ := strings.Cut(strings.TrimSpace(line), "=")
		if text != "" {
			out = append(out, predicate{text, strings.Split(verbs, " ")})
		}
	}
	return out
}

var (
	// chairs follow an official at a meeting.
	chairs = predicates(`
		主持会议=主持
		主持会议=主持
		主持会议并讲话=主持 讲话
		主持会议并作讲话=主持 讲话
		出席会议并讲话=出席 讲话
		出席会议并作总结讲话=出席 讲话
		出席会议并发表讲话=出席 讲话
		出席会议=出席
		参加会议=参加
		出席会议并部署下一步工作=出席 部署
		主持会议,部署{topic}工作=主持 部署
		出席会议并作报告=出席 作报告
	`)
	// guests follow an official at a ceremony or an event.
	guests = predicates(`
		出席活动=出席
		出席活动并致辞=出席 致辞
		参加活动=参加
		出席仪式并现场致辞=出席 致辞
		参加并致辞=参加 致辞
		出席并讲话=出席 讲话
		出席签约仪式=出席
		参加揭牌仪式=参加
		为项目揭牌=揭牌
		到场见证=见证
		出席开幕式并参观展区=出席 参观
	`)
	// doings follow an official who is the sentence's first subject.
	doings = predicates(`
		率队调研{topic}工作=率队 调研
		率队赴{city}考察=率队 考察
		率队赴{city}开展招商,拜会{n}家企业=率队 拜会
		率队前往{place},现场调研部署{topic}工作=率队 调研 部署
		率区直有关部门负责人赴{city}考察=率队 考察
		率代表团到{city}拜会{firm}=率队 拜会
		带队走访{firm}、{firm}等重点企业=带队 走访
		带队检查{topic}情况=带队 检查
		带队走访{firm},调研{topic}情况=带队 走访 调研
		到{place}调研=调研
		到{place}检查{topic}工作=检查
		深入{place}督导{topic}工作=督导
		前往{place}调研督导{topic}工作=调研 督导
		到{place}巡查河道=巡查
		会见{firm}{firmpost}{outsider}一行=会见
		会见了来访的{firm}{firmpost}{outsider}一行=会见
		拜会{firm}=拜会
		到{place}慰问{person}=慰问
		走访慰问{person}=走访 慰问
		与企业代表座谈=座谈
		到{place}作专题宣讲=宣讲
		为基层党员宣讲=宣讲
		到信访大厅接访=接访
		做客{show}节目=做客
		参观{place}=参观
		到一线指挥防汛工作=指挥
		主持召开{meeting}=主持
		主持召开区委常委会会议=主持
		出席活动,为项目揭牌并致辞=出席 揭牌 致辞
		率队赴{city},走访{firm}、考察{firm},与企业负责人座谈=率队 走访 考察 座谈
		率队到{place}检查{topic}工作,慰问{person}=率队 检查 慰问
		会见{city}市副市长{outsider}一行=会见
		会见云汀商会会长{outsider}=会见
		作报告=作报告
		发表讲话=讲话
		考察{place}=考察
		检查{topic}工作=检查
		调研{topic}工作=调研
		巡查{place}=巡查
		出席{festival}并致辞=出席 致辞
		参加{talk}=参加
		在{place}调研{topic}工作时与职工座谈=调研 座谈
		率队检查{place}筹备工作并开展节前安全大检查活动=率队 检查
		出席{talk},见证项目签约=出席 见证
		赴{place}调研{topic}工作=调研
		以“四不两直”方式检查{topic}工作=检查
		先后来到{place}、{place},督导{topic}工作=督导
		来到{place}慰问{person}=慰问
		深入{place},实地检查{topic}情况=检查
		带队到{place}检查{topic}工作,慰问{person}=带队 检查 慰问
		就{topic}工作进行调研=调研
		参加全区三防工作部署会=参加
		主持调研座谈会=主持
		出席考察团见面会=出席
		听取检查组、督导组情况汇报并讲话=讲话
	`)
	// sequels follow an official who is named after another one.
	sequels = predicates(`
		参加=参加
		出席=出席
		陪同=陪同
		陪同调研=陪同 调研
		参加活动=参加
		主持会议=主持
		出席会议=出席
	`)
)
