package page

import (
	"strings"
	"testing"
	"time"
)

func TestAddress(t *testing.T) {
	const text = `<p>某区今天召开会议,研究部署下一步工作,要求各部门认真落实,确保各项任务按时完成,让群众满意。会议还听取了有关情况的汇报。</p>`
	tests := []struct{ name, page, want string }{
		{"none", "<html><body>甲</body></html>", ""},
		{"browser", "<!DOCTYPE html>\n<!-- saved from url=(0042)https://www.example.org/p/7000001.html -->\n<html><body>甲</body></html>", "https://www.example.org/p/7000001.html"},
		{"SingleFile", "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://www.example.org/n/article/7000001?a=b \n saved date: Sun Apr 28 2024\n--><head></head><body>甲</body></html>", "https://www.example.org/n/article/7000001?a=b"},
		{"monolith", "<!-- Saved from https://www.example.org/p/7000001.html at 2024-04-28T10:00:00Z using monolith v2.8 -->\n<html><body>甲</body></html>", "https://www.example.org/p/7000001.html"},
		{"Save Page WE", `<html><head><meta name="savepage-url" content="https://www.example.org/p/7000001.html"></head><body>甲</body></html>`, "https://www.example.org/p/7000001.html"},
		{"ScrapBook", `<html data-scrapbook-source="https://www.example.org/p/7000001.html" data-scrapbook-create="20240428180000000"><body>甲</body></html>`, "https://www.example.org/p/7000001.html"},
		{"canonical", `<link rel="Canonical" href=" https://www.example.org/p/7000001.html "><p>甲</p>`, "https://www.example.org/p/7000001.html"},
		{"sharing", `<meta property="og:url" content="https://m.example.org/n/article/7000001"><p>甲</p>`, "https://m.example.org/n/article/7000001"},
		{"all", `<!-- saved from url=(0030)https://www.example.org/a --><html><head><meta property="og:url" content="https://m.example.org/c"><link rel=canonical href="https://www.example.org/b"></head><body>甲</body></html>`,
			"https://www.example.org/a https://www.example.org/b https://m.example.org/c"},
		{"answer of JSON", `{"data":{"contentid":"7000001","share_url":"https:\/\/m.example.org\/p\/7000001.html","content":"` + strings.ReplaceAll(text+text, "/", `\/`) + `"}}`, "https://m.example.org/p/7000001.html"},
		{"a part of one", `<link rel=canonical href="/p/7000001.html"><p>甲</p>`, ""},
		{"a file", "<!-- saved from url=(0014)about:internet --><html><body>甲</body></html>", ""},
		{"in the text", "<html><body><!-- saved from url=(0030)https://www.example.org/a --><p>甲</p></body></html>", ""},
		{"plain text", "url: https://www.example.org/p/7000001.html", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var asked []string
			in := Input{Body: []byte(tt.page), Believe: func(address string) bool {
				asked = append(asked, address)
				return false
			}}
			d := Read(in)
			for _, b := range d.Bodies(in) {
				asked = append(asked, b.Address)
			}
			if got := strings.Join(asked, " "); got != tt.want || d.Address != "" {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			first, _, _ := strings.Cut(tt.want, " ")
			in.Believe = func(string) bool { return true }
			if d := Read(in); d.State == StateRead && d.Address != first {
				t.Errorf("believed %q, want %q", d.Address, first)
			}
		})
	}
}

// TestSavedAt reads the notes of what saved a page.
func TestSavedAt(t *testing.T) {
	for page, want := range map[string]string{
		"<!--\n Page saved with SingleFile \n saved date: Sun Apr 28 2024 18:00:00 GMT+0800 (CST)\n--><body>甲":                "2024-04-28T10:00:00Z",
		`<html><head><meta name="savepage-date" content="Sun Apr 28 2024 18:00:00 GMT+0800 (CST)"></head><body>甲`:             "2024-04-28T10:00:00Z",
		"<!-- Saved from https://www.example.org/p/7000001.html at 2024-04-28T10:00:00Z using monolith v2.8 --><body>甲":       "2024-04-28T10:00:00Z",
		`<html data-scrapbook-source="https://www.example.org/" data-scrapbook-create="20240428100000123"><body>甲`:            "2024-04-28T10:00:00Z",
		"<html><body><!-- Saved from https://www.example.org/p/7000001.html at 2024-04-28T10:00:00Z using monolith v2.8 -->甲": "0001-01-01T00:00:00Z",
	} {
		if got := SavedAt([]byte(page)).Format(time.RFC3339); got != want {
			t.Errorf("%s: %s, want %s", page, got, want)
		}
	}
}
