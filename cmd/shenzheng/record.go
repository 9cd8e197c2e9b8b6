package main

import (
	"context"
	"errors"
	"time"

	"shenzheng/archive"
)

// noTime is the due time of a run that a person started.
var noTime time.Time

// result is what a run is remembered by.
type result struct {
	outcome string // archive.RunOK, RunPartial or RunFailed
	detail  string // one line
	counts  map[string]int
	// trouble needs a person although the run came to its end.
	trouble error
}

// recorder is where runs are recorded: an archive, or what stands in for it.
type recorder interface {
	StartRun(ctx context.Context, job string, due time.Time) (id string, err error)
	EndRun(ctx context.Context, id, outcome, detail string, counts map[string]int) error
}

// recordRun does the work as a recorded run of the job. An error makes the
// run a failed one, a cancelled context an abandoned one; either is returned.
func recordRun(ctx context.Context, arc recorder, job string, due time.Time, work func(runID string) (result, error)) (result, error) {
	id, err := arc.StartRun(ctx, job, due)
	if err != nil {
		return result{}, err
	}
	res, err := work(id)
	if err != nil {
		res.outcome, res.detail = archive.RunFailed, err.Error()
		if errors.Is(err, context.Canceled) {
			res.outcome = archive.RunAbandoned
		}
	}
	// The end is recorded even when ctx has ended, or the run would look as
	// if it had been killed.
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return res, errors.Join(err, arc.EndRun(end, id, res.outcome, res.detail, res.counts))
}
