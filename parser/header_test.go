package parser

import (
	"strings"
	"testing"
	"time"
)

// TestHeaders reads plain columns whose account, stamp and topic stand in one
// line, and listings and sentences that only look like it.
func TestHeaders(t *testing.T) {
	for line, want := range map[string]string{
		"深政观察 2024-04-28 16:56 收录于专题:深政观察":                  "04-28 16:56 深政观察  深政观察",
		"深政观察04-28 16:56收录于专题：深政观察":                         "04-28 16:56 深政观察  深政观察",
		"深政观察 | 2024年4月28日 16时56分 | 来源:深圳特区报":               "04-28 16:56 深政观察 深圳特区报 ",
		"深圳特区报 深政观察 3小时前 阅读 1.2万":                           "04-28 16:56 深政观察 深圳特区报 ",
		"来源:深政观察 发布时间:2024-04-28 16:56 收录于专题 : #深政观察":       "04-28 16:56 深政观察  深政观察",
		"作者:深政观察 2024-04-28 16:56":                          "04-28 16:56 深政观察  ",
		"原创 深政观察 昨天 18:30 收录于合集:深政观察":                       "04-27 18:30 深政观察  深政观察",
		"2024-04-28 16:56 来源:深圳特区报 作者:深政观察 收录于专题:深政观察 评论 3": "04-28 16:56 深政观察 深圳特区报 深政观察",
		"深政观察 04-28": "",
		"深政观察是本报的专栏 2024-04-28 16:56 开办": "",
	} {
		body := strings.Join([]string{"城市更新的三个故事", line, "今年以来,深圳的城市更新走出一条新路。这条路并不平坦。", "第二段讲的是另一个故事,它也很长,说的是老街的变化。"}, "\n")
		got := ""
		r := Read(Page{Body: []byte(body), CapturedAt: time.Date(2024, 4, 28, 11, 56, 0, 0, time.UTC)})
		if c := r.Column; c != nil {
			got = strings.Join([]string{c.Published.Format("01-02 15:04"), c.Author, c.Outlet, c.Topic}, " ")
			if c.Title != "城市更新的三个故事" || c.Kind != KindOther {
				t.Errorf("%s: title %q, kind %s", line, c.Title, c.Kind)
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}
