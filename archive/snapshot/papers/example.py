from load import table

coverage = table("coverage")
known = coverage[coverage["activities"].notna()]  # a week that is missing is not zero
print(known.groupby(["district", "office"], observed=True)[["activities", "inspection"]].mean())
print(table("officeholders")[["district", "office", "name", "first_seen", "last_seen"]])
