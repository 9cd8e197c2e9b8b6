package page

import (
	"slices"
	"testing"
)

// TestPublished: <meta> before JSON-LD before <time>.
func TestPublished(t *testing.T) {
	const (
		meta   = `<meta property="article:published_time" content="2024-04-28T08:56:00Z">`
		data   = `<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2024-04-29T16:56:00+08:00"}]}</script>`
		stamp  = `<time datetime="2024-04-30T16:56:00+08:00">3小时前</time>`
		own    = `<script>var ct = "1714294560";</script>`
		over   = `<span class="time" title="2024-04-30 16:56">3天前</span>`
		change = `<time class="updated" datetime="2024-05-30">3天前</time><b data-update-time="1714294560">3天前</b><b title="3天前">甲</b>`
		broken = `<meta name="pubdate" content="昨天">`
	)
	const first, second, third = "2024-04-28T08:56:00Z", "2024-04-29T16:56:00+08:00", "2024-04-30T16:56:00+08:00"
	for page, want := range map[string][]string{
		stamp + data + meta: {first, second, third}, stamp + data: {second, third}, stamp: {third}, broken + stamp: {"昨天", third},
		own + over + change: {"1714294560", "2024-04-30 16:56"}, `<b data-publish-time="1714294560000">甲</b>`: {"1714294560000"},
		`<meta name="weibo: article:create_at" content="a"><meta name="DC.date" content="b"><meta name="date" content="c"><meta name="updated_date" content="d">`: {"a", "b", "c"}, "<p>甲</p>": nil,
	} {
		if got := Read(Input{Body: []byte("<html>" + page + "</html>")}).Published; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", page, got, want)
		}
	}
}
