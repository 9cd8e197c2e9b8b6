package page

import (
	"strconv"
	"testing"
)

func TestArticleNumber(t *testing.T) {
	tests := []struct{ address, want string }{
		{"https://www.dutenews.com/n/article/8137676", "8137676"},
		{"http://www.dutenews.com/p/8137676.html", "8137676"},
		{"https://m.dutenews.com/n/article/8137676?from=timeline#top", "8137676"},
		{"HTTPS://WWW.DuteNews.COM/n/article/8137676/", "8137676"},
		{"//www.dutenews.com/p/8137676.html?x=1", "8137676"},
		{"/n/article/8137676", "8137676"},
		{"p/8137676.htm", "8137676"},
		{"http://127.0.0.1:8080/n/article/42", "42"},
		{"https://news.43u.com.cn/a/1641944.html", "1641944"},
		{"https://example.org/news/2024-04/28/content_1.html", ""},
		{"https://example.org/2024/04/28/1234567.html", "1234567"},
		{"https://www.dutenews.com/n/article/8137676/amp", "8137676"},
		{"https://www.dutenews.com/n/topic?id=8137676", ""},
		{"https://www.dutenews.com/p/8137676_2.html", "8137676_2"},
		{"https://www.dutenews.com/p/8137676_1.html", "8137676"},
		{"https://www.dutenews.com/p/8137676-2.html", "8137676_2"},
		{"https://www.dutenews.com/n/article/8137676?page=3", "8137676_3"},
		{"https://www.dutenews.com/n/article/8137676?page=1&from=x", "8137676"},
		{"https://www.dutenews.com/n/article/8137676/2", "8137676_2"},
		{"https://www.dutenews.com/p/8137676_2024.html", ""},
		{"https://www.dutenews.com/topic/8137676_2.html", ""},
		{"https://www.dutenews.com/topic/detail/20713", ""},
		{"https://www.dutenews.com/n/article/detail?contentid=8137676&from=x", "8137676"},
		{"https://m.dutenews.com/detail?article_id=8137676&page=2", "8137676_2"},
		{"https://www.dutenews.com/comment/list?articleid=8137676", ""},
		{"https://www.dutenews.com/topic/detail?contentid=20713", ""},
		{"https://www.dutenews.com/", ""},
		{"", ""},
		{"::", ""},
		{"javascript:void(0)", ""},
		{"mailto:a@example.org", ""},
	}
	for _, tt := range tests {
		got, ok := ArticleNumber(tt.address)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("ArticleNumber(%q) = %q, %v, want %q", tt.address, got, ok, tt.want)
		}
	}
}

func TestArticleNumberInName(t *testing.T) {
	tests := []struct{ file, want string }{
		{"8137676.html", "8137676"},
		{"8137676.txt", "8137676"},
		{"dir/8137676.htm", "8137676"},
		{`C:\pages\8137676.HTML`, "8137676"},
		{"dutenews_8137676.html", "8137676"},
		{"2024-04-28 8137676 saved.html", "8137676"},
		{"20240428_8137676.html", "8137676"},
		{"8137676_20240428.html", "8137676"},
		{"8137676.html.gz", "8137676"},
		{"8137676_2.html", "8137676_2"},
		{"8137676_1.html", "8137676"},
		{"8137676_02.html", "8137676"},
		{"8137676-2.html", "8137676_2"},
		{"8137676-04-28.html", "8137676"},
		{"site_8137676_12.htm", "8137676_12"},
		{"8137676 (2).html", "8137676"},
		{"42.html", "42"},
		{"20240428-1.html", ""},
		{"page1.html", ""},
		{"column.txt", ""},
		{"", ""},
	}
	for _, tt := range tests {
		got, ok := ArticleNumberInName(tt.file)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("ArticleNumberInName(%q) = %q, %v, want %q", tt.file, got, ok, tt.want)
		}
	}
}

func TestArticlePart(t *testing.T) {
	for number, want := range map[string]int{"8137676": 1, "8137676_2": 2, "8137676_12": 12, "": 1} {
		article, part := ArticlePart(number)
		if part != want || number != numbered(article, strconv.Itoa(part)) {
			t.Errorf("ArticlePart(%q) = %q, %d, want part %d", number, article, part, want)
		}
	}
}
