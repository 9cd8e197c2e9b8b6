package crawler

import (
	"testing"
	"time"
)

func TestRobotsRules(t *testing.T) {
	tests := []struct {
		name, text, path string
		allowed          bool
	}{
		{"nothing", "", "/p/1.html", true},
		{"all forbidden", "User-agent: *\nDisallow: /", "/p/1.html", false},
		{"our group before the general one", "User-agent: *\nDisallow: /\n\nUser-agent: ShenZheng\nDisallow: /x", "/p/1.html", true},
		{"empty rule in our group", "User-agent: shenzheng\nDisallow:\n\nUser-agent: *\nDisallow: /", "/p/1.html", true},
		{"empty rule with a comment", "User-agent: shenzheng # us\nDisallow: # nothing\n\nUser-agent: *\nDisallow: /", "/p/1.html", true},
		{"longest rule wins", "User-agent: *\nDisallow: /p/\nAllow: /p/1", "/p/1.html", true},
		{"longest rule wins the other way", "User-agent: *\nAllow: /p/\nDisallow: /p/1", "/p/1.html", false},
		{"wildcard", "User-agent: *\nDisallow: /*.html$", "/p/1.html", false},
		{"end of pattern", "User-agent: *\nDisallow: /*.html$", "/p/1.html?x=1", true},
		{"wildcard at the beginning alone", "User-agent: *\nDisallow: /p/*.pdf", "/x/p/1.pdf", true},
		{"wildcard at the beginning", "User-agent: *\nDisallow: /p/*.pdf", "/p/1.pdf", false},
		{"wildcard in front", "User-agent: *\nDisallow: */print", "/p/print/1", false},
		{"end at the beginning alone", "User-agent: *\nDisallow: /topic$", "/p/topic", true},
		{"end at the beginning", "User-agent: *\nDisallow: /topic$", "/topic", false},
		{"wildcard alone", "User-agent: *\nDisallow: *", "/p/1.html", false},
		{"sign of money", "User-agent: *\nDisallow: /a$b*", "/a$b/1", false},
		{"pattern in another's path", "User-agent: *\nDisallow: /p/\nAllow: /p/*.html", "/p/1.html", true},
		{"rule without a slash", "User-agent: *\nDisallow: p/", "/p/1.html", false},
		{"our version", "User-agent: shenzheng/0.9\nDisallow: /p\n\nUser-agent: *\nAllow: /", "/p/1.html", false},
		{"query", "User-agent: *\nDisallow: /*?page=", "/t?page=2", false},
		{"byte order mark", "\ufeffUser-agent: *\nDisallow: /", "/p/1.html", false},
		{"carriage returns", "User-agent: *\r\nDisallow: /p\r\n", "/p/1.html", false},
		{"old carriage returns", "User-agent: *\rDisallow: /p\r", "/p/1.html", false},
		{"rule before any group", "Disallow: /\nUser-agent: x\nDisallow: /y", "/p/1.html", true},
		{"two groups of one name", "User-agent: *\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: *\nDisallow: /p", "/p/1.html", false},
		{"shared group", "User-agent: x\nUser-agent: shenzheng\nDisallow: /p", "/p/1.html", false},
		{"page instead of rules", "<html><body><p>404: not here</p></body></html>", "/p/1.html", true},
		{"sitemap in between", "User-agent: *\nSitemap: http://a.example/s.xml\nDisallow: /p", "/p/1.html", false},
		{"case of the names", "USER-AGENT: *\nDISALLOW: /p", "/p/1.html", false},
		{"delay with a unit", "User-agent: *\nCrawl-delay: 10s\nDisallow: /p", "/p/1.html", false},
		{"pattern that is no UTF-8", "User-agent: *\nDisallow: /\xce\xd2*x\nDisallow: /p", "/p/1.html", false},
		{"rule written with escapes", "User-agent: *\nDisallow: /%70/", "/p/1.html", false},
		{"rule in Chinese", "User-agent: *\nDisallow: /专题/", "/%E4%B8%93%E9%A2%98/1", false},
		{"rule with small escapes", "User-agent: *\nDisallow: /%e4%b8%93%e9%a2%98/", "/%E4%B8%93%E9%A2%98/1", false},
		{"unknown lines", "User-agent: *\nRequest-rate: 1/10\nVisit-time: 0600-0845\nDisallow: /p", "/p/1.html", false},
		{"spaces", "User-agent : *\n  Disallow :  /p  ", "/p/1.html", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rules, err := readRobots([]byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if got := rules == nil || allows(rules, test.path); got != test.allowed {
				t.Errorf("%s: allowed %t, want %t", test.path, got, test.allowed)
			}
		})
	}
}

func TestCrawlDelay(t *testing.T) {
	rules, err := readRobots([]byte("User-agent: *\nCrawl-delay: 2.5\nDisallow: /x\n"))
	if err != nil || rules == nil || rules.CrawlDelay != 2500*time.Millisecond {
		t.Errorf("rules %+v, error %v", rules, err)
	}
}

func FuzzReadRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /\nAllow: /*a$\n"))
	f.Add([]byte("Disallow:\r\nUser-agent:\xff\nCrawl-delay: x"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if rules, err := readRobots(text); err == nil && rules != nil {
			allows(rules, "/p/1.html?x=2")
		}
	})
}
