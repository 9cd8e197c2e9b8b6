-- The Mondays of the weeks that round-ups cover; a combined edition covers every
-- week it spans. A query goes on behind it.
WITH RECURSIVE held(monday, last) AS (
  SELECT date(week_start, 'weekday 0', '-6 days'), coalesce(nullif(week_end, ''), week_start) FROM columns WHERE kind = 'weekly' AND week_start <> ''
  UNION SELECT date(monday, '+7 days'), last FROM held WHERE date(monday, '+7 days') <= last)
