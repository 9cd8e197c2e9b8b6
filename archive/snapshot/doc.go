// Package snapshot publishes the archive's rows as immutable sets of CSV
// tables that people can cite, and tells what changed from one to the next.
//
// In comes one read transaction of the archive; out comes a folder named by
// its content. dictionary.csv is the only place where a table's key and order,
// and a column's name, type and meaning are written down: headers, the data
// package's schema, the codebook and the web's tables all come from it.
// tables.sql has the SELECT of each.
//
//	table.go table_codes.go what a table is, by dictionary.csv; the codes in it, by codes.csv
//	query.go tables.sql     its SELECT, narrowed by a filter
//	panel.go panel.sql      who acted in which office, week by week
//	csv.go                  rows of the database as CSV, and CSV read back
//	edition.go              a snapshot being written: its tables, then what travels beside them
//	create.go               registered under its id, or straight into a folder
//	compare.go              two snapshots side by side, and why a row differs
//	changes.go              the changes table, the refusal of a loss, and any two told apart for a person or as CSV
//	datapackage.go papers.go
//	                        schema, codebook, read-me and load scripts, the parser's figures
//	xlsx.go zip.go          workbook and archive
//	verify*.go checkall.go  snapshots checked against themselves and the index
//	registry.go             the folder of all snapshots: latest, list, pins
//	publish*.go             the public edition copied to a bucket or folder
//	files.go                sums, JSON, and files that are there whole or not at all
//
// A folder of snapshots holds one folder for each id, the file latest with an
// id in it, index.json, pins.json where something is pinned, and a lock. Names
// that begin with a dot are being written or removed.
package snapshot
