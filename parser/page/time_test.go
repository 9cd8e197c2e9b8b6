package page

import (
	"testing"
	"time"
)

func TestReadTime(t *testing.T) {
	tests := []struct{ text, want string }{
		{"2024-04-28T16:56:00+08:00", "2024-04-28T16:56:00+08:00"},
		{"2024-04-28T08:56:00Z", "2024-04-28T16:56:00+08:00"},
		{"2024-04-28T08:56:00.000Z", "2024-04-28T16:56:00+08:00"},
		{"2024-04-28T01:56:00-0700", "2024-04-28T16:56:00+08:00"},
		{"2024-04-28T16:56", "2024-04-28T16:56:00+08:00"},
		{"2024-04-28 16:56:30", "2024-04-28T16:56:30+08:00"},
		{"2024/4/28 16:56", "2024-04-28T16:56:00+08:00"},
		{"2024年04月28日 16:56", "2024-04-28T16:56:00+08:00"},
		{"发布时间:2024年4月28日16时56分", "2024-04-28T16:56:00+08:00"},
		{"Sun, 28 Apr 2024 08:56:00 GMT", "2024-04-28T16:56:00+08:00"},
		{"1714294560", "2024-04-28T16:56:00+08:00"},
		{"1714294560000", "2024-04-28T16:56:00+08:00"},
		{"2024-04-28", "2024-04-28T00:00:00+08:00"},
		{"2024-02-30 10:00", ""},
		{"2024-04-28 25:00", ""},
		{"04-28 16:56", ""},
		{"3小时前", ""},
		{"12", ""},
		{"", ""},
	}
	for _, tt := range tests {
		got := ""
		if at, ok := readTime(tt.text); ok {
			got = at.In(zoneOf("")).Format(time.RFC3339)
		}
		if got != tt.want {
			t.Errorf("readTime(%q) = %s, want %s", tt.text, got, tt.want)
		}
	}
}

// TestPublished: <meta> before JSON-LD before <time>.
func TestPublished(t *testing.T) {
	const (
		meta   = `<meta property="article:published_time" content="2024-04-28T08:56:00Z">`
		data   = `<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2024-04-29T16:56:00+08:00"}]}</script>`
		stamp  = `<time datetime="2024-04-30T16:56:00+08:00">3小时前</time>`
		broken = `<meta name="pubdate" content="昨天">`
	)
	tests := []struct{ page, want string }{
		{stamp + data + meta, "28"}, {stamp + data, "29"}, {stamp, "30"}, {broken + stamp, "30"}, {"<p>甲</p>", ""},
	}
	for _, tt := range tests {
		got := ""
		if all := Read(Input{Body: []byte("<html>" + tt.page + "</html>")}).Published; len(all) > 0 {
			got = all[0].In(zoneOf("")).Format("02")
		}
		if got != tt.want {
			t.Errorf("%s: day %q, want %q", tt.page, got, tt.want)
		}
	}
}
