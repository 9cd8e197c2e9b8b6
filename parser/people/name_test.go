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
		if !r.Continues(passageOf(name+statement+",要落实。", 200)) {
			t.Fatalf("%s%s does not continue", name, statement)
		}
	})
}

// TestWordBehindNames: a word that only stands behind names ends them, and is
// nothing to the reader of clauses.
func TestWordBehindNames(t *testing.T) {
	for _, w := range behindNames.All() {
		if predicateWords.HasWord(w.Text) {
			t.Errorf("%s opens a predicate too", w.Text)
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

// TestKindsOfPredicates: a word that no list of predicates holds would say
// nothing in the lists of their kinds.
func TestKindsOfPredicates(t *testing.T) {
	for name, list := range map[string]*text.Words{
		"searching": searching, "prepositions": prepositions, "topics": topics, "nominalAfter": nominalAfter, "notOpening": notOpening,
	} {
		for _, w := range list.All() {
			if !predicateWords.HasWord(w.Text) {
				t.Errorf("%s of %s is no predicate word", w.Text, name)
			}
		}
	}
}
