// Command shenzheng crawls, reads, keeps and publishes 深政观察, the column of
// 深圳特区报 whose weekly round-up 《深圳一周》 reports what the party secretaries
// and heads of Shenzhen's districts publicly did.
//
// This package is signals, flags, configuration and wiring, and nothing else
// reads flags or the environment.
//
//	root.go        the command tree, version, and how the archive is opened
//	command.go     what commands share: exit codes, records of runs, progress
//	config.go      where the configuration comes from
//	settings.go    its keys, and config check
//	run.go         run: the daemon, and the demo
//	daemon.go      what it starts, serves and stops, also without a database
//	jobs.go        what it does on schedule
//	watch.go       what needs a person
//	deliver.go     how a person hears of it, and alerts test
//	storewatch.go  trouble with the database itself
//	beside.go      crawls beside a damaged one
//	metrics.go     /metrics
//
// The other files are named after the commands they hold; backfill is in
// crawl.go. What the longer ones print is in templates of their name.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	os.Exit(run())
}

func run() int {
	// SIGHUP ends the program as the others do: the service manager starts it
	// again, with the configuration as it is then.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	return Main(ctx, os.Args[1:], Streams{Out: os.Stdout, Err: os.Stderr}, os.Environ())
}
