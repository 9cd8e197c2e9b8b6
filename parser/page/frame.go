package page

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isCutOff reports a page of HTML that has a beginning and no end: neither
// </body> nor </html>, or that ends inside a tag.
func isCutOff(text []byte) bool {
	if last := bytes.LastIndexByte(text, '<'); last >= 0 && last > bytes.LastIndexByte(text, '>') && tagOpening.Match(text[last:]) {
		return true
	}
	tail := text[max(0, len(text)-1024):] // where the end mostly stands
	return !frameEnd.Match(tail) && frameBegin.Match(text) && !frameEnd.Match(text)
}

var (
	tagOpening = regexp.MustCompile(`^<(?:/?[a-zA-Z]|!--|$)`)
	frameBegin = regexp.MustCompile(`<(?i:html|body)[\s>]`)
	frameEnd   = regexp.MustCompile(`</(?i:html|body)\s*>`)
)

// soon is how many seconds a page may wait before it sends its reader on.
const soon = 10

// movedTo gives the address that a page sends its reader on to, empty if it
// does not: by a meta refresh, or by a script that does nothing else.
func (h *head) movedTo() string {
	for _, m := range h.of[atom.Meta] {
		to := refresh.FindStringSubmatch(attribute(m, "content"))
		if to == nil || !strings.EqualFold(strings.TrimSpace(attribute(m, "http-equiv")), "refresh") {
			continue
		}
		if seconds, err := strconv.Atoi(to[1]); err == nil && seconds <= soon {
			return to[2]
		}
	}
	switch {
	case len(h.of[atom.Script]) == 1 && h.onload == "":
		return scriptTarget(textIn(h.of[atom.Script][0]))
	case len(h.of[atom.Script]) == 0:
		return scriptTarget(h.onload)
	}
	return ""
}

// refresh is the content of a meta refresh: 0;url=/p/1.html.
var refresh = regexp.MustCompile(`(?i)^\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=)?[\s"']*(.+?)[\s"']*$`)

// longestMove is how long a script may be, in bytes, that does nothing but
// send the reader on.
const longestMove = 1000

var (
	moves    = regexp.MustCompile(`\blocation(?:\.href)?\s*(?:=|\.(?:replace|assign)\s*\()\s*(?:\\?["']([^"'\\]+)\\?["']|(\w+)\b)(\s*\+(?:\s*(?:\w+\.)?location\.(?:search|hash))?)?`)
	variable = regexp.MustCompile(`(?:\b(?:var|let|const)\s+)?\b(\w+)\s*=\s*["']([^"']+)["']`)
	// decides are words of scripts that send on only some readers, or do more.
	decides = regexp.MustCompile(`\b(?:if|cookie|navigator|userAgent|switch|confirm|click|onclick|addEventListener\s*\(\s*["']click)\b|\?[^"']*:`)
	delay   = regexp.MustCompile(`,\s*(\d+)\s*\)`)
)

// scriptTarget gives the address that a script sends its reader on to, if that
// is all it does, and soon.
func scriptTarget(script string) string {
	if len(script) > longestMove {
		return ""
	}
	m := moves.FindAllStringSubmatch(script, 2)
	if len(m) != 1 || decides.MatchString(script) || strings.HasSuffix(m[0][3], "+") { // an address in pieces
		return ""
	}
	for _, d := range delay.FindAllStringSubmatch(script, -1) {
		if n, err := strconv.Atoi(d[1]); err != nil || n > soon*1000 {
			return ""
		}
	}
	if m[0][2] == "" {
		return m[0][1]
	}
	for _, v := range variable.FindAllStringSubmatch(script, -1) {
		if v[1] == m[0][2] {
			return v[2]
		}
	}
	return ""
}

// nextPart gives the address of the article's next part: the same number and the next part,
// or a link that says so and leads to another page of the same.
func (h *head) nextPart(in Input) string {
	s := newLinkSet(in.URL, nil)
	own := in.ArticleNumber()
	article, part := ArticlePart(own)
	for _, a := range slices.Concat(h.of[atom.Link], h.of[atom.A]) {
		href := strings.TrimSpace(attribute(a, "href"))
		says := strings.EqualFold(attribute(a, "rel"), "next") || a.DataAtom == atom.A && saysNext(firstText(a))
		if !says && (article == "" || !strings.Contains(href, article)) && !strings.HasPrefix(href, "?") {
			continue
		}
		u := s.resolve(href)
		if u == nil {
			continue
		}
		number, _ := articleNumberOf(u)
		of, n := ArticlePart(number)
		if number != "" && of == article && n == part+1 || says && (own == "" && n > 1 || s.base != nil && isNextTo(s, u)) {
			u.Fragment, u.RawFragment = "", ""
			return u.String()
		}
	}
	return ""
}

// firstText gives the first text of an element that is not blank.
func firstText(a *html.Node) string {
	for n := range a.Descendants() {
		if n.Type == html.TextNode {
			if text := strings.TrimSpace(n.Data); text != "" {
				return text
			}
		}
	}
	return ""
}

// isNextTo reports the address of another part of the same page: it differs in
// the number of a page only, or has one where the page's own has none.
func isNextTo(s *linkSet, u *url.URL) bool {
	if u.Host != s.base.Host || u.String() == s.base.String() {
		return false
	}
	stem := func(u *url.URL) string { return strings.TrimSuffix(u.Path, path.Ext(u.Path)) }
	rest, ok := strings.CutPrefix(stem(u), stem(s.base))
	return ok && isPart(strings.TrimLeft(rest, "_-/")) || pageStem(u) == s.stem
}

// saysNext reports the text of a link to the next part of an article.
func saysNext(text string) bool {
	said := withoutArrows(text)
	return len(text) <= 60 && slices.ContainsFunc(nextParts, func(word string) bool { return strings.HasPrefix(said, word) })
}

var nextParts = []string{"下一页", "下页", "后一页", "下一頁", "余下全文", "next"}
