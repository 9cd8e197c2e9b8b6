package snapshot

import (
	"context"
	"io"
)

// compareWith writes the changes table against the snapshot in before, empty
// for none, and reports what was lost.
func (e *edition) compareWith(ctx context.Context, before, previous string) (lost losses, err error) {
	e.previous = previous
	err = e.write(changesTable.File(), func(w io.Writer) (err error) {
		e.rows[changesTable.Name], lost, err = writeChanges(ctx, w, before, e.dir, previous)
		return err
	})
	return lost, err
}

// pack writes everything that travels beside the tables, each file after those
// that it describes: the sums come last.
func (e *edition) pack(ctx context.Context) error {
	figures, rows := accuracy()
	e.rows[accuracyTable.Name] = rows
	steps := []func() error{
		func() error { return e.writeBytes(accuracyTable.File(), []byte(figures)) },
		e.writePapers,
		func() error { return e.finishWorkbook(ctx) },
		func() error {
			return e.writePackage(packageFile, "shenzheng-"+e.id, published())
		},
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
	return nil
}

// packFull describes and sums the full edition, which is never in the public one.
func (e *edition) packFull() error {
	if !e.full {
		return nil
	}
	var tables []Table
	for _, t := range Tables() {
		if t.Full() {
			tables = append(tables, t)
		}
	}
	if err := e.writePackage(fullFolder+packageFile, "shenzheng-full-"+e.id, tables); err != nil {
		return err
	}
	return e.writeBytes(fullFolder+sumsFile, e.sums(fullFolder))
}

func (e *edition) writePackage(file, name string, tables []Table) error {
	content, err := encodeJSON(e.packaged(name, tables))
	if err != nil {
		return err
	}
	return e.writeBytes(file, content)
}
