-- Begins a query of what columns say of others and what they should say. first
-- is the capture that showed a column first. Two round-ups are of the same week
-- where they share more than half of the days of the shorter one; none is of the
-- same week as a duplicate.
WITH kept AS NOT MATERIALIZED (
  SELECT *, (SELECT min(capture_id) FROM revisions r WHERE r.column_id = columns.column_id) AS first FROM columns),
related AS NOT MATERIALIZED (SELECT column_id, capture_id, article_sha256, week_start,
  duplicate_of AS said_of, coalesce((SELECT detail FROM problems p WHERE p.column_id = k.column_id AND code = 'week_twice'), '') AS said_week,
  coalesce((SELECT column_id FROM kept e WHERE e.article_sha256 = k.article_sha256 AND e.first < k.first ORDER BY e.first LIMIT 1), '') AS of,
  coalesce((SELECT 'also ' || column_id FROM kept e WHERE k.kind = 'weekly' AND e.kind = 'weekly' AND e.column_id <> k.column_id
    AND e.week_start BETWEEN date(k.week_start, '-31 days') AND k.week_end AND e.week_end >= k.week_start
    AND 2 * (julianday(min(e.week_end, k.week_end)) - julianday(max(e.week_start, k.week_start)) + 1)
      > min(julianday(e.week_end) - julianday(e.week_start), julianday(k.week_end) - julianday(k.week_start)) + 1
    AND NOT EXISTS (SELECT 1 FROM kept o WHERE o.article_sha256 = e.article_sha256 AND o.first < e.first)
    ORDER BY e.first LIMIT 1), '') AS week FROM kept k)
