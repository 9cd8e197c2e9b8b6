package crawler

import (
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"shenzheng/parser"
)

func TestPageNumber(t *testing.T) {
	tests := []struct {
		address string
		number  int
	}{
		{"http://a.example/topic/20713", 1}, {"http://a.example/t?page=3", 3}, {"http://a.example/t?pn=12&x=1", 12},
		{"http://a.example/list_4.html", 4}, {"http://a.example/list/page/5", 5}, {"http://a.example/list/page/5.html", 5},
		{"http://a.example/t?page=x", 1}, {"http://a.example/t?page=0", 1}, {"http://a.example/2071.html", 1},
	}
	for _, test := range tests {
		u, err := parseAddress(test.address)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := pageNumber(u); got != test.number {
			t.Errorf("%s: %d, want %d", test.address, got, test.number)
		}
	}
}

func TestFurtherPage(t *testing.T) {
	next := func(addresses ...string) []parser.Link {
		var links []parser.Link
		for _, a := range addresses {
			links = append(links, parser.Link{URL: a, Kind: parser.LinkNext})
		}
		return links
	}
	tests := []struct {
		name, here string
		linked     bool
		links      []parser.Link
		want       string
	}{
		{"met already", "http://a.example/t?page=3", false, nil, ""},
		{"named", "http://a.example/t", false, next("http://a.example/t?page=2"), "http://a.example/t?page=2"},
		{"pager", "http://a.example/t?page=2", true, next("http://a.example/t?page=1", "http://a.example/t?page=9", "http://a.example/t?page=3"), "http://a.example/t?page=3"},
		{"guessed", "http://a.example/t?k=v", false, nil, "http://a.example/t?k=v&page=2"},
		{"guessed further", "http://a.example/t?page=2", false, nil, "http://a.example/t?page=3"},
		{"end of a linked listing", "http://a.example/t?page=2", true, next("http://a.example/t?page=1"), ""},
		{"on another host", "http://a.example/t", true, next("http://b.example/t?page=2"), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			here, err := parseAddress(test.here)
			if err != nil {
				t.Fatal(err)
			}
			v := &visit{source: &Source{Hosts: []string{"a.example"}}, met: map[string]bool{"http://a.example/t?page=4": true}}
			got, ok := v.further(target{url: here, linked: test.linked, topic: true}, test.links)
			if ok != (test.want != "") || ok != (got.url != nil) || ok && (got.url.String() != test.want || !got.topic) {
				t.Errorf("got %v, %t; want %q", got.url, ok, test.want)
			}
		})
	}
}

func TestNamesTopic(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("<title>专题:深政观察</title>")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		page string
		want bool
	}{
		{"<title>深政观察_某报</title>", true}, {gbk, true}, {"<title>专题</title><h1 class='x'>深政观察</h1>", true},
		{`{"data":{"title":"深政观察","list":[{"title":"甲"}]}}`, true}, {`{"data":{"list":[{"title":"甲"},{"name":"深政观察"}]}}`, false},
		{"<title>首页</title><p>深政观察</p>", false}, {"", false}, {"<title>", false},
	}
	for _, test := range tests {
		if got := namesTopic([]byte(test.page)); got != test.want {
			t.Errorf("%q: %t", test.page, got)
		}
	}
}
