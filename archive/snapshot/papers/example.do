do load.do
use coverage, clear
drop if missing(activities) // a week that is missing is not zero
collapse (mean) activities inspection, by(district office)
list
