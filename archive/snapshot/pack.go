package snapshot

import (
	"context"
	"fmt"
	"slices"
)

// pack writes everything that travels beside the tables, each file after those
// that it describes, the sums last, and all of it to the disk.
func (e *edition) pack(ctx context.Context) error {
	figures, rows := accuracy()
	e.rows[accuracyTable.Name] = rows
	steps := []func() error{
		func() error { return e.writeBytes(accuracyTable.File(), []byte(figures)) },
		e.writePapers,
		func() error { return e.finishWorkbook(ctx) },
		func() error { return e.writePackage(packageFile, "shenzheng-"+e.id, published()) },
		e.packFull,
		e.writeZip,
		func() error { return e.writeBytes(sumsFile, e.sums("")) },
	}
	for _, step := range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := step(); err != nil {
			return err
		}
	}
	if err := syncTree(e.dir); err != nil {
		return fmt.Errorf("write snapshot to disk: %w", err)
	}
	return nil
}

// packFull describes and sums the full edition, which is never in the public one.
func (e *edition) packFull() error {
	if !e.full {
		return nil
	}
	full := slices.DeleteFunc(Tables(), func(t Table) bool { return !t.Full() })
	if err := e.writePackage(fullFolder+packageFile, "shenzheng-full-"+e.id, full); err != nil {
		return err
	}
	return e.writeBytes(fullFolder+sumsFile, e.sums(fullFolder))
}
