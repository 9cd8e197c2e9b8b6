package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"shenzheng/schedules"
)

// withoutDatabase stands in for a daemon whose database is damaged and cannot
// be opened. Crawls go on beside it, everybody who asks hears that something is
// wrong, the webhook once what it is, and how it is mended. It ends with
// errStoreBack as soon as a database can be opened.
func (a *app) withoutDatabase(ctx context.Context, listener net.Listener) error {
	work, cancel := context.WithCancel(ctx)
	defer cancel()
	w := newStoreWatch(a, nil)
	if w.look(work) == nil {
		return errStoreBack
	}
	scheduler, err := schedules.New(schedules.Config{Location: a.zone(), Log: a.log, Now: a.now}, a.besideJobs()...)
	if err != nil {
		return withCode(exitUsage, err)
	}
	go w.run(work)
	if err := scheduler.Start(work); err != nil {
		return err
	}
	server := &http.Server{ReadHeaderTimeout: stopAfter, Handler: http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/healthz" {
			fmt.Fprintln(rw, "ok")
			return
		}
		http.Error(rw, "数据库异常;运维人员请看日志 / the database is in trouble; operators: see the log", http.StatusServiceUnavailable)
	})}
	err = w.attend(ctx, work, server, listener, func(context.Context) error { return nil })
	cancel()
	scheduler.Stop()
	return errors.Join(err, server.Close())
}

// besideJobs are the jobs that can be done without the database.
func (a *app) besideJobs() (jobs []schedules.Job) {
	for _, j := range a.cfg.jobs() {
		if !j.crawls {
			continue
		}
		jobs = append(jobs, schedules.Job{Name: j.name, Spec: j.spec, AtStart: j.name == "crawl", Jitter: sourceJitter,
			Last: func(context.Context) (time.Time, error) { return noTime, nil },
			Run: func(ctx context.Context, due time.Time) error {
				return a.withCrawlStore(ctx, func(s *crawlStore) error {
					res, _, err := s.record(ctx, j.name, due, nil, nil)
					a.log.Info("crawl ended", "job", j.name, "outcome", res.outcome, "detail", res.detail)
					return err
				})
			}})
	}
	return jobs
}
