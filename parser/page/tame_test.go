package page

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// TestTame: bold type that is left open is read as long as it cannot grow out
// of all bounds, and its text always.
func TestTame(t *testing.T) {
	var open strings.Builder
	for i := range 400 {
		fmt.Fprintf(&open, "<font id=%d>", i)
	}
	usual := strings.Repeat("<p><b style='a'>甲</b><strong>乙</strong></p>", 2000)
	hostile := "<div>" + open.String() + strings.Repeat("</div><div>甲", 20000)
	if got := tame([]byte(usual)); string(got) != usual {
		t.Error("a page of closed tags is changed")
	}
	if got := tame([]byte(open.String())); string(got) != open.String() {
		t.Error("a page of few tags is changed")
	}
	if got := tame([]byte(hostile)); bytes.Contains(got, []byte("<font")) || bytes.Count(got, []byte("<div>甲")) != 20000 {
		t.Errorf("%d bytes are left of %d", len(got), len(hostile))
	}
	if d := Read(Input{Body: []byte(hostile), ContentType: "text/html"}); len(d.Lines) != 20000 {
		t.Errorf("%d lines", len(d.Lines))
	}
}
