package main

import (
	"context"
	"log/slog"
	"runtime/debug"
	"time"
)

// settleAfter is when a daemon that has just started gives back the memory
// that its start took.
const settleAfter = 10 * time.Second

// releaseMemory gives back to the system what a run took and an idle daemon
// does not need.
func releaseMemory(log *slog.Logger) {
	debug.FreeOSMemory()
	if err := releaseCode(); err != nil {
		log.Debug("code stays in memory", "error", err)
	}
}

// settle releases memory once, a while after the start.
func settle(ctx context.Context, log *slog.Logger) {
	if pause(ctx, settleAfter) {
		releaseMemory(log)
	}
}
