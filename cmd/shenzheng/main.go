// Command shenzheng crawls, reads, keeps and publishes 深政观察, the column of
// 深圳特区报 whose weekly round-up 《深圳一周》 reports what the party secretaries
// and heads of Shenzhen's districts publicly did.
//
// This package is signals, flags, configuration and wiring, and nothing else
// reads flags or the environment. root.go holds the command tree and what all
// commands share; each command has a file of its own; run.go is the daemon.
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
