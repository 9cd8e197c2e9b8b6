package date

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

// FuzzGrammar composes expressions of the words that dates are printed with,
// one a byte: nothing makes the reader panic, what it takes lies inside the
// text, a last day is not before the first, and the same text gives the same.
func FuzzGrammar(f *testing.F) {
	words := strings.Fields("1 2 3 4 9 10 11 12 24 28 29 30 31 32 0 00 2024 2025 24 一 二 三 四 十 二十 三十一 〇 廿 ４ 年 月 日 号 月底 月初 上旬 中旬 下旬 " +
		"至 到 - — ~ － 、 和 与 从 自 起 止 以来 ( ) 周 星期 周三 星期日 周末 本周 上周 下周 这一周 过去一周 首周 今年 去年 本月 近日 日前 连日来 近段时间以来 " +
		"上午 下午 晚 凌晨 傍晚 中午 时 分 截至 为期 第 届 季度 , 。 福田区 召开 2月30日 4月24日 4月24日至27日")
	words = append(words, " ")
	f.Add([]byte{4, 30, 8, 31, 38, 9, 31})
	f.Fuzz(func(t *testing.T, picks []byte) {
		var line strings.Builder
		for _, c := range picks[:min(len(picks), 60)] {
			line.WriteString(words[int(c)%len(words)])
		}
		monday, _ := New(2024, time.April, 22)
		for _, w := range []Week{{}, {Start: monday, End: monday.AddDays(6)}} {
			s := []rune(line.String())
			got, ok := Read(s, w)
			if !ok {
				continue
			}
			if got.Len <= 0 || got.Len > len(s) {
				t.Fatalf("%s: %d of %d characters", line.String(), got.Len, len(s))
			}
			m := got.Moment
			if !m.Start.IsZero() && m.End.Before(m.Start) {
				t.Fatalf("%s: ends %s before it begins %s", line.String(), m.End, m.Start)
			}
			if again, _ := Read(s, w); !reflect.DeepEqual(got, again) {
				t.Fatalf("%s: read twice it gives %v and %v", line.String(), got, again)
			}
		}
	})
}
