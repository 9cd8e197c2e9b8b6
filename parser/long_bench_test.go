package parser

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkLongParagraphs reads one paragraph of one thing again and again at two
// lengths: linear time shows in MB/s that do not fall from one to the other.
func BenchmarkLongParagraphs(b *testing.B) {
	for _, unit := range []string{
		"4月23日，区长柳三明主持会议。", "“4月23日，区长柳三明主持会议。", "区委书记柳三明主持，柳三明、", "区委书记吕忠强调研。",
		"区长柳三明，他，出席，并", "区委书记王王王王、王王", "受区委书记柳三明的", "区发改局负责人柳三明、贺远、", "《区长《", "（（",
		"福田区\n4月23日，", "同日，", "走访为", "陪同", "与》区长贺远", "原副区长贺远部署", "与来深参加论坛的", "他说：“", "罗湖街道就\n香港宣布出席",
	} {
		for _, size := range []int{200_000, 1_000_000} {
			page := inventedInput([]byte("深圳一周(4月22日-4月28日)\n2024年4月22日至4月28日。\n福田区\n4月22日，区长柳三明主持会议，" + strings.Repeat(unit, size/len(unit)) + "结束。"))
			page.ContentType = "text/plain"
			b.Run(fmt.Sprintf("%.8s/%dKB", strings.ReplaceAll(unit, "\n", ""), size/1000), func(b *testing.B) {
				b.SetBytes(int64(len(page.Body)))
				for b.Loop() {
					Read(page)
				}
			})
		}
	}
}
