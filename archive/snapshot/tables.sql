-- The tables of a snapshot, a SELECT each of what dictionary.csv describes: By
-- says what a filter leaves of them (? is its value, wherever it stands), Rows
-- and Select give the dictionary's columns, of the relation that is named and by
-- its names where no other expression follows one; Rows where the table has a row
-- for each of the relation's, and Counts says for which others it has. Join keeps
-- the order in which a whole table is read, column by column as it is published, so
-- that nothing much is left to sort.

{{define "columns"}}{{.By "column" "columns.column_id = ?"}}
{{- .By "district" "columns.column_id IN (SELECT column_id FROM sections WHERE district = ?)"}}
{{- .By "official" "columns.column_id IN (SELECT a.column_id FROM appearances p JOIN activities a USING (activity_id) WHERE p.official_id = ?)"}}
{{- template "by week" . -}}
{{.Rows "columns"}} FROM columns {{.Where}}
ORDER BY columns.week_start, columns.column_id{{end}}

{{define "by week"}}{{.By "from" "columns.week_end >= ?"}}{{.By "to" "columns.week_start <> '' AND columns.week_start <= ?"}}{{end}}

{{define "sections"}}{{.By "column" "sections.column_id = ?"}}{{.By "district" "sections.district = ?"}}{{template "by week" . -}}
{{.Rows "sections"}} FROM {{.Below "sections"}} {{.Where}}
ORDER BY columns.week_start, columns.column_id, sections.position{{end}}

{{define "activities"}}{{template "by activity" . -}}
{{.Rows "activities" "parser_version" "columns.parser_version"}} FROM {{.Below "activities"}} {{.Where}} {{template "in order"}}{{end}}

{{define "full/texts"}}{{template "by activity" . -}}
{{.Rows "activities"}} FROM {{.Below "activities"}} {{.Where}} {{template "in order"}}{{end}}

{{define "in order"}}ORDER BY columns.week_start, columns.column_id, activities.position{{end}}

{{define "by activity"}}{{.By "column" "activities.column_id = ?"}}{{.By "district" "activities.district = ?"}}
{{- .By "official" "activities.activity_id IN (SELECT activity_id FROM appearances WHERE official_id = ?)"}}
{{- .By "office" "EXISTS (SELECT 1 FROM appearances AS p WHERE p.activity_id = activities.activity_id AND (office = ? OR (office = 'both' AND ? IN ('secretary', 'head'))))"}}
{{- .By "kind" "activities.kind = ?"}}{{template "by day" .}}{{end}}

{{/* An undated activity counts for its week. */}}
{{define "by day"}}{{.By "from" "coalesce(nullif(activities.date_end, ''), activities.week_end) >= ?"}}
{{- .By "to" "coalesce(nullif(activities.date_start, ''), nullif(activities.week_start, '')) <= ?"}}{{end}}

{{define "by appearance"}}{{.By "column" "activities.column_id = ?"}}{{.By "district" "activities.district = ?"}}
{{- .By "official" "appearances.official_id = ?"}}{{.By "office" "office = ? OR (office = 'both' AND ? IN ('secretary', 'head'))"}}
{{- .By "kind" "activities.kind = ?"}}{{template "by day" .}}{{end}}

{{define "from appearances"}}FROM {{.Below "activities"}} {{.Join}} appearances ON appearances.activity_id = activities.activity_id{{end}}

{{define "appearances"}}{{template "by appearance" . -}}
{{.Rows "appearances" "appearance_position" "appearances.position" "appearance_start" "appearances.span_start" "appearance_end" "appearances.span_end"}}
{{template "from appearances" .}} {{.Where}} {{template "in order"}}, appearances.position{{end}}

{{/* The + keeps SQLite from making an index of its own over officials. */}}
{{define "join posts"}}{{.Join}} posts ON posts.activity_id = appearances.activity_id AND +posts.official_id = appearances.official_id{{end}}

{{define "posts"}}{{template "by appearance" . -}}
{{.Rows "posts" "post_position" "posts.position"}} {{template "from appearances" .}} {{template "join posts" .}} {{.Where}}
{{template "in order"}}, appearances.position, posts.position{{end}}

{{define "officials"}}{{.By "column" "appearances.official_id IN (SELECT p.official_id FROM appearances p JOIN activities a USING (activity_id) WHERE a.column_id = ?)"}}
{{- .By "district" "appearances.official_id IN (SELECT p.official_id FROM appearances p JOIN activities a USING (activity_id) WHERE a.district = ?)"}}
{{- .By "official" "appearances.official_id = ?"}}
{{- .By "office" "appearances.official_id IN (SELECT official_id FROM appearances WHERE office = ? OR (office = 'both' AND ? IN ('secretary', 'head')))" -}}
{{.Rows "officials" "first_week" "seen.first_week" "last_week" "seen.last_week" "columns" "seen.columns" "activities" "seen.activities"}}
FROM (SELECT appearances.official_id, min(nullif(activities.week_start, '')) AS first_week, max(nullif(activities.week_start, '')) AS last_week,
  count(DISTINCT activities.column_id) AS columns, count(*) AS activities {{template "from appearances" .}} {{.Where}} GROUP BY 1) AS seen
JOIN officials USING (official_id) ORDER BY seen.first_week, officials.name_pinyin, officials.official_id{{end}}

{{/* An appearance counts for the day printed, or else the beginning of its week, in
the district of the post, or else of the section. Who was (原, 时任) or acts through
another is only mentioned. */}}
{{define "seen from"}}min(coalesce(nullif(activities.date_start, ''), nullif(activities.week_start, ''))){{end}}
{{define "seen to"}}max(coalesce(nullif(activities.date_end, ''), nullif(activities.week_start, ''))){{end}}
{{define "held in"}}coalesce(nullif(holding.district, ''), activities.district){{end}}

{{define "tenures"}}{{.By "district" "coalesce(nullif(holding.district, ''), activities.district) = ?"}}
{{- .By "official" "posts.official_id = ?"}}{{.By "office" "coalesce(holding.office, 'other') = ?" -}}
WITH RECURSIVE {{template "holding"}}
SELECT posts.official_id AS "official_id", appearances.name AS "name", {{template "held in"}} AS "district", posts.org AS "org", posts.title AS "title",
  coalesce(holding.office, 'other') AS "office", {{template "seen from"}} AS "first_seen", {{template "seen to"}} AS "last_seen",
  count(DISTINCT activities.column_id) AS "columns"
FROM activities {{.Join}} appearances USING (activity_id) {{template "join posts" .}}
LEFT JOIN holding ON holding.org = posts.org AND holding.title = {{template "bare title"}} {{.Where "appearances.role = 'actor'"}}
GROUP BY posts.official_id, {{template "held in"}}, posts.org, posts.title
ORDER BY {{template "seen from"}}, {{template "seen to"}}, {{inDistrict "coalesce(nullif(holding.district, ''), activities.district)"}},
  posts.org, posts.title, appearances.name{{end}}

{{define "credits"}}{{.By "column" "credits.column_id = ?" -}}
{{.Rows "credits"}} FROM {{.Below "credits"}} {{.Where}}
ORDER BY columns.week_start, columns.column_id, credits.position{{end}}

{{define "coverage"}}{{.By "column" "coverage.column_id = ?"}}{{.By "district" "coverage.district = ?"}}{{.By "office" "coverage.office = ?"}}
{{- .By "from" "coverage.week_end >= ?" "coalesce(nullif(week_end, ''), week_start) >= date(?, '-6 days')"}}
{{- .By "to" "coverage.week_start <= ?" "week_start <= date(?, '+6 days')" -}}
WITH RECURSIVE {{template "division"}}, {{template "office"}}, {{template "week"}}, {{template "held" .}}, {{template "who acts" .}} {{template "chosen"}}, {{template "coverage rows"}}
{{.Counts "week CROSS JOIN division CROSS JOIN office WHERE monday IS NOT NULL"}}{{.Select "coverage"}} FROM coverage {{.Where}}
ORDER BY coverage.week_start, {{inDistrict "coverage.district"}}, {{rank "coverage.office" "secretary" "head"}}{{end}}

{{define "officeholders"}}{{.By "district" "holder.district = ?"}}{{.By "official" "holder.official_id = ?"}}{{.By "office" "holder.office = ?"}}
{{- .By "from" "holder.last_seen >= ?"}}{{.By "to" "holder.first_seen <= ?" -}}
WITH RECURSIVE {{template "office"}}, {{template "held" .}}, {{template "who acts" .}} {{template "holder"}}
{{.Select "holder"}} FROM holder {{.Where}}
ORDER BY {{inDistrict "holder.district"}}, {{rank "holder.office" "secretary" "head"}}, holder.position{{end}}

{{define "who acts"}}{{if not .Shared}}{{template "acting"}},{{end}}{{end}}

{{define "ledger"}}{{.By "column" "blocks.column_id = ?" -}}
{{.Select "blocks" "blocks" "count(*)" "characters" "sum(blocks.span_end - blocks.span_start)"}} FROM {{.Below "blocks"}} {{.Where}}
GROUP BY columns.week_start, columns.column_id, blocks.class ORDER BY columns.week_start, columns.column_id, {{rank "blocks.class" classes}}{{end}}

{{define "problems"}}{{.By "column" "problems.column_id = ?" -}}
{{.Rows "problems"}} FROM {{.Below "problems"}} {{.Where}}
ORDER BY columns.week_start, columns.column_id, problems.position{{end}}

{{/* Changes come from comparing with the snapshot before: the database has none. */}}
{{define "changes"}}WITH RECURSIVE none("table", row_id, change, cause, previous_snapshot) AS (SELECT '', '', '', '', '' WHERE 0)
{{.Select "none" "table" "none.\"table\""}} FROM none {{.Where}} ORDER BY none."table", none.row_id{{end}}

{{define "districts"}}{{.By "district" "division.district = ?" -}}
WITH RECURSIVE {{template "division"}} {{.Select "division"}} FROM division {{.Where}} ORDER BY division.rank{{end}}

{{define "codes"}}WITH RECURSIVE value(rank, list, code, label_zh, label_en, note_zh, note_en) AS (VALUES {{codeValues}})
{{.Select "value"}} FROM value {{.Where}} ORDER BY value.rank{{end}}

{{define "full/blocks"}}{{.By "column" "blocks.column_id = ?" -}}
{{.Rows "blocks"}} FROM {{.Below "blocks"}} {{.Where}}
ORDER BY columns.week_start, columns.column_id, blocks.block{{end}}
