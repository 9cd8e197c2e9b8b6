-- The columns of a source that have not been looked at since the last mark they
-- passed, 1, 3, 7, 30 and 180 days after publication, and those whose last answer
-- was bad. Columns whose address or number is not known cannot be looked at. Its
-- latest address is that of the last crawl, before what came in otherwise.
SELECT source, number, address, title, '', '', failures, '' FROM (
  SELECT k.source, k.number, k.title, k.published_at, k.column_id, coalesce(a.failures, 0) AS failures,
    (SELECT CASE c.final_url WHEN '' THEN c.url ELSE c.final_url END FROM captures c
      WHERE c.source = k.source AND c.number = k.number AND c.verdict = 'good' AND c.url <> ''
      ORDER BY (c.method = 'crawl') DESC, c.capture_id DESC LIMIT 1) AS address,
    coalesce(unixepoch(coalesce(nullif(k.published_at, ''), nullif(k.week_end, ''), k.captured_at)), 0) AS published,
    (SELECT coalesce(unixepoch(max(c.captured_at)), 0) FROM captures c
      WHERE c.source = k.source AND c.number = k.number AND c.verdict IN ('good', 'gone', 'unchanged') AND c.captured_at <= ?2) AS looked
  FROM columns k LEFT JOIN articles a USING (source, number)
  WHERE k.source = ?1 AND k.number <> '' AND coalesce(a.not_before, '') NOT BETWEEN ?3 AND ?4)
WHERE address IS NOT NULL AND (failures > 0 OR EXISTS (SELECT 1 FROM json_each('[1, 3, 7, 30, 180]')
  WHERE looked < published + value * 86400 AND published + value * 86400 <= unixepoch(?2)))
ORDER BY published_at DESC, column_id
