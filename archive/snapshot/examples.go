package snapshot

import "slices"

// Example is one way to begin with a snapshot: the same lines in its README,
// in the project's, and on the pages.
type Example struct {
	Name     string // for a reader: R, Python, Stata
	Language string // for a fence: r, python, stata
	Code     string // run in the snapshot's folder; ends with a line feed
}

// Examples shows how to load a snapshot: what secretaries and heads did in an
// average week of which something is known, and who held the office when.
func Examples() []Example { return slices.Clone(examples) }

var examples = []Example{
	{"R", "r", `source("load.R")

coverage <- load_table("coverage")
known <- coverage[!is.na(coverage$activities), ] # a week that is missing is not zero
print(aggregate(cbind(activities, inspection) ~ district + office, data = known, FUN = mean))
print(load_table("officeholders"))
`},
	{"Python", "python", `from load import table

coverage = table("coverage")
known = coverage[coverage["activities"].notna()]  # a week that is missing is not zero
print(known.groupby(["district", "office"], observed=True)[["activities", "inspection"]].mean())
print(table("officeholders")[["district", "office", "name", "first_seen", "last_seen"]])
`},
	{"Stata", "stata", `do load.do
use coverage, clear
drop if missing(activities) // a week that is missing is not zero
collapse (mean) activities inspection, by(district office)
list
`},
}
