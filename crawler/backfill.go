package crawler

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
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
	// OpenRecord reads the answer in a record of a WARC file: its status, header,
	// body, and what is doubtful of it as the reason.
	OpenRecord(ctx context.Context, record []byte) (source.Capture, error)
	// Setting and SetSetting keep what an interrupted backfill has done.
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error
}

// Backfill asks a web archive's index for captures of the sources' articles
// and listing pages and keeps them, dated as the archive dates them. What is
// held already is not asked for again, and an interrupted backfill goes on
// where it was. What the archive does wrong is in the report.
func Backfill(ctx context.Context, cfg Config, cdx, runID string, past Past) (Report, error) {
	index, err := parseAddress(cdx)
	if err != nil {
		return Report{}, fmt.Errorf("backfill from %s: %w", cdx, err)
	}
	files := ""
	if index.Host == commonCrawlIndex {
		files = commonCrawlFiles
	}
	b := newBackfill(ctx, cfg, index, files, runID, past)
	err = b.run(ctx)
	b.report.Waited = b.waited
	var stop *stopped
	if errors.As(err, &stop) {
		b.report.Items = append(b.report.Items, Item{Source: b.source.Name, URL: cdx, Kind: stop.kind, Reason: stop.reason})
		b.report.Left, b.report.silent = len(b.ahead), 1
		err = nil
	} else if !b.listed {
		b.report.Notes = append(b.report.Notes, cdx+": lists nothing of what is looked for; is this the address of the archive's index?")
	}
	return b.report, err
}

// backfillWait is what a backfill waits in all for an archive that failed or asked for it.
const backfillWait = 10 * time.Minute

// newBackfill makes a backfill from the archive behind an index. files is the
// address of its files, of one that gives nothing else.
func newBackfill(ctx context.Context, cfg Config, index *url.URL, files, runID string, past Past) *backfill {
	from := &Source{Name: "backfill", Hosts: []string{index.Host}, MaxRequests: 1 << 30, MaxWait: backfillWait}
	if u, err := url.Parse(files); err == nil && u.Host != "" {
		from.Hosts = append(from.Hosts, u.Host)
	}
	for _, s := range cfg.Sources {
		from.Delay = max(from.Delay, s.Delay)
	}
	return &backfill{visit: newVisit(ctx, newCrawl(cfg, Request{RunID: runID}), from), past: past, index: index, files: files, replay: replayRoot(index),
		looked: map[string]bool{}, known: map[string]*wanted{}, unread: map[string][]string{}}
}

// wanted is an article or a listing page that is looked for.
type wanted struct {
	source *Source
	number string   // "" for a listing page
	urls   []string // its addresses, in every form
}

// key names it among what is done.
func (w *wanted) key() string { return w.source.Name + " " + cmp.Or(w.number, w.urls[0]) }

type backfill struct {
	*visit
	past   Past
	index  *url.URL
	replay string    // where captures are replayed
	files  string    // where the files lie that hold them, of an archive that does not replay
	ahead  []*wanted // still to be looked at
	known  map[string]*wanted
	unread map[string][]string // listing pages that crawls of a source have yet to read
	looked map[string]bool     // by key, also in the part of a backfill that was interrupted
	// unpaged is true once the server did not understand a question for pages.
	unpaged bool
	listed  bool // something of what was asked for
}

func (b *backfill) run(ctx context.Context) error {
	if err := b.lineUp(ctx); err != nil {
		return err
	}
	for len(b.ahead) > 0 {
		w := b.ahead[0]
		if !b.looked[w.key()] {
			if err := b.look(ctx, w); err != nil {
				return err
			}
			b.looked[w.key()] = true
			if err := b.noteLooked(ctx); err != nil {
				return err
			}
		}
		b.ahead = b.ahead[1:]
		b.progress(len(b.ahead))
	}
	clear(b.looked) // the next one looks at everything again
	return b.noteLooked(ctx)
}

// setting is where it is kept what an interrupted backfill has done.
func (b *backfill) setting() string { return "backfill." + b.index.String() }

func (b *backfill) noteLooked(ctx context.Context) error {
	text, err := json.Marshal(b.looked)
	if err != nil {
		return fmt.Errorf("note what was looked at: %w", err)
	}
	return b.past.SetSetting(ctx, b.setting(), string(text))
}

// lineUp puts the listing pages and articles that are known in line.
func (b *backfill) lineUp(ctx context.Context) error {
	text, err := b.past.Setting(ctx, b.setting())
	if err != nil {
		return err
	}
	if text != "" {
		if err := json.Unmarshal([]byte(text), &b.looked); err != nil {
			return fmt.Errorf("read setting %s: %w", b.setting(), err)
		}
	}
	articles, err := b.past.Articles(ctx)
	if err != nil {
		return err
	}
	for i := range b.cfg.Sources {
		s := &b.cfg.Sources[i]
		work, err := b.cfg.Store.Work(ctx, s.Name, b.cfg.Now())
		if err != nil {
			return err
		}
		b.unread[s.Name] = work.Listings
		held, err := b.past.ListingPages(ctx, s.Name)
		if err != nil {
			return err
		}
		for _, address := range s.Start {
			b.want(s, address, false)
			if err := b.learnHeld(ctx, s, address); err != nil {
				return err
			}
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
	slices.SortStableFunc(b.ahead, func(a, b *wanted) int {
		return cmp.Or(cmp.Compare(len(a.number), len(b.number)), strings.Compare(a.number, b.number))
	})
	return nil
}

// learnHeld queues what a start article names that is held already: its topic
// may lie in this archive alone.
func (b *backfill) learnHeld(ctx context.Context, s *Source, address string) (err error) {
	t := target{}
	if t.number, _ = parser.ArticleNumber(address); t.number == "" {
		return nil
	}
	if t.known, err = b.cfg.Store.Known(ctx, s.Name, t.number); err != nil || !t.known.Read {
		return err
	}
	return b.learnFrom(ctx, &wanted{source: s, number: t.number}, t.held(s.Name))
}

// want queues an address: an article's in every form that the site uses, one
// that is no article's, or known to be a listing's, as it is.
func (b *backfill) want(s *Source, address string, listing bool) {
	u, err := parseAddress(address)
	if err != nil {
		return
	}
	w := &wanted{source: s, urls: []string{u.String()}}
	if !listing {
		w.number, _ = parser.ArticleNumber(u.String())
	}
	if b.known[w.key()] == nil {
		b.known[w.key()] = w
		b.ahead = append(b.ahead, w)
	}
	if w.number == "" {
		return
	}
	w = b.known[w.key()]
	forms := []string{u.String()}
	for _, host := range s.Hosts {
		forms = append(forms, "http://"+host+"/p/"+w.number+".html", "http://"+host+"/n/article/"+w.number)
	}
	for _, form := range forms {
		_, bare, _ := strings.Cut(form, "://") // an index knows an address under both schemes
		if !slices.ContainsFunc(w.urls, func(u string) bool { return strings.HasSuffix(u, "://"+bare) }) {
			w.urls = append(w.urls, form)
		}
	}
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
	reason := ""
	u, err := parseAddress(row.original)
	switch {
	case err != nil:
		reason = "the index lists no address: " + err.Error()
	case !w.source.Allows(u) && !w.source.Allows(atHost(u, strings.TrimPrefix(u.Host, "www."))) && !w.source.Allows(atHost(u, "www."+u.Host)):
		reason = "the index lists another host than the one asked for"
	case row.at.After(b.cfg.Now().Add(time.Minute)):
		reason = "the index lists a time in the future: " + row.at.Format(time.RFC3339)
	default: // not another page of the site, where a server lists more than was asked for
		number, _ := parser.ArticleNumber(row.original)
		return w.number == "" || number == w.number
	}
	b.report.Items = append(b.report.Items, Item{Source: w.source.Name, URL: row.original, Kind: ItemRefused, Reason: reason})
	return false
}

func atHost(u *url.URL, host string) *url.URL {
	other := *u
	other.Host = host
	return &other
}
