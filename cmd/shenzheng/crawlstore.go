package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"shenzheng/archive"
	"shenzheng/crawler"
	"shenzheng/parser"
)

// crawlStore lets the crawler keep what it brings in the archive.
type crawlStore struct {
	archive *archive.Archive
	now     func() time.Time
	method  string // how captures come in; archive.MethodCrawl if empty
}

// DerivePending reads what an interrupted crawl kept but did not read.
func (s crawlStore) DerivePending(ctx context.Context) error {
	_, err := s.archive.DerivePending(ctx)
	return err
}

// Keep keeps one answer.
func (s crawlStore) Keep(ctx context.Context, c *crawler.Capture) error {
	kept := archive.Capture{
		Source: c.Source, Number: c.Number, URL: c.URL, FinalURL: c.FinalURL,
		CapturedAt: c.CapturedAt, Method: cmp.Or(s.method, archive.MethodCrawl), Status: c.Status, ContentType: c.ContentType,
		RequestHead: c.RequestHead, ResponseHead: c.ResponseHead, Body: c.Body,
		Verdict: archive.Verdict(c.Verdict), Reason: c.Reason, RunID: c.RunID,
	}
	err := s.archive.Keep(ctx, &kept)
	c.ID = kept.ID
	return err
}

// Derive reads a kept capture.
func (s crawlStore) Derive(ctx context.Context, captureID int64) (crawler.Change, error) {
	out, err := s.archive.Derive(ctx, captureID)
	if err != nil {
		return crawler.Change{}, err
	}
	return crawler.Change{
		ColumnID: out.ColumnID,
		New:      out.Change == archive.ChangeNew,
		Changed:  out.Change == archive.ChangeEdited,
	}, nil
}

// Held says what is known of an article.
func (s crawlStore) Held(ctx context.Context, source, number string) (crawler.Held, error) {
	h, ok, err := s.archive.Held(ctx, source, number)
	if err != nil || !ok {
		return crawler.Held{}, err
	}
	address := h.FinalURL
	if address == "" {
		address = h.URL
	}
	return crawler.Held{
		Read: true, Column: h.PageKind == string(parser.PageColumn), URL: address,
		ETag: h.ETag, LastModified: h.LastModified, SHA256: h.SHA256, ContentType: h.ContentType,
	}, nil
}

// KnownGone reports whether an article was found, is not held, and is not
// wanted any more because it was gone.
func (s crawlStore) KnownGone(ctx context.Context, source, number string) (bool, error) {
	_, held, err := s.archive.Held(ctx, source, number)
	if err != nil || held {
		return false, err
	}
	wanted, err := s.archive.WantedArticles(ctx, source)
	if err != nil {
		return false, err
	}
	found, err := s.archive.Articles(ctx)
	if err != nil {
		return false, err
	}
	named := func(a archive.Article) bool { return a.Source == source && a.Number == number }
	return slices.ContainsFunc(found, named) && !slices.ContainsFunc(wanted, named), nil
}

// Body gives the bytes of a kept capture.
func (s crawlStore) Body(ctx context.Context, sha256 string) ([]byte, error) {
	return s.archive.Body(ctx, sha256)
}

// AddFound remembers articles seen in links.
func (s crawlStore) AddFound(ctx context.Context, source string, articles []crawler.Article) (int, error) {
	found := make([]archive.Article, 0, len(articles))
	for _, a := range articles {
		found = append(found, archive.Article{
			Source: source, Number: a.Number, URL: a.URL, Title: a.Title, FoundAt: s.now(), FoundOn: a.FoundOn,
		})
	}
	return s.archive.AddArticles(ctx, found)
}

// Wanted lists the articles that were found and are not held.
func (s crawlStore) Wanted(ctx context.Context, source string) ([]crawler.Article, error) {
	articles, err := s.archive.WantedArticles(ctx, source)
	if err != nil {
		return nil, err
	}
	wanted := make([]crawler.Article, 0, len(articles))
	for _, a := range articles {
		wanted = append(wanted, crawler.Article{Number: a.Number, URL: a.URL, Title: a.Title, FoundOn: a.FoundOn})
	}
	return wanted, nil
}

// Due lists the held articles of a source that are to be asked for again.
func (s crawlStore) Due(ctx context.Context, source string, now time.Time) ([]crawler.Article, error) {
	rechecks, err := s.archive.DueRechecks(ctx, now)
	if err != nil {
		return nil, err
	}
	var due []crawler.Article
	for _, r := range rechecks {
		if r.Source == source {
			due = append(due, crawler.Article{Number: r.Number, URL: r.URL})
		}
	}
	return due, nil
}

// listingsKey is the setting that holds a source's unread listing pages.
func listingsKey(source string) string { return "crawl.listings." + source }

// Listings gives the listing pages that an earlier crawl left unread.
func (s crawlStore) Listings(ctx context.Context, source string) ([]string, error) {
	text, err := s.archive.Setting(ctx, listingsKey(source))
	if err != nil || text == "" {
		return nil, err
	}
	var addresses []string
	if err := json.Unmarshal([]byte(text), &addresses); err != nil {
		return nil, fmt.Errorf("read setting %s: %w", listingsKey(source), err)
	}
	return addresses, nil
}

// SetListings remembers the listing pages that are still to be read.
func (s crawlStore) SetListings(ctx context.Context, source string, addresses []string) error {
	if addresses == nil {
		addresses = []string{}
	}
	text, err := json.Marshal(addresses)
	if err != nil {
		return fmt.Errorf("write setting %s: %w", listingsKey(source), err)
	}
	return s.archive.SetSetting(ctx, listingsKey(source), string(text))
}

// Host gives what is remembered of a host.
func (s crawlStore) Host(ctx context.Context, host string) (crawler.Host, error) {
	h, err := s.archive.Host(ctx, host)
	if err != nil {
		return crawler.Host{}, err
	}
	last, err := s.archive.LastRequest(ctx, host)
	if err != nil {
		return crawler.Host{}, err
	}
	return crawler.Host{
		Failures: h.Failures, NotBefore: h.NotBefore, LastRequest: last,
		RobotsSHA256: h.RobotsSHA256, RobotsAt: h.RobotsAt,
	}, nil
}

// SetHost remembers the state of a host.
func (s crawlStore) SetHost(ctx context.Context, host string, h crawler.Host) error {
	return s.archive.SetHost(ctx, archive.HostState{
		Host: host, Failures: h.Failures, NotBefore: h.NotBefore, RobotsSHA256: h.RobotsSHA256, RobotsAt: h.RobotsAt,
	})
}

// AddRequest records one request.
func (s crawlStore) AddRequest(ctx context.Context, r crawler.Asked) error {
	return s.archive.RecordRequest(ctx, &archive.Request{
		At: r.At, Host: r.Host, URL: r.URL, Status: r.Status, Bytes: int64(r.Bytes), Took: r.Took,
		Outcome: r.Outcome, Detail: r.Detail, RunID: r.RunID,
	})
}
