package page

import "testing"

func TestMovedTo(t *testing.T) {
	tests := []struct{ name, html, want string }{
		{"refresh", `<meta http-equiv="refresh" content="0;url=/p/7000001.html">`, "/p/7000001.html"},
		{"refresh with quotes", `<META HTTP-EQUIV="Refresh" CONTENT="3; URL='https://www.example.org/'">`, "https://www.example.org/"},
		{"refresh with a comma", `<meta http-equiv=refresh content="0.5, /x?a=1;b=2">`, "/x?a=1;b=2"},
		{"refresh later", `<meta http-equiv="refresh" content="300;url=/p/7000001.html">`, ""},
		{"refresh of itself", `<meta http-equiv="refresh" content="5">`, ""},
		{"refresh without scripts", `<noscript><meta http-equiv="refresh" content="0;url=/old"></noscript>`, ""},
		{"script", `<script>window.location.href="/p/7000001.html?real=1";</script>`, "/p/7000001.html?real=1"},
		{"script, bare", `<script>location = '/p/7000001.html'</script>`, "/p/7000001.html"},
		{"script, replace", `<script type="text/javascript">top.location.replace("/p/7000001.html");</script>`, "/p/7000001.html"},
		{"script, a little later", `<script>setTimeout(function(){ location.href = "/p/7000001.html"; }, 2000);</script>`, "/p/7000001.html"},
		{"script, in a string", `<script>setTimeout("location.href='/p/7000001.html'",1000)</script>`, "/p/7000001.html"},
		{"script, by a name", `<script>var url = "/p/7000001.html"; document.location.assign(url);</script>`, "/p/7000001.html"},
		{"script, much later", `<script>setTimeout(function(){location.href="/"}, 60000)</script>`, ""},
		{"script, with what was asked", `<script>location.href="/p/7000001.html"+window.location.search</script>`, "/p/7000001.html"},
		{"script, in pieces", `<script>location.href="/p/"+7000001+".html"</script>`, ""},
		{"script, by a name in pieces", `<script>var url = "/p/"; location.href = url + id;</script>`, ""},
		{"script for some", `<script>if(/Mobile/.test(navigator.userAgent)){location.href="//m.example.org/"}</script>`, ""},
		{"script with a cookie", `<script>document.cookie="a=b";location.href="/p/7000001.html"</script>`, ""},
		{"script on a click", `<script>b.onclick=function(){location.href="/p/7000001.html"}</script>`, ""},
		{"script that asks", `<script>var u=location.href;</script>`, ""},
		{"when it is loaded", `</head><body onload="location.replace('/p/7000001.html')">`, "/p/7000001.html"},
		{"several scripts", `<script>location.href="/a"</script><script>location.href="/b"</script>`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Read(Input{Body: []byte("<html><head>" + tt.html + "</head><body></body></html>")}).MovedTo; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestCutOff(t *testing.T) {
	tests := []struct {
		name, page string
		want       bool
	}{
		{"whole", "<html><body><p>甲</p></body></html>", false},
		{"body alone ended", "<HTML><BODY><p>甲</BODY>", false},
		{"html alone ended", "<html><p>甲</html>\n", false},
		{"in the middle", "<html><body><p>甲</p><p>乙", true},
		{"behind a paragraph", "<!doctype html><html lang=zh><body class=a><p>甲</p>", true},
		{"inside a tag", "<div><p>甲</p><p cla", true},
		{"inside an end tag", "<html><body><p>甲</p></bo", true},
		{"a fragment", "<div><p>甲</p></div>", false},
		{"a fragment that ends with a sign", "<p>甲 < 乙", false},
		{"an open paragraph", "<p>甲<p>乙", false},
		{"no frame at all", "<!doctype html><title>甲</title><p>乙", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Read(Input{Body: []byte(tt.page), ContentType: "text/html"}).CutOff; got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
	if Read(Input{Body: []byte("甲<乙\n丙")}).CutOff {
		t.Error("plain text is taken for cut off")
	}
}

func TestNext(t *testing.T) {
	const here = "https://www.example.org/p/7000001.html"
	tests := []struct{ name, url, number, html, want string }{
		{"by number", here, "", `<a href="/p/7000001.html">1</a><a href="/p/7000001_2.html">2</a><a href="/p/7000001_2.html">下一页</a>`, "https://www.example.org/p/7000001_2.html"},
		{"on the second", "https://www.example.org/p/7000001_2.html", "", `<a href="7000001.html">1</a><a href="7000001_2.html">2</a><a href="7000001_3.html">3</a>`, "https://www.example.org/p/7000001_3.html"},
		{"on the last", "https://www.example.org/p/7000001_2.html", "", `<a href="7000001.html">上一页</a><a href="7000001_2.html">2</a>`, ""},
		{"address unknown", "", "7000001", `<a href="7000001_2.html">下一页</a>`, "7000001_2.html"},
		{"nothing known", "", "", `<a href="https://www.example.org/p/7000001_2.html">下一页</a>`, "https://www.example.org/p/7000001_2.html"},
		{"by query", "https://www.example.org/n/article/7000001", "7000001", `<a href="?page=2">下一页</a>`, "https://www.example.org/n/article/7000001?page=2"},
		{"in another form", "https://www.example.org/a/content_12.html", "", `<a href="content_12_2.html">下一页 &gt;</a>`, "https://www.example.org/a/content_12_2.html"},
		{"other article", here, "", `<a href="/p/7000002.html">下一篇</a><a href="/p/7000002_2.html">2</a>`, ""},
		{"by rel", here, "", `<link rel=next href="/p/7000001-2.html">`, "https://www.example.org/p/7000001-2.html"},
		{"another article by rel", here, "", `<link rel=next href="/p/7000002.html">`, ""},
		{"list", here, "", `<a href="/list?page=2">下一页</a><a href="#">下一页</a>`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Read(Input{Body: []byte("<p>甲</p>" + tt.html), ContentType: "text/html", URL: tt.url, Number: tt.number}).Next
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
