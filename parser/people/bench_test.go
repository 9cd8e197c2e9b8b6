package people

import (
	"testing"

	"shenzheng/parser/text"
)

// benchmarkText is one activity of an invented column.
const benchmarkText = "4月24日,福田区委常委会召开会议,区委书记柳三明主持会议并讲话,区委副书记、区长贺明远,区人大常委会主任甘一鸣,区政协主席卢小川等出席会议。会议强调,各有关单位要把听潮书院的修缮排出日程,逐项列明责任人和完工日子,每旬通报一回。柳三明表示,要让翠屏岭的步道早日连成一圈,把路灯和指示牌一并装好。贺明远率队检查某某街道安全生产工作,随后走访两家陶瓷作坊,调研手艺传承和铺面租金情况,并主持召开座谈会。"

func BenchmarkAppearances(b *testing.B) {
	p, d := passageOf(benchmarkText, 0), text.Districts()[0]
	b.ReportAllocs()
	b.ReportMetric(float64(len(p.Runes)), "codepoints")
	for b.Loop() {
		r := NewRoster()
		r.Bind(p, d)
		if len(r.Appearances([]Passage{p}, d)) != 4 {
			b.Fatal("four officials are named")
		}
	}
}
