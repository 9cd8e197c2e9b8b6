package parser

// LedgerRow is one class of the character ledger of a column.
type LedgerRow struct {
	Class      Class
	Blocks     int
	Characters int // code points
}

// Classes lists the classes of blocks in the order of the ledger.
func Classes() []Class { return append([]Class(nil), classes[:]...) }

var classes = [...]Class{
	ClassTitle, ClassMeta, ClassWeek, ClassIntroduction, ClassHeading, ClassHeadline, ClassActivity,
	ClassCaption, ClassClosingNote, ClassCredit, ClassFurniture, ClassUnclassified,
}

// Ledger gives the blocks and code points of every class, all classes in
// order. The characters add up to Column.Characters.
func (c *Column) Ledger() []LedgerRow {
	rows := make([]LedgerRow, len(classes))
	for i, class := range classes {
		rows[i].Class = class
	}
	for i := range c.Blocks {
		b := &c.Blocks[i]
		for k := range rows {
			if rows[k].Class == b.Class {
				rows[k].Blocks++
				rows[k].Characters += b.Span.End - b.Span.Start
			}
		}
	}
	return rows
}
