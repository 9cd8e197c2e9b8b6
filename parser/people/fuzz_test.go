package people

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"shenzheng/parser/text"
)

// FuzzOfficials: no text makes the reader panic, every span lies inside the
// text and begins where it says, and the same text gives the same rows.
func FuzzOfficials(f *testing.F) {
	for _, line := range []string{
		benchmarkText,
		"区委书记、区长、书记,区委书记《柳三明",
		"受区委书记柳三明、区长贺明远委托,在区长贺明远见证下率",
		"区委书记艾力·买买提·库尔班主持,作报告、致辞",
		"原时任原区委原书记柳三明一行等同志说他强调",
		"出席的有区委书记柳三明(区长)、(区长",
		"福田区长福田区区长市市市区区区书记李",
	} {
		f.Add(line)
	}
	f.Fuzz(checkOfficials)
}

// FuzzGrammar composes texts of the grammar's own words, one a byte: posts,
// bodies, names, verbs and the small words between them.
func FuzzGrammar(f *testing.F) {
	words := grammarWords()
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		line := make([]byte, 40)
		for k := range line {
			line[k] = byte(r.UintN(256))
		}
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, picks []byte) {
		var line strings.Builder
		for k, c := range picks[:min(len(picks), 200)] {
			line.WriteString(words[(int(c)+k/50*251)%len(words)])
		}
		checkOfficials(t, line.String())
	})
}

// grammarWords are words of every list, and what stands between them.
func grammarWords() []string {
	words := strings.Fields("原 前 时任 拟任 宣布 任命 免去 任 为 兼 同志 一行 等 他 她 区 市 省 县 新区 合作区 深圳 深圳市 福田 福田区 前海 天湖区 云溪市 公司 集团 商务部 " +
		"王 李 欧阳 占 柳三明 贺明远 艾力·买买提 旦正才巴 强 和 与 及 在 就 对 向 由 受 委托 陪同 见证 下 率 带领 赴 到 并 的 中 时 后 会议 大 报告 作 致 发表 " +
		"、 , 。 ; : ( ) (挂职) 《 》 “ ” · 4月24日 候选人 提名人选 助理 街道 社区 一届")
	for _, list := range []*text.Words{allTitles, bareBodies, nounTails, predicateWords} {
		words = append(words, list.Texts()...)
	}
	for _, w := range append(Verbs(), Statements()...) {
		words = append(words, w.ZH)
	}
	return words
}

// checkOfficials reads a text in two passages: every span lies inside it and
// begins where it says, and the same text gives the same rows.
func checkOfficials(t *testing.T, line string) {
	fold, printed := text.Folded(line), []rune(line)
	cut := len(fold) / 2
	ps := []Passage{
		{Runes: printed[:cut], Fold: fold[:cut], Start: 7},
		{Runes: printed[cut:], Fold: fold[cut:], Start: 7 + cut + 1},
	}
	dapeng := text.Districts()[9]
	read := func() []Appearance {
		r := NewRoster()
		for _, p := range ps {
			r.Bind(p, dapeng)
			r.Continues(p, p.Start)
		}
		list := r.Appearances(ps, dapeng)
		for _, p := range ps {
			r.District(p)
		}
		return list
	}
	list := read()
	for i, a := range list {
		at := a.Span.Start - 7
		if a.Span.Start < 7 || a.Span.End <= a.Span.Start || a.Span.End > 7+len(fold)+1 || at < cut && a.Span.End > 7+cut {
			t.Fatalf("span %v outside %q", a.Span, line)
		}
		if a.Position != i+1 || a.Name == "" || a.OfficialID != OfficialID(a.Name) || a.Office == "" {
			t.Fatalf("incomplete %+v", a)
		}
		if !strings.Contains(line, a.Post) {
			t.Fatalf("post %q is not as printed in %q", a.Post, line)
		}
	}
	if again := read(); !reflect.DeepEqual(list, again) {
		t.Fatalf("two readings differ: %+v %+v", list, again)
	}
}

// TestOfficialsOfHarmfulTexts reads texts made to do harm: they end, and ten
// times the text takes about ten times the allocations.
func TestOfficialsOfHarmfulTexts(t *testing.T) {
	for name, unit := range map[string]string{
		"posts without names":  "区委书记、",
		"party groups":         "党组书记、",
		"subjects":             "区委书记柳三明、",
		"one clause":           "区委书记柳三明在受率",
		"surnames":             "区委书记王王王王、王王",
		"names alone":          "区委书记柳三明主持,柳三明、",
		"open books":           "《区长《",
		"dots":                 "区委书记柳·三·明·",
		"commas":               "区长柳三明,他,出席,并",
		"doubtful names":       "区委书记吕忠强调研。",
		"frames":               "在区委书记柳三明下的等",
		"delegated":            "受区委书记柳三明的的的",
		"inverted":             "出席的还有区长柳三明",
		"led in a list":        "区委书记柳三明率区长贺远,",
		"led without an end":   "率,区长柳三明",
		"quoted":               "区长柳三明强调,并指出,",
		"bodies without names": "区区市市局委办局长",
	} {
		t.Run(name, func(t *testing.T) {
			allocs := func(n int) float64 {
				p := passageOf(strings.Repeat(unit, n), 0)
				return testing.AllocsPerRun(1, func() {
					r := NewRoster()
					r.Bind(p, text.Districts()[0])
					r.Appearances([]Passage{p}, text.Districts()[0])
					r.Continues(p, p.Start)
				})
			}
			if small, large := allocs(3000), allocs(30000); large > 15*max(small, 100) {
				t.Errorf("3,000 units take %v allocations, 30,000 take %v", small, large)
			}
		})
	}
}
