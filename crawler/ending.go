package crawler

import (
	"bytes"
	"slices"
	"strings"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

const (
	// pagesAlike is how many of a host's latest pages have to end alike.
	pagesAlike = 3
	// sureFrame is how many elements at its end make a page whole although the
	// others share more: an article's last line may be made otherwise.
	sureFrame = 5
	// longestEnding is how many bytes of a page's end are compared.
	longestEnding = 1 << 10
	// framed stands for the end of every page that ends its frame.
	framed = "</body></html>"
)

// measure tells half a page from a whole one by how the latest good pages of
// its host end: with the end of their frame, or in the same elements, and so
// do those that come. So a page is half although nothing in it says so, and
// another is whole although the template of its host leaves </html> out.
func (g *gate) measure(page *parser.Page) {
	own := ending(page.Body)
	if own == "" || own == framed || page.Number == "" {
		return
	}
	var ends []string
	for _, p := range g.host.Latest {
		if end := ending(p.Body); p.Number != page.Number && end != "" {
			ends = append(ends, end)
		}
	}
	for _, frame := range ends {
		alike := 0
		for _, other := range ends {
			if common := commonFrame(frame, other); common != "" {
				frame, alike = common, alike+1
			}
		}
		switch {
		case alike < pagesAlike:
		case strings.HasSuffix(own, frame), strings.Count(commonFrame(own, frame), "<") >= sureFrame:
			page.Truncated, page.Whole = false, true
			return
		default: // another end of the text is none of the page, as long as the last element is the same
			page.Truncated = !strings.HasSuffix(own, frame[strings.LastIndexByte(frame, '<'):])
		}
	}
}

// commonFrame gives the elements that two pages end in, "" for fewer than two.
func commonFrame(a, b string) string {
	n := 0
	for n < min(len(a), len(b)) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	common := a[len(a)-n:]
	if strings.Count(common, "<") < 2 {
		return ""
	}
	return common[strings.IndexByte(common, '<'):]
}

// ending gives the end of a page as it is compared, "" for what is no HTML.
func ending(body []byte) string {
	body = bytes.TrimSpace(body)
	if !bytes.HasPrefix(body, []byte("<")) {
		return ""
	}
	end := body[max(0, len(body)-longestEnding):]
	if small := bytes.ToLower(end); bytes.Contains(small, []byte("</html")) || bytes.Contains(small, []byte("</body")) {
		return framed
	}
	return string(bytes.Join(bytes.Fields(end), []byte(" ")))
}

// remember adds a good page to those that others are measured by.
func (g *gate) remember(page parser.Page) {
	if page.Number == "" {
		return
	}
	latest := slices.DeleteFunc(g.host.Latest, func(p source.HeldPage) bool { return p.Number == page.Number })
	latest = append([]source.HeldPage{{Number: page.Number, Body: page.Body}}, latest...)
	g.host.Latest = latest[:min(len(latest), source.LatestPages)]
}
