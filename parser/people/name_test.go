package people

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shenzheng/parser/text"
)

// Parts of invented names. Given characters include those that begin and end
// verbs, which is where a name's end is easily missed.
var (
	someSurnames = []rune("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾夏韦傅邹孟熊秦邱江尹薛阎段雷侯龙陶黎贺顾毛郝龚邵钱覃戴莫孔汤单仇盖查解尉朴乐区")
	someCompound = []string{"欧阳", "上官", "司马", "诸葛", "东方", "尉迟", "夏侯", "皇甫", "令狐", "慕容"}
	someGiven    = []rune("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰萍红建文斌波辉林峰志宁晓东海燕新忠礼守睿航浩飞江锦颖广阳卫湘岳繁德俊宏毅雅琳嘉梓轩")
	someFollows  = []string{
		"主持会议", "出席活动", "率队赴上海考察", "带队走访企业", "调研园区", "强调,要落实", "表示,将推进", "指出,要落实", "要求,各部门落实",
		"参加", "检查工作", "会见客人", "同志主持会议", "一行到企业走访", "等出席", "、", "在会上讲话", "对此表示欢迎", "与企业座谈", "还指出,要落实", "深入社区慰问",
	}
)

func inventedName(t *rapid.T) string {
	given := func(n int) string {
		return string(rapid.SliceOfN(rapid.SampledFrom(someGiven), n, n).Draw(t, "given"))
	}
	switch rapid.IntRange(0, 9).Draw(t, "form") {
	case 0:
		return rapid.SampledFrom(someCompound).Draw(t, "surname") + given(rapid.IntRange(1, 2).Draw(t, "n"))
	case 1:
		return given(2) + "·" + given(3)
	default:
		return string(rapid.SampledFrom(someSurnames).Draw(t, "surname")) + given(rapid.IntRange(1, 2).Draw(t, "n"))
	}
}

// TestNamesComposedAndRead composes posts, names and predicates and reads
// them again. Chinese leaves some ends open, so that the measure is a rate:
// over all the names drawn, precision and recall are at least 0.99.
func TestNamesComposedAndRead(t *testing.T) {
	right, wrong, missed := 0, 0, 0
	var samples []string
	rapid.Check(t, func(t *rapid.T) {
		name := inventedName(t)
		if ambiguousName(name) {
			t.Skip("reads as another word")
		}
		follow := rapid.SampledFrom(someFollows).Draw(t, "follow")
		if strings.HasPrefix(follow, "、") {
			follow = "、区长甘一鸣出席"
		}
		line := "4月24日,区委书记" + name + follow + "。"
		list := readOfficials("福田区", line)
		switch {
		case len(list) > 0 && list[0].Name == name && list[0].Post == "区委书记":
			right++
		case len(list) > 0:
			wrong++
			samples = append(samples, line+" -> "+list[0].Name)
		default:
			missed++
			samples = append(samples, line+" -> nobody")
		}
	})
	total := float64(right + wrong + missed)
	t.Logf("%d right, %d wrong, %d missed", right, wrong, missed)
	if float64(right)/total < 0.99 {
		slices.Sort(samples)
		t.Errorf("%d right, %d wrong, %d missed:\n%s", right, wrong, missed, strings.Join(samples, "\n"))
	}
}

// ambiguousName tells names that begin like a common word: 高新 or 金融.
func ambiguousName(name string) bool {
	s := []rune(name)
	return notNames.At(s, 0) > 0 || notGivenWords.Has(s[1:])
}

// TestNamesKeepTheirBinding: a name bound with a post is found by name alone
// in any later sentence, with the same office.
func TestNamesKeepTheirBinding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := inventedName(t)
		if ambiguousName(name) {
			t.Skip("reads as another word")
		}
		statement := rapid.SampledFrom([]string{"强调", "表示", "指出", "要求", "认为"}).Draw(t, "statement")
		d := text.Districts()[0]
		r := NewRoster()
		r.Bind(passageOf("区长"+name+"主持会议。", 0), d)
		p := passageOf(fmt.Sprintf("4月24日,召开会议。%s%s,要落实。", name, statement), 100)
		r.Bind(p, d)
		list := r.Appearances([]Passage{p}, d)
		if len(list) != 1 || list[0].Name != name || list[0].NamedAs != NamedByName || list[0].Office != OfficeHead ||
			!slices.Equal(list[0].Statements, []string{statement}) || list[0].Span.Start != 111 {
			t.Fatalf("%s: %+v", string(p.Runes), list)
		}
		if !r.Continues(passageOf(name+statement+",要落实。", 200), 200) {
			t.Fatalf("%s%s does not continue", name, statement)
		}
	})
}

// TestWordBehindNames: a word that only stands behind names ends them, and is
// nothing to the reader of clauses.
func TestWordBehindNames(t *testing.T) {
	for _, word := range behindNames.Texts() {
		if predicateWords.HasWord(word) {
			t.Errorf("%s opens a predicate too", word)
		}
	}
	read := func(line string) string {
		list := readOfficials("福田区", line)
		if len(list) != 1 {
			t.Fatalf("%s: %d officials", line, len(list))
		}
		return fmt.Sprint(list[0].Name, list[0].Verbs)
	}
	const named, elided = "区委书记柳明环视全场。", "区委书记柳明主持会议,环视全场,走访企业。"
	if got := read("区委书记柳明主持会议,察看全场,走访企业。"); got != "柳明[主持 走访]" {
		t.Fatalf("behind a predicate: %s", got)
	}
	before := read(elided)
	if got := read(named); got == "柳明[]" {
		t.Fatalf("环视 ends a name without being listed: %s", got)
	}
	defer func(list *text.Words) { followers = list }(followers)
	followers = text.Union(predicateWords, behindNames, text.NewWords("环视"))
	if got := read(named); got != "柳明[]" {
		t.Errorf("a word more behind names: %s", got)
	}
	if got := read(elided); got != before {
		t.Errorf("a word more behind names changes the subject of a clause: %s, was %s", got, before)
	}
}

// TestTitlesWithoutNames: what stands behind these titles is no name, though
// small words follow it.
func TestTitlesWithoutNames(t *testing.T) {
	for _, line := range []string{
		"6月3日,福田区区长质量奖和绿色低碳奖评审会召开,区委书记项目在推进。",
		"6月3日,福田区举行校长论坛,与会校长就教育改革展开交流。",
		"6月4日,区委书记信箱向市民开放,区长热线与12345并轨。",
		"6月4日,福田区召开书记领航项目推进会,各街道书记就党建工作述职。",
		"6月5日,福田区人大代表团在驻地审议报告,市人大代表之家向群众开放。",
		"6月5日,主任医师和护士为群众义诊,局长接访日活动举行。",
		"6月5日,福田区委书记在现场强调,要抓好落实。",
		"6月6日,区长将带队检查,书记就此作出批示,主任把关,局长为民办事。",
		"6月6日,园长妈妈与孩子们互动,社区书记同居民座谈。",
		"6月7日,区长办公会和区政府常务会议召开,区委书记办公会在区委举行。",
		"6月7日,副区长们和企业家面对面,局长走流程与书记走基层同步推进。",
		"6月7日,新任区长首次与媒体见面,区委书记率先垂范。",
		"6月8日,街道书记晒成绩与社区书记擂台赛举行,队长带领队员跟居民包粽子。",
		"6月8日,董事长俱乐部在福田成立,秘书长联席会向企业开放,工会主席论坛与职工大会召开。",
		"6月9日,福田区委书记现场就群众反映的问题给予答复,区长逐一对接企业需求。",
		"6月9日,听取街道、社区书记意见建议,听取社区书记汇报,区长述职报告和批示精神得到落实。",
		"6月9日,区委书记谈体会,街道书记齐聚一堂,委员领题调研,代表们都来了。",
		"6月9日,法院院长开庭和检察长出庭成常态,人大主任接待日向代表征求意见。",
	} {
		for _, a := range readOfficials("福田区", line) {
			t.Errorf("%s: %s %s", line, a.Post, a.Name)
		}
	}
}

// TestNamesBeforeUnlistedWords: two characters that no list has leave a name of
// two, and what the lists have ends it.
func TestNamesBeforeUnlistedWords(t *testing.T) {
	for _, name := range strings.Fields("李军 王丽 高强 代金平 欧阳雪 张伟明") {
		for _, behind := range strings.Fields("利用周末时间走访企业 骑行调研绿道建设 换上工装参加劳动 边听边记 以视频方式出席 以普通党员身份参加活动 " +
			"作表态发言 以身作则 上任伊始走访企业 祭奠英烈 旁听庭审 指着图纸说 又马上来到社区 顶着烈日调研 一路走一路看") {
			line := "6月3日,区长" + name + behind + "。"
			if list := readOfficials("福田区", line); len(list) != 1 || list[0].Name != name {
				t.Errorf("%s: %v", line, list)
			}
		}
	}
	for _, line := range []string{"6月3日,区长李军蹒跚调研。", "6月3日,区长李军蹁跹检查食堂。"} {
		if list := readOfficials("福田区", line); len(list) != 1 || list[0].Name != "李军" {
			t.Errorf("%s: %v", line, list)
		}
	}
	for line, name := range map[string]string{"区长贺兰带队检查工地。": "贺兰", "区长贺兰以及区民政局负责人参加。": "贺兰",
		"区委书记区民主持会议。": "区民", "区长区国昊调研企业。": "区国昊", "区长欧阳雪带队检查工地。": "欧阳雪"} {
		if list := readOfficials("福田区", line); len(list) != 1 || list[0].Name != name {
			t.Errorf("%s: %v", line, list)
		}
	}
	// Words of no list: the characters that names end with tell, also where
	// the name might have two surnames.
	for _, name := range strings.Fields("李军 何勇 乔安 高强 欧阳雪 李军平 雷卫华") {
		for _, verb := range strings.Fields("踱步 攥紧 搀起 蘸墨 摩挲 躺平 拧紧") {
			if list := readOfficials("福田区", "6月3日,区长"+name+verb+"有关工作。"); len(list) != 1 || list[0].Name != name {
				t.Errorf("%s%s: %v", name, verb, list)
			}
		}
	}
}

// TestNamesThatOpenUnusually: a name behind a title needs no surname that is
// listed, whatever small word stands behind it.
func TestNamesThatOpenUnusually(t *testing.T) {
	for _, name := range strings.Fields("占小宁 敏惠 来俊臣 代建国 和志强 练达 操敏行 才让多吉 阿依古丽 次仁顿珠 旦增卓玛 方为") {
		for _, behind := range strings.Fields("与企业家座谈 和群众交流 就防汛提出要求 在现场指挥 为获奖者颁奖 把党课送到企业 对此作出部署 从严部署 跟居民聊天 " +
			"还察看了工地 及有关部门参加 将锦旗送到学校 向大家问好 受邀出席 于会上致辞 一线督战 率工作组检查") {
			list := readOfficials("福田区", "区长"+name+behind+"。")
			if len(list) != 1 || list[0].Name != name || list[0].Post != "区长" {
				t.Errorf("区长%s%s: %+v", name, behind, list)
			}
		}
	}
}

// TestNamesAtTheEnd: a text may end behind a name, whatever it ends with.
func TestNamesAtTheEnd(t *testing.T) {
	for _, name := range strings.Fields("方为 李和 占小宁 敏惠 才让多吉 来俊臣 李在 项目") {
		for _, line := range []string{"区长" + name, "区长" + name + "、", "区长李忠、" + name, "区长李忠、" + name + "、敏", "区长" + name + "和", "区长" + name + "在"} {
			readOfficials("福田区", line)
		}
	}
}
