package parser

// LedgerRow is one class of the character ledger of a column.
type LedgerRow struct {
	Class      Class
	Blocks     int
	Characters int // code points
}

// Ledger gives the blocks and code points of every class, all classes in
// order. The characters add up to Column.Characters.
func (c *Column) Ledger() []LedgerRow {
	var rows []LedgerRow
	for _, class := range Classes() {
		row := LedgerRow{Class: Class(class.Code)}
		for i := range c.Blocks {
			if b := &c.Blocks[i]; b.Class == row.Class {
				row.Blocks++
				row.Characters += b.Span.End - b.Span.Start
			}
		}
		rows = append(rows, row)
	}
	return rows
}
