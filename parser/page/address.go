package page

import (
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ArticleNumber gives the source's number for the article at an address: 8137676 for
// www.dutenews.com/p/8137676.html and m.dutenews.com/n/article/8137676. Of an address in
// another form it is the last part of the path that is a number of five digits or more, or
// the one under contentid or the like in the query of a path that ends in detail or
// article. A later part of an article has a number of its own: 8137676_2 for
// /p/8137676_2.html and /n/article/8137676?page=2, see ArticlePart.
func ArticleNumber(address string) (string, bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return "", false
	}
	return articleNumberOf(u)
}

// ArticleNumber is the number of the article, by the address where none is given.
func (in Input) ArticleNumber() string {
	if in.Number != "" {
		return in.Number
	}
	number, _ := ArticleNumber(in.URL)
	return number
}

// ArticlePart takes the number that ArticleNumber gives apart: 8137676 and 2
// for 8137676_2. The first part, or the whole article, is part 1.
func ArticlePart(number string) (article string, part int) {
	article, suffix, ok := strings.Cut(number, "_")
	if n, err := strconv.Atoi(suffix); ok && err == nil {
		return article, n
	}
	return number, 1
}

// numbered gives the number of a part of an article.
func numbered(article, part string) string {
	if isPart(part) {
		return article + "_" + part
	}
	return article
}

// isPart reports the number of a second or later part.
func isPart(s string) bool { return isNumber(s) && len(s) <= 2 && s[0] != '0' && s != "1" }

func articleNumberOf(u *url.URL) (string, bool) {
	p := u.Path
	if u.Opaque != "" { // an address with a port and without a scheme
		p = u.Opaque
	}
	parts := strings.Split(strings.Trim(p, "/"), "/")
	for i := len(parts) - 1; i >= 0 && i >= len(parts)-2; i-- {
		if i > 0 && isIn(listFolders, parts[i-1]) || i > 1 && isIn(viewFolders, parts[i-1]) && isIn(listFolders, parts[i-2]) {
			return "", false
		}
		known := i > 0 && isIn(articleFolders, parts[i-1])
		n, ok := numberOf(parts[i], known)
		switch {
		case !ok:
		case known && i < len(parts)-1:
			return numbered(n, parts[i+1]), true
		case strings.Contains(n, "_"):
			return n, true
		default:
			return numbered(n, pageIn(u.Query())), true
		}
	}
	if last := parts[len(parts)-1]; isIn(viewFolders, last) || isIn(articleFolders, last) {
		return numberInQuery(u.Query())
	}
	return "", false
}

// numberInQuery gives the number of an article that an address has in its query:
// /detail?contentid=8137676.
func numberInQuery(query url.Values) (string, bool) {
	for _, key := range slices.Sorted(maps.Keys(query)) {
		if n, ok := numberOf(query.Get(key), false); ok && slices.Contains(numberKeys, normal(key)) {
			return numbered(n, pageIn(query)), true
		}
	}
	return "", false
}

// pageIn gives the number of a page in a query.
func pageIn(query url.Values) string {
	for _, key := range pageKeys[:countKeys] {
		if v := query.Get(key); v != "" {
			return v
		}
	}
	return ""
}

// listFolders are those under which lists, people and files are numbered, articleFolders
// those under which articles are, however short the number.
var (
	listFolders = strings.Fields(`topic topics special specials subject zt zhuanti tag tags channel channels list lists category column columns
		user users author authors member account page pages search static images image img upload uploads file files js css`)
	articleFolders = []string{"article", "p", "a"}
	// viewFolders say how either is shown: /topic/detail/20713.
	viewFolders = []string{"detail", "info", "show", "view", "index"}
)

// isIn reports a part of a path that is one of folders.
func isIn(folders []string, part string) bool { return slices.Contains(folders, strings.ToLower(part)) }

// numberOf gives the number that a part of a path consists of, with that of
// the article's part.
func numberOf(segment string, known bool) (string, bool) {
	m := numberedName.FindStringSubmatch(segment)
	if m == nil || !known && len(m[1]) < 5 {
		return "", false
	}
	return numbered(m[1], m[2]), true
}

// numberedName is the number of an article with that of its part: 8137676.html,
// 8137676_2, 8137676-2.
var numberedName = regexp.MustCompile(`^(\d{1,20})(?:[_-]([1-9]\d?))?(?i:\.html?|\.shtml|\.txt)?$`)

func isNumber(s string) bool { return s != "" && len(s) <= 20 && strings.Trim(s, "0123456789") == "" }

// ArticleNumberInName gives the article number in the name of a saved file: 8137676 for
// 8137676.html or site_8137676.htm, 8137676_2 for a later part. It is the last run of five
// digits or more in the name that is no date such as 20240428.
func ArticleNumberInName(file string) (string, bool) {
	name := path.Base(strings.ReplaceAll(file, `\`, "/"))
	if i := strings.IndexByte(name, '.'); i > 0 {
		name = name[:i]
	}
	if isNumber(name) {
		return name, true
	}
	best, ok := "", false
	for _, at := range digits.FindAllStringIndex(name, -1) {
		run := name[at[0]:at[1]]
		if _, err := time.Parse("20060102", run); len(run) < 5 || len(run) > 12 || err == nil && run[:2] == "20" {
			continue
		}
		best, ok = run, true
		if m := numberedName.FindStringSubmatch(name[at[0]:]); m != nil {
			best = numbered(run, m[2])
		}
	}
	return best, ok
}

var digits = regexp.MustCompile(`\d+`)

// pageKeys are the names under which addresses carry the place of a page in a
// list: first those that mean the number of a page and nothing else, then those
// that may mean it, then those that count entries.
var pageKeys = []string{"page", "pageNo", "pageno", "pageNum", "pageIndex", "currentPage", "pageNumber", "curPage", "p", "pn", "offset", "start", "cursor", "pageToken", "token", "max_id"}

const (
	countKeys   = 8
	countedKeys = 10
)

// offsetNames are those that count entries.
var offsetNames = pageKeys[countedKeys : countedKeys+2]

// PageKeys lists the names under which addresses carry the number of a page.
func PageKeys() []string { return slices.Clone(pageKeys[:countedKeys]) }
