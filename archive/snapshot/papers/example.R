source("load.R")

coverage <- load_table("coverage")
known <- coverage[!is.na(coverage$activities), ] # a week that is missing is not zero
print(aggregate(cbind(activities, inspection) ~ district + office, data = known, FUN = mean))
print(load_table("officeholders"))
