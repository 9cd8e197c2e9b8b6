-- Columns whose lines in listing, which lists are filtered and searched by, are
-- not what its view makes of their rows.
SELECT 'row', 'listing of ' || column_id, FALSE, 'is not what its rows say; shenzheng reparse --all mends it' FROM (
  SELECT column_id FROM listed l LEFT JOIN listing x USING (week_start, column_id, position)
    WHERE (l.activity_id, l.district, l.kind, l.date_start, l.date_end, l.week_end, l.week, l.people, l.words)
      IS NOT (x.activity_id, x.district, x.kind, x.date_start, x.date_end, x.week_end, x.week, x.people, x.words)
      OR x.wide <> (x.words GLOB '*[！-～]*') -- as the view says; its own would be made of its words once more
  UNION
  SELECT column_id FROM listing x WHERE NOT EXISTS (SELECT 1 FROM activities a WHERE a.activity_id = x.activity_id
    AND (a.column_id, a.position, a.week_start) = (x.column_id, x.position, x.week_start))
  ORDER BY 1)
