package parser

import "testing"

func TestIsTopicLink(t *testing.T) {
	for printed, want := range map[string]bool{
		"深政观察": true, "收录于专题：深政观察": true, "#深政观察#": true, "《深政观察》": true, "深政观察专栏": true, "深政观察（128篇）": true,
		"查看更多深政观察›": true, "“深政观察”专题": true, "收录于合集 #深政观察": true,
		"": false, "专题": false, "来源：深政观察": false, "文/深政观察": false, "深政观察丨区委书记都去哪了": false,
	} {
		if got := isTopicLink(printed); got != want {
			t.Errorf("%q: topic %t, want %t", printed, got, want)
		}
	}
}
