-- Who acted as secretary or head of a district, week by week: relations from
-- which coverage and officeholders are counted, and whatever else counts by
-- office. Each is a common table expression, filled in by the lists of the parser.

{{/* The districts, in order. */}}
{{define "division"}}division(rank, district, name_zh, name_en, gb2260, kind) AS (VALUES
{{- range $i, $d := districts}}{{if $i}},{{end}} ({{$i}}, {{literals .Slug .NameZH .NameEN .GB2260 .Kind}}){{end}}){{end}}

{{/* The posts that make an office, and of which district. Without a type SQLite
would make no index over it and try each for each post. */}}
{{define "holding"}}holding(org, title, district, office) AS MATERIALIZED (SELECT CAST(column1 AS TEXT), CAST(column2 AS TEXT), column3, column4 FROM (VALUES
{{- range $i, $o := posts}}{{if $i}},{{end}} ({{literals .Org .Title .District .Office}}){{end}})){{end}}

{{/* The title of a post without what is remarked behind it: 书记(正局级). */}}
{{define "bare title"}}substr(posts.title, 1, instr(posts.title || '(', '(') - 1){{end}}

{{define "office"}}office(office) AS (VALUES ('secretary'), ('head')){{end}}

{{/* Which columns are expected each week: a round-up in which no section was found
is no weekly column, but it is held. A duplicate is not another. */}}
{{define "round-up"}}week_start <> '' AND duplicate_of = '' AND (kind = 'weekly' OR title LIKE '%深圳一周%' OR
    EXISTS (SELECT 1 FROM problems p WHERE p.column_id = c.column_id AND p.code = 'weekly_without_sections')){{end}}

{{define "first monday"}}date(week_start, 'weekday 0', '-6 days'){{end}}
{{define "last monday"}}date(coalesce(nullif(week_end, ''), week_start), 'weekday 0', '-6 days'){{end}}

{{/* The round-ups, with the weeks they span. The weeks asked for narrow them early. */}}
{{define "held"}}held AS MATERIALIZED (
  SELECT column_id, source IN ('', 'dutenews') AS own, {{template "first monday"}} AS first,
    {{template "last monday"}} AS last,
    kind <> 'weekly' OR EXISTS (SELECT 1 FROM problems p WHERE p.column_id = c.column_id AND p.code = 'parse_failed') AS failed
  FROM columns c WHERE {{template "round-up"}}{{.Early}}){{end}}

{{/* What is known of an official in an activity: where it stands in the column, and
the Monday of the week it counts in. */}}
{{define "acts"}}held.column_id, a.rowid AS activity, a.kind, a.position * 1000 + p.position AS place, p.official_id, p.name,
    iif(held.first = held.last, held.first,
      max(held.first, min(held.last, coalesce(date(nullif(a.date_start, ''), 'weekday 0', '-6 days'), held.first)))) AS monday,
    coalesce(nullif(a.date_start, ''), nullif(a.week_start, '')) AS first_seen, coalesce(nullif(a.date_end, ''), nullif(a.week_start, '')) AS last_seen{{end}}

{{/* Who acts in which activity, in which office of which district, from held and
office: posted is who is printed with such a post; bound whom a column binds to
one, filled which offices somebody acts in with the post printed.

Whose office it is is said by the post itself: the head of 前海 in a section of
南山 is not 南山's. Who is named by name alone holds what the column names him or
her with, or else what the section is of, unless somebody else acts there with
that post printed: a guest's may stand in the introduction. An activity counts in
the week of its first day, of those that its column spans; an undated one in the
first. Who is merely mentioned does not act. */}}
{{define "acting"}}{{template "holding"}},
posted AS MATERIALIZED (
  SELECT {{template "acts"}}, p.role, iif(h.district = '', a.district, h.district) AS district, h.office
  FROM held CROSS JOIN activities a ON a.column_id = held.column_id
  CROSS JOIN appearances p ON p.activity_id = a.activity_id
  CROSS JOIN posts ON posts.activity_id = p.activity_id AND posts.official_id = p.official_id
  JOIN holding h ON h.org = posts.org AND h.title = {{template "bare title"}}),
bound AS MATERIALIZED (SELECT DISTINCT column_id, official_id, district, office FROM posted),
filled AS MATERIALIZED (SELECT DISTINCT column_id, district, office FROM posted WHERE role = 'actor'),
acting AS MATERIALIZED (
  SELECT * FROM posted WHERE role = 'actor'
  UNION ALL
  SELECT {{template "acts"}}, p.role, coalesce(bound.district, a.district), o.office
  FROM held CROSS JOIN activities a ON a.column_id = held.column_id
  CROSS JOIN appearances p ON p.activity_id = a.activity_id AND p.named_as = 'name_only' AND p.role = 'actor' AND p.office <> 'other'
  CROSS JOIN office o ON p.office IN (o.office, 'both')
  LEFT JOIN bound ON bound.column_id = a.column_id AND bound.official_id = p.official_id AND bound.office = o.office
  LEFT JOIN filled ON filled.column_id = a.column_id AND filled.district = a.district AND filled.office = o.office
  WHERE bound.district IS NOT NULL OR filled.office IS NULL){{end}}

{{/* The weeks from the first to the last held, found without looking at the columns
between them. */}}
{{define "week"}}edge(first, last) AS (SELECT
  (SELECT {{template "first monday"}} FROM columns c WHERE {{template "round-up"}} AND date(week_start) > '' ORDER BY week_start LIMIT 1),
  (SELECT max({{template "last monday"}}) FROM columns c WHERE {{template "round-up"}} AND date(week_start) > ''
   AND week_start >= (SELECT date(max(week_start), '-40 days') FROM columns))),
week(monday) AS (
  SELECT first FROM edge
  UNION ALL
  SELECT date(monday, '+7 days') FROM week WHERE monday < (SELECT last FROM edge)){{end}}

{{/* Each week with its status of coverage where it is no held week. */}}
{{define "weeks"}}WITH RECURSIVE {{template "week"}}, spanned(monday, last) AS (
  SELECT {{template "first monday"}}, {{template "last monday"}} FROM columns c WHERE date(week_start) > '' AND {{template "round-up"}}
  UNION ALL
  SELECT date(monday, '+7 days'), last FROM spanned WHERE monday < last)
SELECT monday, CASE WHEN monday IN (SELECT monday FROM spanned) THEN ''
  WHEN monday IN (SELECT week_start FROM skipped_weeks) THEN 'not_published' ELSE 'column_missing' END FROM week WHERE monday IS NOT NULL{{end}}

{{/* The calendar of expected weeks over the districts and the two offices, each cell
judged by the best column held for the week: a reprint never hides what the
newspaper's own page says, nor the reverse, and an edition that reaches into the
week not the week's own.

All of it is counted from the columns in held, so that a few weeks cost a few
columns. Per cell the least preference is chosen; SQLite takes the other values
from the row of the least. */}}
{{define "chosen"}}counted AS MATERIALIZED (
  SELECT column_id, monday, district, office, count(*) AS activities{{range kinds}}, sum(kind = '{{.}}') AS {{.}}{{end}}
  FROM (SELECT DISTINCT column_id, monday, district, office, activity, kind FROM acting) GROUP BY 1, 2, 3, 4),
named AS MATERIALIZED (
  SELECT column_id, monday, district, office, group_concat(name, ';' ORDER BY place) AS names
  FROM (SELECT column_id, monday, district, office, name, min(place) AS place FROM acting GROUP BY 1, 2, 3, 4, 5) GROUP BY 1, 2, 3, 4),
printed AS MATERIALIZED (
  SELECT s.column_id, s.district, sum(s.activities) AS activities
  FROM held CROSS JOIN sections s ON s.column_id = held.column_id GROUP BY 1, 2),
spanned AS ( -- each column with each of its weeks
  SELECT column_id, own, failed, first, last, first AS monday FROM held
  UNION ALL
  SELECT column_id, own, failed, first, last, date(monday, '+7 days') FROM spanned WHERE monday < last),
cell AS (
  SELECT week.monday, d.district, office.office, held.column_id, held.own, held.failed, held.monday <> held.first AS later,
    printed.activities AS printed, counted.activities, named.names{{range kinds}}, counted.{{.}}{{end}}
  FROM week CROSS JOIN division d CROSS JOIN office
  LEFT JOIN spanned held ON held.monday = week.monday
  LEFT JOIN printed ON printed.column_id = held.column_id AND printed.district = d.district
  LEFT JOIN counted ON counted.column_id = held.column_id AND counted.monday = week.monday
    AND counted.district = d.district AND counted.office = office.office
  LEFT JOIN named ON named.column_id = held.column_id AND named.monday = week.monday AND named.district = d.district AND named.office = office.office
  WHERE week.monday IS NOT NULL),
judged AS (
  SELECT cell.*, CASE
      WHEN column_id IS NULL THEN iif(monday IN (SELECT week_start FROM skipped_weeks), 'not_published', 'column_missing')
      WHEN activities > 0 THEN 'reported'
      WHEN printed > 0 THEN 'not_named'
      WHEN failed OR printed = 0 THEN 'parse_failed'
      ELSE 'not_mentioned'
    END AS status
  FROM cell),
chosen AS (
  SELECT *, min(
    CASE status WHEN 'reported' THEN 1 WHEN 'not_named' THEN 2 WHEN 'not_mentioned' THEN 3 ELSE 4 END || later || (NOT own) || column_id) AS preference
  FROM judged GROUP BY monday, district, office){{end}}

{{/* Its rows as they are published. A count is missing, not zero, where the column
of the week could not be read. */}}
{{define "coverage rows"}}coverage AS (
  SELECT monday AS week_start, date(monday, '+6 days') AS week_end, column_id, district, office, status,
    iif(status = 'reported', names, '') AS names, iif(known, coalesce(activities, 0), NULL) AS activities
    {{range kinds}}, iif(known, coalesce({{.}}, 0), NULL) AS {{.}}{{end}},
    iif(status = 'not_published', (SELECT reason FROM skipped_weeks w WHERE w.week_start = monday), '') AS reason
  FROM (SELECT *, status NOT IN ('column_missing', 'not_published', 'parse_failed') AS known FROM chosen)){{end}}

{{/* Who was seen in which office of which district, week by week, and the spells of
it in order: one ends where in the weeks that follow somebody else is seen in the
office and he or she is not. */}}
{{define "holder"}}sighting AS MATERIALIZED (
  SELECT district, office, official_id, name, monday, column_id, min(first_seen) AS first_seen, max(last_seen) AS last_seen
  FROM acting GROUP BY district, office, official_id, monday, column_id),
numbered AS (
  SELECT *, dense_rank() OVER (PARTITION BY district, office ORDER BY monday)
    - dense_rank() OVER (PARTITION BY district, office, official_id ORDER BY monday) AS run FROM sighting),
spell AS (
  SELECT district, office, official_id, name, min(monday) AS began, min(first_seen) AS first_seen, max(last_seen) AS last_seen, count(DISTINCT column_id) AS columns
  FROM numbered GROUP BY district, office, official_id, run),
holder AS (
  SELECT *, row_number() OVER (PARTITION BY district, office ORDER BY began, first_seen, last_seen, official_id) AS position FROM spell){{end}}
