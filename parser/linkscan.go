package parser

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// scan looks for addresses in a script, in JSON or in plain text: articles, the
// topic and further pages of the list. Slashes and code points may be escaped.
// A script holds addresses of many other kinds, and these are left alone.
func (s *linkSet) scan(script []byte) {
	if bytes.IndexByte(script, '/') < 0 {
		return
	}
	text := unescapeScript(script)
	for i := 0; i < len(text); {
		if isAddressEnd(text[i]) {
			i++
			continue
		}
		j := i + 1
		for j < len(text) && !isAddressEnd(text[j]) {
			j++
		}
		if j-i < maxAddress && mayBeAddress(text[i:j]) {
			s.addScanned(string(text[i:j]), text, i, j)
		}
		i = j
	}
}

// maxAddress is the length in bytes above which nothing is an address.
const maxAddress = 2048

// isAddressEnd reports a byte that stands beside an address and not in one.
func isAddressEnd(c byte) bool {
	switch c {
	case '"', '\'', '`', '<', '>', '\\', '(', ')', '[', ']', '{', '}', '|', ',', ';', '^':
		return true
	}
	return c <= ' ' || c >= utf8.RuneSelf
}

// mayBeAddress reports whether a word begins as an address does.
func mayBeAddress(word []byte) bool {
	for _, opening := range [...]string{"http://", "https://", "//", "/", "n/article/", "p/", "?page="} {
		if len(word) > len(opening) && string(word[:len(opening)]) == opening {
			return true
		}
	}
	return false
}

// addScanned adds an address found between from and to of a script, if it is
// of use.
func (s *linkSet) addScanned(address string, script []byte, from, to int) {
	address = strings.ReplaceAll(address, "&amp;", "&")
	u, err := url.Parse(address)
	if err != nil {
		return
	}
	if s.base != nil {
		u = s.base.ResolveReference(u)
	}
	title := titleBeside(script, from, to)
	kind, _ := s.kind(u, title, "", "")
	if kind == LinkArticle && !isArticleAddress(u) || kind == LinkOther {
		return
	}
	s.add(address, title, "", "")
}

// isArticleAddress reports an address in a form that only articles have; a
// number alone at the end of an address in a script may be anything.
func isArticleAddress(u *url.URL) bool {
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	n := len(parts)
	return n >= 2 && isArticleFolder(parts[n-2]) || strings.HasSuffix(u.Path, ".html") || strings.HasSuffix(u.Path, ".shtml")
}

// objectReach is how far, in bytes, the object around an address is looked
// for on either side.
const objectReach = 512

// titleBeside gives the title or name in the object that holds an address,
// empty if there is none.
func titleBeside(script []byte, from, to int) string {
	first := max(0, from-objectReach)
	for depth, i := 0, from-1; i >= first; i-- {
		if script[i] == '}' {
			depth++
		} else if script[i] == '{' {
			if depth == 0 {
				first = i
				break
			}
			depth--
		}
	}
	last := min(len(script), to+objectReach)
	for depth, i := 0, to; i < last; i++ {
		if script[i] == '{' {
			depth++
		} else if script[i] == '}' {
			if depth == 0 {
				last = i
				break
			}
			depth--
		}
	}
	if script[first] != '{' {
		return ""
	}
	return titleIn(script[first:last])
}

// titleIn gives the title or name among an object's own keys, not those of
// objects inside it: the best by titleRank.
func titleIn(object []byte) string {
	best, rank := "", 0
	for depth, i := 0, 0; i < len(object); i++ {
		switch object[i] {
		case '{':
			depth++
		case '}':
			depth--
		case '"':
			end := bytes.IndexByte(object[i+1:], '"')
			if end < 0 {
				return best
			}
			key := string(object[i+1 : i+1+end])
			if i += end + 1; depth != 1 || !isKey(object[i+1:]) {
				continue
			}
			if r := titleRank(strings.ToLower(key)); r > rank {
				if value := stringAfter(object[i+1:]); value != "" {
					best, rank = value, r
				}
			}
		}
	}
	return best
}

// titleRank says how surely a key names a title: title before headline, name,
// and what only ends like one, such as topicTitle or specialName. 0: not at all.
func titleRank(key string) int {
	switch {
	case key == "title":
		return 4
	case key == "headline":
		return 3
	case key == "name":
		return 2
	case strings.HasSuffix(key, "title"), strings.HasSuffix(key, "name"):
		return 1
	}
	return 0
}

// isKey reports that a colon follows: the string before it was a key.
func isKey(rest []byte) bool {
	rest = bytes.TrimLeft(rest, " \t\r\n")
	return len(rest) > 0 && rest[0] == ':'
}

// stringAfter gives the string that follows a key.
func stringAfter(rest []byte) string {
	rest = bytes.TrimLeft(rest, " :\t")
	if len(rest) == 0 || rest[0] != '"' {
		return ""
	}
	end := bytes.IndexByte(rest[1:], '"')
	if end < 0 || end > 4*maxLinkText {
		return ""
	}
	return collapse(rest[1 : 1+end])
}

// unescapeScript resolves the escapes of strings in scripts and JSON: \/ and
// \" and code points written \u002f or \x2f. It gives script itself where
// there is nothing to resolve.
func unescapeScript(script []byte) []byte {
	if bytes.IndexByte(script, '\\') < 0 {
		return script
	}
	out := make([]byte, 0, len(script))
	for i := 0; i < len(script); i++ {
		if script[i] != '\\' || i+1 >= len(script) {
			out = append(out, script[i])
			continue
		}
		i++
		switch c := script[i]; c {
		case 'u', 'x':
			size := 4
			if c == 'x' {
				size = 2
			}
			if r, ok := hexRune(script, i+1, size); ok {
				out = utf8.AppendRune(out, r)
				i += size
				continue
			}
			out = append(out, c)
		case 'n', 'r', 't', 'b', 'f':
			out = append(out, ' ')
		default:
			out = append(out, c)
		}
	}
	return out
}

func hexRune(script []byte, i, size int) (rune, bool) {
	if i+size > len(script) {
		return 0, false
	}
	n, err := strconv.ParseUint(string(script[i:i+size]), 16, 32)
	return rune(n), err == nil
}
