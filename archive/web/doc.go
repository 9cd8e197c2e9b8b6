// Package web answers HTTP: files of snapshots to download, pages to look at,
// current tables as CSV, a feed, and the machine's own addresses.
//
// In comes a read-only view of an archive and the folder of its snapshots; out
// goes an http.Handler. Nothing here writes to either.
//
// The map:
//
//	config.go  server.go  routes.go   what it is given, how it is put together, every address
//	guard.go  limit.go  response.go   headers, limits, panics: what every request passes
//	errors.go                         an error as HTML or JSON
//	access.go                         who may read article texts
//	links.go  view.go  templates/     addresses under a path prefix, pages in two languages
//	filter.go  catalog.go  match.go   the filters, and the activities held in memory to answer them
//	home.go  activities.go  column.go … one page each, with its queries in *_query.go
//	picture*.go                       geometry of the drawings; templates/pictures.html draws them
//	table.go                          GET /{table}.csv
//	release.go  files.go              one snapshot's folder, and its files over HTTP
//	feed.go  openapi.go  jsonld.go    the same facts for machines
//
// Times shown are in Asia/Shanghai, dates are the newspaper's; spans count
// Unicode code points of a column's canonical text.
package web
