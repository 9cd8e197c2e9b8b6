package page

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// scan looks for addresses in a script, in JSON or in plain text: articles, the
// topic and further pages of the list. A script holds addresses of many other
// kinds, and these are left alone.
func (s *linkSet) scan(script string) {
	for v := range dataIn(script) {
		s.addData(v, "")
	}
	s.addWords(escapes.Replace(script))
}

// escapes are those of the signs of an address in a script.
var escapes = strings.NewReplacer(`\/`, "/", `\u002f`, "/", `\u002F`, "/", `\x2f`, "/", `\x2F`, "/", `\u0026`, "&", `\x26`, "&", `\u003f`, "?", `\u003F`, "?", `\u003d`, "=", `\u003D`, "=")

// addData adds the addresses in a value; title is that of the object it stands in.
func (s *linkSet) addData(v any, title string) {
	switch v := v.(type) {
	case string:
		if strings.ContainsFunc(v, isAddressEnd) {
			s.addWords(v)
		} else {
			s.addWord(v, title)
		}
	case []any:
		for _, e := range v {
			s.addData(e, title)
		}
	case object:
		title := titleIn(v)
		s.addItem(v, title)
		for _, m := range v {
			s.addData(m.value, title)
		}
		s.addPaging(v)
	}
}

// addWords adds the addresses among the words of a text.
func (s *linkSet) addWords(text string) {
	for word := range strings.FieldsFuncSeq(text, isAddressEnd) {
		s.addWord(word, "")
	}
}

// maxAddress is the length in bytes above which nothing is an address.
const maxAddress = 2048

// isAddressEnd reports a sign that stands beside an address and not in one.
func isAddressEnd(r rune) bool {
	return r <= ' ' || r >= utf8.RuneSelf || strings.ContainsRune("\"'`<>\\()[]{}|,;^", r)
}

// addWord adds an address in data or plain text, if it is of use.
func (s *linkSet) addWord(word, title string) {
	if len(word) > maxAddress || !opensAddress(word) {
		return
	}
	word = strings.ReplaceAll(word, "&amp;", "&")
	u, err := url.Parse(word)
	if err != nil {
		return
	}
	if s.base != nil {
		u = s.base.ResolveReference(u)
	}
	kind, _ := s.kind(u, title, "", "")
	if kind == LinkArticle && !isArticleAddress(u) || kind == LinkOther {
		return
	}
	s.add(word, title, "", "")
}

// opensAddress reports whether a word begins as an address does.
func opensAddress(word string) bool {
	for _, opening := range [...]string{"http://", "https://", "//", "/", "n/article/", "p/", "?page="} {
		if len(word) > len(opening) && strings.HasPrefix(word, opening) {
			return true
		}
	}
	return false
}

// isArticleAddress reports an address in a form that only articles have; a
// number alone at the end of an address in a script may be anything.
func isArticleAddress(u *url.URL) bool {
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	n := len(parts)
	return n >= 2 && isArticleFolder(parts[n-2]) || strings.HasSuffix(u.Path, ".html") || strings.HasSuffix(u.Path, ".shtml")
}
