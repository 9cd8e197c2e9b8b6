package crawler

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// Past is what a backfill needs to know beside the Store.
type Past interface {
	// Articles lists every article that was ever found.
	Articles(ctx context.Context) ([]source.Article, error)
	// ListingPages gives the addresses of the pages of a source that are held
	// and are no article's.
	ListingPages(ctx context.Context, name string) ([]string, error)
	// HasCapture reports whether a capture of this address and time is held.
	HasCapture(ctx context.Context, address string, at time.Time) (bool, error)
	// Setting and SetSetting keep what an interrupted backfill has done.
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
}

// Backfill asks a web archive's index for captures of the sources' articles
// and listing pages and keeps them, dated as the archive dates them. What is
// held already is not asked for again, and an interrupted backfill goes on
// where it was. What the archive does wrong is in the report.
func (c *Crawler) Backfill(ctx context.Context, cdx, runID string, past Past) (Report, error) {
	index, err := parseAddress(cdx)
	if err != nil {
		return Report{}, fmt.Errorf("backfill from %s: %w", cdx, err)
	}
	cr := &crawl{Crawler: c, request: Request{RunID: runID}, gates: map[string]*gate{}, robots: map[string]policy{}}
	cr.report.RunID, cr.report.Started = runID, c.cfg.Now()
	from := &Source{Name: "backfill", Hosts: []string{index.Host}, MaxRequests: 1 << 30, MaxWait: defaultMaxWait}
	if index.Host == commonCrawlIndex {
		from.Hosts = append(from.Hosts, commonCrawlFiles)
	}
	for _, s := range c.cfg.Sources {
		from.Delay = max(from.Delay, s.Delay)
	}
	b := &backfill{visit: newVisit(cr, from), past: past, index: index, replay: replayRoot(index), done: map[string]bool{}, known: map[string]*wanted{}}
	defer b.close()
	b.collector = b.newCollector(ctx)
	err = b.run(ctx)
	var stop *stopped
	if errors.As(err, &stop) {
		cr.report.fail(Item{Source: from.Name, URL: cdx, Kind: stop.kind, Reason: stop.reason})
		cr.report.Left, cr.report.silent = len(b.queue), 1
		err = nil
	}
	cr.report.Ended = c.cfg.Now()
	return cr.report, err
}

// wanted is an article or a listing page that is looked for.
type wanted struct {
	source *Source
	hosts  hostList
	number string   // "" for a listing page
	urls   []string // its addresses, in every form
}

// key names it among what is done.
func (w *wanted) key() string { return w.source.Name + " " + cmp.Or(w.number, w.urls[0]) }

type backfill struct {
	*visit
	past   Past
	index  *url.URL
	replay string
	queue  []*wanted
	known  map[string]*wanted
	done   map[string]bool
	// unpaged is true once the server did not understand a question for pages.
	unpaged bool
}

// setting is where it is kept what an interrupted backfill has done.
func (b *backfill) setting() string { return "backfill." + b.index.String() }

func (b *backfill) run(ctx context.Context) error {
	if err := b.begin(ctx); err != nil {
		return err
	}
	for len(b.queue) > 0 {
		w := b.queue[0]
		if !b.done[w.key()] {
			if err := b.look(ctx, w); err != nil {
				return err
			}
			b.done[w.key()] = true
			if err := b.remember(ctx); err != nil {
				return err
			}
		}
		b.queue = b.queue[1:]
		b.visit.done++
		b.cfg.Progress(Progress{Source: w.source.Name, Done: b.visit.done, Total: b.visit.done + len(b.queue), Page: w.urls[0]})
	}
	clear(b.done) // the next one looks at everything again
	return b.remember(ctx)
}

// remember keeps what is done.
func (b *backfill) remember(ctx context.Context) error {
	keys := []string{}
	for key := range b.done {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	text, err := json.Marshal(keys)
	if err != nil {
		return fmt.Errorf("remember what is done: %w", err)
	}
	return b.past.SetSetting(ctx, b.setting(), string(text))
}

// begin queues the listing pages and articles that are known.
func (b *backfill) begin(ctx context.Context) error {
	text, err := b.past.Setting(ctx, b.setting())
	if err != nil {
		return err
	}
	if text != "" {
		var keys []string
		if err := json.Unmarshal([]byte(text), &keys); err != nil {
			return fmt.Errorf("read setting %s: %w", b.setting(), err)
		}
		for _, key := range keys {
			b.done[key] = true
		}
	}
	articles, err := b.past.Articles(ctx)
	if err != nil {
		return err
	}
	for i := range b.cfg.Sources {
		s := &b.cfg.Sources[i]
		held, err := b.past.ListingPages(ctx, s.Name)
		if err != nil {
			return err
		}
		for _, address := range s.Start {
			b.want(s, address, false)
		}
		for _, address := range held {
			if !strings.HasSuffix(address, "/robots.txt") {
				b.want(s, address, true)
			}
		}
		for _, a := range articles {
			if a.Source == s.Name {
				b.want(s, a.URL, false)
			}
		}
	}
	// Listings first: they name articles.
	slices.SortStableFunc(b.queue, func(a, b *wanted) int {
		return cmp.Or(cmp.Compare(len(a.number), len(b.number)), strings.Compare(a.number, b.number))
	})
	return nil
}

// want queues an address: an article's in every form that the site uses, one
// that is no article's, or known to be a listing's, as it is.
func (b *backfill) want(s *Source, address string, listing bool) {
	u, err := parseAddress(address)
	if err != nil {
		return
	}
	w := &wanted{source: s, hosts: newHostList(s.Hosts), urls: []string{u.String()}}
	if !listing {
		w.number, _ = parser.ArticleNumber(u.String())
	}
	if old := b.known[w.key()]; old != nil {
		w = old
		w.urls = append(w.urls, u.String())
	} else {
		b.known[w.key()] = w
		b.queue = append(b.queue, w)
	}
	if w.number == "" {
		return
	}
	for _, host := range s.Hosts {
		w.urls = append(w.urls, "http://"+host+"/p/"+w.number+".html", "http://"+host+"/n/article/"+w.number)
	}
	// An index knows an address under both schemes.
	seen := map[string]bool{}
	w.urls = slices.DeleteFunc(w.urls, func(u string) bool {
		_, bare, _ := strings.Cut(u, "://")
		again := seen[bare]
		seen[bare] = true
		return again
	})
}

// look brings in the captures of what is wanted, each content once.
func (b *backfill) look(ctx context.Context, w *wanted) error {
	seen := map[string]bool{}
	for _, address := range w.urls {
		rows, err := b.list(ctx, w, address)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if !row.worth() || row.digest != "" && seen[row.digest] || !b.believed(w, row) {
				continue
			}
			seen[row.digest] = true
			if err := b.capture(ctx, w, row); err != nil {
				return err
			}
		}
	}
	return nil
}

// believed reports whether a row can be of what was asked for. An index is
// believed as little as any other page.
func (b *backfill) believed(w *wanted, row cdxRow) bool {
	refuse := func(reason string) bool {
		b.report.fail(Item{Source: w.source.Name, Number: w.number, URL: row.original, Kind: ItemRefused, Reason: reason})
		return false
	}
	u, err := parseAddress(row.original)
	if err != nil {
		return refuse("the index lists no address: " + err.Error())
	}
	bare, www := *u, *u
	bare.Host, www.Host = strings.TrimPrefix(u.Host, "www."), "www."+u.Host
	if !w.hosts.allows(u) && !w.hosts.allows(&bare) && !w.hosts.allows(&www) {
		return refuse("the index lists another host than the one asked for")
	}
	if row.at.After(b.cfg.Now().Add(time.Minute)) {
		return refuse("the index lists a time in the future: " + row.at.Format(time.RFC3339))
	}
	if w.number == "" {
		return true
	}
	number, _ := parser.ArticleNumber(row.original)
	return number == w.number // another page of the site, where a server lists more than was asked for
}

// list asks the index for one address, all pages of its answer. An answer
// that is no index is named in the report and lists nothing.
func (b *backfill) list(ctx context.Context, w *wanted, address string) ([]cdxRow, error) {
	ask := func(more ...string) (cdxAnswer, []byte, error) {
		u := *b.index
		q := u.Query()
		q.Set("url", address)
		q.Set("output", "json")
		for i := 0; i+1 < len(more); i += 2 {
			q.Set(more[i], more[i+1])
		}
		u.RawQuery = q.Encode()
		return b.query(ctx, w, &u)
	}
	first, _, err := ask("showResumeKey", "true")
	rows := first.rows
	for next := first; err == nil && next.resume != "" && len(next.rows) > 0; {
		next, _, err = ask("showResumeKey", "true", "resumeKey", next.resume)
		rows = append(rows, next.rows...)
	}
	if err != nil || len(rows) == 0 || first.resume != "" || b.unpaged {
		return rows, err
	}
	_, body, err := ask("showNumPages", "true")
	pages, ok := parsePages(body)
	b.unpaged = !ok
	for page := 1; err == nil && page < pages; page++ {
		var next cdxAnswer
		next, _, err = ask("page", fmt.Sprint(page))
		rows = append(rows, next.rows...)
	}
	return rows, err
}

// query asks the index once. 404 is how some servers say that they hold none.
func (b *backfill) query(ctx context.Context, w *wanted, u *url.URL) (out cdxAnswer, body []byte, err error) {
	a, err := b.ask(ctx, u, http.Header{"Accept": {"application/json,text/plain,*/*"}})
	if err != nil {
		return out, nil, err
	}
	if a.status == http.StatusNotFound {
		return out, nil, b.told(ctx, w, a, source.Gone, "")
	}
	reason := fault(a)
	if _, isNumber := parsePages(a.body); reason == "" && !isNumber {
		if out, err = parseCDX(a.body); err != nil {
			reason = err.Error()
		}
	}
	return out, a.body, b.told(ctx, w, a, source.Page, reason)
}

// capture asks for one capture and keeps it, whatever it is: so it is not
// asked for again.
func (b *backfill) capture(ctx context.Context, w *wanted, row cdxRow) error {
	held, err := b.past.HasCapture(ctx, row.original, row.at)
	if err != nil || held {
		return err
	}
	address, part := row.address(b.replay, b.index.Host)
	u, err := parseAddress(address)
	if err != nil {
		b.report.fail(Item{Source: w.source.Name, Number: w.number, URL: row.original, Kind: ItemBad, Reason: err.Error()})
		return nil
	}
	head := http.Header{}
	if part != "" {
		head.Set("Range", part)
	}
	a, err := b.ask(ctx, u, head)
	if err != nil {
		return err
	}
	if a.status == http.StatusPartialContent && part != "" {
		openRecord(a)
	}
	reason := fault(a)
	if reason != "" && a.status != http.StatusNotFound {
		return b.told(ctx, w, a, source.Bad, reason)
	}
	page := parser.Page{Body: a.body, ContentType: a.contentType, URL: row.original, Source: w.source.Name, Number: w.number, CapturedAt: row.at}
	c := source.Capture{Source: w.source.Name, Number: w.number, URL: page.URL, FinalURL: page.URL, CapturedAt: page.CapturedAt,
		Method: source.MethodBackfill, Status: a.status, ContentType: a.contentType, RequestHead: a.requestHead, ResponseHead: a.responseHead,
		Body: a.body, Verdict: source.Bad, Reason: "from " + b.index.Host, RunID: b.request.RunID}
	var reading parser.Reading
	if reason == "" {
		c.Verdict = source.Page
		if reading = parser.Read(page); reading.Kind == parser.PageColumn && w.number != "" {
			c.Verdict = source.Good
		}
	}
	change, err := b.cfg.Store.Take(ctx, &c, &reading)
	if err != nil {
		return fmt.Errorf("keep %s: %w", page.URL, err)
	}
	b.report.Fetched++
	if reason == "" && w.number != "" {
		b.count(target{}, result{judgement: judgement{verdict: source.Good}, change: change})
	}
	if err := b.told(ctx, w, a, c.Verdict, reason); err != nil || w.number != "" && !ofColumn(change) {
		return err
	}
	return b.learnFrom(ctx, w, page)
}

// learnFrom queues what a page of the column or of its topic names.
func (b *backfill) learnFrom(ctx context.Context, w *wanted, page parser.Page) error {
	links := parser.Links(page)
	trusted := w.number == "" && namesTopic(page.Body)
	var found []source.Article
	for _, link := range links {
		u, err := parseAddress(link.URL)
		switch {
		case err != nil || !w.hosts.allows(u):
		case isTopic(link):
			b.want(w.source, u.String(), true)
		case link.Kind == parser.LinkArticle && link.Number != "" && (trusted || isColumnTitle(link.Text)):
			b.want(w.source, u.String(), false)
			found = append(found, source.Article{Source: w.source.Name, Number: link.Number, URL: u.String(), Title: link.Text,
				FoundAt: b.cfg.Now(), FoundOn: page.URL})
		}
	}
	work, err := b.cfg.Store.Work(ctx, w.source.Name, b.cfg.Now())
	if err != nil || len(found) == 0 {
		return err
	}
	added, err := b.cfg.Store.Found(ctx, w.source.Name, found, work.Listings)
	b.report.Found += added
	return err
}

// ask makes a request, again where that may help. An archive that has had
// enough is a *stopped.
func (b *backfill) ask(ctx context.Context, u *url.URL, head http.Header) (*answer, error) {
	for try := 1; ; try++ {
		t, err := b.newTrip(ctx, u, b.allowed)
		if err != nil {
			return nil, err
		}
		a, err := b.get(t, head)
		if err != nil {
			return nil, err
		}
		g, err := b.gate(ctx, a.url.Host)
		if err != nil {
			return nil, err
		}
		asked := parseRetryAfter(a.responseHead.Get("Retry-After"), b.cfg.Now())
		switch {
		case a.err != nil || a.broken:
			b.miss(g, u.String(), "no whole answer")
		case refusal(a.status):
			b.fail(g, u.String(), statusLine(a.status), asked)
		default:
			g.succeed()
			return a, nil
		}
		if !b.fits(asked) || len(g.bad) >= pagesInARow {
			g.stop = g.last
			return nil, errors.Join(b.record(ctx, a, string(source.Bad), g.stop.reason), g.stop)
		}
		if try == triesPerPage {
			return a, nil
		}
		if err := b.record(ctx, a, string(source.Bad), "asked again"); err != nil {
			return nil, err
		}
	}
}

// fault says why an answer is not believed; "" if it is.
func fault(a *answer) string {
	switch {
	case a.err != nil:
		return unanswered(a.err)
	case a.fault != "":
		return a.fault
	case a.status != http.StatusOK:
		return statusLine(a.status)
	}
	return ""
}

// told records the request, and the failure if it was one.
func (b *backfill) told(ctx context.Context, w *wanted, a *answer, outcome source.Verdict, reason string) error {
	if reason != "" {
		outcome = source.Bad
		b.report.Bad++
		b.report.fail(Item{Source: w.source.Name, Number: w.number, URL: a.url.String(), Kind: ItemBad, Reason: reason})
	}
	return b.record(ctx, a, string(outcome), reason)
}

// openRecord puts the response inside a WARC record in the place of the
// answer that brought the record.
func openRecord(a *answer) {
	unpacked, err := gzip.NewReader(bytes.NewReader(a.body))
	if err != nil {
		a.fault = "no WARC record: " + err.Error()
		return
	}
	from := bufio.NewReader(unpacked)
	text := textproto.NewReader(from)
	_, err = text.ReadLine()
	var head textproto.MIMEHeader
	if err == nil {
		head, err = text.ReadMIMEHeader()
	}
	var length int64
	if err == nil {
		length, err = strconv.ParseInt(head.Get("Content-Length"), 10, 64)
	}
	var res *http.Response
	if err == nil {
		res, err = http.ReadResponse(bufio.NewReader(io.LimitReader(from, length)), nil)
	}
	if err != nil {
		a.fault = "no WARC record of a response: " + err.Error()
		return
	}
	defer res.Body.Close() //nolint:errcheck // in memory
	if a.body, err = io.ReadAll(res.Body); err != nil {
		a.fault = "a WARC record that is cut off: " + err.Error()
	}
	a.status, a.responseHead, a.contentType = res.StatusCode, res.Header, res.Header.Get("Content-Type")
}
