package parser

import "testing"

// benchmarkText is one activity of an invented column.
const benchmarkText = "4月24日,福田区委常委会召开会议,区委书记柳三明主持会议并讲话,区委副书记、区长贺明远,区人大常委会主任甘一鸣,区政协主席卢小川等出席会议。会议强调,相关部门要抓紧抓实各项经济工作,提出切实有效的举措,落到具体项目、具体企业、具体数据上去。柳三明表示,要以更大力度开展招商引资,推动重点项目建设提速提质。贺明远率队检查某某街道安全生产工作,随后走访企业,调研新区批发零售、住宿餐饮行业发展情况,并主持召开座谈会。"

func BenchmarkAppearances(b *testing.B) {
	p := passage{runes: []rune(benchmarkText), fold: foldText(benchmarkText)}
	b.ReportAllocs()
	b.ReportMetric(float64(len(p.runes)), "codepoints")
	for b.Loop() {
		r := newRoster()
		r.bind(p, &districts[0])
		if len(r.appearances([]passage{p}, &districts[0])) != 4 {
			b.Fatal("four officials are named")
		}
	}
}
