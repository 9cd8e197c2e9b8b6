package archive

import (
	"context"

	"shenzheng/parser"
	"shenzheng/parser/source"
)

// Take keeps a capture and brings its column up to date with it, reading being
// what its page was read as. The capture is on disk before its rows are made,
// so that a process which ends between the two loses nothing: DerivePending
// does the rest.
func (a *Archive) Take(ctx context.Context, c *source.Capture, reading *parser.Reading) (source.Change, error) {
	if err := a.Keep(ctx, c); err != nil {
		return source.ChangeNone, err
	}
	if !decisive(c) {
		return source.ChangeNone, nil
	}
	out, err := a.Derive(ctx, c.ID)
	return source.Change(out.Change), err
}
