package page

import (
	"cmp"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// scan looks for addresses in a script, in JSON or in plain text: articles, the topic and
// further pages of the list. Those of many other kinds are left alone.
func (s *linkSet) scan(script string) {
	before := len(s.links)
	for v := range dataIn(script) {
		s.addData(v, "")
	}
	if before == len(s.links) && itemKey.MatchString(script) { // an object of JavaScript, or JSON in a string of it
		for v := range dataIn(bareKey.ReplaceAllString(strings.ReplaceAll(script, `\"`, `"`), `$1"$2":`)) {
			s.addData(v, "")
		}
	}
	s.addWords(escapes.Replace(script))
}

var (
	itemKey = regexp.MustCompile(`(?i)\b(?:content|article|news|doc|app|model)_?id\b`)
	bareKey = regexp.MustCompile(`([{,]\s*)([A-Za-z_]\w*)\s*:`)
)

// escapes are those of the signs of an address in a script.
var escapes = strings.NewReplacer(`\/`, "/", `\u002f`, "/", `\u002F`, "/", `\x2f`, "/", `\x2F`, "/", `\u0026`, "&", `\x26`, "&", `\u003f`, "?", `\u003F`, "?", `\u003d`, "=", `\u003D`, "=")

// addData adds the addresses in a value; title is that of the object it stands in.
func (s *linkSet) addData(v any, title string) {
	switch v := v.(type) {
	case string:
		if strings.HasPrefix(v, "{") || strings.HasPrefix(v, "[") {
			s.scan(v)
		} else if strings.ContainsFunc(v, isAddressEnd) {
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
	if len(word) > maxAddress || !addressOpening.MatchString(word) {
		return
	}
	word = strings.ReplaceAll(word, "&amp;", "&")
	u := s.resolve(word)
	if u == nil {
		return
	}
	kind, _ := s.kind(u, title, "")
	if kind == LinkArticle && !isArticleAddress(u) || kind == LinkOther {
		return
	}
	s.add(word, title, "")
}

// addressOpening is how an address begins.
var addressOpening = regexp.MustCompile(`^(?:https?://|//?|n/article/|p/|\?page=)(?s:.)`)

// isArticleAddress reports an address in a form that only articles have; a
// number alone at the end of an address in a script may be anything.
func isArticleAddress(u *url.URL) bool {
	folder := path.Base(path.Dir(u.Path))
	return isIn(articleFolders, folder) || strings.HasSuffix(u.Path, ".html") || strings.HasSuffix(u.Path, ".shtml")
}

// articlePath is where an article stands of which no more than its number is
// known, on the host of the page that names it.
const articlePath = "/n/article/"

// addItem adds the article that an object names by its number and not by its
// address.
func (s *linkSet) addItem(o object, title string) {
	if number := itemNumber(o, title); number != "" {
		s.add(articlePath+number, title, "")
	}
}

// itemNumber gives the number of the article that an object names, empty if it
// names none, or something else, or gives its address too.
func itemNumber(o object, title string) string {
	number, model := o.text(numberKeys), o.text(modelKeys)
	if number == "" && model != "" {
		number = o.text([]string{"id"})
	}
	if !isNumber(number) || model != articleModel && (model != "" || title == "") || isAddressed(o) {
		return ""
	}
	return number
}

// isAddressed reports an object that names an article by its address.
func isAddressed(o object) bool {
	_, ok := ArticleNumber(o.text(addressKeys))
	return ok
}

// addElement adds the article that an element's own data name by its number.
func (s *linkSet) addElement(n *html.Node) {
	var o object
	for _, a := range n.Attr {
		if key, ok := strings.CutPrefix(a.Key, "data-"); ok {
			o = append(o, member{key, a.Val})
		}
	}
	if m := calls.FindStringSubmatch(cmp.Or(attribute(n, "onclick"), attribute(n, "href"))); m != nil {
		o = append(o, member{numberKeys[0], m[1]})
	}
	if o.text(numberKeys) != "" || o.text(modelKeys) != "" {
		s.addItem(o, textOf(n))
	}
}

// calls are what scripts do where an article's title is pressed: openArticle(8137676).
var calls = regexp.MustCompile(`(?i)^\s*(?:javascript:)?\s*(?:return )?[\w.$]*(?:article|detail|news|content|open|go|view|show|jump)\w*\(\s*["']?(\d{6,10})\b`)

// itemReach is how deep in the object that tells of pages their list is looked
// for.
const itemReach = 5

// addPaging adds the next page of a list, where an object tells of pages and
// holds articles, named by address or number.
func (s *linkSet) addPaging(o object) {
	next := s.nextAddress(o)
	if next == "" {
		return
	}
	for inner := range objects(o, itemReach) {
		if isAddressed(inner) || itemNumber(inner, titleIn(inner)) != "" {
			s.add(next, "", "next")
			return
		}
	}
}

// nextAddress gives the address of the next page, "" for none: the address itself, the mark
// that the server gives it, the entry that it begins with, or its number.
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
	size, total := number(o, sizeKeys), number(o, totalKeys)
	if key, offset := s.numberIn(offsetNames); key != "" {
		if size > 0 && (offset+size < total || total < 0 && isMore(o)) {
			return s.with(key, strconv.Itoa(offset+size))
		}
		return ""
	}
	key, asked := s.numberIn(pageKeys[:countedKeys])
	current, next := number(o, currentKeys), number(o, nextKeys)
	told := current >= 0 || key != ""
	if current < 0 {
		current = asked
	}
	switch {
	case next > current:
	case current < number(o, pagesKeys), size >= 0 && current*size < total, told && isMore(o):
		next = current + 1
	default:
		return ""
	}
	return s.with(cmp.Or(key, pageKeys[0]), strconv.Itoa(next))
}

// isMore reports an object that says that its list goes on.
func isMore(o object) bool { return o.under(moreKeys) == true || number(o, moreKeys) == 1 }

// number gives the number under one of names, -1 for none.
func number(o object, names []string) int {
	if n, err := strconv.Atoi(o.text(names)); err == nil {
		return n
	}
	return -1
}

// numberIn gives the first of names under which the page's own address carries a
// number, and that; "" and 1 where it has none.
func (s *linkSet) numberIn(names []string) (name string, n int) {
	if s.base != nil {
		query := s.base.Query()
		for _, name := range names {
			if n, err := strconv.Atoi(query.Get(name)); err == nil {
				return name, n
			}
		}
	}
	return "", 1
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
