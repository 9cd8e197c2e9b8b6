package page

import (
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

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
	if next := o.under(nextKeys); next != nil && holdsItems(o, itemReach) {
		if address, ok := next.(string); ok && strings.ContainsAny(address, "/?") {
			s.add(address, "", "", "next")
			return
		}
	}
	if next := s.nextPage(o); next > 0 && holdsItems(o, itemReach) {
		s.add(s.paged(next), "", "", "next")
	}
}

// nextPage gives the number of the page that follows, 0 if none does or
// nothing is told.
func (s *linkSet) nextPage(o object) int {
	current, told := number(o, currentKeys)
	pages, counted := number(o, pagesKeys)
	size, sized := number(o, sizeKeys)
	total, totalled := number(o, totalKeys)
	more, _ := o.under(moreKeys).(bool)
	next, named := number(o, nextKeys)
	if m, ok := number(o, moreKeys); ok && m == 1 {
		more = true
	}
	if !told {
		current = 1
		if s.base != nil {
			if n, err := strconv.Atoi(pageIn(s.base.Query())); err == nil {
				current = n
			}
		}
	}
	switch {
	case named && next > current:
		return next
	case counted && current < pages, sized && totalled && current*size < total, told && more:
		return current + 1
	}
	return 0
}

// number gives the number under one of names.
func number(o object, names []string) (int, bool) {
	n, err := strconv.Atoi(o.text(names))
	return n, err == nil
}

// paged gives the page's own address with another number of a page.
func (s *linkSet) paged(n int) string {
	u := url.URL{}
	if s.base != nil {
		u = *s.base
	}
	query, name := u.Query(), pageKeys[0]
	for _, key := range pageKeys {
		if query.Has(key) {
			name = key
			break
		}
	}
	query.Set(name, strconv.Itoa(n))
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
