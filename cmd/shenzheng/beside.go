package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"shenzheng/archive"
	"shenzheng/crawler"
	"shenzheng/parser"
	"shenzheng/parser/source"
)

// crawlStore is where a crawl keeps its pages, and its own record: the archive,
// and, as soon as its database turns out to be damaged, the archive beside it.
// That is brought in once the database is sound again.
type crawlStore struct {
	*app
	main   *archive.Archive // nil where it cannot be opened
	beside *archive.Archive // nil while main will do
	held   *archive.Archive // tells, while beside is used, what the damaged database can still tell; nil for nothing
	damage error            // why beside is used
	opened []io.Closer      // by this store

	job   string
	due   time.Time
	runID string // of the run that is recorded beside
}

// withCrawlStore opens the archive for a crawl, or the one beside it.
func (a *app) withCrawlStore(ctx context.Context, f func(*crawlStore) error) error {
	s := &crawlStore{app: a}
	var err error
	if s.main, err = archive.Open(ctx, a.archiveConfig()); err == nil {
		s.opened = append(s.opened, s.main)
	} else if archive.Damaged(err) {
		if err = s.turn(ctx, err); err != nil {
			err = errors.Join(err, s.Close())
		}
	}
	return a.with(s, err, func() error { return f(s) })
}

// turn goes on beside the damaged database.
func (s *crawlStore) turn(ctx context.Context, damage error) (err error) {
	s.damage = damage
	s.log.ErrorContext(ctx, "the database is damaged; what is fetched is kept beside it", "file", archive.BesideFile(s.data), "error", damage)
	if s.beside, err = archive.OpenBeside(ctx, s.archiveConfig()); err != nil {
		return errors.Join(damage, fmt.Errorf("keep pages beside the database: %w", err))
	}
	s.opened = append(s.opened, s.beside)
	if s.held = s.main; s.held == nil {
		if held, err := archive.OpenReader(ctx, s.archiveConfig()); err == nil {
			s.held, s.opened = held, append(s.opened, held)
		}
	}
	if s.job != "" { // a run is under way
		s.runID, err = s.beside.StartRun(ctx, s.job, s.due)
	}
	return err
}

// use does something with the archive that is in use, and again with the one
// beside where it fails because the database is damaged.
func use[T any](ctx context.Context, s *crawlStore, do func(*archive.Archive) (T, error)) (T, error) {
	if s.beside == nil {
		v, err := do(s.main)
		if !archive.Damaged(err) {
			return v, err
		}
		if err := s.turn(ctx, err); err != nil {
			return v, err
		}
	}
	return do(s.beside)
}

// crawl makes one crawl of all configured sources. Before that it brings in what
// was kept beside, and reads what an interrupted crawl kept but did not read.
func (s *crawlStore) crawl(ctx context.Context, request crawler.Request, progress func(done, total int)) (res result, err error) {
	_, err = use(ctx, s, func(a *archive.Archive) (rep archive.ReparseReport, err error) {
		if a == s.main {
			err = s.bringIn(ctx, a)
		}
		if err == nil {
			rep, err = a.DerivePending(ctx)
		}
		return rep, err
	})
	if err != nil {
		return res, err
	}
	report, err := crawler.Crawl(ctx, s.crawlConfig(s, progress), request)
	if err != nil { // which says nothing of the source
		return result{report: report}, err
	}
	res = crawlResult(report)
	res.trouble = s.told(ctx)
	return res, nil
}

// told says that the database is damaged, how it is restored, and what became
// of the pages; nil where it is not.
func (s *crawlStore) told(ctx context.Context) error {
	if s.beside == nil {
		return nil
	}
	status, err := s.beside.Status(ctx)
	if err != nil {
		return errors.Join(s.restorable(s.damage), err)
	}
	return fmt.Errorf("%w; %d pages are kept in %s and come into the archive by themselves, with the first command that writes to it or the daemon's start, once it is restored",
		s.restorable(s.damage), status.Captures, archive.BesideFile(s.data))
}

// Close closes what the store opened.
func (s *crawlStore) Close() (err error) {
	for _, arc := range s.opened {
		err = errors.Join(err, arc.Close())
	}
	return err
}

// bringIn brings in what was kept beside the database while it was damaged.
func (a *app) bringIn(ctx context.Context, arc *archive.Archive) error {
	n, err := arc.TakeBeside(ctx)
	if n > 0 {
		fmt.Fprintf(a.Err, "shenzheng: %d pages that were kept beside the damaged database are in the archive now\n", n)
	}
	return err
}

// StartRun and EndRun record the crawl.

func (s *crawlStore) StartRun(ctx context.Context, job string, due time.Time) (string, error) {
	id, err := use(ctx, s, func(a *archive.Archive) (string, error) { return a.StartRun(ctx, job, due) })
	s.job, s.due = job, due
	if s.beside != nil {
		s.runID = id
	}
	return id, err
}

func (s *crawlStore) EndRun(ctx context.Context, id, outcome, detail string, counts map[string]int) error {
	_, err := use(ctx, s, func(a *archive.Archive) (any, error) {
		if a == s.beside {
			id = s.runID
		}
		return nil, a.EndRun(ctx, id, outcome, detail, counts)
	})
	return err
}

// What follows is crawler.Store.

func (s *crawlStore) Take(ctx context.Context, c *source.Capture, r *parser.Reading) (source.Change, error) {
	return use(ctx, s, func(a *archive.Archive) (source.Change, error) { return a.Take(ctx, c, r) })
}

func (s *crawlStore) Known(ctx context.Context, name, number string) (source.Known, error) {
	k, err := use(ctx, s, func(a *archive.Archive) (source.Known, error) { return a.Known(ctx, name, number) })
	if err == nil && !k.Read && s.beside != nil && s.held != nil {
		if old, err := s.held.Known(ctx, name, number); err == nil && old.Read && old.Body != nil {
			return old, nil
		}
	}
	return k, err
}

func (s *crawlStore) Work(ctx context.Context, name string, now time.Time) (source.Work, error) {
	return use(ctx, s, func(a *archive.Archive) (source.Work, error) { return a.Work(ctx, name, now) })
}

func (s *crawlStore) Found(ctx context.Context, name string, articles []source.Article, listings []string) (int, error) {
	return use(ctx, s, func(a *archive.Archive) (int, error) {
		fresh := articles
		if a == s.beside { // nothing of what the damaged database holds is new
			fresh = slices.DeleteFunc(slices.Clone(articles), func(f source.Article) bool {
				k, err := s.Known(ctx, name, f.Number)
				return err == nil && k.Read && !f.Tried
			})
		}
		return a.Found(ctx, name, fresh, listings)
	})
}

func (s *crawlStore) Host(ctx context.Context, host string) (source.Host, error) {
	h, err := use(ctx, s, func(a *archive.Archive) (source.Host, error) { return a.Host(ctx, host) })
	if err == nil && h.LastRequest.IsZero() && s.beside != nil && s.held != nil {
		if old, err := s.held.Host(ctx, host); err == nil {
			return old, nil
		}
	}
	return h, err
}

func (s *crawlStore) Record(ctx context.Context, r *source.Request, host source.Host) error {
	_, err := use(ctx, s, func(a *archive.Archive) (any, error) { return nil, a.Record(ctx, r, host) })
	return err
}
