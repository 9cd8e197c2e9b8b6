// Package web answers HTTP: files of snapshots to download, pages to look at,
// current tables as CSV, a feed, and the machine's own addresses.
//
// In comes a read-only view of an archive and the folder of its snapshots; out
// goes an http.Handler. Nothing here writes to either.
//
// The map:
//
//	config.go server.go routes.go       what it is given, how it is put together, every address
//	guard.go limit.go response.go       what every request passes: headers, limits, panics
//	moved.go                            addresses that lead to others
//	errors.go access.go                 an error as HTML or JSON; who may read texts
//	view.go links.go asset.go funcs.go  pages in two languages under a path prefix; templates/, assets/
//	filter.go listing.go catalog.go     the filters, and the activities held in memory
//	match.go                            the pass over them that answers a filter with exact counts
//	home.go activities.go column.go …   one page each; *_query.go reads its rows
//	picture_*.go                        geometry of the drawings, which templates/_pictures.html draws
//	table.go                            GET /{table}.csv
//	release.go files.go differences.go  one snapshot's folder, its files over HTTP, what it changed
//	feed.go openapi.go jsonld.go        the same facts for machines
//
// Lists are answered from memory, a million activities in one pass of some
// milliseconds, because no index answers every mixture of filters, counts and
// a search for two Chinese characters; rows shown and tables sent come from
// the database. Both understand a filter alike, which a test draws at random.
//
// Times shown are in Asia/Shanghai, dates are the newspaper's; spans count
// Unicode code points of a column's canonical text.
package web
