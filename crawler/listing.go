package crawler

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"

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

// listing is a listing page to be read.
type listing struct {
	address  *url.URL
	start    bool // named by the operator
	topic    bool // lists the column, so that every article in it counts
	patience int
	// linked is true for a further page that a link names, guessed for one
	// that no link names. Where further pages are linked, the last is the one
	// without such a link.
	linked, guessed bool
}

func (v *visit) queueListing(l listing) {
	if key := l.address.String(); !v.pages[key] && v.hosts.allows(l.address) {
		v.pages[key] = true
		v.listings = append(v.listings, l)
	}
}

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
			v.queueListing(listing{address: u, topic: true})
		}
	}
}

// nextListing gives the next listing page, as long as enough requests are
// left for the articles that wait.
func (v *visit) nextListing() (listing, bool) {
	most := pagesPerCrawl
	if len(v.articles) > 0 {
		most = max(1, min(most, v.source.MaxRequests/2))
	}
	if len(v.listings) == 0 || v.asked >= most {
		return listing{}, false
	}
	l := v.listings[0]
	v.listings = v.listings[1:]
	v.asked++
	return l, true
}

// readListing reads one listing page, queues what it names and goes on to the
// next page as long as pages bring something unknown.
func (v *visit) readListing(ctx context.Context, l listing) error {
	t := target{url: l.address, want: wantListing, once: l.guessed, from: l}
	if l.start {
		t.want = wantAny
	}
	return v.askListing(ctx, t)
}

func (v *visit) askListing(ctx context.Context, t target) error {
	l := t.from
	r, err := v.ask(ctx, t)
	if err != nil || v.again(t, r) {
		return err
	}
	ok := v.outcome(t, r)
	if r.verdict == source.Gone && l.start {
		v.problem(t.url, "", ItemMissing, r.reason)
	}
	switch {
	case !ok && l.guessed && r.stop == nil:
		return v.leave(ctx, l)
	case !ok:
		return nil // still pending if it was a further page
	case r.verdict == source.Gone:
		return v.leave(ctx, l)
	}
	v.read++
	if r.verdict == source.Good { // a start page that is itself a column
		v.count(t, r)
		return v.linksOfColumn(ctx, r)
	}
	return v.takeListing(ctx, l, r)
}

// takeListing queues what a listing page names. The further page is
// remembered before the articles are, and forgotten only when it was read: so
// a crawl that ends at any point in between leaves no page out.
func (v *visit) takeListing(ctx context.Context, l listing, r result) error {
	links := parser.Links(r.page)
	v.queueTopics(links)
	l.topic = l.topic || namesTopic(r.answer.body)
	next, more := v.further(l, links)
	if more {
		if err := v.pend(ctx, next); err != nil {
			return err
		}
	}
	if (l.start || l.topic) && !l.linked && !l.guessed && l.patience == 0 && !namesArticles(links) {
		v.report.Bad++
		v.problem(l.address, "", ItemBad, "a listing that names no article")
	}
	trusted := l.topic || l.start && r.reading.Kind != parser.PageArticle && !slices.ContainsFunc(links, func(k parser.Link) bool {
		return isTopic(k) || isColumnTitle(k.Text)
	})
	added, err := v.remember(ctx, v.choose(links, r.answer.url.String(), trusted))
	if err != nil {
		return err
	}
	if more && (added > 0 || l.patience > 0) {
		v.pages[next.address.String()] = true
		v.listings = slices.Insert(v.listings, 0, next)
	} else if more {
		if err := v.leave(ctx, next); err != nil {
			return err
		}
	}
	return v.leave(ctx, l)
}

func namesArticles(links []parser.Link) bool {
	return slices.ContainsFunc(links, func(k parser.Link) bool {
		return k.Kind == parser.LinkArticle || k.Kind == parser.LinkTopic
	})
}

// choose picks the articles worth fetching among the links of a page: all of
// them on a listing that is trusted, those that name the column elsewhere.
func (v *visit) choose(links []parser.Link, page string, trusted bool) []source.Article {
	var found []source.Article
	for _, link := range links {
		if link.Kind != parser.LinkArticle || link.Number == "" || isTopic(link) || !trusted && !isColumnTitle(link.Text) {
			continue
		}
		if _, part := parser.ArticlePart(link.Number); part > 1 {
			continue // its column says where it goes on
		}
		if u, err := parseAddress(link.URL); err == nil && v.hosts.allows(u) {
			found = append(found, source.Article{Number: link.Number, URL: u.String(), Title: link.Text, FoundOn: page})
		}
	}
	return found
}

// remember notes found articles and queues those of which nothing is held.
func (v *visit) remember(ctx context.Context, found []source.Article) (added int, err error) {
	if len(found) == 0 {
		return 0, nil
	}
	if added, err = v.found(ctx, found); err != nil {
		return 0, err
	}
	v.report.Found += added
	for _, a := range found {
		if v.numbers[a.Number] {
			continue
		}
		have, err := v.cfg.Store.Known(ctx, v.source.Name, a.Number)
		if err != nil {
			return 0, fmt.Errorf("look up article %s: %w", a.Number, err)
		}
		if have.Read || have.NotBefore.After(v.cfg.Now()) {
			v.numbers[a.Number] = true
			continue
		}
		v.queueAll([]source.Article{a})
	}
	return added, nil
}

// further gives the page that follows a listing page: the one its links name,
// or else the same address with the next page number.
func (v *visit) further(l listing, links []parser.Link) (listing, bool) {
	here, _ := pageNumber(l.address)
	best, bestNumber, named := listing{}, 0, false
	for _, link := range links {
		if link.Kind != parser.LinkNext {
			continue
		}
		u, err := parseAddress(link.URL)
		if err != nil || v.pages[u.String()] || !v.hosts.allows(u) {
			continue
		}
		n, ok := pageNumber(u)
		if ok && n <= here {
			continue
		}
		if !named || n < bestNumber {
			best, bestNumber, named = listing{address: u, linked: true}, n, true
		}
	}
	if !named && l.linked {
		return listing{}, false
	}
	if !named {
		u := *l.address
		query := u.Query()
		query.Set("page", strconv.Itoa(here+1))
		u.RawQuery = query.Encode()
		best = listing{address: &u, guessed: true}
	}
	best.topic, best.patience = l.topic, max(0, l.patience-1)
	return best, !v.pages[best.address.String()]
}

// pageNumber reads the number of a listing page from its address; a page
// without one is the first.
func pageNumber(u *url.URL) (int, bool) {
	for _, key := range [...]string{"page", "p", "pn", "pageNo", "pageNum", "pageno", "currentPage"} {
		if n, err := strconv.Atoi(u.Query().Get(key)); err == nil && n > 0 {
			return n, true
		}
	}
	path := u.Path
	if i := len(path) - len(".html"); i > 0 && path[i:] == ".html" {
		path = path[:i]
	}
	end := len(path)
	for end > 0 && path[end-1] >= '0' && path[end-1] <= '9' {
		end--
	}
	if n, err := strconv.Atoi(path[end:]); err == nil && n > 1 && end > 0 && (path[end-1] == '_' || bytes.HasSuffix([]byte(path[:end]), []byte("page/"))) {
		return n, true
	}
	return 1, false
}

// pend remembers a page that is still to be read.
func (v *visit) pend(ctx context.Context, l listing) error {
	address := l.address.String()
	if slices.Contains(v.pending, address) {
		return nil
	}
	v.pending = append(v.pending, address)
	_, err := v.found(ctx, nil)
	return err
}

// leave forgets a page that has been read or leads nowhere.
func (v *visit) leave(ctx context.Context, l listing) error {
	i := slices.Index(v.pending, l.address.String())
	if i < 0 {
		return nil
	}
	v.pending = slices.Delete(v.pending, i, i+1)
	_, err := v.found(ctx, nil)
	return err
}

// found remembers articles, and the listing pages that are still to be read.
func (v *visit) found(ctx context.Context, articles []source.Article) (added int, err error) {
	for i := range articles {
		articles[i].FoundAt = v.cfg.Now()
	}
	if added, err = v.cfg.Store.Found(ctx, v.source.Name, articles, v.pending); err != nil {
		return 0, fmt.Errorf("remember what was found: %w", err)
	}
	return added, nil
}

// namesTopic reports whether a listing says in its title or first heading
// that it lists the column, in UTF-8 or GBK.
func namesTopic(body []byte) bool {
	mark := []byte(columnMark)
	gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes(mark)
	if err != nil {
		gbk = mark
	}
	for _, element := range [...]string{"title", "h1"} {
		_, rest, ok := bytes.Cut(body, []byte("<"+element))
		if !ok {
			continue
		}
		inner, _, _ := bytes.Cut(rest, []byte("</"+element))
		if bytes.Contains(inner, mark) || bytes.Contains(inner, gbk) {
			return true
		}
	}
	return false
}
