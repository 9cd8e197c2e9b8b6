package parser

import "testing"

// benchmarkText is one activity of an invented column.
const benchmarkText = "4月24日,福田区委常委会召开会议,区委书记柳三明主持会议并讲话,区委副书记、区长贺明远,区人大常委会主任甘一鸣,区政协主席卢小川等出席会议。会议强调,各有关单位要把听潮书院的修缮排出日程,逐项列明责任人和完工日子,每旬通报一回。柳三明表示,要让翠屏岭的步道早日连成一圈,把路灯和指示牌一并装好。贺明远率队检查某某街道安全生产工作,随后走访两家陶瓷作坊,调研手艺传承和铺面租金情况,并主持召开座谈会。"

func BenchmarkAppearances(b *testing.B) {
	p := passage{runes: []rune(benchmarkText), fold: foldText(benchmarkText)}
	b.ReportAllocs()
	b.ReportMetric(float64(len(p.runes)), "codepoints")
	for b.Loop() {
		r := newRoster(1)
		r.bind(p, districts[0])
		if len(r.appearances([]passage{p}, districts[0])) != 4 {
			b.Fatal("four officials are named")
		}
	}
}

// BenchmarkOfficials reads the officials of a whole invented column: all
// paragraphs are bound before the activities are read.
func BenchmarkOfficials(b *testing.B) {
	c := Read(inventedInput([]byte(inventedColumn(b)))).Column
	text, at := []rune(c.Text), make([]*District, len(c.Activities))
	ps := make([]passage, len(c.Activities))
	for k := range c.Activities {
		a := &c.Activities[k]
		ps[k] = passage{runes: text[a.Span.Start:a.Span.End], fold: foldText(a.Text), start: a.Span.Start}
		for i := range districts {
			if districts[i].Slug == c.Sections[a.Section].District {
				at[k] = districts[i]
			}
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		r := newRoster(len(ps))
		for k := range ps {
			r.bind(ps[k], at[k])
		}
		for k := range ps {
			if len(r.appearances(ps[k:k+1], at[k])) != 2 {
				b.Fatal("two officials are named")
			}
		}
	}
}
