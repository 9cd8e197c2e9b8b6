package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// Backfill is the order to look for captures that a web archive holds.
type Backfill struct {
	// CDX is the address of the archive's index, in the form of the Internet
	// Archive's CDX server.
	CDX string
	// Articles are the articles to look for.
	Articles []Known
	// Delay is the pause between two requests to the archive.
	Delay time.Duration
	RunID string
}

// Known is an article that is looked for.
type Known struct {
	Source, Number string
	URLs           []string // its addresses, in every form
}

// Past is what a backfill needs to know beside the Store.
type Past interface {
	// HasCapture reports whether a capture of this address and time is held.
	HasCapture(ctx context.Context, address string, at time.Time) (bool, error)
}

// Backfill asks the index for captures of the articles and keeps those whose
// page is a column, dated as the archive dates them. What is held already is
// not asked for again, so an interrupted backfill goes on where it was. What
// the archive does wrong is in the report.
func (c *Crawler) Backfill(ctx context.Context, order Backfill, past Past) (Report, error) {
	index, err := url.Parse(order.CDX)
	if err != nil || index.Host == "" {
		return Report{}, fmt.Errorf("backfill: %q is no address", order.CDX)
	}
	cr := &crawl{Crawler: c, request: Request{RunID: order.RunID}, gates: map[string]*gate{}, robots: map[string]policy{}}
	cr.report.RunID, cr.report.Started = order.RunID, c.cfg.Now()
	from := &Source{Name: "backfill", Hosts: []string{index.Host}, Delay: order.Delay, MaxRequests: 1 << 30}
	b := &backfill{visit: newVisit(cr, from), past: past, index: index, replay: replayRoot(index)}
	b.collector = newCollector(ctx, &b.cfg, b.wire)
	defer b.close()
	for i, article := range order.Articles {
		err = b.article(ctx, article)
		var stop *stopped
		if errors.As(err, &stop) {
			cr.report.fail(Item{Source: article.Source, URL: order.CDX, Kind: stop.kind, Reason: stop.reason})
			cr.report.Left, cr.report.silent = len(order.Articles)-i, 1
			err = nil
			break
		}
		if err != nil {
			break
		}
		c.cfg.Progress(Progress{Source: article.Source, Done: i + 1, Total: len(order.Articles), Page: article.Number})
	}
	cr.report.Ended = c.cfg.Now()
	return cr.report, err
}

type backfill struct {
	*visit
	past   Past
	index  *url.URL
	replay string
}

// article brings in the captures of one article, oldest first, each content once.
func (b *backfill) article(ctx context.Context, k Known) error {
	seen := map[string]bool{}
	for _, address := range k.URLs {
		rows, err := b.list(ctx, k, address)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if !row.worth() || row.digest != "" && seen[row.digest] {
				continue
			}
			if number, ok := parser.ArticleNumber(row.original); !ok || number != k.Number {
				continue
			}
			seen[row.digest] = true
			if err := b.capture(ctx, k, row); err != nil {
				return err
			}
		}
	}
	return nil
}

// list asks the index for one address. An answer that is no index is named in
// the report and lists nothing.
func (b *backfill) list(ctx context.Context, k Known, address string) ([]cdxRow, error) {
	u := *b.index
	q := u.Query()
	q.Set("url", address)
	q.Set("output", "json")
	u.RawQuery = q.Encode()
	a, err := b.ask(ctx, &u)
	if err != nil {
		return nil, err
	}
	reason := b.fault(a)
	var rows []cdxRow
	if reason == "" {
		if rows, err = parseCDX(a.body); err != nil {
			reason = err.Error()
		}
	}
	return rows, b.told(ctx, k, a, u.String(), string(source.Page), reason)
}

// capture asks for one capture and keeps it if it is a column.
func (b *backfill) capture(ctx context.Context, k Known, row cdxRow) error {
	held, err := b.past.HasCapture(ctx, row.original, row.at)
	if err != nil || held {
		return err
	}
	address := b.replay + row.stamp + "id_/" + row.original
	u, err := url.Parse(address)
	if err != nil {
		b.report.fail(Item{Source: k.Source, Number: k.Number, URL: row.original, Kind: ItemBad, Reason: "the index lists no address"})
		return nil
	}
	a, err := b.ask(ctx, u)
	if err != nil {
		return err
	}
	reason := b.fault(a)
	if reason != "" {
		return b.told(ctx, k, a, address, string(source.Good), reason)
	}
	page := parser.Page{Body: a.body, ContentType: a.contentType, URL: row.original, Source: k.Source, Number: k.Number, CapturedAt: row.at}
	reading := parser.Read(page)
	if reading.Kind != parser.PageColumn {
		b.report.Other++
		return b.told(ctx, k, a, address, string(source.Page), "")
	}
	if err := b.told(ctx, k, a, address, string(source.Good), ""); err != nil {
		return err
	}
	return b.keep(ctx, page, reading, a)
}

func (b *backfill) keep(ctx context.Context, page parser.Page, reading parser.Reading, a *answer) error {
	c := source.Capture{Method: source.MethodBackfill, Source: page.Source, Number: page.Number, URL: page.URL, FinalURL: page.URL, CapturedAt: page.CapturedAt, Status: a.status,
		ContentType: a.contentType, RequestHead: a.requestHead, ResponseHead: a.responseHead, Body: a.body, Verdict: source.Good,
		Reason: "from " + b.index.Host, RunID: b.request.RunID}
	change, err := b.cfg.Store.Take(ctx, &c, &reading)
	if err != nil {
		return fmt.Errorf("keep %s: %w", page.URL, err)
	}
	b.report.Fetched++
	switch change {
	case source.ChangeNew:
		b.report.New++
	case source.ChangeEdited:
		b.report.Changed++
	default:
		b.report.Unchanged++
	}
	return nil
}

// ask makes a request, again where that may help. An archive that has had
// enough is a *stopped.
func (b *backfill) ask(ctx context.Context, u *url.URL) (*answer, error) {
	for try := 1; ; try++ {
		a, err := b.follow(ctx, u, http.Header{}, b.allowed)
		if err != nil {
			return nil, err
		}
		g, err := b.gate(ctx, a.url.Host)
		if err != nil {
			return nil, err
		}
		switch {
		case a.err != nil || a.broken:
			g.miss("no whole answer")
		case refusal(a.status):
			g.fail(statusLine(a.status), a.responseHead.Get("Retry-After"))
		default:
			g.succeed()
			return a, nil
		}
		if g.stop != nil {
			if err := b.record(ctx, a, string(source.Bad), g.stop.reason); err != nil {
				return nil, err
			}
			return nil, g.stop
		}
		if try == triesPerPage {
			return a, nil
		}
	}
}

// fault says why an answer is not believed; "" if it is.
func (b *backfill) fault(a *answer) string {
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
func (b *backfill) told(ctx context.Context, k Known, a *answer, address, outcome, reason string) error {
	if reason != "" {
		outcome = string(source.Bad)
		b.report.Bad++
		b.report.fail(Item{Source: k.Source, Number: k.Number, URL: address, Kind: ItemBad, Reason: reason})
	}
	return b.record(ctx, a, outcome, reason)
}
