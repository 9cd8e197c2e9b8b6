package page

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
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
	u := s.resolve(word)
	if u == nil {
		return
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
	return n >= 2 && isIn(articleFolders, parts[n-2]) || strings.HasSuffix(u.Path, ".html") || strings.HasSuffix(u.Path, ".shtml")
}

// articlePath is where an article stands of which no more than its number is
// known, on the host of the page that names it.
const articlePath = "/n/article/"

// addItem adds the article that an object names by its number and not by its
// address.
func (s *linkSet) addItem(o object, title string) {
	if number := itemNumber(o, title); number != "" {
		s.add(articlePath+number, title, "", "")
	}
}

// itemNumber gives the number of the article that an object names, empty if it
// names none, or something else, or gives its address too.
func itemNumber(o object, title string) string {
	number, model := o.text(numberKeys), o.text(modelKeys)
	if number == "" && model != "" {
		number = o.text([]string{"id"})
	}
	if !isNumber(number) || model != articleModel && (model != "" || title == "") {
		return ""
	}
	if u, err := url.Parse(o.text(addressKeys)); err == nil {
		if _, ok := articleNumberOf(u); ok {
			return ""
		}
	}
	return number
}

// addElement adds the article that an element's own data name by its number.
func (s *linkSet) addElement(n *html.Node) {
	var o object
	for _, a := range n.Attr {
		if key, ok := strings.CutPrefix(a.Key, "data-"); ok {
			o = append(o, member{key, a.Val})
		}
	}
	if o.text(numberKeys) != "" || o.text(modelKeys) != "" {
		s.addItem(o, textOf(n))
	}
}

// itemReach is how deep below the object that tells of pages their list is
// looked for.
const itemReach = 3

// addPaging adds the next page of a list, where an object tells of pages and
// holds articles.
func (s *linkSet) addPaging(o object) {
	if next := s.nextAddress(o); next != "" && holdsItems(o, itemReach) {
		s.add(next, "", "", "next")
	}
}

// nextAddress gives the address of the page that follows, "" if none does or
// nothing is told: the address itself, the mark that the server gives it, the
// entry that it begins with, or its number.
func (s *linkSet) nextAddress(o object) string {
	if address, ok := o.under(nextKeys).(string); ok && strings.ContainsAny(address, "/?") {
		return address
	}
	for _, m := range o {
		if mark := scalar(m.value); mark != "" && slices.Contains(cursorKeys, normal(m.key)) {
			name := strings.TrimLeft(m.key[len("next"):], "_-")
			return s.with(strings.ToLower(name[:1])+name[1:], mark)
		}
	}
	if key, offset, ok := s.numberIn(offsetNames); ok {
		size, sized := number(o, sizeKeys)
		if total, totalled := number(o, totalKeys); sized && size > 0 && (totalled && offset+size < total || !totalled && isMore(o)) {
			return s.with(key, strconv.Itoa(offset+size))
		}
		return ""
	}
	if next := s.nextPage(o); next > 0 {
		key, _, ok := s.numberIn(pageKeys[:countedKeys])
		if !ok {
			key = pageKeys[0]
		}
		return s.with(key, strconv.Itoa(next))
	}
	return ""
}

// nextPage gives the number of the page that follows, 0 if none does or
// nothing is told.
func (s *linkSet) nextPage(o object) int {
	current, told := number(o, currentKeys)
	pages, counted := number(o, pagesKeys)
	size, sized := number(o, sizeKeys)
	total, totalled := number(o, totalKeys)
	next, named := number(o, nextKeys)
	if !told {
		if _, current, told = s.numberIn(pageKeys[:countedKeys]); !told {
			current = 1
		}
	}
	switch {
	case named && next > current:
		return next
	case counted && current < pages, sized && totalled && current*size < total, told && isMore(o):
		return current + 1
	}
	return 0
}

// isMore reports an object that says that its list goes on.
func isMore(o object) bool {
	more, _ := o.under(moreKeys).(bool)
	n, ok := number(o, moreKeys)
	return more || ok && n == 1
}

// number gives the number under one of names.
func number(o object, names []string) (int, bool) {
	n, err := strconv.Atoi(o.text(names))
	return n, err == nil
}

// numberIn gives the number that the page's own address carries under one of
// names, and which.
func (s *linkSet) numberIn(names []string) (name string, n int, ok bool) {
	if s.base == nil {
		return "", 0, false
	}
	for _, name := range names {
		if n, err := strconv.Atoi(s.base.Query().Get(name)); err == nil {
			return name, n, true
		}
	}
	return "", 0, false
}

// with gives the page's own address with another value under a name.
func (s *linkSet) with(name, value string) string {
	u := url.URL{}
	if s.base != nil {
		u = *s.base
	}
	query := u.Query()
	query.Set(name, value)
	u.RawQuery = query.Encode()
	return u.String()
}

// holdsItems reports an article named by address or number in an object, or in
// what it holds down to a depth.
func holdsItems(v any, depth int) bool {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if holdsItems(e, depth-1) {
				return true
			}
		}
	case object:
		if u, err := url.Parse(v.text(addressKeys)); err == nil {
			if _, ok := articleNumberOf(u); ok {
				return true
			}
		}
		if itemNumber(v, titleIn(v)) != "" {
			return true
		}
		for _, m := range v {
			if depth > 0 && holdsItems(m.value, depth-1) {
				return true
			}
		}
	}
	return false
}
