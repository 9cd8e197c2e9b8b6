package page

import (
	"net/url"
	"path"
	"strings"
)

// ArticleNumber gives the source's number for the article at an address:
// 8137676 for www.dutenews.com/n/article/8137676, www.dutenews.com/p/8137676.html
// and m.dutenews.com/n/article/8137676. Scheme, host, query and fragment do
// not matter. Of an address in another form it is the last part of the path
// that is a number of five digits or more, with or without .html.
func ArticleNumber(address string) (string, bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return "", false
	}
	return articleNumberOf(u)
}

func articleNumberOf(u *url.URL) (string, bool) {
	p := u.Path
	if u.Opaque != "" { // an address with a port and without a scheme
		p = u.Opaque
	}
	parts := strings.Split(strings.Trim(p, "/"), "/")
	for i := len(parts) - 1; i >= 0 && i >= len(parts)-2; i-- {
		if i > 0 && isListFolder(parts[i-1]) {
			return "", false
		}
		if n, ok := numberOf(parts[i], i > 0 && isArticleFolder(parts[i-1])); ok {
			return n, true
		}
	}
	return "", false
}

// isListFolder reports the folders under which lists, people and files are
// numbered, and not articles.
func isListFolder(part string) bool {
	switch strings.ToLower(part) {
	case "topic", "topics", "special", "specials", "subject", "zt", "zhuanti", "tag", "tags", "channel", "channels", "list", "lists", "category", "column", "columns",
		"user", "users", "author", "authors", "member", "account", "page", "pages", "search", "static", "images", "image", "img", "upload", "uploads", "file", "files", "js", "css":
		return true
	}
	return false
}

// isArticleFolder reports the folders under which articles are numbered,
// however short the number.
func isArticleFolder(part string) bool {
	switch strings.ToLower(part) {
	case "article", "p", "a":
		return true
	}
	return false
}

// numberOf gives the number that a part of a path consists of.
func numberOf(part string, known bool) (string, bool) {
	stem := part
	switch ext := strings.ToLower(path.Ext(part)); ext {
	case ".html", ".htm", ".shtml", ".txt":
		stem = part[:len(part)-len(ext)]
	}
	if !isNumber(stem) || !known && len(stem) < 5 {
		return "", false
	}
	return stem, true
}

func isNumber(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != "" && len(s) <= 20
}

// ArticleNumberInName gives the article number in the name of a saved file:
// 8137676 for 8137676.html, 8137676.txt, or site_8137676.htm. It is the last
// run of five digits or more in the name; a date such as 2024-04-28 or
// 20240428 beside it is not taken for it.
func ArticleNumberInName(file string) (string, bool) {
	name := path.Base(strings.ReplaceAll(file, `\`, "/"))
	if i := strings.IndexByte(name, '.'); i > 0 {
		name = name[:i]
	}
	if isNumber(name) {
		return name, true
	}
	best, ok := "", false
	for i := 0; i < len(name); {
		j := i
		for j < len(name) && name[j] >= '0' && name[j] <= '9' {
			j++
		}
		if run := name[i:j]; len(run) >= 5 && len(run) <= 12 && !isCompactDate(run) {
			best, ok = run, true
		}
		i = max(j, i+1)
	}
	return best, ok
}

// isCompactDate reports YYYYMMDD of this century.
func isCompactDate(run string) bool {
	if len(run) != 8 || run[:2] != "20" {
		return false
	}
	return run[4:6] >= "01" && run[4:6] <= "12" && run[6:] >= "01" && run[6:] <= "31"
}
