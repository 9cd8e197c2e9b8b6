package parser

import (
	"bytes"
	"strings"
)

// metadata is what a page says of itself outside its printed text.
type metadata struct {
	title     string // <title>
	ogTitle   string
	published string
}

// addTitle takes the text of <title>; only the first counts.
func (m *metadata) addTitle(text []byte) {
	if m.title == "" {
		m.title = collapse(text)
	}
}

// addMeta takes one <meta> element.
func (m *metadata) addMeta(s *tagScanner) {
	var name, content []byte
	for _, a := range s.attributes() {
		switch a.name {
		case attrName, attrProperty, attrItemprop:
			if len(name) == 0 {
				name = s.value(a)
			}
		case attrContent:
			content = s.value(a)
		}
	}
	switch string(bytes.ToLower(name)) {
	case "og:title":
		if m.ogTitle == "" {
			m.ogTitle = collapse(content)
		}
	case "article:published_time", "og:release_date", "datepublished", "publishdate", "pubdate", "publish_time":
		if m.published == "" {
			m.published = collapse(content)
		}
	}
}

// best gives the title: the one for sharing is free of the site's name, where
// the page has it.
func (m *metadata) best() string {
	t := withoutSite(m.title)
	if og := m.ogTitle; og != "" && (t == "" || strings.Contains(m.title, og)) {
		return og
	}
	return t
}

// sites are the names that sites append to the titles of their pages.
var sites = [...]string{"读特", "读特新闻", "读特客户端", "读特新闻客户端", "深圳特区报", "深圳新闻网", "深圳报业集团", "奥一网", "澎湃新闻", "腾讯新闻", "新浪网", "搜狐网", "网易"}

// withoutSite cuts the site's name off a title, where nothing else stands
// behind the last separator.
func withoutSite(title string) string {
	for {
		i := strings.LastIndexAny(title, "_-|丨—–－｜")
		if i <= 0 {
			return title
		}
		_, tail, _ := strings.Cut(title[i:], string([]rune(title[i:])[0]))
		if !isSite(strings.TrimSpace(tail)) {
			return title
		}
		title = strings.TrimRight(title[:i], " _-|丨—–－｜")
	}
}

func isSite(s string) bool {
	for _, site := range sites {
		if s == site {
			return true
		}
	}
	return s == ""
}

// collapse gives the printed text of a value: no zero-width characters, one
// space for each run of white space, none at the ends.
func collapse(text []byte) string {
	var b lineBuilder
	b.addText(text)
	b.endLine()
	return b.joined()
}
