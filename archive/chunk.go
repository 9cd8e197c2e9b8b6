package archive

import "strings"

// chunkIn is an SQL list of chunkSize parameters.
var chunkIn = `(?` + strings.Repeat(`, ?`, chunkSize-1) + `)`

// The queries that look up a chunk of articles of one source, and of bodies.
var (
	chunkCapturesSQL = heldSQL + `c.source = ? AND c.number IN ` + chunkIn + ` AND c.verdict IN ('good', 'gone', 'unchanged')`
	chunkColumnsSQL  = columnBeforeSQL + `source = ? AND number IN ` + chunkIn
	chunkBodiesSQL   = `SELECT sha256, bytes, zstd FROM bodies WHERE sha256 IN ` + chunkIn
)

// inArgs gives the arguments of a query that ends in chunkIn: what comes
// first, then the values. The last one fills the places that are left over,
// so that one prepared statement serves chunks of every length.
func inArgs[T any](values []T, first ...any) []any {
	args := make([]any, 0, len(first)+chunkSize)
	args = append(args, first...)
	for i := range chunkSize {
		args = append(args, values[min(i, len(values)-1)])
	}
	return args
}
