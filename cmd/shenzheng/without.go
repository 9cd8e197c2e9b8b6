package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
)

// withoutDatabase stands in for a daemon whose database is damaged and cannot
// be opened. Crawls go on beside it, everybody who asks hears that something is
// wrong, the webhook once what it is, and how it is mended. It ends with
// errStoreBack as soon as a database can be opened.
func (a *app) withoutDatabase(ctx context.Context, listener net.Listener) (err error) {
	d := &daemon{app: a, store: newStoreWatch(a, nil), free: freeBytes, metrics: newMetrics(a, nil)}
	if d.store.look(ctx) == nil {
		return errStoreBack
	}
	if d.scheduler, err = d.newScheduler(); err != nil {
		return withCode(exitUsage, err)
	}
	return d.attend(ctx, listener, &http.Server{ReadHeaderTimeout: stopAfter, Handler: http.HandlerFunc(noDatabase)})
}

// noDatabase answers while there is nothing to show.
func noDatabase(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/healthz" {
		fmt.Fprintln(w, "ok")
		return
	}
	http.Error(w, "数据库异常；运维人员请看日志 / the database is in trouble; operators: see the log", http.StatusServiceUnavailable)
}
