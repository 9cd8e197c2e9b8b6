// Package snapshot publishes the archive's rows as immutable sets of CSV
// tables that people can cite, and tells what changed from one to the next.
//
// In comes one read transaction of the archive; out comes a folder named by
// its content. The lists in table_*.go are the only place where a column's
// name, type, source and meaning are written down: headers, SQL, the data
// package's schema, the codebook and the web's tables all come from them.
//
//	table.go query.go       the list's types, and the SELECT of a table
//	table_*.go              the tables themselves
//	csv.go                  rows of the database as CSV, and CSV read back
package snapshot
