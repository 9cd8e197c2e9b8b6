package generate

import "strings"

// scene is an opening sentence, written after the date.
type scene struct {
	weight int
	kind   string // "*" where the predicate decides, "?" where the codebook leaves it open
	// subject is true where the sentence opens with its subject, so that it
	// may follow the date without a comma.
	subject bool
	// named is true where the sentence opens with the district's name or an
	// official of it; only such scenes stand where districts are inferred.
	named bool
	// trap is true where the sentence is there to be misread.
	trap     bool
	template string
}

// scenes are the opening sentences: weight, kind, whether they open with
// their subject (s) and the district (n) and are traps (t).
var scenes = readScenes(`
	3 meeting sn {D}召开{meeting},[L chair]。
	3 meeting sn {party}会议召开,[L chair]。
	3 meeting sn {d}召开{meeting},[L chair]。
	3 meeting sn {D}{meeting}召开,[L chair]。
	2 meeting sn {D}召开区委八届第一百三十二次常委会(扩大)会议,[L chair]。
	8 meeting sn {D}召开{meeting},[A talk],[B preside]。
	4 meeting sn {D}召开{meeting},[A+B talk]。
	2 meeting sn {D}召开{meeting},[A+B+C talk]。
	18 * sn [L do]。
	3 * sn [L do],共商发展大计。
	3 * sn [L do],重点了解{topic}进展。
	6 * sn [A lead],[B follow]。
	1 event sn {D}举办{festival}。
	1 event sn {D}{forum}召开。
	1 ceremony sn {D}举行{launch}。
	1 investment sn {d}{promotion}在{place}举行。
	1 ? sn {D}发布{topic}白皮书,填补区域空白。
	1 signing sn {D}人民政府与{firm}举行签约仪式,双方将建立战略合作关系。
	2 signing sn {D}人民政府和{firm}签署战略合作框架协议,[L guest],{firm}{firmpost}{outsider}参加。
	2 signing sn {D}与{firm}签约,[L guest]。
	2 event - {festival}在{place}举行,[L guest]。
	1 investment - {promotion}在{place}举办,[L guest]。
	2 ceremony - {fair}在{D}{place}开幕,[L guest]。
	3 ceremony - {launch}在{place}举行,[A+B brief]。
	2 investment sn {D}联动{unit},率{unit}、{unit}等部门负责人赴{city}开展招商活动,拜会{firm},参观展台。
	2 investment sn {D}联动{unit},率{unit}、{unit}等部门负责人赴{city}开展招商活动,拜会{firm},参观展台。[L say]
	2 ? - 受[A?]委托,[B brief]。
	2 signing - 在[L=见证]的见证下,{D}与{firm}签约。
	1 inspection s [Y=调研]到{D}调研{topic}工作。
	1 inspection s [Y=调研]到{D}调研{topic}工作,[L join]。
	1 meeting snt {D}召开老干部座谈会,[L preside],原[F?]应邀到会。
	1 meeting snt {D}召开老干部座谈会,[L preside],时任[F?]应邀到会。
	1 meeting sn {D}召开{meeting},区委书记主持会议。
	1 meeting sn {D}召开{meeting},各街道党工委书记参加会议。
	1 event sn {D}举办{festival},区委主要领导出席活动。
	1 ? snt {D}组织党员学习{book},区领导参加。
	1 meeting sn {party}召开会议,传达学习贯彻习近平总书记重要讲话精神,[L preside]。
	1 meeting sn {D}召开{meeting},集中学习{book},[L preside]。
	1 meeting sn {D}召开会议,学习领会国家主席习近平重要文章,[L preside]。
	1 meeting sn {D}举行{session},[L join]、{firm}{firmpost}{outsider}到会。{firm}{firmpost}{outsider}表示,{aim}。
	1 event sn {D}举行{forum},[L join]、{firm}{firmpost}{outsider}到场。
	1 meeting snt {D}召开{meeting},区委书记李主持会议。
	1 meeting snt {D}召开{meeting},区委书记孙主持会议。
`)

// undated are opening sentences that hold no date of their own, though some
// look like one.
var undated = readScenes(`
	9 other t [M say]
	7 * - [L do]。
	3 event sn {D}举办{festival}。
	1 event sn {D}{forum}召开。
	1 signing sn {D}与{firm}签署合作协议。
	3 event - 由{D}主办的{festival}在{place}举行。
	3 ? - 为期两天的{festival}在{place}落幕。
	3 other - 一季度,{D}外贸实现开门红。
	3 other - 10年来,{D}累计培养青年人才万余名。
	3 meeting - 2024年第十三次区政府常务会议在{D}召开。
	3 other - 五一假期,{D}各景区人气旺盛。
	3 ? - “6·30”公益助力活动在{D}启动。
	3 meeting - 第一百三十二次专题会议在{D}召开。
	3 other - 截至4月24日,{D}服务平台接入企业百余家。
	3 other - 连续三年,{D}企业满意度保持全市首位。
	3 other - 区有关部门负责人说,{topic}将提速。
`)

func readScenes(text string) []scene {
	var out []scene
	for _, line := range jobs(text) {
		f := strings.SplitN(line, " ", 4)
		s := scene{kind: f[1], subject: strings.Contains(f[2], "s"), named: strings.Contains(f[2], "n"), trap: strings.Contains(f[2], "t"), template: f[3]}
		for _, digit := range f[0] {
			s.weight = 10*s.weight + int(digit-'0')
		}
		out = append(out, s)
	}
	return out
}

// predicate is what an official is said to do, and what must come of it.
type predicate struct {
	kind  string // of the activity that it opens
	text  string
	verbs []string
}

var statements = strings.Fields("表示 强调 要求 指出 认为 提出 介绍 透露")

// predicates are lists of what officials are said to do: text, lemmas, and in
// the lists that open an activity its kind.
var predicates = map[string][]predicate{
	"chair": readPredicates(`
		主持会议=主持 | 主持会议=主持 | 主持会议并讲话=主持,讲话 | 主持会议并作讲话=主持,讲话 | 出席会议并讲话=出席,讲话 | 出席会议并作总结讲话=出席,讲话
		出席会议并发表讲话=出席,讲话 | 出席会议=出席 | 参加会议=参加 | 出席会议并部署下一步工作=出席,部署 | 主持会议,部署{topic}工作=主持,部署
		出席会议并作报告=出席,作报告 | 作报告=作报告 | 发表讲话=讲话 | 听取检查组、督导组情况汇报并讲话=讲话`),
	"talk":    readPredicates(`出席会议并讲话=出席,讲话 | 出席会议并作总结讲话=出席,讲话 | 出席会议并发表讲话=出席,讲话 | 出席会议=出席 | 参加会议=参加 | 出席会议并部署下一步工作=出席,部署`),
	"preside": readPredicates(`主持会议=主持 | 主持会议并讲话=主持,讲话`),
	"guest": readPredicates(`
		出席活动=出席 | 出席活动并致辞=出席,致辞 | 参加活动=参加 | 出席仪式并现场致辞=出席,致辞 | 参加并致辞=参加,致辞 | 出席并讲话=出席,讲话 | 出席签约仪式=出席
		参加揭牌仪式=参加 | 为项目揭牌=揭牌 | 到场见证=见证 | 出席开幕式并参观展区=出席,参观`),
	"brief":  readPredicates(`出席活动=出席 | 出席活动并致辞=出席,致辞 | 参加活动=参加 | 出席仪式并现场致辞=出席,致辞 | 参加并致辞=参加,致辞`),
	"join":   readPredicates(`出席=出席 | 参加=参加 | 陪同=陪同`),
	"follow": readPredicates(`参加=参加 | 出席=出席 | 陪同=陪同 | 陪同调研=陪同,调研 | 参加活动=参加 | 主持会议=主持 | 出席会议=出席`),
	"lead":   readPredicates(travels),
	"do":     readPredicates(travels + others),
}

const (
	travels = `
		inspection 率队调研{topic}工作=率队,调研 | exchange 率队赴{city}考察=率队,考察 | investment 率队赴{city}开展招商,拜会{n}家企业=率队,拜会
		inspection 率队前往{place},现场调研部署{topic}工作=率队,调研,部署 | exchange 率区直有关部门负责人赴{city}考察=率队,考察 | exchange 率代表团到{city}拜会{firm}=率队,拜会
		inspection 带队走访{firm}、{firm}等重点企业=带队,走访 | inspection 带队检查{topic}情况=带队,检查 | inspection 带队走访{firm},调研{topic}情况=带队,走访,调研
		inspection 到{place}调研=调研 | inspection 到{place}检查{topic}工作=检查 | inspection 深入{place}督导{topic}工作=督导 | inspection 前往{place}调研督导{topic}工作=调研,督导
		inspection 到{place}巡查河道=巡查 | exchange 会见{firm}{firmpost}{outsider}一行=会见 | exchange 会见了来访的{firm}{firmpost}{outsider}一行=会见
		exchange 拜会{firm}=拜会 | inspection 到{place}慰问{person}=慰问 | inspection 走访慰问{person}=走访,慰问 | exchange 与企业代表座谈=座谈`
	others = `
		? 到{place}作专题宣讲=宣讲 | ? 为基层党员宣讲=宣讲 | ? 到信访大厅接访=接访 | media 做客{show}节目=做客 | ? 参观{place}=参观 | ? 到一线指挥防汛工作=指挥
		meeting 主持召开{meeting}=主持 | meeting 主持召开区委常委会会议=主持 | ? 出席活动,为项目揭牌并致辞=出席,揭牌,致辞
		exchange 率队赴{city},走访{firm}、考察{firm},与企业负责人座谈=率队,走访,考察,座谈 | inspection 率队到{place}检查{topic}工作,慰问{person}=率队,检查,慰问
		exchange 会见{city}市副市长{outsider}一行=会见 | exchange 会见云汀商会会长{outsider}=会见 | inspection 考察{place}=考察 | inspection 检查{topic}工作=检查
		inspection 调研{topic}工作=调研 | inspection 巡查{place}=巡查 | event 出席{festival}并致辞=出席,致辞 | event 参加{forum}=参加 | meeting 参加{session}=参加
		inspection 在{place}调研{topic}工作时与职工座谈=调研,座谈 | inspection 率队检查{place}筹备工作并开展节前安全大检查活动=率队,检查 | event 出席{forum},见证项目签约=出席,见证
		inspection 赴{place}调研{topic}工作=调研 | inspection 以“四不两直”方式检查{topic}工作=检查 | inspection 先后来到{place}、{place},督导{topic}工作=督导
		inspection 来到{place}慰问{person}=慰问 | inspection 深入{place},实地检查{topic}情况=检查 | inspection 带队到{place}检查{topic}工作,慰问{person}=带队,检查,慰问
		inspection 就{topic}工作进行调研=调研 | meeting 参加全区三防工作部署会=参加 | meeting 主持调研座谈会=主持 | ? 出席考察团见面会=出席`
)

// readPredicates reads "kind text=lemma,lemma" between bars; the kind may be
// absent.
func readPredicates(text string) []predicate {
	var out []predicate
	for _, each := range fields(text) {
		head, verbs, _ := strings.Cut(each, "=")
		p := predicate{text: head, verbs: strings.Split(verbs, ",")}
		if kind, rest, ok := strings.Cut(head, " "); ok {
			p.kind, p.text = kind, rest
		}
		out = append(out, p)
	}
	return out
}
