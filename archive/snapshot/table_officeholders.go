package snapshot

// spells gives who was seen in which office of which district, week by week,
// and numbers the spells: one ends where in the weeks that follow somebody
// else is seen in the office and he or she is not.
const spells = `sighting AS (
  SELECT district, office, official_id, monday, min(first_seen) AS first_seen, max(last_seen) AS last_seen, count(DISTINCT column_id) AS columns
  FROM acting WHERE TRUE` + early + ` GROUP BY district, office, official_id, monday),
numbered AS (
  SELECT *, dense_rank() OVER (PARTITION BY district, office ORDER BY monday)
    - row_number() OVER (PARTITION BY district, office, official_id ORDER BY monday) AS run FROM sighting),
spell AS (
  SELECT district, office, official_id, min(first_seen) AS first_seen, max(last_seen) AS last_seen, sum(columns) AS columns
  FROM numbered GROUP BY district, office, official_id, run),
holder AS (
  SELECT spell.*, officials.name,
    row_number() OVER (PARTITION BY district, office ORDER BY first_seen, last_seen, official_id) AS position
  FROM spell JOIN officials USING (official_id))`

func officeholdersTable() Table {
	return Table{
		Name:  "officeholders",
		Title: Words{"历任", "Officeholders"},
		Note: Words{"每行一段任职:各区书记与区长(主任)先后由谁担任,据专栏所印,不是任免时间。此后各周另有他人而不见其人者,该段即止。",
			"One spell a row: who held secretary or head of a district, one after the other, as printed in the column and not as appointed. A spell ends where in the weeks that follow somebody else is seen in the office instead."},
		Key:        []string{"district", "office", "position"},
		Order:      []string{"district", "office", "position"},
		References: []string{"officials", "districts"},
		alias:      "holder", with: spells, from: "holder",
		order: inDistrict("holder.district") + ", " + rank("holder.office", panelOffices) + ", holder.position",
		filters: map[string]string{
			byDistrict: "holder.district = ?",
			byOfficial: "holder.official_id = ?",
			byOffice:   "holder.office = ?",
			byFrom:     "holder.last_seen >= ?",
			byTo:       "holder.first_seen <= ?",
		},
		earlier: map[string]string{byDistrict: "district = ?", byOffice: "office = ?"},
		Columns: []Column{
			{Name: "district", Type: Text, Required: true, Title: Words{"区", "District"}, Note: Words{"见 districts;以所印职务为准。", "See districts; by the post itself."}},
			{Name: "office", Type: Text, Required: true, List: "office", Enum: panelOffices, Title: Words{"职位", "Office"}, Note: Words{"兼任者两处都列。", "Who holds both stands in both."}},
			{Name: "position", Type: Integer, Required: true, Title: Words{"次序", "Position"}, Note: Words{"在该区该职位中从 1 起,按首见日。", "From 1 in that office of that district, by the day first seen."}},
			officialIDColumn,
			{Name: "name", Type: Text, Required: true, Title: Words{"姓名", "Name"}, Note: Words{"统一后的姓名。", "The name as normalized."}},
			{Name: "first_seen", Type: Day, Title: Words{"首见日", "First seen"}, Note: Words{"同 tenures。", "As in tenures."}},
			{Name: "last_seen", Type: Day, Title: Words{"末见日", "Last seen"}, Note: Words{"同 tenures。", "As in tenures."}},
			{Name: "columns", Type: Integer, Required: true, Title: Words{"专栏数", "Columns"}, Note: Words{"该段之中印有其任此职的专栏数。", "Columns of the spell in which he or she acts in the office."}},
		},
	}
}
