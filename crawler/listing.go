package crawler

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

const (
	// pagesPerCrawl bounds the listing pages of one crawl; a listing that
	// never ends is taken up again where it was left.
	pagesPerCrawl = 50
	// patience is how many pages without anything unknown are read past when
	// an interrupted listing is taken up again: its pages may have shifted.
	patience = 2
)

// isTopic reports a link to the topic, also where its address has a number
// as an article's has.
func isTopic(link parser.Link) bool {
	return link.Kind == parser.LinkTopic || link.Kind == parser.LinkArticle &&
		(link.Text == columnMark || strings.Contains(link.Text, "专题") && strings.Contains(link.Text, columnMark))
}

func (v *visit) queueTopics(links []parser.Link) {
	for _, link := range links {
		if !isTopic(link) {
			continue
		}
		if u, err := parseAddress(link.URL); err == nil {
			v.queue(target{url: u, list: true, topic: true})
		}
	}
}

// takeListing queues what a listing page names. That it was read is
// remembered together with what it names and with the page that follows: so a
// crawl that ends at any point leaves no page out.
func (v *visit) takeListing(ctx context.Context, l target, a *answer) error {
	links := parser.Links(a.page)
	v.queueTopics(links)
	l.topic = l.topic || namesTopic(a.Body)
	if (l.start || l.topic) && !l.linked && !l.once && l.patience == 0 && !namesArticles(links) {
		v.report.Bad++
		v.problem(l.url, ItemBad, "a listing that names no article")
	}
	trusted := l.topic || l.start && a.reading.Kind != parser.PageArticle && !slices.ContainsFunc(links, func(k parser.Link) bool {
		return isTopic(k) || isColumnTitle(k.Text)
	})
	next, more := v.further(l, links)
	added, err := v.remember(ctx, choose(v.source, links, a.FinalURL, trusted), l.url, next.url)
	if err != nil || !more {
		return err
	}
	if added == 0 && l.patience == 0 { // nothing unknown here, so nothing behind it
		_, err := v.remember(ctx, nil, next.url, nil)
		return err
	}
	v.met[next.url.String()] = true
	v.listings = slices.Insert(v.listings, 0, next)
	return nil
}

func namesArticles(links []parser.Link) bool {
	return slices.ContainsFunc(links, func(k parser.Link) bool {
		return k.Kind == parser.LinkArticle || k.Kind == parser.LinkTopic
	})
}

// choose picks the articles worth fetching among the links of a page: all of
// them on a listing that is trusted, those that name the column elsewhere.
func choose(from *Source, links []parser.Link, page string, trusted bool) (found []source.Article) {
	for _, link := range links {
		if link.Kind != parser.LinkArticle || link.Number == "" || isTopic(link) || !trusted && !isColumnTitle(link.Text) {
			continue
		}
		if _, part := parser.ArticlePart(link.Number); part > 1 {
			continue // its column says where it goes on
		}
		if u, err := parseAddress(link.URL); err == nil && from.Allows(u) {
			found = append(found, source.Article{Number: link.Number, URL: u.String(), Title: link.Text, FoundOn: page})
		}
	}
	return found
}

// remember notes what a page names, and which listing pages are still to be
// read: the one that follows, and no longer the one that is done; both may be
// nil. Of the articles those are queued of which nothing is held.
func (v *visit) remember(ctx context.Context, found []source.Article, done, next *url.URL) (added int, err error) {
	pending := slices.DeleteFunc(slices.Clone(v.pending), func(note string) bool { return done != nil && notes(note, done) })
	if next != nil && !slices.ContainsFunc(pending, func(note string) bool { return notes(note, next) }) {
		pending = append(pending, next.String())
	}
	if len(found) == 0 && slices.Equal(pending, v.pending) {
		return 0, nil
	}
	v.pending = pending
	for i := range found {
		found[i].FoundAt = v.cfg.Now()
	}
	if added, err = v.cfg.Store.Found(ctx, v.source.Name, found, v.pending); err != nil {
		return 0, err
	}
	v.report.Found += added
	for _, a := range found {
		if v.met[a.Number] {
			continue
		}
		t := target{number: a.Number}
		if err := v.lookUp(ctx, &t); err != nil {
			return 0, err
		}
		if v.met[a.Number] = t.known.Read || t.known.NotBefore.After(v.cfg.Now()); !v.met[a.Number] {
			v.queueAll([]source.Article{a}, false)
		}
	}
	return added, nil
}

// readNote takes apart what is noted of a pending listing page: its address, and
// behind it in how many crawls it failed, where it did.
func readNote(note string) (address string, failures int) {
	address, count, _ := strings.Cut(note, " ")
	failures, _ = strconv.Atoi(count) // none is 0
	return address, failures
}

func notes(note string, u *url.URL) bool {
	address, _ := readNote(note)
	return address == u.String()
}

// bear counts a crawl in which a pending listing page failed although something
// else of its source could be read, and gives the page up after a few.
func (v *visit) bear(ctx context.Context, t target, a *answer) error {
	i := slices.IndexFunc(v.pending, func(note string) bool { return notes(note, t.url) })
	if i < 0 || a.stop != nil || v.believed == 0 && a.gate.good == nil {
		return nil
	}
	_, failures := readNote(v.pending[i])
	if failures++; failures >= patientCrawls {
		return v.giveUp(ctx, t.url, fmt.Sprintf("it failed in %d crawls: %s", failures, a.Reason))
	}
	v.pending = slices.Clone(v.pending)
	v.pending[i] = fmt.Sprint(t.url, " ", failures)
	_, err := v.cfg.Store.Found(ctx, v.source.Name, nil, v.pending)
	return err
}

// giveUp reads a pending listing page no more, and says so.
func (v *visit) giveUp(ctx context.Context, u *url.URL, why string) error {
	v.cfg.Log.WarnContext(ctx, "listing page is given up", "source", v.source.Name, "url", u.String(), "why", why)
	_, err := v.remember(ctx, nil, u, nil)
	return err
}

// further gives the page that follows a listing page: the one its links name,
// or else the same address with the next page number.
func (v *visit) further(l target, links []parser.Link) (next target, more bool) {
	here, _ := pageNumber(l.url)
	next = target{list: true, topic: l.topic, patience: max(0, l.patience-1)}
	number := 0
	for _, link := range links {
		if link.Kind != parser.LinkNext {
			continue
		}
		u, err := parseAddress(link.URL)
		if err != nil || v.met[u.String()] || !v.source.Allows(u) {
			continue
		}
		if n, ok := pageNumber(u); (!ok || n > here) && (!next.linked || n < number) {
			next.url, next.linked, number = u, true, n
		}
	}
	if !next.linked && l.linked {
		return target{}, false
	}
	if !next.linked {
		u := *l.url
		query := u.Query()
		key := "page"
		if i := slices.IndexFunc(parser.PageKeys(), query.Has); i >= 0 {
			key = parser.PageKeys()[i]
		}
		query.Set(key, strconv.Itoa(here+1))
		u.RawQuery = query.Encode()
		next.url, next.once = &u, true
	}
	if v.met[next.url.String()] {
		return target{}, false
	}
	return next, true
}

// pageNumber reads the number of a listing page from its address; a page
// without one is the first.
func pageNumber(u *url.URL) (int, bool) {
	for _, key := range parser.PageKeys() {
		if n, err := strconv.Atoi(u.Query().Get(key)); err == nil && n > 0 {
			return n, true
		}
	}
	if m := pagePath.FindStringSubmatch(u.Path); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil && n > 1 {
			return n, true
		}
	}
	return 1, false
}

// pagePath is how a path carries the number of a page: list_2.html, page/2.
var pagePath = regexp.MustCompile(`(?:_|page/)(\d+)(?:\.html)?$`)

// headline is the title or a first heading of a page, or the column's name as that of
// an answer of JSON, above its list; topicInGBK is the name in the charset of old
// Chinese sites.
var (
	headline   = regexp.MustCompile(`(?s)<(?:title|h1).*?</|^\s*{[^<\[]*?"(?:title|name)"\s*:\s*"` + columnMark + `"`)
	topicInGBK = []byte("\xc9\xee\xd5\xfe\xb9\xdb\xb2\xec")
)

// namesTopic reports whether a listing says in its title or first headings
// that it lists the column, in UTF-8 or GBK.
func namesTopic(body []byte) bool {
	return slices.ContainsFunc(headline.FindAll(body, 2), func(h []byte) bool {
		return bytes.Contains(h, []byte(columnMark)) || bytes.Contains(h, topicInGBK)
	})
}
