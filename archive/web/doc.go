// Package web answers HTTP: files of snapshots to download, pages to look at,
// current tables as CSV, a feed, and the machine's own addresses.
//
// In comes a read-only view of an archive and the folder of its snapshots; out
// goes an http.Handler. Nothing here writes to either.
//
// The map:
//
//	config.go server.go routes.go       what it is given; how it is put together, with its limits; every address
//	guard.go pack.go                    what every request passes: headers, panics, errors as HTML or JSON; gzip and zstd
//	view.go funcs.go vocabulary.go      pages in two languages under a path prefix; templates/, assets/, words.csv
//	rows.go entity.go say.go            the rows of one moment by the names of their columns; JSON, citation and words of them
//	filter.go search.go count.go        the filters in SQL over the table listing; what is counted of them
//	memo.go                             counts and files kept as long as the rows stand
//	weeks.go                            the calendar: which weeks are held, how a time is divided
//	home.go activities.go column.go coverage.go district.go official.go codebook.go
//	                                    one page each
//	pictures.go picture_*.go            drawings, which templates/_pictures.html draws, and their numbers
//	table.go tableview.go               GET /{table}.csv, and any table as a page
//	release.go snapshots.go files.go    one snapshot's folder, its page and what it changed, its files and who may read them
//	feed.go status.go                   the same facts for machines; how the archive is doing
//
// Every list, count and table is asked of the database with one condition, that
// of the tables' own filters. What is counted is kept until the rows change,
// which is once a week.
//
// Times shown are in Asia/Shanghai, dates are the newspaper's; spans count
// Unicode code points of a column's canonical text.
package web
