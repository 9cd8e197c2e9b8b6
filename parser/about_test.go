package parser

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAboutLines reads the forms in which pages print account, topic and outlet.
func TestAboutLines(t *testing.T) {
	type about struct{ Author, Topic, Outlet string }
	byColumn, ofColumn, byPaper := about{Author: columnName}, about{Topic: columnName}, about{Outlet: "深圳特区报"}
	for line, want := range map[string]about{
		"深政观察":                                      byColumn,
		"深政观察 +关注":                                  byColumn,
		"深政观察 官方账号":                                 byColumn,
		"@深政观察":                                     byColumn,
		"「深政观察」":                                    byColumn,
		"文/深政观察":                                    byColumn,
		"文 | 深政观察":                                  byColumn,
		"撰文:深政观察":                                   byColumn,
		"读特号:深政观察":                                  byColumn,
		"来源:深政观察":                                   byColumn,
		"收录于合集#深政观察":                                ofColumn,
		"收录于合集 #深政观察 34个":                           ofColumn,
		"收录于专题《深政观察》":                               ofColumn,
		"本文收录于专题:深政观察":                              ofColumn,
		"【专题】深政观察":                                  ofColumn,
		"专栏 | 深政观察":                                 ofColumn,
		"来源丨深圳特区报":                                  byPaper,
		"来源/深圳特区报":                                  byPaper,
		"来源:《深圳特区报》":                                byPaper,
		"来自:深圳特区报":                                  byPaper,
		`来源:<a href="/">深圳特区报</a>`:                  byPaper,
		"2024-04-28 16:56 来源:<a>深圳特区报</a><a>举报</a>": byPaper,
		"2024-04-28 16:56 · 深圳特区报":                  byPaper,
		"2024-04-28 16:56 发布于 广东":                   {},
		"深政观察工作室":                                   {},
		"深政观察如何看":                                   {},
	} {
		page := "<h1>" + heldTitle + "</h1><div>" + line + "</div>" + heldText
		c := Read(Page{Body: []byte(page), Number: "9000001", Source: "dutenews"}).Column
		if c == nil {
			t.Errorf("%s: no column", line)
			continue
		}
		if diff := cmp.Diff(want, about{c.Author, c.Topic, c.Outlet}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", line, diff)
		}
	}
}
