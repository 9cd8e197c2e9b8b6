package archive

import "strings"

// The queries that look up a chunk of articles of one source, and of bodies.
var (
	chunkCapturesSQL = heldSQL + `c.source = ? AND c.number IN ` + inList(chunkSize) + ` AND c.verdict IN ('good', 'gone', 'unchanged')`
	chunkColumnsSQL  = columnBeforeSQL + `source = ? AND number IN ` + inList(chunkSize)
	chunkBodiesSQL   = `SELECT sha256, bytes, zstd FROM bodies WHERE sha256 IN ` + inList(chunkSize)
)

// inList is an SQL list of n parameters.
func inList(n int) string { return `(?` + strings.Repeat(`, ?`, n-1) + `)` }

// inArgs gives the arguments of a query that ends in a list of n: what comes
// first, then the values, of which there are 1 to n. The last one fills the
// places that are left over, so that one prepared statement serves all.
func inArgs[T any](n int, values []T, first ...any) []any {
	args := make([]any, 0, len(first)+n)
	args = append(args, first...)
	for i := range n {
		args = append(args, values[min(i, len(values)-1)])
	}
	return args
}
